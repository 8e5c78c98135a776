from django.urls import path

from assistance.views import loans

urlpatterns = [
    path("loans/", loans.loan_list, name="loan-list"),
    path("loans/<int:loan_id>/", loans.loan_detail, name="loan-detail"),
    path("loans/<int:loan_id>/repayments/new/", loans.repayment_new, name="repayment-new"),
    path("loans/<int:loan_id>/jobs/new/", loans.loan_jobs_new, name="loan-jobs-new"),
    path("loans/<int:loan_id>/guarantor/", loans.guarantor_show, name="guarantor-show"),
    path("loans/<int:loan_id>/steps/<str:step>/", loans.loan_step, name="loan-step"),
    path("files/<int:household_id>/loans/new/", loans.loan_new, name="loan-new"),
]

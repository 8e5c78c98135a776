from django.urls import path

from assistance.views import bank, payments, reconciliation

urlpatterns = [
    path("batches/", payments.batch_list, name="batch-list"),
    path("batches/new/", payments.batch_new, name="batch-new"),
    path("batches/<int:batch_id>/", payments.batch_detail, name="batch-detail"),
    path("batches/<int:batch_id>/steps/<str:step>/", payments.batch_step, name="batch-step"),
    path(
        "batches/<int:batch_id>/lines/<int:line_number>/take-out/",
        payments.line_take_out,
        name="line-take-out",
    ),
    path("batches/<int:batch_id>/file/", bank.batch_file, name="batch-file"),
    path("batches/<int:batch_id>/answer/", bank.return_new, name="return-new"),
    path("reconciliation/", reconciliation.reconciliation, name="reconciliation"),
]

from django.urls import path

from unions import views
from unions.membership import views as membership

app_name = "unions"

urlpatterns = [
    # Who you are
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("posts/", views.post_list, name="post-list"),
    path("posts/<int:officer_id>/", views.post_choose, name="post-choose"),
    # unions/
    path("unions/", views.union_list, name="union-list"),
    path("unions/<int:union_id>/", views.union_detail, name="union-detail"),
    # employers/
    path("employers/", views.employer_list, name="employer-list"),
    path("employers/<int:employer_id>/", views.employer_detail, name="employer-detail"),
    # members/
    path("members/", membership.return_list, name="return-list"),
    path("members/workbook/", membership.return_export, name="return-export"),
    path("members/import/", membership.return_import, name="return-import"),
    path("members/import/form/", membership.return_import_form, name="return-import-form"),
    path("members/<int:member_return_id>/", membership.return_edit, name="return-edit"),
    path("members/<int:member_return_id>/removal/", membership.return_remove, name="return-remove"),
    path("employers/<int:employer_id>/members/", membership.return_new, name="return-new"),
    # parameters/ and tokens/
    path("parameters/", views.parameter_list, name="parameter-list"),
    path("parameters/<str:key>/", views.parameter_edit, name="parameter-edit"),
    path("tokens/", views.token_list, name="token-list"),
    path("tokens/<str:token_key>/revocation/", views.token_revoke, name="token-revoke"),
    # events/ and jobs/
    path("events/", views.event_list, name="event-list"),
    path("jobs/", views.job_list, name="job-list"),
    path("jobs/<int:job_id>/", views.job_detail, name="job-detail"),
    path("jobs/<int:job_id>/cancel/", views.job_cancel, name="job-cancel"),
    path("jobs/<int:job_id>/retry/", views.job_retry, name="job-retry"),
]

from django.urls import path

from assistance.views import consent, file_writing, files, register

urlpatterns = [
    path("files/", files.file_list, name="file-list"),
    path("files/found/", files.file_find, name="file-find"),
    path("files/export/", files.file_export, name="file-export"),
    path("files/new/", files.file_new, name="file-new"),
    path("files/import/", register.file_import, name="file-import"),
    path("files/import/form/", register.file_import_form, name="file-import-form"),
    path("workplaces/", files.workplace_list, name="workplace-list"),
    # A draft, part by part
    path("files/<int:household_id>/edit/", file_writing.file_edit, name="file-edit"),
    path("files/<int:household_id>/again/", files.file_again, name="file-again"),
    path("files/<int:household_id>/incomes/", file_writing.income_edit, name="income-edit"),
    path("files/<int:household_id>/costs/", file_writing.cost_edit, name="cost-edit"),
    path("files/<int:household_id>/members/new/", file_writing.member_new, name="member-new"),
    path(
        "files/<int:household_id>/members/<int:household_member_id>/",
        file_writing.member_edit,
        name="member-edit",
    ),
    path(
        "files/<int:household_id>/members/<int:household_member_id>/removal/",
        file_writing.member_remove,
        name="member-remove",
    ),
    path("files/<int:household_id>/proofs/new/", file_writing.proof_new, name="proof-new"),
    path(
        "files/<int:household_id>/proofs/<int:proof_id>/removal/",
        file_writing.proof_remove,
        name="proof-remove",
    ),
    path("files/<int:household_id>/consents/new/", file_writing.consent_new, name="consent-new"),
    path(
        "files/<int:household_id>/consents/<int:consent_id>/withdrawal/",
        consent.consent_withdraw,
        name="consent-withdraw",
    ),
    # What every file is held against
    path("standards/", register.standard_list, name="standard-list"),
    path("standards/new/", register.standard_new, name="standard-new"),
]

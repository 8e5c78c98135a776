from django.urls import path

from assistance.views import (
    call_back,
    decision,
    file_detail,
    means_check,
    publicity,
    unmasking,
    yearly_review,
)

FILES = [
    path("files/<int:household_id>/", file_detail.file_detail, name="file-detail"),
    path("files/<int:household_id>/steps/<str:step>/", file_detail.file_step, name="file-step"),
    path("files/<int:household_id>/unmasking/", unmasking.file_unmask, name="file-unmask"),
    path("proofs/<int:proof_id>/", unmasking.proof_show, name="proof-show"),
]
DECISIONS = [
    path("files/<int:household_id>/decision/", decision.file_decision, name="file-decision"),
    path("files/<int:household_id>/exclusions/", decision.exclusion_edit, name="exclusion-edit"),
    path(
        "files/<int:household_id>/exclusions/<str:exclusion>/setting-aside/",
        decision.exclusion_set_aside,
        name="exclusion-set-aside",
    ),
]
CHECKS = [
    path(
        "files/<int:household_id>/means-checks/new/",
        means_check.means_check_new,
        name="means-check-new",
    ),
    path(
        "means-checks/<int:means_check_id>/", means_check.means_check_edit, name="means-check-edit"
    ),
]
LISTS = [
    path("publicity/<str:division_code>/", publicity.publicity_list, name="publicity-list"),
    path("in-publicity/", publicity.in_publicity_list, name="in-publicity-list"),
    path("yearly-reviews/", yearly_review.yearly_review_list, name="yearly-review-list"),
    path("call-backs/", call_back.call_back_list, name="call-back-list"),
    path("call-backs/<int:call_back_id>/", call_back.call_back_edit, name="call-back-edit"),
]

urlpatterns = [*FILES, *DECISIONS, *CHECKS, *LISTS]

from django.urls import path

from campaigns.views import nominations, publicity, schemes

urlpatterns = [
    path("honours/", schemes.scheme_list, name="honour-list"),
    path("honours/new/", schemes.scheme_new, name="honour-new"),
    path("honours/<int:honour_scheme_id>/", schemes.scheme_detail, name="honour-detail"),
    path(
        "honours/<int:honour_scheme_id>/steps/<str:step>/",
        schemes.scheme_step,
        name="honour-step",
    ),
    path(
        "honours/<int:honour_scheme_id>/quotas/",
        schemes.scheme_quotas,
        name="honour-quotas",
    ),
    path(
        "honours/<int:honour_scheme_id>/nominate/",
        nominations.nomination_new,
        name="nomination-new",
    ),
    path("honours/publicity/", publicity.honour_publicity, name="honour-publicity"),
    path(
        "honours/publicity/<int:nomination_id>/object/",
        publicity.honour_object,
        name="honour-object",
    ),
    path("honours/awards/", nominations.award_list, name="award-list"),
    path(
        "honours/employers/<int:employer_id>/",
        nominations.employer_honours,
        name="employer-honours",
    ),
    path("nominations/", nominations.nomination_list, name="nomination-list"),
    path(
        "nominations/<int:nomination_id>/", nominations.nomination_detail, name="nomination-detail"
    ),
    path(
        "nominations/<int:nomination_id>/edit/", nominations.nomination_edit, name="nomination-edit"
    ),
    path(
        "nominations/<int:nomination_id>/steps/<str:step>/",
        nominations.nomination_step,
        name="nomination-step",
    ),
]

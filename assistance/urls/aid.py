from django.urls import path

from assistance.views import aid, round_lists, rounds

urlpatterns = [
    path("aid/", aid.aid_list, name="aid-list"),
    path("aid/new/", aid.aid_new, name="aid-new"),
    path("aid/<int:aid_id>/", aid.aid_detail, name="aid-detail"),
    path("aid/<int:aid_id>/edit/", aid.aid_edit, name="aid-edit"),
    path("aid/<int:aid_id>/card/", aid.aid_card, name="aid-card"),
    path("aid/<int:aid_id>/sheet/", aid.aid_sheet, name="aid-sheet"),
    path("aid/<int:aid_id>/receipt/", aid.aid_receipt, name="aid-receipt"),
    path("aid/<int:aid_id>/steps/<str:step>/", aid.aid_step, name="aid-step"),
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", rounds.round_new, name="round-new"),
    path("rounds/<int:round_id>/", rounds.round_detail, name="round-detail"),
    path("rounds/<int:round_id>/edit/", rounds.round_edit, name="round-edit"),
    path(
        "rounds/<int:round_id>/left-out/",
        round_lists.round_exclusion_list,
        name="round-exclusion-list",
    ),
    path("rounds/<int:round_id>/aid/<int:aid_id>/", round_lists.round_aid, name="round-aid"),
    path("rounds/<int:round_id>/person/", round_lists.round_person_new, name="round-person-new"),
    path("rounds/<int:round_id>/sheet/", round_lists.round_sheet, name="round-sheet"),
    path("rounds/<int:round_id>/hand-over/", round_lists.round_hand_over, name="round-hand-over"),
    path("rounds/<int:round_id>/steps/<str:step>/", rounds.round_step, name="round-step"),
]

from django.urls import path

from bargaining.views import congress, congress_listing, congress_proposal

_ONE = "congress/<int:congress_id>/"
_PROPOSAL = "proposals/<int:congress_proposal_id>/"

urlpatterns = [
    path("congress/", congress.congress_list, name="congress-list"),
    path("congress/new/", congress.congress_new, name="congress-new"),
    path(_ONE, congress.congress_detail, name="congress-detail"),
    path(f"{_ONE}edit/", congress.congress_edit, name="congress-edit"),
    path(f"{_ONE}remove/", congress.congress_remove, name="congress-remove"),
    path(f"{_ONE}resolutions/new/", congress.resolution_new, name="resolution-new"),
    path(f"{_ONE}proposals/new/", congress_proposal.proposal_new, name="proposal-new"),
    path(f"{_ONE}employers/", congress_listing.congress_listed, name="congress-listed"),
    path(f"{_ONE}employers/new/", congress_listing.congress_cover, name="congress-cover"),
    path(
        "congress/employers/<int:congress_employer_id>/drop/",
        congress_listing.congress_uncover,
        name="congress-uncover",
    ),
    path("resolutions/<int:resolution_id>/drop/", congress.resolution_drop, name="resolution-drop"),
    path("proposals/", congress_proposal.proposal_list, name="proposal-list"),
    path(_PROPOSAL, congress_proposal.proposal_detail, name="proposal-detail"),
    path(f"{_PROPOSAL}steps/<str:step>/", congress_proposal.proposal_step, name="proposal-step"),
]

from django.urls import path

from bargaining.views import round as rounds
from bargaining.views import talks

_ONE = "rounds/<int:bargaining_round_id>/"

urlpatterns = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", rounds.round_new, name="round-new"),
    path(_ONE, rounds.round_detail, name="round-detail"),
    path(f"{_ONE}steps/<str:step>/", rounds.round_step, name="round-step"),
    path(f"{_ONE}delegates/new/", talks.delegate_new, name="delegate-new"),
    path(f"{_ONE}meetings/new/", talks.meeting_new, name="meeting-new"),
    path(f"{_ONE}ballots/new/", talks.ballot_new, name="ballot-new"),
    path("delegates/<int:delegate_id>/replace/", talks.delegate_replace, name="delegate-replace"),
    path("delegates/<int:delegate_id>/drop/", talks.delegate_drop, name="delegate-drop"),
    path("meetings/<int:meeting_id>/edit/", talks.meeting_edit, name="meeting-edit"),
]

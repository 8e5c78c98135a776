from django.urls import path

from bargaining.views import season

urlpatterns = [
    path("seasons/", season.season_list, name="season-list"),
    path("seasons/new/", season.season_new, name="season-new"),
    path("seasons/<int:season_id>/", season.season_detail, name="season-detail"),
    path("seasons/<int:season_id>/steps/<str:step>/", season.season_step, name="season-step"),
    path("seasons/<int:season_id>/ask/", season.season_ask, name="season-ask"),
    path("seasons/<int:season_id>/urge/", season.season_urge, name="season-urge"),
    path("seasons/units/<int:season_unit_id>/", season.season_answer, name="season-answer"),
]

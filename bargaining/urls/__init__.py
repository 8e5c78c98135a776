"""The addresses of bargaining, a file for each part of the work."""

from bargaining.urls import congress, contracts, coverage, openness, rounds, season

app_name = "bargaining"
urlpatterns = [
    *congress.urlpatterns,
    *contracts.urlpatterns,
    *coverage.urlpatterns,
    *openness.urlpatterns,
    *rounds.urlpatterns,
    *season.urlpatterns,
]

"""The addresses of bargaining, a file for each part of the work."""

from bargaining.urls import contracts, coverage, rounds, season

app_name = "bargaining"
urlpatterns = [
    *contracts.urlpatterns,
    *coverage.urlpatterns,
    *rounds.urlpatterns,
    *season.urlpatterns,
]

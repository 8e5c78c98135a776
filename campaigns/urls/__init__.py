"""The addresses of campaigns, a file for each part of the work."""

from campaigns.urls import consultations, contests, core, courses, honours, venues

app_name = "campaigns"
urlpatterns = [
    *core.urlpatterns,
    *contests.urlpatterns,
    *courses.urlpatterns,
    *venues.urlpatterns,
    *honours.urlpatterns,
    *consultations.urlpatterns,
]

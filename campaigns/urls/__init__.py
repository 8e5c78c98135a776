"""The addresses of campaigns, a file for each part of the work."""

from campaigns.urls import contests, core, courses

app_name = "campaigns"
urlpatterns = [
    *core.urlpatterns,
    *contests.urlpatterns,
    *courses.urlpatterns,
]

"""Addresses on paper: short, and never changed once something was printed."""

from django.urls import path

from reports.views import verifying

urlpatterns = [
    path("verify/", verifying.verify, name="verify"),
    path("verify/<str:verify_code>/", verifying.verify_paper, name="verify-paper"),
    path("d/", verifying.paper_find, name="paper-find"),
    path("d/<str:paper_code>/", verifying.paper_detail, name="paper-detail"),
    path(
        "d/<str:paper_code>/<int:paper_part>/figures/<str:code>/",
        verifying.paper_figure,
        name="paper-figure",
    ),
]

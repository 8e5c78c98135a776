from django.urls import path

from bargaining.views import coverage

urlpatterns = [
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage/rows/", coverage.coverage_rows, name="coverage-rows"),
]

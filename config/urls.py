"""Every address of the portal."""

from django.urls import include, path

from config.health import healthz
from config.robots import robots_txt

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots_txt, name="robots-txt"),
    path("api/v1/", include("config.api")),
    path("", include("unions.urls")),
    path("", include("homes.urls")),
    path("assistance/", include("assistance.urls")),
    path("bargaining/", include("bargaining.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("", include("targets.urls")),
    path("", include("evidence.urls")),
    path("", include("reports.urls")),
]

handler400 = "config.faults.bad_or_too_large"

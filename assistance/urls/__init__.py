"""The addresses of assistance, a file for each part of the work."""

from assistance.urls import (
    aid,
    exports,
    files,
    funds,
    life,
    loans,
    payments,
    public,
    services,
    visits,
)

app_name = "assistance"
urlpatterns = [
    *exports.urlpatterns,
    *files.urlpatterns,
    *life.urlpatterns,
    *funds.urlpatterns,
    *aid.urlpatterns,
    *payments.urlpatterns,
    *loans.urlpatterns,
    *visits.urlpatterns,
    *services.urlpatterns,
    *public.urlpatterns,
]

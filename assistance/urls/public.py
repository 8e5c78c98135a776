from django.urls import path

from assistance.views import application, privacy, public, requests, station

PUBLIC = [
    path("help/<str:division_code>/progress/", public.public_progress, name="public-progress"),
    path("help/<str:division_code>/data/", public.public_data, name="public-data"),
    path("help/<str:division_code>/<str:token>/", public.public_help, name="public-help"),
]
STATIONS = [
    path("stations/", station.station_list, name="station-list"),
    path("stations/new/", station.station_new, name="station-new"),
    path("stations/<int:station_id>/", station.station_detail, name="station-detail"),
    path("stations/<int:station_id>/edit/", station.station_edit, name="station-edit"),
    path("stations/<int:station_id>/poster/", station.station_poster, name="station-poster"),
    path("stations/<int:station_id>/token/", station.station_renew, name="station-renew"),
]
APPLICATIONS = [
    path("applications/", application.help_list, name="help-list"),
    path("applications/<int:application_id>/", application.help_detail, name="help-detail"),
    path("applications/<int:application_id>/reading/", application.help_read, name="help-read"),
    path(
        "applications/<int:application_id>/steps/<str:step>/",
        application.help_step,
        name="help-step",
    ),
]
REQUESTS = [
    path("requests/", requests.request_list, name="request-list"),
    path("requests/new/", requests.request_new, name="request-new"),
    path("requests/<int:request_id>/", requests.request_detail, name="request-detail"),
    path("requests/<int:request_id>/opening/", requests.request_opening, name="request-opening"),
    path("requests/<int:request_id>/copy/", requests.request_copy, name="request-copy"),
    path("requests/<int:request_id>/deletion/", requests.request_delete, name="request-delete"),
    path("requests/<int:request_id>/steps/<str:step>/", requests.request_step, name="request-step"),
]
PRIVACY = [
    path("privacy/", privacy.privacy_list, name="privacy-list"),
    path("privacy/new/", privacy.privacy_new, name="privacy-new"),
    path("privacy/<int:record_id>/", privacy.privacy_detail, name="privacy-detail"),
    path("retention/", privacy.retention_list, name="retention-list"),
    path("files/<int:household_id>/disposals/new/", privacy.disposal_new, name="disposal-new"),
    path("retention/<int:disposal_id>/", privacy.disposal_detail, name="disposal-detail"),
    path(
        "retention/<int:disposal_id>/steps/<str:step>/",
        privacy.disposal_step,
        name="disposal-step",
    ),
]
urlpatterns = [*PUBLIC, *STATIONS, *APPLICATIONS, *REQUESTS, *PRIVACY]

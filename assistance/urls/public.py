from django.urls import path

from assistance.views import public

urlpatterns = [
    path("help/<str:division_code>/progress/", public.public_progress, name="public-progress"),
    path("help/<str:division_code>/data/", public.public_data, name="public-data"),
    path("help/<str:division_code>/<str:token>/", public.public_help, name="public-help"),
]

from django.urls import path

from assistance.views import handing_up

urlpatterns = [
    path("files/national-system/", handing_up.file_hand_up, name="file-hand-up"),
]

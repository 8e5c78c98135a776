from django.urls import path

from evidence import views

app_name = "evidence"

urlpatterns = [
    path("files/<int:file_id>/", views.file_detail, name="file-detail"),
]

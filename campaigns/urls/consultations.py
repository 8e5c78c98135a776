from django.urls import path

from campaigns.views import consultations as views

urlpatterns = [
    path("consultations/", views.consultation_list, name="consultation-list"),
    path("consultations/new/", views.consultation_new, name="consultation-new"),
    path(
        "consultations/<int:consultation_id>/",
        views.consultation_detail,
        name="consultation-detail",
    ),
    path(
        "consultations/<int:consultation_id>/edit/",
        views.consultation_edit,
        name="consultation-edit",
    ),
    path(
        "consultations/<int:consultation_id>/steps/<str:step>/",
        views.consultation_step,
        name="consultation-step",
    ),
    path("consultations/<int:consultation_id>/comment/", views.comment_new, name="comment-new"),
    path("consultations/<int:consultation_id>/digest/", views.digest_new, name="digest-new"),
    path("consultations/comments/<int:comment_id>/", views.comment_answer, name="comment-answer"),
]

from django.urls import path

from assistance.views import visit

urlpatterns = [
    path("visits/", visit.visit_list, name="visit-list"),
    path("visits/new/", visit.visit_new, name="visit-new"),
    path("visits/rounds/new/", visit.visit_round_new, name="visit-round-new"),
    path("visits/five-occasions/", visit.five_edit, name="five-edit"),
    path("visits/<int:visit_id>/", visit.visit_detail, name="visit-detail"),
    path("visits/<int:visit_id>/edit/", visit.visit_edit, name="visit-edit"),
    path("visits/<int:visit_id>/photo/", visit.visit_photo, name="visit-photo"),
]

from django.urls import path

from campaigns.views import rotations, venue_deeds, venues

urlpatterns = [
    path("venues/", venues.venue_list, name="venue-list"),
    path("venues/new/", venues.venue_new, name="venue-new"),
    path("venues/<int:venue_id>/", venues.venue_detail, name="venue-detail"),
    path("venues/<int:venue_id>/edit/", venues.venue_edit, name="venue-edit"),
    path("venues/<int:venue_id>/use/", venue_deeds.venue_use, name="venue-use"),
    path("venues/<int:venue_id>/stock/", venue_deeds.venue_stock, name="venue-stock"),
    path("venues/<int:venue_id>/results/new/", venue_deeds.result_new, name="studio-result-new"),
    path("venues/<int:venue_id>/level/", venue_deeds.venue_recognise, name="venue-recognise"),
    path("venues/<int:venue_id>/close/", venue_deeds.venue_close, name="venue-close"),
    path("venues/<int:venue_id>/reopen/", venue_deeds.venue_reopen, name="venue-reopen"),
    path("rotations/", rotations.rotation_list, name="rotation-list"),
    path("rotations/new/", rotations.rotation_new, name="rotation-new"),
    path("rotations/<int:rotation_id>/return/", rotations.rotation_return, name="rotation-return"),
    path("rotations/<int:rotation_id>/on/", rotations.rotation_on, name="rotation-on"),
]

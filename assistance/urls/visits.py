from django.urls import path

from assistance.views import cards, visit

urlpatterns = [
    path("visits/", visit.visit_list, name="visit-list"),
    path("visits/new/", visit.visit_new, name="visit-new"),
    path("visits/rounds/new/", visit.visit_round_new, name="visit-round-new"),
    path("visits/five-occasions/", visit.five_edit, name="five-edit"),
    path("visits/<int:visit_id>/", visit.visit_detail, name="visit-detail"),
    path("visits/<int:visit_id>/edit/", visit.visit_edit, name="visit-edit"),
    path("visits/<int:visit_id>/photo/", visit.visit_photo, name="visit-photo"),
    path("cards/", cards.card_list, name="card-list"),
    path("cards/new/", cards.card_new, name="card-new"),
    path("cards/import/", cards.card_import, name="card-import"),
    path("cards/import/form/", cards.card_import_form, name="card-import-form"),
    path("cards/sums/", cards.card_sums, name="card-sums"),
    path("cards/<int:card_id>/", cards.card_detail, name="card-detail"),
    path("cards/<int:card_id>/end/", cards.card_end, name="card-end"),
    path("cards/<int:card_id>/uses/new/", cards.card_use_new, name="card-use-new"),
    path("cards/<int:card_id>/uses/preview/", cards.card_use_preview, name="card-use-preview"),
    path("cards/partners/", cards.partner_list, name="partner-list"),
    path("cards/partners/new/", cards.partner_new, name="partner-new"),
    path("cards/partners/<int:partner_id>/edit/", cards.partner_edit, name="partner-edit"),
]

from django.urls import path

from assistance.views import counselling, hotline, legal, mediation, supervision

urlpatterns = [
    # legal/…
    path("legal/", legal.legal_list, name="legal-list"),
    path("legal/new/", legal.legal_new, name="legal-new"),
    path("legal/<int:legal_case_id>/", legal.legal_detail, name="legal-detail"),
    path("legal/<int:legal_case_id>/edit/", legal.legal_edit, name="legal-edit"),
    path("legal/<int:legal_case_id>/steps/<str:step>/", legal.legal_step, name="legal-step"),
    path("legal/<int:legal_case_id>/opening/", legal.legal_opening, name="legal-opening"),
    path("legal/<int:legal_case_id>/phases/new/", legal.legal_phase_new, name="legal-phase-new"),
    path(
        "legal/<int:legal_case_id>/phases/<int:legal_phase_id>/",
        legal.legal_phase_edit,
        name="legal-phase-edit",
    ),
    # mediation/…
    path("mediation/", mediation.mediation_list, name="mediation-list"),
    path("mediation/new/", mediation.mediation_new, name="mediation-new"),
    path("mediation/<int:mediation_id>/", mediation.mediation_detail, name="mediation-detail"),
    path(
        "mediation/<int:mediation_id>/steps/<str:step>/",
        mediation.mediation_step,
        name="mediation-step",
    ),
    path(
        "mediation/<int:mediation_id>/opening/",
        mediation.mediation_opening,
        name="mediation-opening",
    ),
    # counselling/…
    path("counselling/", counselling.counsel_list, name="counsel-list"),
    path("counselling/new/", counselling.counsel_new, name="counsel-new"),
    path("counselling/hours/", counselling.counsel_slot_list, name="counsel-slot-list"),
    path("counselling/hours/new/", counselling.counsel_slot_new, name="counsel-slot-new"),
    path("counselling/<int:appointment_id>/", counselling.counsel_detail, name="counsel-detail"),
    path(
        "counselling/<int:appointment_id>/steps/<str:step>/",
        counselling.counsel_step,
        name="counsel-step",
    ),
    path(
        "counselling/<int:appointment_id>/opening/",
        counselling.counsel_opening,
        name="counsel-opening",
    ),
    path(
        "counselling/<int:appointment_id>/notes/", counselling.counsel_notes, name="counsel-notes"
    ),
    # hotline/…
    path("hotline/", hotline.hotline_list, name="hotline-list"),
    path("hotline/new/", hotline.hotline_new, name="hotline-new"),
    path("hotline/month/", hotline.hotline_month, name="hotline-month"),
    path("hotline/<int:ticket_id>/", hotline.hotline_detail, name="hotline-detail"),
    path("hotline/<int:ticket_id>/steps/<str:step>/", hotline.hotline_step, name="hotline-step"),
    path("hotline/<int:ticket_id>/opening/", hotline.hotline_opening, name="hotline-opening"),
    path("hotline/<int:ticket_id>/file/", hotline.hotline_file_new, name="hotline-file-new"),
    # opinions/…
    path("opinions/", supervision.opinion_list, name="opinion-list"),
    path("opinions/new/", supervision.opinion_new, name="opinion-new"),
    path("opinions/<int:opinion_id>/", supervision.opinion_detail, name="opinion-detail"),
    path(
        "opinions/<int:opinion_id>/steps/<str:step>/",
        supervision.opinion_step,
        name="opinion-step",
    ),
]

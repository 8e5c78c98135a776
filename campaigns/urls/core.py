from django.urls import path

from campaigns.views import campaigns, form, issuing, parts, programmes, totals

urlpatterns = [
    # programmes/…
    path("programmes/", programmes.programme_list, name="programme-list"),
    path("programmes/new/", programmes.programme_new, name="programme-new"),
    path("programmes/load/", programmes.programme_load, name="programme-load"),
    path("programmes/<int:programme_id>/", programmes.programme_detail, name="programme-detail"),
    path("programmes/<int:programme_id>/edit/", programmes.programme_edit, name="programme-edit"),
    # runs/…: one campaign
    path("runs/", campaigns.campaign_list, name="campaign-list"),
    path("runs/new/", campaigns.campaign_new, name="campaign-new"),
    path("runs/<int:campaign_id>/", campaigns.campaign_detail, name="campaign-detail"),
    path("runs/<int:campaign_id>/edit/", campaigns.campaign_edit, name="campaign-edit"),
    path("runs/<int:campaign_id>/steps/<str:step>/", campaigns.campaign_step, name="campaign-step"),
    path("runs/<int:campaign_id>/issue/", issuing.campaign_issue, name="campaign-issue"),
    path("runs/<int:campaign_id>/urge/", issuing.campaign_urge, name="campaign-urge"),
    path("runs/<int:campaign_id>/units/", totals.campaign_parts, name="campaign-parts"),
    path("runs/<int:campaign_id>/units/accept/", totals.part_accept, name="part-accept"),
    path("runs/<int:campaign_id>/totals/", totals.campaign_totals, name="campaign-totals"),
    path("runs/<int:campaign_id>/totals/workbook/", totals.campaign_sheet, name="campaign-sheet"),
    path("runs/<int:campaign_id>/forms/new/", form.form_version_new, name="form-version-new"),
    # forms/…: a version and its questions
    path("forms/<int:form_version_id>/", form.form_detail, name="form-detail"),
    path("forms/<int:form_version_id>/enforce/", form.form_enforce, name="form-enforce"),
    path("forms/<int:form_version_id>/fields/new/", form.field_new, name="field-new"),
    path("fields/<int:form_field_id>/", form.field_edit, name="field-edit"),
    path("fields/<int:form_field_id>/remove/", form.field_remove, name="field-remove"),
    path("fields/<int:form_field_id>/move/", form.field_move, name="field-move"),
    # parts/…: what a unit was asked
    path("parts/", parts.part_list, name="part-list"),
    path("parts/<int:part_id>/", parts.part_detail, name="part-detail"),
    path("parts/<int:part_id>/edit/", parts.part_edit, name="part-edit"),
    path("parts/<int:part_id>/confirm/", parts.part_confirm, name="part-confirm"),
    path("parts/<int:part_id>/steps/<str:step>/", parts.part_step, name="part-step"),
]

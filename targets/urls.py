from django.urls import path

from targets.views import figures, plans, shares, sheets, versions

app_name = "targets"

urlpatterns = [
    path("long-plans/", plans.plan_list, name="plan-list"),
    path("long-plans/<int:target_plan_id>/", plans.plan_detail, name="plan-detail"),
    path("long-plans/<int:target_plan_id>/years/", plans.plan_edit, name="plan-edit"),
    path("targets/", sheets.sheet_list, name="sheet-list"),
    path("targets/new/", sheets.sheet_new, name="sheet-new"),
    path("targets/<int:year>/", sheets.sheet_detail, name="sheet-detail"),
    path("targets/<int:year>/versions/new/", versions.version_new, name="version-new"),
    path("targets/<int:year>/versions/drop/", versions.version_drop, name="version-drop"),
    path("targets/<int:year>/versions/<int:version>/", sheets.sheet_version, name="sheet-version"),
    path("targets/<int:year>/left/", versions.hand_out, name="sheet-hand-out"),
    path("targets/<int:year>/draft/", sheets.sheet_save, name="sheet-save"),
    path("targets/<int:year>/draft/sums/", sheets.sheet_sums, name="sheet-sums"),
    path("targets/<int:year>/steps/<slug:step>/", sheets.sheet_step, name="sheet-step"),
    path(
        "targets/<int:year>/figures/<str:code>/<int:union_id>/",
        figures.figure_rows,
        name="figure-rows",
    ),
    path("targets/shares/<int:share_id>/", shares.share_detail, name="share-detail"),
    path("targets/shares/<int:share_id>/steps/<slug:step>/", shares.share_step, name="share-step"),
]

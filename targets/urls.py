from django.urls import path

from targets.views import figures, plans, sheets

app_name = "targets"

urlpatterns = [
    path("long-plans/", plans.plan_list, name="plan-list"),
    path("long-plans/<int:target_plan_id>/", plans.plan_detail, name="plan-detail"),
    path("long-plans/<int:target_plan_id>/years/", plans.plan_edit, name="plan-edit"),
    path("targets/", sheets.sheet_list, name="sheet-list"),
    path("targets/new/", sheets.sheet_new, name="sheet-new"),
    path("targets/<int:year>/", sheets.sheet_detail, name="sheet-detail"),
    path("targets/<int:year>/draft/", sheets.sheet_save, name="sheet-save"),
    path("targets/<int:year>/steps/<slug:step>/", sheets.sheet_step, name="sheet-step"),
    path(
        "targets/<int:year>/figures/<str:code>/<int:union_id>/",
        figures.figure_rows,
        name="figure-rows",
    ),
    path("targets/shares/<int:share_id>/", sheets.share_detail, name="share-detail"),
    path("targets/shares/<int:share_id>/steps/<slug:step>/", sheets.share_step, name="share-step"),
]

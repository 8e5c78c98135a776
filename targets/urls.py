from django.urls import path

from targets import views

app_name = "targets"

urlpatterns = [
    path("targets/", views.sheet_list, name="sheet-list"),
    path("targets/new/", views.sheet_new, name="sheet-new"),
    path("targets/<int:year>/", views.sheet_detail, name="sheet-detail"),
    path("targets/<int:year>/draft/", views.sheet_save, name="sheet-save"),
    path("targets/<int:year>/steps/<slug:step>/", views.sheet_step, name="sheet-step"),
    path(
        "targets/<int:year>/figures/<str:code>/<int:union_id>/",
        views.figure_rows,
        name="figure-rows",
    ),
    path("targets/shares/<int:share_id>/", views.share_detail, name="share-detail"),
    path("targets/shares/<int:share_id>/steps/<slug:step>/", views.share_step, name="share-step"),
]

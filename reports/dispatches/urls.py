from django.urls import path

from reports.views import dispatches, numbers

urlpatterns = [
    path("dispatches/", dispatches.dispatch_list, name="dispatch-list"),
    path("dispatches/new/", dispatches.dispatch_new, name="dispatch-new"),
    path("dispatches/preview/", dispatches.dispatch_preview, name="dispatch-preview"),
    path("dispatches/<int:dispatch_id>/", dispatches.dispatch_detail, name="dispatch-detail"),
    path("dispatches/<int:dispatch_id>/edit/", dispatches.dispatch_edit, name="dispatch-edit"),
    path(
        "dispatches/<int:dispatch_id>/steps/<slug:step>/",
        dispatches.dispatch_step,
        name="dispatch-step",
    ),
    path("dispatches/<int:dispatch_id>/pdf/", dispatches.dispatch_pdf, name="dispatch-pdf"),
    path("dispatches/<int:dispatch_id>/docx/", dispatches.dispatch_docx, name="dispatch-docx"),
    path("numbers/", numbers.number_list, name="number-list"),
    path("numbers/<int:number_id>/void/", numbers.number_void, name="number-void"),
    path("numbers/xlsx/", numbers.number_export, name="number-export"),
]

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("figures/count/", views.board_count, name="board-count"),
    path("figures/counting/", views.board_counting, name="board-counting"),
    path("todos/", views.todo_list, name="todo-list"),
    path("search/", views.search, name="search"),
    path("reports/", views.report_list, name="report-list"),
    path("plans/<int:plan_id>/record/", views.record_new, name="record-new"),
    path(
        "households/<int:household_id>/form/", views.household_form_new, name="household-form-new"
    ),
    path("rounds/<int:round_id>/list/", views.round_list_new, name="round-list-new"),
    path(
        "campaigns/<int:campaign_id>/report/", views.campaign_report_new, name="campaign-report-new"
    ),
    path(
        "bargaining/rounds/<int:bargaining_round_id>/letters/<str:letter>/",
        views.letter_new,
        name="letter-new",
    ),
    path("documents/<int:document_id>/", views.document_detail, name="document-detail"),
    path("documents/<int:document_id>/pdf/", views.document_pdf, name="document-pdf"),
    path("documents/<int:document_id>/xlsx/", views.document_xlsx, name="document-xlsx"),
    path("documents/<int:document_id>/docx/", views.document_docx, name="document-docx"),
    path("documents/<int:document_id>/figures/<str:code>/", views.figure_rows, name="figure-rows"),
]

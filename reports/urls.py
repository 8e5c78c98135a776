from django.urls import path

from reports.views import boards, documents, making

app_name = "reports"

urlpatterns = [
    path("", boards.workbench, name="workbench"),
    path("figures/count/", boards.board_count, name="board-count"),
    path("figures/counting/", boards.board_counting, name="board-counting"),
    path("todos/", boards.todo_list, name="todo-list"),
    path("search/", boards.search, name="search"),
    path("reports/", making.report_list, name="report-list"),
    path("plans/<int:plan_id>/record/", making.record_new, name="record-new"),
    path(
        "households/<int:household_id>/form/", making.household_form_new, name="household-form-new"
    ),
    path("rounds/<int:round_id>/list/", making.round_list_new, name="round-list-new"),
    path(
        "campaigns/<int:campaign_id>/report/",
        making.campaign_report_new,
        name="campaign-report-new",
    ),
    path(
        "bargaining/rounds/<int:bargaining_round_id>/letters/<str:letter>/",
        making.letter_new,
        name="letter-new",
    ),
    path("documents/<int:document_id>/", documents.document_detail, name="document-detail"),
    path("documents/<int:document_id>/pdf/", documents.document_pdf, name="document-pdf"),
    path("documents/<int:document_id>/xlsx/", documents.document_xlsx, name="document-xlsx"),
    path("documents/<int:document_id>/docx/", documents.document_docx, name="document-docx"),
    path(
        "documents/<int:document_id>/figures/<str:code>/", documents.figure_rows, name="figure-rows"
    ),
]

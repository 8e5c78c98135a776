from django.urls import path

from reports.dispatches.urls import urlpatterns as dispatches
from reports.verifying.urls import urlpatterns as verifying
from reports.views import boards, bundles, documents, making, own, pivots, place_boards

app_name = "reports"

urlpatterns = [
    path("", boards.workbench, name="workbench"),
    path("figures/count/", boards.board_count, name="board-count"),
    path("figures/counting/", boards.board_counting, name="board-counting"),
    path("figures/past/", place_boards.board_past, name="board-past"),
    path("boards/", place_boards.board, name="board"),
    path("boards/<int:union_id>/", place_boards.board_of, name="board-of"),
    path(
        "boards/<int:union_id>/<int:year>/<str:code>/lacking/",
        place_boards.board_lacking,
        name="board-lacking",
    ),
    path(
        "boards/<int:union_id>/<int:year>/<str:code>/townships/",
        place_boards.board_townships,
        name="board-townships",
    ),
    path("pivot/", pivots.pivot_page, name="pivot"),
    path("pivot/xlsx/", pivots.pivot_xlsx, name="pivot-xlsx"),
    path("todos/", boards.todo_list, name="todo-list"),
    path("search/", boards.search, name="search"),
    path("reports/", making.report_list, name="report-list"),
    path("reports/own/", own.own_list, name="own-list"),
    path("reports/own/new/", own.own_new, name="own-new"),
    path("reports/own/<int:own_report_id>/", own.own_detail, name="own-detail"),
    path("reports/own/<int:own_report_id>/edit/", own.own_edit, name="own-edit"),
    path("reports/own/<int:own_report_id>/copy/", own.own_copy, name="own-copy"),
    path("reports/own/<int:own_report_id>/run/", own.own_run, name="own-run"),
    path("bundles/<int:bundle_id>/", bundles.bundle_detail, name="bundle-detail"),
    path("bundles/<int:bundle_id>/zip/", bundles.bundle_zip, name="bundle-zip"),
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
    path("documents/<int:document_id>/data/", documents.document_data, name="document-data"),
    path("documents/<int:document_id>/docx/", documents.document_docx, name="document-docx"),
    path(
        "documents/<int:document_id>/figures/<str:code>/", documents.figure_rows, name="figure-rows"
    ),
    *dispatches,
    *verifying,
]

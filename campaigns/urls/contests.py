from django.urls import path

from campaigns.views import contests, entries, suggestions

CONTESTS = [
    path("contests/", contests.contest_list, name="contest-list"),
    path("contests/new/", contests.contest_new, name="contest-new"),
    path("contests/people.xlsx", entries.people_workbook, name="people-workbook"),
    path("contests/<int:contest_id>/", contests.contest_detail, name="contest-detail"),
    path("contests/<int:contest_id>/edit/", contests.contest_edit, name="contest-edit"),
    path("contests/<int:contest_id>/people/", contests.contest_people, name="contest-people"),
    path("contests/<int:contest_id>/steps/<str:step>/", contests.contest_step, name="contest-step"),
    path("contests/<int:contest_id>/units/new/", entries.unit_new, name="contest-unit-new"),
    path("contests/<int:contest_id>/people/new/", entries.person_new, name="contest-person-new"),
    path("contests/<int:contest_id>/people/import/", entries.people_import, name="people-import"),
    path("contests/<int:contest_id>/results/", entries.contest_results, name="contest-results"),
    path("contests/<int:contest_id>/outcomes/new/", entries.outcome_new, name="outcome-new"),
    path("outcomes/<int:outcome_id>/value/", entries.outcome_value, name="outcome-value"),
]
SUGGESTIONS = [
    path("suggestions/", suggestions.suggestion_list, name="suggestion-list"),
    path("suggestions/new/", suggestions.suggestion_new, name="suggestion-new"),
    path("suggestions/counts/", suggestions.tally_list, name="tally-list"),
    path("suggestions/counts/new/", suggestions.tally_new, name="tally-new"),
    path("suggestions/counts/import/", suggestions.tally_import, name="tally-import"),
    path("suggestions/counts.xlsx", suggestions.tally_workbook, name="tally-workbook"),
    path("suggestions/counts/<int:tally_id>/value/", suggestions.tally_value, name="tally-value"),
    path(
        "suggestions/<int:suggestion_id>/", suggestions.suggestion_detail, name="suggestion-detail"
    ),
    path(
        "suggestions/<int:suggestion_id>/steps/<str:step>/",
        suggestions.suggestion_step,
        name="suggestion-step",
    ),
    path(
        "suggestions/<int:suggestion_id>/value/",
        suggestions.suggestion_value,
        name="suggestion-value",
    ),
]
urlpatterns = [*CONTESTS, *SUGGESTIONS]

from django.urls import path

from bargaining.views import openness

_RULE = "openness/rules/<int:openness_rule_id>/"

urlpatterns = [
    path("openness/", openness.posting_list, name="posting-list"),
    path("openness/new/", openness.posting_new, name="posting-new"),
    path("openness/<int:posting_id>/", openness.posting_detail, name="posting-detail"),
    path("openness/<int:posting_id>/edit/", openness.posting_edit, name="posting-edit"),
    path("openness/rules/", openness.openness_rule_list, name="openness-rule-list"),
    path("openness/rules/new/", openness.openness_rule_new, name="openness-rule-new"),
    path(_RULE, openness.openness_rule_detail, name="openness-rule-detail"),
    path(f"{_RULE}edit/", openness.openness_rule_edit, name="openness-rule-edit"),
    path(f"{_RULE}repeal/", openness.openness_rule_repeal, name="openness-rule-repeal"),
]

from django.urls import path

from homes.views import county_plan, listing, plan, progress, review, writing

app_name = "homes"

LISTING = [
    path("eligible/", listing.eligible_list, name="eligible-list"),
]
PLANS = [
    path("plans/", plan.plan_list, name="plan-list"),
    path("plans/<int:plan_id>/", plan.plan_detail, name="plan-detail"),
    path("plans/<int:plan_id>/draft/", writing.plan_edit, name="plan-edit"),
    path(
        "plans/<int:plan_id>/measures/<int:measure_id>/", writing.measure_edit, name="measure-edit"
    ),
    path("plans/<int:plan_id>/files/<int:file_id>/", plan.plan_file, name="plan-file"),
    path("plans/<int:plan_id>/steps/<str:step>/", plan.plan_step, name="plan-step"),
    path("plans/<int:plan_id>/sponsor/", plan.plan_sponsor, name="plan-sponsor"),
    path("plans/<int:plan_id>/reports/", progress.report_new, name="report-new"),
    path("plans/<int:plan_id>/urges/", progress.urge_new, name="urge-new"),
]
REVIEWS = [
    path("reviews/", review.review_list, name="review-list"),
]
COUNTY_PLANS = [
    path("county-plans/", county_plan.county_plan_list, name="county-plan-list"),
    path("county-plans/new/", county_plan.county_plan_new, name="county-plan-new"),
    path(
        "county-plans/<int:county_plan_id>/",
        county_plan.county_plan_detail,
        name="county-plan-detail",
    ),
    path(
        "county-plans/<int:county_plan_id>/plans/<int:plan_id>/removal/",
        county_plan.county_plan_removal,
        name="county-plan-removal",
    ),
    path(
        "county-plans/<int:county_plan_id>/steps/<str:step>/",
        county_plan.county_plan_step,
        name="county-plan-step",
    ),
]

urlpatterns = [*LISTING, *PLANS, *REVIEWS, *COUNTY_PLANS]

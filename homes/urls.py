from django.urls import path

from homes.views import (
    acceptance,
    application,
    assessment,
    county_plan,
    home,
    inspection,
    listing,
    plan,
    progress,
    review,
    scoring,
    writing,
)

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

ASSESSMENT = [
    path(
        "plans/<int:plan_id>/self-assessment/", assessment.assessment_edit, name="assessment-edit"
    ),
    path(
        "plans/<int:plan_id>/self-assessment/vetoes/",
        assessment.assessment_vetoes,
        name="assessment-vetoes",
    ),
    path(
        "plans/<int:plan_id>/self-assessment/<int:criterion_id>/",
        assessment.assessment_answer,
        name="assessment-answer",
    ),
    path("applications/", application.application_list, name="application-list"),
]
INSPECTIONS = [
    path("inspections/", inspection.inspection_list, name="inspection-list"),
    path("inspections/new/", inspection.inspection_new, name="inspection-new"),
    path(
        "inspections/<int:inspection_id>/", inspection.inspection_detail, name="inspection-detail"
    ),
    path(
        "inspections/<int:inspection_id>/closing/",
        inspection.inspection_close,
        name="inspection-close",
    ),
    path(
        "inspections/<int:inspection_id>/calling-off/",
        inspection.inspection_cancel,
        name="inspection-cancel",
    ),
    path("inspections/<int:inspection_id>/scores/", scoring.scoring_edit, name="scoring-edit"),
    path(
        "inspections/<int:inspection_id>/scores/handing-in/",
        scoring.scoring_hand_in,
        name="scoring-hand-in",
    ),
    path(
        "inspections/<int:inspection_id>/scores/<int:criterion_id>/",
        scoring.scoring_answer,
        name="scoring-answer",
    ),
    path(
        "inspections/<int:inspection_id>/photos/<int:file_id>/",
        scoring.scoring_photo,
        name="scoring-photo",
    ),
]
ACCEPTANCE = [
    path("publicity/", acceptance.publicity_list, name="publicity-list"),
    path(
        "plans/<int:plan_id>/acceptance-record/",
        acceptance.acceptance_record_detail,
        name="acceptance-record",
    ),
    path("failures/", acceptance.failure_list, name="failure-list"),
    path("homes/", home.home_list, name="home-list"),
]

urlpatterns = [
    *LISTING,
    *PLANS,
    *REVIEWS,
    *COUNTY_PLANS,
    *ASSESSMENT,
    *INSPECTIONS,
    *ACCEPTANCE,
]

from django.urls import path

from campaigns.views import courses, lessons, public

COURSES = [
    path("courses/", courses.course_list, name="course-list"),
    path("courses/new/", courses.course_new, name="course-new"),
    path("courses/learners.xlsx", courses.learner_workbook, name="learner-workbook"),
    path("courses/<int:course_id>/", courses.course_detail, name="course-detail"),
    path("courses/<int:course_id>/edit/", courses.course_edit, name="course-edit"),
    path("courses/<int:course_id>/lessons/new/", courses.lesson_new, name="lesson-new"),
    path("courses/<int:course_id>/learners/new/", courses.learner_new, name="learner-new"),
    path("courses/<int:course_id>/learners/import/", courses.learner_import, name="learner-import"),
    path("courses/<int:course_id>/scores/", courses.course_scores, name="course-scores"),
    path(
        "courses/<int:course_id>/certificates/",
        courses.course_certificates,
        name="course-certificates",
    ),
    path("learners/<int:learner_id>/strike/", courses.learner_strike, name="learner-strike"),
    path("learners/<int:learner_id>/job/", courses.learner_job, name="learner-job"),
    path("certificates/", courses.certificate_list, name="certificate-list"),
]
LESSONS = [
    path("lessons/<int:lesson_id>/", lessons.lesson_detail, name="lesson-detail"),
    path("lessons/<int:lesson_id>/live/", lessons.lesson_live, name="lesson-live"),
    path("lessons/<int:lesson_id>/wall/", lessons.lesson_wall, name="lesson-wall"),
    path("lessons/<int:lesson_id>/code/", lessons.lesson_code, name="lesson-code"),
    path("lessons/<int:lesson_id>/by-hand/", lessons.lesson_hand, name="lesson-hand"),
    path("lessons/<int:lesson_id>/strike/", lessons.lesson_strike, name="lesson-strike"),
]
PUBLIC = [
    path(
        "sign-in/<str:division_code>/<str:sign_code>/", public.public_sign_in, name="public-sign-in"
    ),
    path("certificate/<str:division_code>/", public.public_certificate, name="public-certificate"),
]
urlpatterns = [*COURSES, *LESSONS, *PUBLIC]

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import (  # noqa: F401 - they declare themselves
            inbox,
            indicators,
            indicators_awards,
            indicators_contests,
            indicators_courses,
            indicators_honours,
            indicators_reports,
            indicators_rotations,
            indicators_venues,
            parameters,
            rail,
        )

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"

    def ready(self) -> None:
        from campaigns import inbox, indicators, parameters, rail  # noqa: F401 - they declare themselves

from django.apps import AppConfig


class BargainingConfig(AppConfig):
    name = "bargaining"

    def ready(self) -> None:
        from bargaining import inbox, indicators, indicators_congress, parameters, rail  # noqa: F401 - they declare themselves

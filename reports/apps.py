from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import making, parameters, rail  # noqa: F401 - declare runners, figures, entries

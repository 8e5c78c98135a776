from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import making, parameters, rail  # noqa: F401 - declare runners, figures, entries
        from reports.dispatches import inbox  # noqa: F401 - declares its source
        from reports.dispatches import making as dispatching  # noqa: F401 - declares its runner
        from reports.numbering import guard_numbers

        post_migrate.connect(guard_numbers, sender=self)

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssistanceConfig(AppConfig):
    name = "assistance"

    def ready(self) -> None:
        from assistance import (  # noqa: F401 - declare the app's figures, to-dos and rail
            inbox,
            indicators,
            indicators_aid,
            indicators_relief,
            indicators_services,
            indicators_wages,
            parameters,
            rail,
        )
        from assistance.actions import rounds  # noqa: F401 - its runner
        from assistance.ledger import guard_books
        from assistance.offices import reads_assistance
        from unions.models import events

        events.READERS["assistance"] = reads_assistance
        post_migrate.connect(guard_books, sender=self)

"""The demo's five working days go by at once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo.calendar import let_publicity_pass


class Command(BaseCommand):
    help = "End every publicity of the demo's city, so that its homes can be accepted today."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Days go by of themselves outside the demo.")
        self.stdout.write(f"{let_publicity_pass()} in publicity, ended yesterday.")

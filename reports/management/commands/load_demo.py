"""Load the demo once, or print its accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.demo.loading import PASSWORD, accounts, load_demo


class Command(BaseCommand):
    help = "Found the demo's federations with made-up employers and people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            if not settings.DEMO:
                # Its password is known to everyone who can read.
                raise CommandError("The demo is only loaded where HEJIA_DEMO is set.")
            self.stdout.write("Demo loaded." if load_demo() else "The demo is there already.")
        for account in accounts():
            self.stdout.write(f"  {account.username:<10} {PASSWORD}  {account.who}")

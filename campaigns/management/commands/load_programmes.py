"""Take the programmes of the catalogue over for a federation; again and again to the same end."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.actions.programmes import load_programmes
from unions.models import Federation, Union
from unions.offices import Level
from unions.rowsecurity import federation_scope


class Command(BaseCommand):
    help = "Take the programmes of the catalogue over for one federation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("division_code", help="six digits of the federation's place")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["division_code"]
        federation = Federation.objects.filter(division_code=code).first()
        if federation is None:
            raise CommandError(f"There is no federation with the code {code}.")
        with federation_scope(federation.pk):
            root = Union.objects.unscoped("the federation named").get(level=Level.FEDERATION)
            count = load_programmes(root, by=None)
        self.stdout.write(f"{count} programmes taken over.")

"""Take the plans known of a federation over; again and again to the same end."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from targets.planning import adopt_known_plans
from unions.models import Federation, Union
from unions.rowsecurity import federation_scope


class Command(BaseCommand):
    help = "Take the plans of several years over that are known of one federation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("division_code", help="six digits of the federation's place")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["division_code"]
        federation = Federation.objects.filter(division_code=code).first()
        if federation is None:
            raise CommandError(f"There is no federation with the code {code}.")
        with federation_scope(federation.pk):
            root = Union.objects.unscoped("the federation named").get(parent=None)
            plans = adopt_known_plans(root, by=None)
        self.stdout.write(f"{len(plans)} plans taken over.")

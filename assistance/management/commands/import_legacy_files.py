"""Take over the files of an old register from a workbook, for an officer (all rows, or none)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assistance.actions.legacy_rows import LegacyRefused
from assistance.actions.migrating import import_legacy_files
from unions.models import Federation, Officer
from unions.rowsecurity import federation_scope


class Command(BaseCommand):
    help = "Take over old hardship files from a workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workbook", type=Path)
        parser.add_argument("--federation", required=True, help="its division code")
        parser.add_argument("--officer", type=int, required=True, help="id of the post that acts")

    def handle(self, *args: Any, **options: Any) -> None:
        federation = Federation.objects.filter(division_code=options["federation"]).first()
        if federation is None:
            raise CommandError("No federation has this division code.")
        try:
            with federation_scope(federation.pk):
                officer = Officer.objects.in_office().complete().get(pk=options["officer"])
                count = import_legacy_files(options["workbook"].read_bytes(), by=officer)
        except Officer.DoesNotExist:
            raise CommandError("No such officer is in office.") from None
        except LegacyRefused as refused:
            raise CommandError("\n".join([str(refused), *refused.missing])) from None
        self.stdout.write(f"{count} files taken over.")

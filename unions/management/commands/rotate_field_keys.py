"""After a new key: seal every value with it, federation by federation (docs/settings.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.rotation import Batch, renew_batch, sealed_models
from kernel.sealing import SealedRow
from unions.models import Federation
from unions.rowsecurity import federation_scope

ROWS = 500  # of one transaction


class Command(BaseCommand):
    help = "Seal personal data with the newest key of HEJIA_FIELD_KEYS; can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--indexes", action="store_true", help="reckon the indexes anew: HEJIA_INDEX_KEY is new"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = sum(self._renew(each, options["indexes"]) for each in federation_numbers())
        if unreadable:
            raise CommandError(f"{unreadable} values do not open. Keep the keys you have.")

    def _renew(self, federation_id: int, indexes: bool) -> int:
        """Counts and tells; gives how many values did not open."""
        done = [
            batch
            for model in sealed_models()
            for batch in _batches(model, federation_id, indexes=indexes)
        ]
        sealed, indexed = sum(b.sealed for b in done), sum(b.indexed for b in done)
        self.stdout.write(
            f"Federation {federation_id}: {sealed} values sealed again, {indexed} indexes changed."
        )
        return sum(b.unreadable for b in done)


def federation_numbers() -> list[int]:
    # Across federations, hence the platform's role; it is asked for nothing else.
    federations = Federation.objects.using("platform").order_by("pk")
    return list(federations.values_list("pk", flat=True))


def _batches(model: type[SealedRow], federation_id: int, *, indexes: bool) -> Iterator[Batch]:
    """Each in a transaction of its own: what a killed run has done stays done."""
    last = 0
    while True:
        with federation_scope(federation_id):
            batch = renew_batch(model, federation_id, after=last, size=ROWS, indexes=indexes)
        if batch is None:
            return
        yield batch
        last = batch.last

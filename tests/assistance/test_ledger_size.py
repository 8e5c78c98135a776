"""Bookings of any size read each row a few times, whatever the session booked before.

Rows read are counted, not seconds. No table is analysed here: these are a new office's first days.
"""

from decimal import Decimal

import pytest
from django.db import connection

from assistance.ledger import Entry, book_all
from assistance.models import Aid
from tests.assistance import story
from unions.scoping import same_owner

READ = """
SELECT COALESCE(sum(seq_tup_read + idx_tup_fetch), 0) FROM pg_stat_xact_user_tables
WHERE relname LIKE %s
"""


@pytest.fixture
def rich(town):
    return story.make_fund(town.linghai, arrived=9_000_000, kinds=["living"])


def make_aids(file, fund, by, number, granted):
    return Aid.objects.bulk_create(
        Aid(
            file=file, recipient="户主", kind="living", category=file.category, year=2026,
            asked=100, granted=granted, fund=fund, approved_by=by, **same_owner(file),
        )
        for _ in range(number)
    )  # fmt: skip


def rows_read(act, tables="assistance_%"):
    with connection.cursor() as cursor:
        cursor.execute(READ, [tables])
        (before,) = cursor.fetchone()
        act()
        cursor.execute(READ, [tables])
        (after,) = cursor.fetchone()
    return after - before


def test_many_are_booked_in_step_with_their_number_after_single_ones(filed, rich, centre):
    for size in (1, 1, 500, 1000):
        aids = make_aids(filed, rich, centre.director, size, granted=100)
        entries = [Entry("reserve", Decimal(100), f"reserve:{aid.pk}", aid) for aid in aids]

        read = rows_read(lambda entries=entries: book_all(rich, entries, by=None))

        assert read < 30 * size + 200


def test_approving_many_sums_no_transfers(filed, rich, centre):
    for size in (1, 500):
        aids = make_aids(filed, rich, None, size, granted=None)
        new = Aid.objects.filter(pk__in=[aid.pk for aid in aids])

        read = rows_read(lambda new=new: new.update(granted=100), "assistance_transfer")

        assert read == 0
        new.update(approved_by=centre.director)
        entries = [Entry("reserve", Decimal(100), f"reserve:{aid.pk}", aid) for aid in aids]
        book_all(rich, entries, by=None)

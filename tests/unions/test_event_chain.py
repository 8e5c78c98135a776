import hashlib
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from tests.cast import in_scope, make_city
from unions.events import log_event
from unions.models import EventLink
from unions.rowsecurity import federation_scope


@pytest.fixture
def chained(committed_db):
    """A committed city with five events in its chain, each committed alone."""
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
    for number in range(5):
        with in_scope(city):
            log_event(city.chair, "probe", "探测", by=city.county, note=f"第{number}条")
    return city


def test_numbers_run_from_one_and_each_hash_covers_the_one_before(chained):
    with in_scope(chained), connection.cursor() as cursor:
        links = EventLink.objects.order_by("number")
        assert [link.number for link in links] == list(range(1, len(links) + 1))
        previous = ""
        for link in links:
            cursor.execute(
                "SELECT event_text(e) FROM unions_event e WHERE id = %s", [link.event_id]
            )
            (text,) = cursor.fetchone()
            assert link.previous == previous
            assert link.hash == hashlib.sha256((previous + text).encode()).hexdigest()
            previous = link.hash
    assert len(links) >= 5


def test_the_command_finds_an_untouched_chain_in_order(chained):
    said = StringIO()
    call_command("verify_events", stdout=said)

    assert "1 federations are in order" in said.getvalue()


TABLES = ["unions_event", "unions_eventlink"]
DEEDS = ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_the_application_cannot_change_the_log(town, table, deed):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed.format(table))


ALL_DEEDS = [deed.format(table) for table in TABLES for deed in DEEDS]


def test_the_platform_cannot_change_the_log(chained, subtests):
    for deed in ALL_DEEDS:
        with (
            subtests.test(deed),
            pytest.raises(DatabaseError, match="permission denied"),
            connections["platform"].cursor() as cursor,
        ):
            cursor.execute(deed)


def test_even_the_owner_meets_the_seal(chained, subtests):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        own = [str(chained.federation.pk)]
        cursor.execute("SELECT set_config('app.federation', %s, true)", own)
        for deed in ALL_DEEDS:
            with (
                subtests.test(deed),
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(using="owner"),
            ):
                cursor.execute(deed)


def change_behind_the_seal(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        for table in ("unions_event", "unions_eventlink"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute(statement)
        for table in ("unions_event", "unions_eventlink"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY")


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (
            "UPDATE unions_event SET note = '改过' WHERE id = "
            "(SELECT event_id FROM unions_eventlink WHERE number = 3)",
            "number 3",
        ),
        ("DELETE FROM unions_eventlink WHERE number = 2", "outside the chain"),
        ("UPDATE unions_eventlink SET hash = repeat('0', 64) WHERE number = 4", "number 4"),
        (
            "WITH gone AS (DELETE FROM unions_eventlink WHERE number = 2 RETURNING event_id) "
            "DELETE FROM unions_event WHERE id IN (SELECT event_id FROM gone)",
            "number 2",
        ),
    ],
)
def test_a_change_behind_the_seal_is_found(chained, planted, told):
    change_behind_the_seal(planted)

    with pytest.raises(CommandError, match=re.escape(told)):
        call_command("verify_events")

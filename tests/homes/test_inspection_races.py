from datetime import timedelta
from threading import Barrier, Thread

import time_machine
from django.db import connection, transaction

from homes import tasks
from homes.actions.accepting import accept_ended_publicities
from homes.actions.closing import Conclusion, close_inspection
from homes.actions.listing import list_employers
from homes.models import Home, HomePlan, Inspection
from homes.tasks import accept_after_publicity
from homes.workflow import Stage
from tests.cast import YEAR, City, make_city
from tests.homes.story import SEVERAL, close, inspecting, scored
from unions.models import Officer
from unions.refusals import MoveRefused
from unions.rowsecurity import federation_scope


def scored_city(name: str, code: str, tag: str = "", **changes) -> tuple[City, Inspection]:
    """A committed city whose panel has handed in."""
    with transaction.atomic():
        town = make_city(name, code, tag)
        plan = list_employers([town.mill], year=YEAR, by=town.county)[0]
        return town, scored(inspecting(plan, town), **changes)


def test_of_eight_closings_at_once_one_wins_and_finds_once(committed_db):
    town, inspection = scored_city("锦州", "210700", nothing=SEVERAL)
    start, outcomes = Barrier(8), []

    def close_it() -> None:
        try:
            with federation_scope(town.federation.pk):
                seen = Inspection.objects.select_related("plan").get(pk=inspection.pk)
                chair = Officer.objects.get(pk=town.city_inspector.pk)
                start.wait(timeout=20)
                close_inspection(seen, Conclusion([], None, "属实"), by=chair, seen=seen.moves)
            outcomes.append("won")
        except MoveRefused:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=close_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["told"] * 7 + ["won"]
    with federation_scope(town.federation.pk):
        plan = HomePlan.objects.get()
        assert (plan.stage, plan.findings.count()) == (Stage.FAILED, len(SEVERAL))


def test_the_clock_goes_from_federation_to_federation(committed_db):
    cities = [scored_city("锦州", "210700"), scored_city("嘉兴", "330400", "乙")]
    for town, inspection in cities:
        with federation_scope(town.federation.pk):
            fresh = Inspection.objects.select_related("plan").get(pk=inspection.pk)
            until = close(fresh, town.city_inspector).plan.publicity_until

    with time_machine.travel(until):
        accept_after_publicity()
    for town, _inspection in cities:
        with federation_scope(town.federation.pk):
            assert not Home.objects.exists()
    with time_machine.travel(until + timedelta(days=1)):
        accept_after_publicity()
        accept_after_publicity()

    for town, _inspection in cities:
        with federation_scope(town.federation.pk):
            assert Home.objects.get().employer == town.mill


def test_a_fault_in_one_federation_keeps_no_other_waiting(committed_db, monkeypatch):
    cities = [scored_city("锦州", "210700"), scored_city("嘉兴", "330400", "乙")]
    for town, inspection in cities:
        with federation_scope(town.federation.pk):
            fresh = Inspection.objects.select_related("plan").get(pk=inspection.pk)
            until = close(fresh, town.city_inspector).plan.publicity_until
    faults = iter([RuntimeError("the first one's")])

    def accept() -> None:
        accept_ended_publicities()
        for fault in faults:
            raise fault

    monkeypatch.setattr(tasks, "accept_ended_publicities", accept)
    with time_machine.travel(until + timedelta(days=1)):
        accept_after_publicity()

    for (town, _inspection), count in zip(cities, (0, 1), strict=True):
        with federation_scope(town.federation.pk):
            assert Home.objects.count() == count

"""Two officers, two connections, one person: the unique key lets one of them through."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections, transaction

from assistance.actions import claiming, filing
from assistance.models import HouseholdFile
from tests.assistance import story
from tests.cast import City, in_scope, make_city, make_person
from unions.models import Officer
from unions.offices import Role

WHO = {"worker_kind": "employed", "workplace": "华兴机械", "main_reason": "other"}
IDENTITY = {"identity_kind": "citizen", "id_number": story.citizen_id(903), "birth_year": 1980,
            "sex": "m"}  # fmt: skip


def open_at_once(town: City, by: Officer, both_have_looked: Barrier) -> str:
    try:
        with in_scope(town):
            filing.open_file({**WHO, "applicant_name": "钱保国"}, IDENTITY, union=None, by=by)
        return "opened"
    except claiming.AlreadyOnFile as refused:
        return str(refused)
    finally:
        connections.close_all()


def test_of_two_who_enter_a_person_at_once_one_is_told_where(committed_db, monkeypatch):
    """Broken: the IntegrityError let through; one of the two got an error of ours."""
    with transaction.atomic():
        town = make_city("锦州", "210700", "")
        here = make_person("town", town.street, Role.STAFF)
        there = make_person("fartown", town.far_union.parent, Role.STAFF)
    both_have_looked = Barrier(2)
    look = claiming._refuse

    def look_together(index, member):
        look(index, member)
        if member.pk is None and both_have_looked.n_waiting < 2 and not both_have_looked.broken:
            both_have_looked.wait(timeout=10)

    monkeypatch.setattr(claiming, "_refuse", look_together)

    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(open_at_once, town, by, both_have_looked) for by in (here, there)]
        told = Counter(end.result() for end in ends)

    assert told.pop("opened") == 1
    (sentence,) = told
    assert any(c.short_name in sentence for c in (town.linghai, town.heishan))
    with in_scope(town):
        assert HouseholdFile.objects.count() == 1

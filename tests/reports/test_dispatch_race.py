"""Two who sign at the same moment: real threads, real locks."""

from __future__ import annotations

import threading

from django.db import connection

from reports.models import Dispatch, GivenNumber, NumberRegister
from reports.workflows.dispatch import DISPATCH
from tests.cast import in_scope, make_city, make_person
from tests.reports.test_dispatches import desk_of, draft
from unions.models import Officer
from unions.offices import Role
from unions.refusals import Overtaken
from unions.rowsecurity import federation_scope


def test_of_two_who_sign_at_once_one_signs_and_one_number_is_given(committed_db):
    with federation_scope(0):
        desk = desk_of(make_city("锦州", "210700", ""))
        deputy = make_person("deputychair", desk.city.root, Role.VICE_CHAIR)
        dispatch = draft(desk)
        DISPATCH.take("submit", dispatch, by=desk.staff)
        DISPATCH.take("pass", dispatch, by=desk.second)
    start, results = threading.Barrier(2), []

    def press(who: Officer) -> None:
        try:
            with in_scope(desk.city):
                seen = Dispatch.objects.get(pk=dispatch.pk)
                start.wait(timeout=20)
                DISPATCH.take("sign", seen, by=who)
            results.append("signed")
        except Overtaken:
            results.append("overtaken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[who]) for who in (desk.chair, deputy)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(results) == ["overtaken", "signed"]
    with in_scope(desk.city):
        assert GivenNumber.objects.get().serial == NumberRegister.objects.get().last == 1

"""Two officers forward at once, by real threads and connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from campaigns.models import HonourQuota, Nomination
from campaigns.workflows.honour import NOMINATION, NominationStep
from tests.campaigns.honours import hand_in, make_scheme
from tests.cast import make_city
from unions.models import Officer
from unions.refusals import Refused
from unions.rowsecurity import federation_scope


@pytest.fixture
def race(committed_db):
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
    with federation_scope(city.federation.pk):
        scheme = make_scheme(city.city, {city.linghai: 1})
        ids = [hand_in(scheme, city, name).pk for name in ("一班", "二班")]
    return city.federation.pk, list(zip(ids, [city.county.pk, city.county_deputy.pk], strict=True))


def test_the_last_place_is_taken_once(race):
    federation, pairs = race
    start = Barrier(len(pairs))

    def forward(pair: tuple[int, int]) -> bool:
        try:
            with federation_scope(federation):
                nomination = Nomination.objects.get(pk=pair[0])
                by = Officer.objects.get(pk=pair[1])
                start.wait(timeout=30)
                NOMINATION.take(NominationStep.FORWARD, nomination, by=by)
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pairs)) as pool:
        assert sorted(pool.map(forward, pairs)) == [False, True]
    with federation_scope(federation):
        assert HonourQuota.objects.get().forwarded == 1
        assert Nomination.objects.filter(stage="city").count() == 1

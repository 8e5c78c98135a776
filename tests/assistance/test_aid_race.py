"""Two approvals at once, by real threads and connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from assistance.actions.granting import grant_aid
from assistance.models import Aid, FundBatch
from tests.assistance import story
from tests.cast import make_city
from unions.models import Officer
from unions.refusals import Refused
from unions.rowsecurity import federation_scope

AT_ONCE = 4


@pytest.fixture
def race(committed_db):
    """Four aids of 3,000 yuan to one household whose cap is 8,400, each checked."""
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
    with federation_scope(city.federation.pk):
        centre = story.open_centre(city)
        story.set_standard(city)
        filed = story.on_file(city.street)
        fund = story.make_fund(city.linghai)
        aids = [story.make_aid(filed, stage="checked").pk for _ in range(AT_ONCE)]
    return city.federation.pk, aids, fund.pk, centre.vice_chair.pk


def test_two_approvals_at_once_do_not_pass_the_cap_together(race):
    federation, aids, fund_id, officer_id = race
    start = Barrier(AT_ONCE)

    def approve(aid_id: int) -> bool:
        try:
            with federation_scope(federation):
                aid, fund = Aid.objects.get(pk=aid_id), FundBatch.objects.get(pk=fund_id)
                by = Officer.objects.get(pk=officer_id)
                start.wait(timeout=30)
                grant_aid(aid, fund, Decimal(3000), by=by)
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(approve, aids)) == [False, False, True, True]

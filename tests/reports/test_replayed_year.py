"""What was told of a day is told of it for ever, whatever happens later.

A world is brought to a day on which most figures have something to count; then a hundred days of
deeds go over it that take away, add and change what those figures rest on.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from assistance import models as assistance
from bargaining import models as bargaining
from bargaining.actions.covering import strike_off
from bargaining.actions.registering import end_contract
from campaigns import models as campaigns
from campaigns.actions.venues import close_venue, recognise_venue
from homes.models import Home
from kernel.days import today
from targets.indicators import INDICATORS
from unions.actions import found_union, move_union
from unions.models import Coverage, Employer, EmployerProfile, Union
from unions.offices import Level
from unions.scoping import owned_by, same_owner

pytestmark = pytest.mark.usefixtures("standing_worlds")
WHY = "the story's own"


def told(day: date) -> dict[str, Any]:
    return {
        code: sorted(known.by_county(day, day.year), key=lambda count: count.union_id or 0)
        for code, known in INDICATORS.items()
    }


def rows_told(day: date) -> dict[str, Any]:
    return {
        (code, part): sorted(
            known.placed_rows(day, day.year, part).values_list("pk", "counts", "in_county")
        )
        for code, known in INDICATORS.items()
        for part in (("numerator", "denominator") if known.is_rate else ("numerator",))
    }


def bring_to_life(day: date) -> None:
    """Give the world's rows the days that make them count by `day`."""
    past = day - timedelta(days=20)
    change(campaigns.Nomination, handed_in_on=past, awarded_on=past, plate="凌01", stage="awarded")
    change(campaigns.HonourScheme, family="harmony")
    change(campaigns.Nomination, subject="employer")
    change(campaigns.Suggestion, proposed_on=past, adopted_on=past, implemented_on=past)
    change(campaigns.Learner, issued_on=past, scored_on=past, passed=True, score=90, certificate=1)
    change(assistance.HouseholdFile, filed_on=past)
    change(assistance.HotlineTicket, answered_on=past, recovered=3000)
    change(assistance.LegalCase, ticket=None)
    change(assistance.MediationCase, ticket=None)
    change(assistance.MediationCase, agreed_on=past, agreement_number="1号", agreement="分期付清。")
    studio = row(campaigns.Venue, kind="studio")
    campaigns.VenueStanding.objects.create(
        venue=studio, level="own", valid_from=past, **same_owner(studio)
    )


def live_on(city) -> None:
    """Deeds of later days: by the actions where there is one, else what the deed writes."""
    now = today()
    end_contract(row(bargaining.Contract, kind="wage", scope="enterprise"), on=now, why="协商解除",
                 by=city.chair)  # fmt: skip
    strike_off(row(bargaining.ListedEmployer), on=now, why="迁出", by=city.county)
    room = row(campaigns.Venue, kind="reading_room")
    recognise_venue(room, "county", now, "凌书1", by=city.county)
    close_venue(row(campaigns.Venue, kind="studio"), now, "合并", by=city.chair)
    town = found_union("余积镇总工会", Level.TOWNSHIP, city.heishan, on=now)
    move_union(Union.objects.unscoped(WHY).get(pk=city.mill_union.pk), town, on=now, by=city.city)
    change(Home, revoked_on=now)
    change(campaigns.Nomination, withdrawn_on=now, stage="withdrawn", withdrawal="ordered")
    change(campaigns.Contest, dropped_on=now, stage="dropped")
    change(campaigns.Learner, placed_on=now, placed_at="同和公司")
    assistance.HouseholdFile.objects.unscoped(WHY).filter(exited_on=None).update(exited_on=now)
    change(assistance.MediationCase, closed_on=now, stage="closed", recovered=5000)
    change(assistance.LegalCase, closed_on=now, stage="closed", recovered=7000, fee=0,
           opened_on=now, ticket=row(assistance.HotlineTicket))  # fmt: skip
    call = row(assistance.HotlineTicket)
    change(assistance.HotlineTicket, recovered=9, **call.answered_no_longer())
    change(assistance.HotlineTicket, **call.to_level_above())
    change(Coverage, valid_to=now)
    EmployerProfile.objects.unscoped(WHY).filter(valid_to=None).update(valid_to=now)
    mill = Employer.objects.unscoped(WHY).get(pk=city.mill.pk)
    EmployerProfile.objects.create(
        employer=mill, registration="151", holding="1", ownership="public", kind="institution",
        headcount=7, valid_from=now, **owned_by(city.street),
    )  # fmt: skip
    change(Employer, left_on=now, headcount=7, ownership="public", kind="institution")


def change(model: Any, **values: Any) -> None:
    model._base_manager.update(**values)


def row(model: Any, **wanted: Any) -> Any:
    return model._base_manager.filter(**wanted).order_by("pk").first()


@pytest.fixture
def day(town) -> date:
    bring_to_life(today())
    return today()


def test_the_world_counts_enough_to_be_changed(day):
    counted = {code for code, counts in told(day).items() if any(c.numerator for c in counts)}

    assert len(counted) >= 25, sorted(set(INDICATORS) - counted)


def test_a_figure_of_a_day_stays_what_it_was(day, town):
    before, rows_before = told(day), rows_told(day)

    with time_machine.travel(day + timedelta(days=100)):
        live_on(town)
        after, rows_after = told(day), rows_told(day)
        now = told(today())

    assert {c: after[c] for c in after if after[c] != before[c]} == {}
    assert {c: rows_after[c] for c in rows_after if rows_after[c] != rows_before[c]} == {}
    changed = {code for code in now if now[code] != before[code]}
    assert len(changed) >= 25, sorted(set(INDICATORS) - changed)

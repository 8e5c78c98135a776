"""Every figure against a slow count in Python over all rows, on days past and present."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homes.models import Home
from targets.indicators import INDICATORS, Count, indicator, total
from tests.cast import LONG_AGO, make_employer, make_uscc
from unions.actions import cover_employer
from unions.models import Coverage, Employer, EmployerProfile
from unions.scoping import owned_by, same_owner

DAYS = [date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), date(2026, 5, 4)]
CODES = [
    "homes.model",
    "homes.growth",
    "homes.rate_large_private",
    "homes.rate_public",
    "homes.qualified",
    "homes.eligible",
]


def in_force(row, day: date, start: str = "valid_from", end: str = "valid_to") -> bool:
    left = getattr(row, end)
    return getattr(row, start) <= day and (left is None or left > day)


class Oracle:
    """The same figures, one employer at a time."""

    def __init__(self, day: date, year: int) -> None:
        self.day, self.year = day, year
        self.last = min(day, date(year - 1, 12, 31))
        self.employers = list(Employer.objects.all())
        self.homes = list(Home.objects.all())
        self.coverages = list(Coverage.objects.all())
        self.profiles = list(EmployerProfile.objects.all())

    def homes_of(self, employer, day: date) -> list[Home]:
        own = [h for h in self.homes if h.employer_id == employer.pk]
        return [h for h in own if in_force(h, day, "accepted_on", "revoked_on")]

    def profile(self, employer):
        own = [p for p in self.profiles if p.employer_id == employer.pk]
        return next((p for p in own if in_force(p, self.day)), None)

    def answer(self, code: str, employer) -> tuple[int, int | None]:
        now, then = self.homes_of(employer, self.day), self.homes_of(employer, self.last)
        on_roll = in_force(employer, self.day, "joined_on", "left_on")
        profile = self.profile(employer)
        if code == "homes.model":
            return int(any(h.level == "model" for h in now)), None
        if code == "homes.qualified":
            return int(any(h.accepted_on.year == self.year for h in now)), None
        if code == "homes.growth":
            return bool(now) - bool(then), int(bool(then))
        if code == "homes.eligible":
            covered = [c for c in self.coverages if c.employer_id == employer.pk]
            return int(on_roll and any(in_force(c, self.day) for c in covered) and not now), None
        if not (on_roll and profile and self.in_class(code, profile)):
            return 0, 0
        return int(bool(now)), 1

    def in_class(self, code: str, profile) -> bool:
        if code == "homes.rate_public":
            return profile.kind == "institution" or (
                profile.kind == "enterprise" and profile.ownership == "public"
            )
        large = profile.headcount >= 100 and profile.ownership == "non_public"
        return large and profile.kind == "enterprise"

    def figure(self, code: str, county_id: int) -> tuple[int, int]:
        own = [self.answer(code, e) for e in self.employers if e.county_id == county_id]
        return sum(n for n, _ in own), sum(d or 0 for _, d in own)


def change_class(employer: Employer, day: date, **changes) -> None:
    """The roll says something else of the employer from a day on."""
    before = employer.profiles.get(valid_to=None)
    before.valid_to = day
    before.save(update_fields=["valid_to"])
    known = {f: getattr(before, f) for f in ("registration", "holding", "kind", "ownership")}
    EmployerProfile.objects.create(
        employer=employer, valid_from=day, **same_owner(employer),
        **{**known, "headcount": before.headcount, **changes},
    )  # fmt: skip


def make_home(employer, union, accepted: date, *, level="qualified", revoked=None) -> Home:
    return Home.objects.create(
        employer=employer, level=level, accepted_on=accepted, revoked_on=revoked, **owned_by(union)
    )


@pytest.fixture
def roll(town):
    """Sixty employers with every kind of past, the same on every run."""
    dice = random.Random(21)
    for number in range(60):
        keeper, union = dice.choice([(town.linghai, town.mill_union), (town.root, town.far_union)])
        employer = make_employer(
            f"企业{number}", keeper, uscc=make_uscc(100 + number), headcount=dice.choice([99, 100]),
            holding=dice.choice("13"), kind=dice.choice(["enterprise", "institution", "society"]),
        )  # fmt: skip
        if dice.random() < 0.8:
            cover_employer(employer, union, on=dice.choice([LONG_AGO, date(2025, 7, 1)]))
        if dice.random() < 0.5:
            change_class(employer, dice.choice(DAYS), headcount=dice.choice([40, 400]))
        if dice.random() < 0.6:
            level = dice.choice(["qualified", "advanced", "model"])
            accepted = date(dice.choice([2024, 2025, 2026]), 3, 1)
            revoked = dice.choice([None, None, date(2026, 4, 1)])
            make_home(employer, union, accepted, level=level, revoked=revoked)
        if dice.random() < 0.2:
            employer.left_on = dice.choice(DAYS)
            employer.save(update_fields=["left_on"])
    return town


def figure(code: str, day: date, year: int, county_id: int | None) -> tuple[int, int]:
    found = [c for c in indicator(code).by_county(day, year) if c.union_id == county_id]
    return sum(c.numerator for c in found), sum(c.denominator or 0 for c in found)


@pytest.mark.parametrize("code", CODES)
def test_a_figure_equals_the_slow_count_on_every_day(roll, code):
    for day in DAYS:
        oracle = Oracle(day, day.year)
        for county_id in (roll.linghai.pk, roll.heishan.pk, None):
            expected = oracle.figure(code, county_id)

            assert figure(code, day, day.year, county_id) == expected, (day, county_id)


@pytest.mark.parametrize("code", CODES)
def test_the_rows_of_a_figure_sum_to_it(roll, code):
    for day in DAYS:
        known = indicator(code)
        whole = total(known.by_county(day, day.year))
        parts = {p: sum(r.counts for r in known.rows(day, day.year, p)) for p in
                 ("numerator", "denominator")}  # fmt: skip

        assert parts["numerator"] == whole.numerator
        assert whole.denominator in (None, parts["denominator"])


@pytest.mark.parametrize("code", CODES)
def test_a_figure_is_one_query(roll, code):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        indicator(code).by_county(DAYS[-1], 2026)

    assert len(queries) == 1


def test_an_employer_that_grew_counts_in_its_class_from_the_day_it_did(town):
    change_class(town.mill, date(2025, 7, 1), headcount=99)

    before = figure("homes.rate_large_private", date(2025, 6, 30), 2025, town.linghai.pk)
    after = figure("homes.rate_large_private", date(2025, 7, 1), 2025, town.linghai.pk)

    assert (before, after) == ((0, 1), (0, 0))


def test_a_revoked_home_counts_until_the_day_it_was_revoked(town):
    make_home(town.mill, town.mill_union, date(2025, 3, 1), revoked=date(2025, 9, 1))

    def reached(day: date) -> int:
        return figure("homes.rate_large_private", day, 2025, town.linghai.pk)[0]

    assert [reached(date(2025, 8, 31)), reached(date(2025, 9, 1))] == [1, 0]


def test_growth_tells_what_was_lost_too(town):
    make_home(town.mill, town.mill_union, date(2025, 3, 1), revoked=date(2026, 2, 1))
    make_home(town.far_mill, town.far_union, date(2026, 3, 1))

    rows = indicator("homes.growth").rows(date(2026, 5, 4), 2026, "numerator")

    assert {row.name: row.counts for row in rows} == {town.mill.name: -1, town.far_mill.name: 1}


def test_where_nothing_counted_last_year_growth_has_no_base(town):
    make_home(town.mill, town.mill_union, date(2026, 3, 1))

    whole = total(indicator("homes.growth").by_county(date(2026, 5, 4), 2026))

    assert whole == Count(None, 1, 0)


def test_every_target_line_has_a_figure_it_starts_with():
    ours = [
        code for code, known in INDICATORS.items() if code.startswith("homes.") and known.target
    ]
    assert ours == CODES[:4]

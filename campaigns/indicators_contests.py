"""Figures of competitions and suggestions, by the county that keeps the employer on its roll.

Their rows are employers, never persons: each counts as many as it had.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import (
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Contestant, ContestOutcome, Suggestion, SuggestionTally
from campaigns.models.competition import Contest, with_a_contest
from campaigns.models.suggestion import BookWay
from targets.counting import Chosen, Condition, Rows, number_of, share_of, sum_of
from targets.indicators import Count, Indicator, declare
from targets.parameters import large_from
from targets.places import where_stood
from targets.sources import CONTESTS, JIAXING, PERCENT
from unions.models import Employer
from unions.models.employers import UnitKind

NOBODY = "figures count for no officer; the caller narrows the employers"


def on_roll(day: date) -> Any:
    return Employer.objects.unscoped(NOBODY).on_roll(day)


# 企业覆盖面: enterprises with a competition in the year ÷ enterprises with a union.


def with_union(day: date, year: int, **of_class: Any) -> Rows:
    """`of_class`: what their profile of that day must say besides."""
    employers = Employer.objects.unscoped(NOBODY).with_union(day)
    return employers.of_class(day, kind=UnitKind.ENTERPRISE, **of_class)


def large_with_union(day: date, year: int) -> Rows:
    return with_union(day, year, headcount__gte=large_from(day))


def share_of_enterprises(reached: Condition, base: Chosen = with_union) -> dict[str, Any]:
    return share_of(base, reached) | {"employer": "pk"}


# 职工参与率: persons, each once a year and for one employer ÷ employees on the roll.


def persons(day: date, year: int) -> Rows:
    entries = Contestant.objects.unscoped(NOBODY).of_year(day, year)
    found: Rows = entries.filter(employer__in=on_roll(day)).first_of_each()
    return found


def employees(day: date) -> Rows:
    # Joined, for there is one profile at a time: to look each up took ten times as long.
    on_the_day = Q(profiles__valid_to=None) | Q(profiles__valid_to__gt=day)
    found: Rows = on_roll(day).filter(
        on_the_day, profiles__valid_from__lte=day, profiles__headcount__gt=0
    )
    told: Rows = found.annotate(counts=F("profiles__headcount"))
    return told


def persons_by_county(day: date, year: int) -> list[Count]:
    entered = persons(day, year).order_by().values("employer__county_id").annotate(n=CountOf("pk"))
    reached = {row["employer__county_id"]: row["n"] for row in entered}
    employed = employees(day).order_by().values("county_id").annotate(base=Sum("counts"))
    base = {row["county_id"]: row["base"] for row in employed}
    # Somebody may take part where the roll knows of no employees.
    return [Count(place, reached.get(place, 0), base.get(place, 0)) for place in base | reached]


def person_rows(day: date, year: int, part: str) -> Rows:
    if part == "denominator":
        return employees(day)
    each = persons(day, year).filter(employer=OuterRef("pk")).order_by().values("employer")
    counted = Subquery(each.annotate(n=CountOf("pk")).values("n"), output_field=IntegerField())
    found: Rows = on_roll(day).annotate(counts=counted)
    return found.filter(counts__gt=0)


def contestants_by_county(day: date, year: int) -> list[Count]:
    found = persons(day, year).order_by().values("employer__county_id").annotate(n=CountOf("pk"))
    return [Count(row["employer__county_id"], row["n"]) for row in found]


# 竞赛: those opened and not dropped, in the county of the union that holds them.


def contests(day: date, year: int) -> Rows:
    found: Rows = Contest.objects.unscoped(NOBODY).held(day, year)
    return found


def as_contest(row: Any) -> tuple[str, str]:
    return row.name, row.get_absolute_url()


# 合理化建议: single ones where the year's book lists them, the latest count where it counts them.


def single(day: date, year: int, when: str) -> Rows:
    found = Suggestion.objects.unscoped(NOBODY).filter(book__year=year, book__way=BookWay.SINGLE)
    return found.filter(**{f"{when}__lte": day})


def latest_tallies(day: date, year: int) -> Rows:
    """The one that holds on the day, of each book kept by counts."""
    found = SuggestionTally.objects.unscoped(NOBODY).filter(
        book__year=year, book__way=BookWay.COUNTS, counted_on__lte=day
    )
    return found.filter(pk__in=found.order_by("book", "-counted_on").distinct("book").values("pk"))


def suggestions(column: str) -> dict[str, Any]:
    """A plain count of suggestions `proposed`, `adopted` or `implemented`."""

    def counted(day: date, year: int) -> Rows:
        one = single(day, year, f"{column}_on").filter(book__employer=OuterRef("pk"))
        ones = one.order_by().values("book__employer").annotate(n=CountOf("pk")).values("n")
        many = latest_tallies(day, year).filter(book__employer=OuterRef("pk")).values(column)[:1]
        return summed(
            Coalesce(Subquery(ones, output_field=IntegerField()), 0)
            + Coalesce(Subquery(many, output_field=IntegerField()), 0)
        )

    return sum_of(counted)


# 创效: what outcomes, single suggestions and counts brought, each with its certificate.


def value_created(day: date, year: int) -> Rows:
    contests = Contest.objects.unscoped(NOBODY).held(day, year)
    outcomes = ContestOutcome.objects.unscoped(NOBODY).filter(
        contest__in=contests, certified_on__lte=day
    )
    ones = single(day, year, "implemented_on").filter(certified_on__lte=day)
    many = latest_tallies(day, year).filter(certified_on__lte=day)
    return summed(
        yuan_of(outcomes, "unit__employer")
        + yuan_of(ones, "book__employer")
        + yuan_of(many, "book__employer")
    )


def yuan_of(found: Rows, employer: str) -> Any:
    each = found.filter(**{employer: OuterRef("pk")}).order_by().values(employer)
    money: DecimalField[Any, Any] = DecimalField(max_digits=16, decimal_places=2)
    added = Subquery(each.annotate(sum=Sum("yuan")).values("sum"), output_field=money)
    return Coalesce(added, Value(Decimal(0)), output_field=money)


def summed(counts: Any) -> Rows:
    found: Rows = Employer.objects.unscoped(NOBODY).annotate(counts=counts)
    return found.filter(counts__gt=0)


SUGGESTED = {
    "proposed": _(
        "Suggestions of the year's books proposed by the day; where a book is kept by counts, "
        "those of the last count"
    ),
    "adopted": _(
        "Suggestions of the year's books adopted by the day; where a book is kept by counts, "
        "those of the last count"
    ),
    "implemented": _(
        "Suggestions of the year's books implemented by the day; where a book is kept by counts, "
        "those of the last count"
    ),
}

declare(
    Indicator(
        "campaigns.contest_coverage",
        _("Enterprises with a labour competition"),
        _("enterprises with a union"),
        unit=PERCENT,
        formula=_(
            "Enterprises with a union that had joined a competition of the year by the day, one "
            "opened and not dropped by then ÷ enterprises with a union"
        ),
        source=JIAXING,
        **share_of_enterprises(with_a_contest),
    ),
    Indicator(
        "campaigns.contest_participation",
        _("Workers who take part in competitions"),
        _("employees on the roll"),
        is_rate=True,
        unit=PERCENT,
        formula=_(
            "Persons of employers on the roll entered by the day in competitions of the year, "
            "each once ÷ headcounts of the employers on the roll"
        ),
        source=JIAXING,
        by_county=persons_by_county,
        rows=person_rows,
        employer="pk",
    ),
    Indicator(
        "campaigns.contestants",
        _("Persons in competitions"),
        _("persons, each once a year"),
        is_rate=False,
        unit=_("persons"),
        formula=_(
            "Persons of employers on the roll entered by the day in competitions of the year, "
            "each once"
        ),
        source=CONTESTS,
        by_county=contestants_by_county,
        rows=person_rows,
    ),
    Indicator(
        "campaigns.contests",
        _("Competitions"),
        _("competitions"),
        unit=pgettext_lazy("counted", "competitions"),
        formula=_("Competitions of the year opened by the day and not dropped by then"),
        source=CONTESTS,
        reads=as_contest,
        row_label=_("Competition"),
        **number_of(contests, where_stood()),
    ),
    Indicator(
        "campaigns.suggestions_proposed",
        _("Suggestions proposed"),
        _("suggestions"),
        unit=_("suggestions"),
        formula=SUGGESTED["proposed"],
        source=CONTESTS,
        **suggestions("proposed"),
    ),
    Indicator(
        "campaigns.suggestions_adopted",
        _("Suggestions adopted"),
        _("suggestions"),
        unit=_("suggestions"),
        formula=SUGGESTED["adopted"],
        source=CONTESTS,
        **suggestions("adopted"),
    ),
    Indicator(
        "campaigns.suggestions_implemented",
        _("Suggestions implemented"),
        _("suggestions"),
        unit=_("suggestions"),
        formula=SUGGESTED["implemented"],
        source=CONTESTS,
        **suggestions("implemented"),
    ),
    Indicator(
        "campaigns.contest_value",
        _("Value created by competitions"),
        _("yuan, each with a finance certificate"),
        unit=_("yuan"),
        formula=_(
            "Value with a finance certificate signed by the day: of outcomes of the year's "
            "competitions, and of the year's suggestions implemented by then, one by one or by "
            "the last count"
        ),
        source=CONTESTS,
        **sum_of(value_created),
    ),
)

"""Figures of members: what employers' unions returned, as of a day (unions/membership).

An employer whose return is older than the months set, or who returned none, stands with the
headcount of the roll and without members; its row says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, Sum, When
from django.db.models import Count as CountOf
from django.db.models import Value as V
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from targets.counting import Rows, number_of
from targets.indicators import UNION, Count, Indicator, as_employer, declare
from targets.parameters import large_from
from targets.places import where_stood
from targets.sources import JIAXING, MEMBERS, NANTONG, PERCENT, TONGAN
from unions.membership.standing import with_returns
from unions.models import Coverage, Employer, Union
from unions.models.employers import Ownership, UnitKind
from unions.models.members import OneShoulder
from unions.offices import Level

WHY = "the caller narrows figures to the officer"

Base = Callable[[date], Any]

EMPLOYEES = Coalesce("held__employees", "roll__headcount", V(0))
NON_PUBLIC = Q(roll__kind=UnitKind.ENTERPRISE, roll__ownership=Ownership.NON_PUBLIC)


def one_if(condition: Q) -> Case:
    return Case(When(condition, then=V(1)), default=V(0))


def one_unless(condition: Q) -> Case:
    return Case(When(condition, then=V(0)), default=V(1))


def on_roll(day: date) -> Any:
    """Employers with `held`, their return; `roll`, what the roll said of them that day; and
    `cover`, by which union they were covered. Each may be none.
    """
    employers = Employer.objects.unscoped(WHY).on_roll(day)
    return with_returns(employers, day).annotate(
        roll=_of_the_day("profiles", day), cover=_of_the_day("coverages", day)
    )


def _of_the_day(rows: str, day: date) -> FilteredRelation:
    """What is joined where it is told: there is one at a time."""
    lasting = Q(**{f"{rows}__valid_to": None}) | Q(**{f"{rows}__valid_to__gt": day})
    return FilteredRelation(rows, condition=Q(lasting, **{f"{rows}__valid_from__lte": day}))


def established(day: date, of_class: Q | None = None) -> Any:
    """Those with a union."""
    return on_roll(day).with_union(day).filter(of_class or Q())


def large_non_public(day: date) -> Any:
    return established(day, NON_PUBLIC & Q(roll__headcount__gte=large_from(day)))


def enterprises(day: date) -> Any:
    """With a union; `alone`: it covers no other employer that day."""
    covering = Coverage.objects.as_of(day).order_by().values("covering")
    of_one = covering.annotate(n=CountOf("pk")).filter(n=1).values("covering")
    found = established(day, Q(roll__kind=UnitKind.ENTERPRISE))
    return found.annotate(alone=Q(cover__covering__in=of_one))


def adding_up(base: Base, over: Any, under: Any = None) -> dict[str, Any]:
    """What each employer of the base adds above the line, and below it where there is one."""

    def by_county(day: date, year: int) -> list[Count]:
        sums = {"n": Sum(over)} | ({} if under is None else {"of": Sum(under)})
        found = base(day).order_by().values("county_id").annotate(**sums)
        return [Count(row["county_id"], row["n"], row.get("of")) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        counts = over if under is None or part == "numerator" else under
        if part == "missing":
            counts = under - over
        found: Rows = base(day).annotate(counts=counts, returned_on=F("held__counted_on"))
        return found.filter(counts__gt=0)

    return {
        "is_rate": under is not None,
        "by_county": by_county,
        "rows": rows,
        "employer": "pk",
        "reads": as_returning,
        "is_returned": True,
        "tells_missing": under is not None,
    }


def as_returning(row: Any) -> tuple[str, str]:
    """Its name, and that it has no return where that is why it counts nothing."""
    name, url = as_employer(row)
    return (name if row.returned_on else gettext("%(name)s (no return)") % {"name": name}), url


def of_members(column: str) -> Any:
    return Coalesce(f"held__{column}", V(0))


joined = partial(adding_up, over=of_members("members"), under=EMPLOYEES)
# Members of an employer whose union is gone are members no longer.
ORGANISED_MEMBERS = Case(
    When(cover__valid_from=None, then=V(0)),
    default=of_members("members"),
    output_field=IntegerField(),
)


# Basic unions stand where they stood that day, not where an employer is on the roll.


def basic_unions(day: date, year: int) -> Rows:
    return Union.objects.unscoped(WHY).open_on(day).filter(level=Level.BASE)


PERSONS = _("persons")
declare(
    Indicator(
        "targets.joined",
        _("Employees who are members"),
        _("employees of employers with a union"),
        unit=PERCENT,
        formula=_(
            "Members ÷ employees, of employers on the roll with a union on the day; by the last "
            "return within the months set, and without one by the headcount on the roll and no "
            "members"
        ),
        source=JIAXING,
        **joined(established),
    ),
    Indicator(
        "targets.joined_roll",
        _("Employees who are members, of all employers"),
        _("employees of all employers on the roll"),
        unit=PERCENT,
        formula=_(
            "Members in employers with a union on the day ÷ employees of all employers on the "
            "roll; by the last return within the months set, and without one by the headcount on "
            "the roll and no members"
        ),
        source=JIAXING,
        **adding_up(on_roll, ORGANISED_MEMBERS, EMPLOYEES),
    ),
    Indicator(
        "targets.joined_non_public",
        _("Employees who are members, non-public enterprises"),
        _("employees of non-public enterprises with a union"),
        unit=PERCENT,
        formula=_(
            "Members ÷ employees, of non-public enterprises on the roll with a union on the day; "
            "by the last return within the months set, and without one by the headcount on the "
            "roll and no members"
        ),
        source=NANTONG,
        **joined(partial(established, of_class=NON_PUBLIC)),
    ),
    Indicator(
        "targets.one_shoulder_large",
        _("Large non-public enterprises where one person leads Party and union"),
        _("large non-public enterprises with a union and a Party organisation"),
        unit=PERCENT,
        formula=_(
            "Non-public enterprises with a union and as many workers as are called large whose "
            "last return within the months set says that one person leads Party organisation and "
            "union ÷ such enterprises, without those that return no Party organisation"
        ),
        source=NANTONG,
        **adding_up(
            large_non_public,
            one_if(Q(held__one_shoulder=OneShoulder.YES)),
            one_unless(Q(held__one_shoulder=OneShoulder.NO_PARTY)),
        ),
    ),
    Indicator(
        "targets.women_organised",
        _("Women workers' organisations"),
        _("employers with a union and women members"),
        unit=PERCENT,
        formula=_(
            "Employers on the roll with a union whose last return within the months set says that "
            "they have a women workers' organisation ÷ employers on the roll with a union, without "
            "those that return no women members"
        ),
        source=TONGAN,
        **adding_up(
            established,
            one_if(Q(held__has_women_organisation=True, held__women_members__gt=0)),
            one_unless(Q(held__women_members=0)),
        ),
    ),
    Indicator(
        "targets.members",
        pgettext_lazy("union", "Members"),
        _("persons"),
        unit=PERSONS,
        formula=_(
            "Members of employers on the roll with a union on the day, by the last return within "
            "the months set"
        ),
        source=MEMBERS,
        **adding_up(established, of_members("members")),
    ),
    Indicator(
        "targets.women_members",
        _("Women members"),
        _("persons"),
        unit=PERSONS,
        formula=_(
            "Women members of employers on the roll with a union on the day, by the last return "
            "within the months set"
        ),
        source=MEMBERS,
        **adding_up(established, of_members("women_members")),
    ),
    Indicator(
        "targets.migrant_members",
        _("Migrant workers who are members"),
        _("persons"),
        unit=PERSONS,
        formula=_(
            "Migrant workers among the members of employers on the roll with a union on the day, "
            "by the last return within the months set"
        ),
        source=MEMBERS,
        **adding_up(established, of_members("migrant_members")),
    ),
    Indicator(
        "targets.own_union",
        _("Enterprises with a union of their own"),
        _("enterprises with a union"),
        unit=PERCENT,
        formula=_(
            "Enterprises on the roll whose union covers no other employer on the day ÷ enterprises "
            "on the roll with a union"
        ),
        source=JIAXING,
        **adding_up(enterprises, one_if(Q(alone=True)), V(1))
        | {"reads": as_employer, "is_returned": False},
    ),
    Indicator(
        "targets.basic_unions",
        _("Basic unions"),
        _("basic unions on the day"),
        unit=pgettext_lazy("counted", "basic unions"),
        formula=_("Basic unions founded by the day and not closed by then"),
        source=TONGAN,
        **number_of(basic_unions, where_stood("pk")),
        **UNION,
    ),
)

"""Coverage by collective contracts, counted from rows, as of any day.

An employer is covered by its own contract in force, or by being listed, under its credit code, in a
regional or industry contract in force. Under both it counts once. Workers are those of the roll.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.kinds import Measure, Scope
from bargaining.models import Contract, ListedEmployer
from bargaining.models.contract import ContractQuerySet
from unions.models import Coverage, Employer
from unions.models.employers import EmployerQuerySet, Holding, Ownership, UnitKind
from unions.parameters import parameter

NOBODY = "figures count for no officer; the caller narrows the employers"


class Base(TextChoices):
    """Whose rate it is; the table says so in its head."""

    ESTABLISHED = "established", _("Enterprises with a union")
    ROLL = "roll", _("All enterprises on the roll")
    FROM_25 = "from25", _("Enterprises with a union and 25 workers or more")
    FROM_100 = "from100", _("Enterprises with a union and 100 workers or more")
    PRIVATE_100 = "private100", _("Non-public enterprises with a union and 100 workers or more")
    STATE = "state", _("State-held enterprises with a union")
    PUBLIC = "public", _("Public enterprises with a union")
    NON_PUBLIC = "nonpublic", _("Non-public enterprises with a union")


# What the roll said on the day: the employer's profile of that day, which is one at most.
OF_BASE: dict[str, Q] = {
    Base.FROM_25: Q(profiles__headcount__gte=25),
    Base.FROM_100: Q(profiles__headcount__gte=100),
    Base.PRIVATE_100: Q(profiles__headcount__gte=100, profiles__ownership=Ownership.NON_PUBLIC),
    Base.STATE: Q(profiles__holding=Holding.STATE),
    Base.PUBLIC: Q(profiles__ownership=Ownership.PUBLIC),
    Base.NON_PUBLIC: Q(profiles__ownership=Ownership.NON_PUBLIC),
}


class Band(TextChoices):
    """Size by headcount on the day."""

    TO_24 = "1", _("under 25")
    TO_99 = "2", _("25 to 99")
    TO_299 = "3", _("100 to 299")
    TO_999 = "4", _("300 to 999")
    MORE = "5", _("1000 and more")


BAND = Case(
    *(
        When(profiles__headcount__lt=most, then=Value(band.value))
        for most, band in (
            (25, Band.TO_24),
            (100, Band.TO_99),
            (300, Band.TO_299),
            (1000, Band.TO_999),
        )
    ),
    default=Value(Band.MORE.value),
    output_field=CharField(),
)


class Part(TextChoices):
    """What a figure of the table counts."""

    BASE = "base", _("In the base")
    OWN = "own", _("Own contract")
    REGIONAL = "regional", _("Regional or industry contract")
    BOTH = "both", _("Both")
    TOTAL = "total", pgettext_lazy("by a contract", "Covered")
    MISSING = "missing", _("Not covered")

    @property
    def rows(self) -> Q:
        return {
            Part.BASE: Q(),
            Part.OWN: Q(own=True),
            Part.REGIONAL: Q(regional=True),
            Part.BOTH: Q(own=True, regional=True),
            Part.TOTAL: Q(own=True) | Q(regional=True),
            Part.MISSING: Q(own=False, regional=False),
        }[self]


def in_base(day: date, base: str = Base.ESTABLISHED) -> EmployerQuerySet:
    """The enterprises a rate stands on, joined with their profile of the day."""
    employers = Employer.objects.unscoped(NOBODY).on_roll(day)
    on_the_day = Q(profiles__valid_to=None) | Q(profiles__valid_to__gt=day)
    employers = employers.filter(
        on_the_day,
        OF_BASE.get(base, Q()),
        profiles__valid_from__lte=day,
        profiles__kind=UnitKind.ENTERPRISE,
    )
    if base == Base.ROLL:
        return employers
    return employers.filter(Exists(Coverage.objects.as_of(day).filter(employer=OuterRef("pk"))))


def marked(day: date, measure: str, base: str = Base.ESTABLISHED) -> Any:
    """The base, each employer with `own` and `regional`: whether such a contract covers it."""
    contracts = counting(day, measure)
    listed = ListedEmployer.objects.as_of(day).filter(
        contract__in=contracts.exclude(scope=Scope.ENTERPRISE)
    )
    if parameter("bargaining.sealed_only", on=day):
        listed = listed.filter(sealed_on__lte=day)
    own = contracts.filter(scope=Scope.ENTERPRISE)
    return in_base(day, base).annotate(
        own=Exists(own.filter(employer=OuterRef("pk"))),
        regional=Exists(listed.filter(employer=OuterRef("pk"))),
    )


def counting(day: date, measure: str) -> ContractQuerySet:
    """The contracts in force on the day that the measure counts."""
    return Contract.objects.unscoped(NOBODY).in_force(day).of_measure(Measure(measure))


@dataclass(frozen=True)
class Cell:
    """Employers alike in everything a table tells apart."""

    county_id: int | None
    ownership: str
    band: str
    own: bool
    regional: bool
    employers: int
    workers: int


def cells(employers: Any) -> list[Cell]:
    """The marked employers, counted once, in one query."""
    found = employers.values("county_id", "own", "regional").annotate(
        held=F("profiles__ownership"), band=BAND
    )
    found = found.annotate(employers=Count("pk"), workers=Sum("profiles__headcount"))
    columns = ("county_id", "held", "band", "own", "regional", "employers", "workers")
    return [Cell(*row) for row in found.order_by().values_list(*columns)]


@dataclass(frozen=True)
class Figures:
    """One line of the table. `own + regional - both == total`."""

    base: int
    own: int
    regional: int
    both: int
    workers: int
    workers_covered: int

    @property
    def total(self) -> int:
        return self.own + self.regional - self.both

    @property
    def missing(self) -> int:
        return self.base - self.total


def figures(counted: Iterable[Cell]) -> Figures:
    base = own = regional = both = workers = workers_covered = 0
    for cell in counted:
        base += cell.employers
        own += cell.employers * cell.own
        regional += cell.employers * cell.regional
        both += cell.employers * (cell.own and cell.regional)
        workers += cell.workers
        workers_covered += cell.workers * (cell.own or cell.regional)
    return Figures(base, own, regional, both, workers, workers_covered)


class By(TextChoices):
    """What the lines of the table are."""

    COUNTY = "county", _("County")
    OWNERSHIP = "ownership", _("Ownership")
    SIZE = "size", _("Size")


KEY_OF: dict[str, Callable[[Cell], Any]] = {
    By.COUNTY: lambda cell: cell.county_id,
    By.OWNERSHIP: lambda cell: cell.ownership,
    By.SIZE: lambda cell: cell.band,
}


def by_line(counted: list[Cell], by: str) -> dict[Any, Figures]:
    """Each line's figures; the sum of all is `figures(counted)`."""
    key = KEY_OF[by]
    return {
        line: figures(cell for cell in counted if key(cell) == line)
        for line in sorted({key(cell) for cell in counted}, key=str)
    }


def contracts_by_kind(day: date, contracts: ContractQuerySet) -> dict[tuple[str, str], int]:
    """Contracts in force, counted by kind and scope: a number of papers, not of employers."""
    found = contracts.in_force(day).values("kind", "scope").annotate(papers=Count("pk"))
    return {(row["kind"], row["scope"]): row["papers"] for row in found.order_by()}


def to_renew(day: date, contracts: ContractQuerySet) -> ContractQuerySet:
    """Ran out within the window and nothing came after: listed, and counted by no rate."""
    window = timedelta(days=int(parameter("bargaining.to_renew_days", on=day)))
    return contracts.to_renew(day, since=day - window)

"""The answers of all units added up, by place and by field, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from campaigns.models import Campaign, FormField
from campaigns.models.form import NUMBERS, Summing
from campaigns.workflows.campaign import ANSWERED
from unions.offices import Level

SUMMED = [kind.value for kind in Summing if kind]

COUNTS = {
    "asked": Count("pk"),
    "reported": Count("pk", filter=Q(stage="reported")),
    "accepted": Count("pk", filter=Q(stage="accepted")),
    "excused": Count("pk", filter=Q(stage="excused")),
    "silent": Count("pk", filter=Q(stage__in=["invited", "returned"])),
}

_TOTALS = """
WITH part AS ({parts})
SELECT part.place, field.code, count(part.answers ->> field.code),
    sum(CASE WHEN field.kind = ANY(%s) THEN (part.answers ->> field.code)::numeric END),
    count(*) FILTER (WHERE part.answers ->> field.code = 'true')
FROM part JOIN campaigns_formfield field ON field.version_id = part.version_id
WHERE field.total = ANY(%s)
GROUP BY part.place, field.code
"""

_TALLIES = """
WITH part AS ({parts})
SELECT part.place, field.code, choice.value #>> '{}', count(*)
FROM part JOIN campaigns_formfield field ON field.version_id = part.version_id
CROSS JOIN LATERAL jsonb_path_query(part.answers -> field.code, '$[*]') AS choice(value)
WHERE field.total = %s
GROUP BY 1, 2, 3
"""


@dataclass
class Total:
    """One field at one place. `answered`: units; `sum` of numbers; `yes`; how often each choice."""

    answered: int = 0
    sum: Decimal = Decimal(0)
    yes: int = 0
    tally: dict[str, int] = field(default_factory=dict)

    def add(self, other: Total) -> None:
        self.answered += other.answered
        self.sum += other.sum
        self.yes += other.yes
        for choice, count in other.tally.items():
            self.tally[choice] = self.tally.get(choice, 0) + count

    def value(self, summing: str) -> Any:
        """The figure as the field asks for it; None where nobody answered."""
        match summing:
            case Summing.SUM:
                return self.sum
            case Summing.AVERAGE:
                return self.sum / self.answered if self.answered else None
            case Summing.YES:
                return self.yes
            case Summing.TALLY:
                return self.tally
            case _:
                return self.answered


@dataclass
class PlaceCounts:
    """How many units of a place were asked, and how far they are."""

    asked: int = 0
    reported: int = 0
    accepted: int = 0
    excused: int = 0
    silent: int = 0

    def add(self, other: PlaceCounts) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Totals:
    """By place (the id of a county or township, None for units that stand in none) and in all."""

    fields: Sequence[FormField]
    names: dict[int | None, str]  # of the places, in their order
    counts: dict[int | None, PlaceCounts]
    by_place: dict[int | None, dict[str, Total]]

    @property
    def all_counts(self) -> PlaceCounts:
        whole = PlaceCounts()
        for counts in self.counts.values():
            whole.add(counts)
        return whole

    def all(self, code: str) -> Total:
        whole = Total()
        for fields in self.by_place.values():
            whole.add(fields.get(code, Total()))
        return whole

    def at(self, place: int | None, code: str) -> Total:
        return self.by_place.get(place, {}).get(code, Total())


def place_of(campaign: Campaign) -> str:
    """What a campaign is summed up by: a city's by county, a county's by township."""
    is_city = campaign.union.level == Level.FEDERATION
    return "county" if is_city and not campaign.federation.root_is_county else "township"


def totals_of(campaign: Campaign, parts: Any) -> Totals:
    """`parts`: those of the campaign the reader may see. Four statements, however many parts."""
    column = place_of(campaign)
    place, mine = f"{column}_id", parts.filter(campaign=campaign)
    by_place: dict[int | None, dict[str, Total]] = defaultdict(lambda: defaultdict(Total))
    numbers = [kind.value for kind in NUMBERS]
    for where, code, count, total, yes in _rows(_TOTALS, mine, place, numbers, SUMMED):
        by_place[where][code] = Total(count, total or Decimal(0), yes)
    for where, code, choice, count in _rows(_TALLIES, mine, place, Summing.TALLY.value):
        by_place[where][code].tally[choice] = count
    names, counts = _counts(mine, column)
    return Totals(fields_of(campaign), names, counts, by_place)


def counts_of(campaign: Campaign, parts: Any) -> PlaceCounts:
    """How far the units are, in all; one statement."""
    return PlaceCounts(**parts.filter(campaign=campaign).aggregate(**COUNTS))


def _rows(sql: str, parts: Any, place: str, *values: Any) -> list[tuple[Any, ...]]:
    chosen = parts.filter(stage__in=ANSWERED).order_by()
    inner, its_values = chosen.values_list(place, "version_id", "answers").query.sql_with_params()
    named = f"SELECT * FROM ({inner}) AS chosen (place, version_id, answers)"  # noqa: S608 - Django's
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{parts}", named), [*its_values, *values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _counts(parts: Any, column: str) -> tuple[dict[int | None, str], dict[int | None, PlaceCounts]]:
    keys = (f"{column}_id", f"{column}__short_name", f"{column}__code")
    names, counts = {}, {}
    for row in parts.order_by(keys[2], keys[0]).values(*keys).annotate(**COUNTS):
        place, name, _code = (row.pop(key) for key in keys)
        names[place], counts[place] = name or "", PlaceCounts(**row)
    return names, counts


def fields_of(campaign: Campaign) -> list[FormField]:
    """Every question of any version, in the order of the newest form that asked it."""
    asked = FormField.objects.unscoped("a campaign's own form").filter(
        version__campaign=campaign, version__in_force_on__isnull=False
    )
    newest: dict[str, FormField] = {}
    for one in asked.order_by("version__number", "position"):
        newest[one.code] = one
    return sorted(newest.values(), key=lambda one: (-one.version_id, one.position))

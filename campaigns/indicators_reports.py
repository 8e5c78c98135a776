"""Figures of what unions report in campaigns, by the question, whichever programme asked it.

What counts is the newest report of each union that had been accepted by the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When
from django.db.models import Count as CountOf
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.indicators_contests import with_union
from campaigns.indicators_honours import LARGE
from campaigns.models import FormField, Participation
from campaigns.workflows.campaign import PartStage
from targets.indicators import Count, Indicator, counted_by, declare
from targets.places import where_stood
from targets.sources import JIAXING, PERCENT, TONGAN, YANTAI
from unions.models import Coverage, Union
from unions.offices import Level
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows the rows"

Rows = QuerySet[Any]
NUMBER = r"^\d{1,12}(\.\d{1,2})?$"


def newest(question: str, day: date, **of_campaign: Any) -> Rows:
    asking = FormField.objects.unscoped(NOBODY).filter(code=question).values("version")
    reports = Participation.objects.unscoped(NOBODY)
    told = reports.filter(
        stage=PartStage.ACCEPTED, accepted_on__lte=day, version__in=asking, **of_campaign
    )
    firsts = told.order_by("union", "-accepted_on", "-pk").distinct("union")
    return reports.filter(pk__in=firsts.values("pk"))


def saying(question: str, answer: Any, day: date) -> Any:
    """The ids of the unions whose newest report answers so."""
    return newest(question, day).filter(**{f"answers__{question}": answer}).values("union")


# 达标率 of unions: of a level, as many of them as stood on the day.


def unions(day: date, level: Level) -> Rows:
    stood = Q(closed_on=None) | Q(closed_on__gt=day)
    return Union.objects.unscoped(NOBODY).filter(stood, level=level, founded_on__lte=day)


def as_union(row: Any) -> tuple[str, str]:
    return row.name, reverse("unions:union-detail", args=[row.pk])


def share_of_unions(level: Level, question: str, answer: Any) -> dict[str, Any]:
    place = where_stood("pk")

    def by_county(day: date, year: int) -> list[Count]:
        met = CountOf("pk", filter=Q(pk__in=saying(question, answer, day)))
        found = counted_by(place, unions(day, level), day).annotate(n=met, of=CountOf("pk"))
        return [Count(row["in_county"], row["n"], row["of"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = unions(day, level).annotate(counts=Value(1))
        met = part == "numerator"
        return found.filter(pk__in=saying(question, answer, day)) if met else found

    return {
        "is_rate": True, "by_county": by_county, "rows": rows, "reads": as_union,
        "row_label": _("Union"), "place": place,
    }  # fmt: skip


# 达标率 of enterprises: what the union that covers them on the day reported.


def share_of_enterprises(question: str, answer: Any, **of_class: Any) -> dict[str, Any]:
    def met(day: date) -> Q:
        # One set, looked into: to look each employer's union up took five times as long.
        covering = Coverage.objects.as_of(day).filter(covering__in=saying(question, answer, day))
        return Q(pk__in=covering.values("employer"))

    def by_county(day: date, year: int) -> list[Count]:
        found = with_union(day, **of_class).order_by().values("county_id")
        found = found.annotate(n=CountOf("pk", filter=met(day)), of=CountOf("pk"))
        return [Count(row["county_id"], row["n"], row["of"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = with_union(day, **of_class).annotate(counts=Value(1))
        return found.filter(met(day)) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows, "employer": "pk"}


# What the units reported of a year, added up.

STOOD = where_stood()


def as_report(row: Any) -> tuple[str, str]:
    return row.number, row.get_absolute_url()


def sum_of(question: str) -> dict[str, Any]:
    def told(day: date, year: int) -> Rows:
        said = KeyTextTransform(question, "answers")
        number: DecimalField[Any, Any] = DecimalField(max_digits=16, decimal_places=2)
        # An issuer may have turned the question into one for words: never cast then.
        isnumber = When(**{f"answers__{question}__regex": NUMBER, "then": Cast(said, number)})
        reports = newest(question, day, campaign__year=year)
        found: Rows = reports.annotate(counts=Case(isnumber, output_field=number))
        return found

    def by_county(day: date, year: int) -> list[Count]:
        found = counted_by(STOOD, told(day, year), day).annotate(all=Sum(F("counts")))
        return [Count(row["in_county"], int(row["all"] or 0)) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = told(day, year).select_related("campaign", "union")
        return found.filter(counts__gt=0)

    return {
        "is_rate": False, "by_county": by_county, "rows": rows, "reads": as_report,
        "row_label": _("Report"), "place": STOOD,
    }  # fmt: skip


PERSONS, YUAN = _("persons"), _("yuan")
SUMS: list[tuple[str, Words, Words, Words]] = [
    ("insured_mutual", _("Workers in a mutual aid scheme, as reported"), PERSONS, TONGAN),
    ("chairs_certified", _("Chairs qualified for their post, as reported"), PERSONS, TONGAN),
    ("issues_solved", _("Workers' issues solved, as reported"),
     pgettext_lazy("counted", "issues"), TONGAN),
    ("started", _("Workers who started a business, as reported"), PERSONS, YANTAI),
    ("subsidy", _("Subsidies to start a business, as reported"), YUAN, YANTAI),
    ("lent", _("Loans to start a business, as reported"), YUAN, YANTAI),
]  # fmt: skip

Share = Callable[[], dict[str, Any]]
SHARES: list[tuple[str, Words, Words, Words, Share]] = [
    (
        "culture_eight",
        _("Large enterprises with all eight of workers' culture"),
        _("large enterprises with a union"),
        _(
            "Large enterprises with a union whose union reported all eight, in its newest report "
            "accepted by the day ÷ large enterprises with a union; class as the roll says it "
            "that day"
        ),
        lambda: share_of_enterprises("eight_met", "8", headcount__gte=LARGE),
    ),
    (
        "township_six",
        _("Township unions with all six"),
        _("township unions"),
        _(
            "Township unions that reported all six, in their newest report accepted by the day ÷ "
            "township unions on the day"
        ),
        lambda: share_of_unions(Level.TOWNSHIP, "six_met", "6"),
    ),
    (
        "standard_unions",
        _("Basic unions up to the standard"),
        _("basic unions"),
        _(
            "Basic unions that reported to be up to the standard, in their newest report accepted "
            "by the day ÷ basic unions on the day"
        ),
        lambda: share_of_unions(Level.BASE, "standard_met", True),
    ),
]
declare(
    *(
        Indicator(
            f"campaigns.{name}",
            label,
            base,
            unit=PERCENT,
            formula=formula,
            source=JIAXING,
            **share(),
        )
        for name, label, base, formula, share in SHARES
    ),
    *(
        Indicator(
            f"campaigns.reported_{question}",
            label,
            _("by the newest report of each unit"),
            unit=unit,
            formula=_(
                "What units answered to this question in campaigns of the year, in the newest "
                "report of each that had been accepted by the day"
            ),
            source=source,
            **sum_of(question),
        )
        for question, label, unit, source in SUMS
    ),
)

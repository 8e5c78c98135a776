"""Figures of what unions report in campaigns, by the question, whichever programme asked it.

What counts is the newest report of each union that had been accepted by the day.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, DecimalField, Q, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.indicators_contests import large_with_union, share_of_enterprises
from campaigns.models import FormField, Participation
from campaigns.workflows.campaign import PartStage
from targets.counting import Condition, Rows, share_of, sum_of
from targets.indicators import UNION, Indicator, declare
from targets.places import where_stood
from targets.sources import JIAXING, PERCENT, TONGAN, YANTAI
from unions.models import Coverage, Union
from unions.offices import Level
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows the rows"

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


def unions(level: Level, day: date, year: int) -> Rows:
    return Union.objects.unscoped(NOBODY).open_on(day).filter(level=level)


def share_of_unions(level: Level, question: str, answer: Any) -> dict[str, Any]:
    def met(day: date, year: int) -> Q:
        return Q(pk__in=saying(question, answer, day))

    return share_of(partial(unions, level), met, where_stood("pk")) | UNION


# 达标率 of enterprises: what the union that covers them on the day reported.


def covered_by_one_saying(question: str, answer: Any) -> Condition:
    def met(day: date, year: int) -> Q:
        # One set, looked into: to look each employer's union up took five times as long.
        covering = Coverage.objects.as_of(day).filter(covering__in=saying(question, answer, day))
        return Q(pk__in=covering.values("employer"))

    return met


# What the units reported of a year, added up.


def as_report(row: Any) -> tuple[str, str]:
    return row.number, row.get_absolute_url()


def sum_told(question: str) -> dict[str, Any]:
    def told(day: date, year: int) -> Rows:
        said = KeyTextTransform(question, "answers")
        number: DecimalField[Any, Any] = DecimalField(max_digits=16, decimal_places=2)
        # An issuer may have turned the question into one for words: never cast then.
        isnumber = When(**{f"answers__{question}__regex": NUMBER, "then": Cast(said, number)})
        reports = newest(question, day, campaign__year=year).select_related("campaign", "union")
        found: Rows = reports.annotate(counts=Case(isnumber, output_field=number))
        return found.filter(counts__gt=0)

    reading = {"reads": as_report, "row_label": _("Report")}
    return sum_of(told, where_stood()) | reading


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

SHARES: list[tuple[str, Words, Words, Words, dict[str, Any]]] = [
    (
        "culture_eight",
        _("Large enterprises with all eight of workers' culture"),
        _("large enterprises with a union"),
        _(
            "Large enterprises with a union whose union reported all eight, in its newest report "
            "accepted by the day ÷ large enterprises with a union; class as the roll says it "
            "that day"
        ),
        share_of_enterprises(covered_by_one_saying("eight_met", "8"), large_with_union),
    ),
    (
        "township_six",
        _("Township unions with all six"),
        _("township unions"),
        _(
            "Township unions that reported all six, in their newest report accepted by the day ÷ "
            "township unions on the day"
        ),
        share_of_unions(Level.TOWNSHIP, "six_met", "6"),
    ),
    (
        "standard_unions",
        _("Basic unions up to the standard"),
        _("basic unions"),
        _(
            "Basic unions that reported to be up to the standard, in their newest report accepted "
            "by the day ÷ basic unions on the day"
        ),
        share_of_unions(Level.BASE, "standard_met", True),
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
            **share,
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
            **sum_told(question),
        )
        for question, label, unit, source in SUMS
    ),
)

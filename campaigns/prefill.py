"""What the portal already knows of a unit that is asked: nobody types it twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from campaigns.models import Campaign, FormField, Participation
from campaigns.models.form import INDICATOR, FieldKind, Prefill
from campaigns.workflows.campaign import ANSWERED, CampaignStage
from targets.indicators import INDICATORS, Indicator, day_of
from unions.models import Coverage, Employer, Union

WHY = "the facts of the very unit that is asked"
# Of whom a fact is known: everyone, units that cover one employer or some, units in a township.
KNOWN_OF: dict[str, str] = {
    Prefill.NAME: "everyone",
    Prefill.USCC: "one",
    Prefill.OWNERSHIP: "one",
    Prefill.INDUSTRY: "one",
    Prefill.HEADCOUNT: "some",
    Prefill.TOWNSHIP: "placed",
}
ISSUED = (CampaignStage.ISSUED, CampaignStage.CLOSED, CampaignStage.SUMMED_UP)


def told_of_one() -> dict[str, Indicator]:
    """Indicators that say something of a single employer, by the prefill they make."""
    return {f"{INDICATOR}{code}": known for code, known in INDICATORS.items() if known.employer}


def prefill_label(code: str) -> str:
    known = told_of_one().get(code)
    return str(known.label) if known else str(dict(Prefill.choices).get(code, code))


def known_answers(part: Participation, fields: Sequence[FormField]) -> dict[str, Any]:
    """The answers the portal can give for the unit of a part, by code; what it cannot is absent."""
    wanted = {field.prefill for field in fields if field.prefill}
    if not wanted:
        return {}
    facts = _facts(part.union, wanted, part.campaign.year)
    last = part.last_answers if Prefill.LAST in wanted else {}
    found = {
        field.code: last.get(field.code) if field.prefill == Prefill.LAST else facts[field.prefill]
        for field in fields
        if field.prefill in facts or field.prefill == Prefill.LAST
    }
    kinds = {field.code: field.kind for field in fields}
    return {
        code: value
        for code, value in found.items()
        if value is not None and kinds[code] != FieldKind.FILE
    }


def _facts(union: Union, wanted: set[str], year: int) -> dict[str, Any]:
    covered = Employer.objects.unscoped(WHY).covered_by(union)
    employers = list(covered.order_by("pk"))
    only = employers[0] if len(employers) == 1 else None
    facts: dict[str, Any] = {
        Prefill.NAME: only.name if only else union.name,
        Prefill.USCC: only and only.uscc,
        Prefill.HEADCOUNT: str(sum(e.headcount for e in employers)) if employers else None,
        Prefill.OWNERSHIP: only and only.get_ownership_display(),
        Prefill.INDUSTRY: only and only.industry,
        Prefill.TOWNSHIP: union.township.name if union.township else None,
    }
    for code, known in told_of_one().items():
        if code in wanted and employers:
            facts[code] = _figure(known, [employer.pk for employer in employers], year)
    return facts


def _figure(known: Indicator, employers: list[int], year: int) -> str | None:
    day = day_of(year)

    def reached(part: str) -> int:
        rows = known.rows(day, year, part).filter(**{f"{known.employer}__in": employers})
        return int(sum(rows.order_by().values_list("counts", flat=True)))

    counted = reached("numerator")
    if known.is_returned and not counted:
        return None
    if not known.is_rate:
        return str(counted)
    base = reached("denominator")
    return f"{counted * 100 / base:.2f}" if base else None


def campaign_before(campaign: Campaign) -> Campaign | None:
    """The last running of the same programme by the same union, in an earlier year."""
    earlier = Campaign.objects.unscoped("the campaign's own past").filter(
        programme_id=campaign.programme_id,
        union_id=campaign.union_id,
        year__lt=campaign.year,
        stage__in=ISSUED,
    )
    return earlier.order_by("-year", "-pk").first()


def known_count(
    campaign: Campaign, fields: Sequence[FormField], units: QuerySet[Union]
) -> tuple[int, dict[str, int]]:
    """How many units there are, and for how many each field is filled in beforehand, by code."""
    firms = (
        Coverage.objects.unscoped(WHY).current().filter(covering=OuterRef("pk"))
        .order_by().values("covering").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    counted = units.annotate(firms=Subquery(firms, output_field=IntegerField())).aggregate(
        everyone=Count("pk"),
        one=Count("pk", filter=Q(firms=1)),
        some=Count("pk", filter=Q(firms__gte=1)),
        placed=Count("township"),
    )
    last = _answered_last_year(campaign, fields, units)
    known = {
        field.code: last.get(field.code, 0)
        if field.prefill == Prefill.LAST
        else counted[KNOWN_OF.get(field.prefill, "some")]
        for field in fields
        if field.prefill
    }
    return counted["everyone"], known


def _answered_last_year(
    campaign: Campaign, fields: Sequence[FormField], units: QuerySet[Union]
) -> dict[str, int]:
    codes = [field.code for field in fields if field.prefill == Prefill.LAST]
    before = campaign_before(campaign) if codes else None
    if before is None:
        return {}
    parts = before.parts.filter(stage__in=ANSWERED, union__in=units.values("pk"))
    counts = {
        f"field{n}": Count("pk", filter=Q(answers__has_key=code)) for n, code in enumerate(codes)
    }
    found = parts.aggregate(**counts)
    return {code: found[f"field{n}"] for n, code in enumerate(codes)}


def shown(value: Any) -> str:
    """An answer as a page or a paper says it."""
    match value:
        case None | "":
            return "—"
        case True:
            return gettext("yes")
        case False:
            return gettext("no")
        case list():
            return "、".join(str(item) for item in value) or "—"
        case _:
            return str(value)

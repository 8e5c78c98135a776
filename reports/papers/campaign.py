"""活动总结报告: who was asked, who reported, and the answers added up by place and question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Participation
from campaigns.models.form import NUMBERS, FieldKind, Summing
from campaigns.prefill import shown
from campaigns.summing import figure, headed, tidy
from campaigns.totals import PlaceCounts, Total, Totals, place_of, totals_of
from kernel.official import Heading, Paragraph
from reports.papers.doors import Counted, counted
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day, listed
from unions.models import Union
from unions.refusals import Refused

WHY = "the parts of the campaign whose paper it is"
Rows = list[dict[str, Any]]
UNITS = "units"  # the code under which reports/rows.py opens them
STAGES = {
    "asked": "", "reported": "reported,accepted", "accepted": "accepted",
    "silent": "invited,returned",
}  # fmt: skip
IN_A_SENTENCE = (Summing.SUM, Summing.AVERAGE, Summing.YES)


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    campaigns = Campaign.objects.unscoped(WHY).select_related("programme", "union", "federation")
    campaign = campaigns.filter(pk=inputs["campaign_id"], union=union).first()
    if campaign is None:
        raise Refused(_("There is no such campaign."))
    parts = Participation.objects.unscoped(WHY)
    totals = totals_of(campaign, parts)
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "to": _readers(campaign),
        "campaign": _facts(campaign),
        "fields": [_field(field) for field in totals.fields],
        "places": _places(campaign, totals),
        "total": _place("合计", None, totals, totals.all_counts, totals.all),
        "parts": _parts(parts.filter(campaign=campaign), totals),
    }
    return Frozen(f"{union.name}关于{campaign.title}情况的总结", campaign.year, data, None)


def _readers(campaign: Campaign) -> str:
    """A city tells its counties what came of it, a county its city or its townships."""
    if place_of(campaign) == "county":
        return "各县（市）区总工会"
    return campaign.federation.name if campaign.union.parent_id else "各乡镇（街道）工会"


def _facts(campaign: Campaign) -> dict[str, Any]:
    return {
        "id": campaign.pk,
        "title": campaign.title,
        "programme": campaign.programme.title,
        "basis": campaign.basis,
        "about": campaign.about,
        "outcome": campaign.outcome,
        "days": [day.isoformat() for day in (campaign.starts_on, campaign.ends_on)],
        "report_by": campaign.report_by.isoformat(),
        "by": place_of(campaign),
    }


def _field(field: Any) -> dict[str, Any]:
    return {
        "code": field.code,
        "label": field.label,
        "head": headed(field),
        "unit": field.unit,
        "kind": field.kind,
        "total": field.total,
    }


def _places(campaign: Campaign, totals: Totals) -> Rows:
    own = f"{campaign.union.short_name}直属"
    return [_of_place(name or own, place, totals) for place, name in totals.names.items()]


def _of_place(name: str, place: int | None, totals: Totals) -> dict[str, Any]:
    return _place(name, place, totals, totals.counts[place], partial(totals.at, place))


def _place(
    name: str, place: int | None, totals: Totals, counts: PlaceCounts, at: Callable[[str], Total]
) -> dict[str, Any]:
    return {
        "id": place,
        "name": name,
        "asked": counts.asked,
        "reported": counts.reported + counts.accepted,
        "accepted": counts.accepted,
        "silent": counts.silent,
        "excused": counts.excused,
        "values": {
            field.code: _value(at(field.code), field) for field in totals.fields if field.total
        },
    }


def _value(total: Total, field: Any) -> str:
    value = total.value(field.total)
    return str(tidy(value, field)) if isinstance(value, Decimal) else figure(total, field)


def _parts(parts: Any, totals: Totals) -> Rows:
    found = parts.select_related("union", "county", "township")
    return [
        {
            "id": part.pk,
            "name": part.union.name,
            "county_id": part.county_id,
            "township_id": part.township_id,
            "place": place.short_name if (place := part.township or part.county) else "",
            "stage": part.stage,
            "stage_words": str(part.get_stage_display()),
            "answers": {
                field.code: shown(part.told[field.code])
                for field in totals.fields
                if field.code in part.told and field.kind != FieldKind.FILE
            },
            "yes": [code for code, answer in part.told.items() if answer is True],
        }
        for part in found.order_by("county", "township", "pk")
    ]


def draw(data: dict[str, Any]) -> Drawn:
    return Drawn(
        issuer=data["union"]["name"],
        addressees=data["to"],
        body=[*_what_it_was(data), *_who_reported(data), *_what_came(data)],
        grids=[_place_grid(data), _answer_grid(data)],
    )


def _what_it_was(data: dict[str, Any]) -> list[Heading | Paragraph]:
    known = data["campaign"]
    first, last = known["days"]
    basis = f"根据{known['basis']}，" if known["basis"] else ""
    words = (
        f"{basis}{data['union']['short']}自{chinese_day(first)}至{chinese_day(last)}"
        f"组织开展了{known['title']}（{known['programme']}）。"
    )
    about = [Paragraph(known["about"])] if known["about"] else []
    return [Heading("活动开展情况"), Paragraph(words), *about]


def _who_reported(data: dict[str, Any]) -> list[Heading | Paragraph]:
    whole = data["total"]
    silent = [row["name"] for row in data["parts"] if row["stage"] in ("invited", "returned")]
    words = (
        f"本次活动共要求{whole['asked']}家单位报送，已报送{whole['reported']}家，"
        f"其中已审核{whole['accepted']}家；免报{whole['excused']}家。"
    )
    if silent:
        words += f"尚有{whole['silent']}家未报送：{listed(silent)}。"
    return [Heading("报送情况"), Paragraph(words)]


def _what_came(data: dict[str, Any]) -> list[Heading | Paragraph]:
    values = data["total"]["values"]
    told = [field for field in data["fields"] if field["total"] in IN_A_SENTENCE]
    known = [field for field in told if values[field["code"]] != "—"]
    parts = [_said(field, values[field["code"]]) for field in known]
    words = f"经汇总，{'；'.join(parts)}。" if parts else ""
    words += "分地区情况见附件1，各单位填报情况见附件2。"
    outcome = [Paragraph(data["campaign"]["outcome"])] if data["campaign"]["outcome"] else []
    return [Heading("活动成效"), Paragraph(words), *outcome]


def _said(field: dict[str, Any], value: str) -> str:
    match field["total"]:
        case Summing.AVERAGE:
            return f"{field['label']}平均{value}{field['unit']}"
        case Summing.YES:
            return f"{field['label']}的单位{value}家"
        case _:
            return f"{field['label']}{value}{field['unit']}"


def _place_grid(data: dict[str, Any]) -> Grid:
    summed = [field for field in data["fields"] if field["total"] not in ("", Summing.LIST)]
    columns = [
        Col("地区", 1.2, "left"),
        *(Col(head, 0.7) for head in ("应报", "已报", "已审核", "未报")),
        *(Col(field["head"], 1, "right") for field in summed),
    ]
    rows = [
        [
            row["name"],
            *(counted(row[key], UNITS, stages=of, **_where(data, row))
              for key, of in STAGES.items()),
            *(_summed(row, field, _where(data, row)) for field in summed),
        ]
        for row in [*data["places"], data["total"]]
    ]  # fmt: skip
    return Grid(f"{data['campaign']['title']}分地区汇总表", columns, rows, landscape=True)


def _where(data: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Which units a row counts: of a place, of none of the places, or all of them."""
    is_direct = row["id"] is None and row is not data["total"]
    return {"direct": "on"} if is_direct else {"place": row["id"]}


def _summed(row: dict[str, Any], field: dict[str, Any], where: dict[str, Any]) -> Counted:
    return counted(_cell(row["values"][field["code"]], field), UNITS, field=field["code"], **where)


def _cell(text: str, field: dict[str, Any]) -> Any:
    """A number as a number, so that a workbook adds it up."""
    counted = field["kind"] == FieldKind.YESNO and text.isdecimal()
    if not (counted or field["kind"] in NUMBERS) or text in ("", "—"):
        return text
    value = Decimal(text)
    is_whole = counted or (value == int(value) and field["kind"] == FieldKind.WHOLE)
    return int(value) if is_whole else value


def _answer(part: dict[str, Any], field: dict[str, Any]) -> Any:
    """A number opens the unit that told it."""
    cell = _cell(part["answers"].get(field["code"], ""), field)
    return cell if isinstance(cell, str) else counted(cell, UNITS, part=part["id"])


def _answer_grid(data: dict[str, Any]) -> Grid:
    """Whom the totals are made of; long texts and files stay on the portal's pages."""
    fields = [
        field
        for field in data["fields"]
        if field["total"] != Summing.LIST and field["kind"] not in (FieldKind.FILE, FieldKind.LONG)
    ]
    columns = [
        Col("单位", 2, "left"),
        Col("地区", 1),
        Col("状态", 0.9),
        *(Col(field["head"], 1) for field in fields),
    ]
    rows = [
        [
            part["name"], part["place"], part["stage_words"],
            *(_answer(part, field) for field in fields),
        ]
        for part in data["parts"]
    ]  # fmt: skip
    return Grid(f"{data['campaign']['title']}各单位填报情况表", columns, rows, landscape=True)

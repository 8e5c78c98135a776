"""关于下达年度目标的通知 and 年度目标责任书: what a city asks, and what it signed with a county."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.figures import plain
from kernel.official import Heading, Paragraph
from reports.facts import WHY
from reports.papers.doors import counted
from reports.papers.paper import OPERATORS, Col, Drawn, Frozen, Grid, chinese_day
from targets.changes import changes_of
from targets.indicators import ELIGIBLE, INDICATORS, REACHED, total
from targets.models import Share, TargetLine, TargetSheet
from targets.workflow import SheetStage
from unions.models import Union
from unions.parameters import parameter
from unions.refusals import Refused

MOST_COLUMNS = 6  # of figures in one table; further lines go into the next


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    """Of a sheet, or with `share_id` of one county's signed share."""
    if "share_id" in inputs:
        return _freeze_contract(inputs["share_id"], union, as_of)
    sheet = TargetSheet.objects.unscoped(WHY).get(pk=inputs["sheet_id"])
    if sheet.stage == SheetStage.DRAFT:
        raise Refused(_("The targets have not been issued yet."))
    data = {
        **_common(sheet, union, as_of),
        "quota": sheet.quota,
        "answer_days": int(parameter("targets.answer_days")),
        "reason": sheet.reason,
        "document": sheet.document,
        "lines": [_line(line, line.base_value) for line in sheet.lines.order_by("pk")],
        "shares": _shares(sheet, timezone.localdate(as_of)),
        "changes": [vars(change) for change in changes_of(sheet, None)],
    }
    again = f"（第{sheet.version}版）" if sheet.version > 1 else ""
    verb = "调整" if sheet.version > 1 else "下达"
    title = f"{union.name}关于{verb}{sheet.year}年度工会工作目标的通知{again}"
    return Frozen(title, sheet.year, data, union)


def _common(sheet: TargetSheet, union: Union, as_of: datetime) -> dict[str, Any]:
    return {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "year": sheet.year,
        "version": sheet.version,
        "day": timezone.localdate(as_of).isoformat(),
    }


def _line(line: TargetLine, start: Decimal | None) -> dict[str, Any]:
    """`start`: what the place that is asked starts from."""
    known = line.known
    return {
        "code": known.code,
        "label": str(known.label),
        "is_rate": known.is_rate,
        "measure": line.measure,
        "operator": str(line.get_operator_display()),
        "target": line.value_text,
        "unit": line.unit or str(known.unit),
        "deadline": line.deadline.isoformat() if line.deadline else "",
        "base": line.base_words_of(start).replace(" ", ""),
        "split": line.split_words if line.is_split else "",
        "adds_up": line.adds_up,
        "basis": line.basis,
    }


def _shares(sheet: TargetSheet, day: date) -> list[dict[str, Any]]:
    """A row a county: its figure and base of every line that is split, by code.

    `opens`: whether as many units count on that day as the draft was split by.
    """
    counts = INDICATORS[ELIGIBLE].by_county(day, sheet.year)
    shares = sheet.shares.select_related("union").order_by("union__code", "pk")
    rows = []
    for share in shares.prefetch_related("parts__line"):
        parts = {part.line.indicator: part for part in share.parts.all()}
        reached = parts.get(REACHED)
        eligible = (reached.base or 0) if reached else 0
        rows.append(
            {
                "id": share.union_id,
                "name": share.union.short_name,
                "eligible": eligible,
                "opens": eligible == total(counts, county=share.union).numerator,
                "quota": int(reached.value) if reached else 0,
                "parts": {code: part.value_text for code, part in parts.items()},
            }
        )
    return rows


def draw(data: dict[str, Any]) -> Drawn:
    if "share" in data:
        return _draw_contract(data)
    year, changed = data["year"], data.get("version", 1) > 1
    because = f"根据{data['document']}，因{data['reason']}，" if changed else ""
    verb = "调整" if changed else "下达"
    return Drawn(
        issuer=data["union"]["name"],
        addressees="各县（市）区总工会",
        body=[
            Paragraph(
                f"为做好{year}年度工会工作，{because}现将年度目标和各县（市）区承担的任务{verb}给你们，"
                "请认真组织落实。"
            ),
            Heading("年度目标"),
            *_numbered(data["lines"]),
            Heading("任务分解"),
            *[Paragraph(words) for words in _split_words(data)],
            Heading("工作要求"),
            Heading("按时答复", 2),
            Paragraph(
                f"各县（市）区总工会自收到本通知之日起{data['answer_days']}个工作日内确认承担的任务；"
                "确有困难的，逐项提出调整数额并说明理由。"
            ),
            *_signing(changed),
            Heading("逐级负责", 2),
            Paragraph("各项任务落实到责任单位和责任人，按月调度、按季通报，年终逐项核对。"),
        ],
        grids=[*_change_grids(data), *_share_grids(data)],
    )


def _signing(changed: bool) -> list[Heading | Paragraph]:
    words = "任务确认后，由县（市）区总工会和市总工会负责人签订年度目标责任书。"
    if changed:
        words += "任务未作调整的，原责任书继续有效；任务有调整的，重新确认、重新签订。"
    return [Heading("签订责任书", 2), Paragraph(words)]


def _numbered(lines: list[dict[str, Any]]) -> list[Paragraph]:
    return [Paragraph(f"{n}．{_target_words(line)}。") for n, line in enumerate(lines, 1)]


def _target_words(line: dict[str, Any]) -> str:
    grows = "增长" if line.get("measure") == "growth" and not line["is_rate"] else ""
    words = f"{line['label']}{grows}{OPERATORS[line['operator']]}{line['target']}{_unit(line)}"
    if line.get("deadline"):
        words += f"，{chinese_day(line['deadline'])}前完成"
    return f"{words}（{line['base']}）" if line.get("base") else words


def _unit(line: dict[str, Any]) -> str:
    if line.get("unit"):
        return str(line["unit"])
    return "%" if line["is_rate"] else "家"


def _split_words(data: dict[str, Any]) -> list[str]:
    words = []
    for line in data["lines"]:
        if line.get("adds_up"):
            words.append(
                f"{line['label']}全年{line['target']}{_unit(line)}，按“{line['split']}”比例分解，"
                "余数按最大余数法确定，下达数不超过该县（市）区可承担的数量，具体见附件。"
            )
    alike = [line["label"] for line in data["lines"] if line.get("split") and not line["adds_up"]]
    if alike:
        words.append(f"{'、'.join(alike)}，各县（市）区均按全市目标执行，另有规定的见附件。")
    return words or ["本年度目标由市总工会统一组织完成，不向县（市）区分解。"]


def _change_grids(data: dict[str, Any]) -> list[Grid]:
    """What a later version asks otherwise than the one before."""
    if not data.get("changes"):
        return []
    columns = [Col("序号", 0.6), Col("目标", 3, "left"), Col("承担单位", 1.4)]
    columns += [Col("原为"), Col("现为")]
    rows: list[list[Any]] = [
        [number, change["line"], change["place"] or "全市", change["was"], change["now"]]
        for number, change in enumerate(data["changes"], 1)
    ]
    return [Grid(f"{data['year']}年度工作目标调整对照表", columns, rows)]


def _share_grids(data: dict[str, Any]) -> list[Grid]:
    """Tables of the lines that are split, a few columns each; the first tells the base as well."""
    split = [line for line in data["lines"] if line.get("split")]
    grids = []
    for start in range(0, len(split), MOST_COLUMNS):
        lines = split[start : start + MOST_COLUMNS]
        part = f"（{start // MOST_COLUMNS + 1}）" if len(split) > MOST_COLUMNS else ""
        grids.append(_share_grid(data, lines, part, with_base=not start))
    return grids


def _share_grid(
    data: dict[str, Any], lines: list[dict[str, Any]], part: str, *, with_base: bool
) -> Grid:
    based = with_base and any(line["code"] == REACHED for line in lines)
    columns = [Col("序号", 0.6), Col("县（市）区", 1.6, "left")]
    columns += [Col("可建家单位", 1.2)] if based else []
    columns += [Col(f"{line['label']}（{_unit(line)}）", 1.4) for line in lines]
    rows: list[list[Any]] = [
        [
            number,
            share["name"],
            *([_eligible(share["eligible"], [share], share["id"])] if based else []),
            *(share["parts"].get(line["code"], "—") for line in lines),
        ]
        for number, share in enumerate(data["shares"], 1)
    ]
    if any(line["adds_up"] for line in lines):
        whole = sum(share["eligible"] for share in data["shares"])
        eligible = [_eligible(whole, data["shares"])] if based else []
        rows.append(["", "合计", *eligible, *(_summed(data, line) for line in lines)])
    title = f"{data['year']}年度工作目标任务分解表{part}"
    return Grid(title, columns, rows, landscape=len(lines) > 3)


def _eligible(n: int, shares: list[dict[str, Any]], place: int | None = None) -> Any:
    """A door only where it opens as many as are told: a draft may be older than its notice."""
    opens = all(share.get("opens") for share in shares)
    return counted(n, ELIGIBLE, place=place) if opens else n


def _summed(data: dict[str, Any], line: dict[str, Any]) -> str:
    if not line["adds_up"]:
        return ""
    values = [share["parts"].get(line["code"]) for share in data["shares"]]
    return plain(sum((Decimal(value) for value in values if value), Decimal(0)))


# 责任书: what both have signed.


def _freeze_contract(share_id: int, union: Union, as_of: datetime) -> Frozen:
    share = (
        Share.objects.unscoped(WHY)
        .select_related("sheet__union", "union", "county_signed_by__user", "city_signed_by__user")
        .get(pk=share_id)
    )
    if share.city_signed_at is None:
        raise Refused(_("The share has not been signed by both yet."))
    sheet = share.sheet
    parts = share.parts.select_related("line").order_by("line_id")
    city, county = share.city_signed_by, share.county_signed_by
    data = {
        **_common(sheet, union, as_of),
        "quota": share.quota,
        "lines": [
            {**_line(part.line, part.base_value), "asked": part.value_text} for part in parts
        ],
        "shares": [
            row for row in _shares(sheet, timezone.localdate(as_of)) if row["id"] == share.union_id
        ],
        "share": {
            "city": sheet.union.name,
            "city_signed_by": city.user.display_name if city else "",
            "city_signed_on": _day(share.city_signed_at),
            "county": share.union.name,
            "county_signed_by": county.user.display_name if county else "",
            "county_signed_on": _day(share.county_signed_at),
        },
    }
    title = f"{sheet.union.name}与{share.union.name}{sheet.year}年度工作目标责任书"
    return Frozen(title, sheet.year, data, None)


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def _draw_contract(data: dict[str, Any]) -> Drawn:
    share, year = data["share"], data["year"]
    asked = [{**line, "target": line["asked"]} for line in data["lines"]]
    return Drawn(
        issuer=share["city"],
        addressees=share["county"],
        body=[
            Paragraph(
                f"为保证{year}年度工会工作目标落实，{share['city']}（以下简称甲方）与"
                f"{share['county']}（以下简称乙方）签订本责任书。"
            ),
            Heading("目标任务"),
            *_numbered(asked),
            Heading("双方责任"),
            Paragraph("甲方负责指导、调度和核对，按期公布各项数据，协调解决乙方提出的困难。"),
            Paragraph("乙方负责组织实施，各项任务落实到责任单位和责任人，如实报告进度。"),
            Heading("变更"),
            Paragraph(
                "年度中确需调整的，由甲方说明理由、依据文件下达新版目标，并重新签订责任书；"
                "未重新签订前，本责任书继续有效。"
            ),
            Heading("签署"),
            Paragraph(
                f"甲方：{share['city']}　负责人：{_signature(share, 'city')}", with_next=True
            ),
            Paragraph(f"乙方：{share['county']}　负责人：{_signature(share, 'county')}"),
        ],
        grids=[_contract_grid(data)],
        mark_suffix="",
    )


def _signature(share: dict[str, str], side: str) -> str:
    return f"{share[f'{side}_signed_by']}　{chinese_day(share[f'{side}_signed_on'])}"


def _contract_grid(data: dict[str, Any]) -> Grid:
    columns = [Col("序号", 0.6), Col("目标", 3, "left"), Col("任务"), Col("完成时限")]
    year_end = f"{data['year']}-12-31"
    rows: list[list[Any]] = [
        [
            number,
            line["label"],
            f"{line['operator']}{line['asked']}{_unit(line)}",
            line["deadline"] or year_end,
        ]
        for number, line in enumerate(data["lines"], 1)
    ]
    return Grid(f"{data['year']}年度工作目标任务表", columns, rows)

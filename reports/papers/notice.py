"""关于下达年度目标的通知: what a city sets itself and how the count is split to the counties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.typesetting import Heading, Paragraph
from reports.facts import WHY
from reports.papers.paper import OPERATORS, Col, Drawn, Frozen, Grid
from targets.indicators import indicator
from targets.models import TargetSheet
from targets.workflow import SheetStage
from unions.models import Union
from unions.parameters import parameter
from unions.refusals import Refused


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    sheet = TargetSheet.objects.unscoped(WHY).get(pk=inputs["sheet_id"])
    if sheet.stage != SheetStage.ISSUED:
        raise Refused(_("The targets have not been issued yet."))
    shares = sheet.shares.select_related("union").order_by("union__code", "pk")
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "year": sheet.year,
        "day": timezone.localdate(as_of).isoformat(),
        "quota": sheet.quota,
        "answer_days": int(parameter("targets.answer_days")),
        "lines": [_line(line) for line in sheet.lines.order_by("pk")],
        "shares": [
            {
                "id": share.union_id,
                "name": share.union.short_name,
                "eligible": share.eligible,
                "quota": share.quota,
            }
            for share in shares
        ],
    }
    title = f"{union.name}关于下达{sheet.year}年度“和谐职工之家”建设目标的通知"
    return Frozen(title, sheet.year, data, union)


def _line(line: Any) -> dict[str, Any]:
    known = indicator(line.indicator)
    return {
        "code": known.code,
        "label": str(known.label),
        "is_rate": known.is_rate,
        "operator": str(line.get_operator_display()),
        "target": line.value_text,
        "basis": line.basis,
    }


def draw(data: dict[str, Any]) -> Drawn:
    year = data["year"]
    return Drawn(
        issuer=data["union"]["name"],
        addressees="各县（市）区总工会",
        body=[
            Paragraph(
                f"为做好{year}年度“和谐职工之家”建设工作，现将年度目标和各县（市）区承担的任务下达给你们，请认真组织落实。"
            ),
            Heading("年度目标"),
            *[Paragraph(_target_words(n, line)) for n, line in enumerate(data["lines"], 1)],
            Heading("任务分解"),
            Paragraph(
                f"全年新增达标单位{data['quota']}家，按各县（市）区具备建家条件的单位数比例分解，"
                "余数按最大余数法确定，具体见附件。"
            ),
            Heading("工作要求"),
            Heading("按时答复", 2),
            Paragraph(
                f"各县（市）区总工会自收到本通知之日起{data['answer_days']}个工作日内确认承担的任务；"
                "确有困难的，提出调整数额并说明理由。"
            ),
            Heading("确定单位", 2),
            Paragraph("任务确认后，从符合条件的单位中选定建家单位，上年未通过验收的优先安排。"),
            Heading("逐级负责", 2),
            Paragraph("每户落实包扶责任人，方案经县（市）区审定、市总工会确定后组织实施。"),
        ],
        grids=[_share_grid(data)],
    )


def _target_words(number: int, line: dict[str, Any]) -> str:
    unit = "%" if line["is_rate"] else "家"
    return f"{number}．{line['label']}{OPERATORS[line['operator']]}{line['target']}{unit}。"


def _share_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("序号", 0.7),
        Col("县（市）区", 2, "left"),
        Col("具备条件单位（家）", 1.4),
        Col("下达达标任务（家）", 1.4),
    ]
    rows: list[list[Any]] = [
        [n, share["name"], share["eligible"], share["quota"]]
        for n, share in enumerate(data["shares"], 1)
    ]
    eligible = sum(share["eligible"] for share in data["shares"])
    rows.append(["", "合计", eligible, sum(share["quota"] for share in data["shares"])])
    return Grid(f"{data['year']}年度“和谐职工之家”建设任务分解表", columns, rows)

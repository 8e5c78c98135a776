"""慰问（助学）发放名册: a round's list with a column to sign in, for money and for goods."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import Aid, AidRound
from assistance.workflows.aid import AidStage
from kernel.official import Paragraph
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day
from reports.relief import WHY
from unions.models import Union
from unions.refusals import Refused

OFF_THE_LIST = (AidStage.REFUSED, AidStage.WITHDRAWN, AidStage.RETURNED)


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    a_round = AidRound.objects.unscoped(WHY).select_related("union").get(pk=inputs["round_id"])
    aids = Aid.objects.unscoped(WHY).filter(round=a_round).exclude(stage__in=OFF_THE_LIST)
    rows = [
        {
            "aid": aid.pk,
            "name": aid.recipient,
            "unit": aid.file.workplace if aid.file else "",
            "place": aid.township.short_name if aid.township else "",
            "category": str(aid.get_category_display()),
            "amount": str(aid.granted or aid.asked),
        }
        for aid in aids.select_related("file", "township").order_by("township__code", "pk")
    ]
    if not rows:
        raise Refused(_("The list of this round is empty."))
    data = {
        "issuer": a_round.union.name,
        "title": a_round.title,
        "goods": a_round.goods if a_round.form == "goods" else "",
        "day": timezone.localdate(as_of).isoformat(),
        "rows": rows,
    }
    return Frozen(f"{a_round.title}发放名册", a_round.year, data, None)


def total(data: dict[str, Any]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in data["rows"]), Decimal(0))


def draw(data: dict[str, Any]) -> Drawn:
    words = f"发放物资：{data['goods']}，" if data["goods"] else ""
    return Drawn(
        issuer=data["issuer"],
        addressees="",
        body=[
            Paragraph(
                f"{data['title']}共{len(data['rows'])}户，{words}合计{total(data)}元。"
                f"名册制于{chinese_day(data['day'])}，领取时由本人签字，代领的须注明关系。"
            )
        ],
        grids=[_list_grid(data)],
        mark_suffix="",
    )


def _list_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("序号", 0.5),
        Col("姓名", 0.9),
        Col("单位", 2, "left"),
        Col("乡镇（街道）", 1.1),
        Col("类别", 0.9),
        Col("金额（元）", 0.9, "right"),
        Col("领取人签字", 1.3),
        Col("日期", 0.9),
    ]
    rows: list[list[Any]] = [
        [n, row["name"], row["unit"], row["place"], row["category"], Decimal(row["amount"]), "", ""]
        for n, row in enumerate(data["rows"], 1)
    ]
    rows.append(["", "合计", "", "", "", total(data), "", ""])
    return Grid(f"{data['title']}发放名册", columns, rows, landscape=True)

"""困难职工档案表: one household's file. Numbers, phones, cards and illness stay masked on it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assistance.models import HouseholdFile
from assistance.workflows.aid import RECEIVED
from kernel.official import Heading, Paragraph
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day
from reports.relief import WHY
from unions.models import Event, Union
from unions.refusals import Refused

# The opinions the paper form asks for, and the steps that stand for them.
OPINIONS = (
    ("endorse", "基层工会意见"),
    ("forward", "乡镇（街道）意见"),
    ("approve", "县级工会意见"),
)


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    files = HouseholdFile.objects.unscoped(WHY).select_related(
        "union", "county", "federation", "employer"
    )
    file = files.filter(pk=inputs["household_id"]).first()
    if file is None:
        raise Refused(_("There is no such file."))
    data = {
        "number": f"{file.pk:06d}",
        "issuer": (file.county or file.federation).name,
        "union": file.union.name,
        "facts": _facts(file),
        "members": [_member(member) for member in file.members.order_by("pk")],
        "costs": [
            [cost.get_kind_display(), str(cost.spent), str(cost.reimbursed), str(cost.self_paid)]
            for cost in file.costs.order_by("pk")
        ],
        "working": [[step["words"], step["sum"]] for step in file.working.get("steps", [])],
        "visits": [
            [_day(visit.visited_on), "、".join(visit.visitor_names), visit.finding]
            for visit in file.visits.exclude(visited_on=None).order_by("visited_on")
        ],
        "opinions": _opinions(file),
        "aids": [
            [str(aid), aid.get_kind_display(), str(aid.granted), _day(aid.paid_on)]
            for aid in file.aids.filter(stage__in=RECEIVED).order_by("pk")
        ],
    }
    return Frozen(f"困难职工档案表（{data['number']}）", as_of.year, data, None)


def _facts(file: HouseholdFile) -> list[list[str]]:
    reasons = file.reason_labels
    return [
        ["职工姓名", file.applicant_name],
        ["职工类别", str(file.get_worker_kind_display())],
        ["工作单位", file.workplace],
        ["困难类别", str(file.get_category_display()) or "未审定"],
        ["主要致困原因", reasons[0]],
        ["次要致困原因", "、".join(reasons[1:]) or "无"],
        ["联系电话", str(file.phone)],
        ["开户银行及支行", file.bank_name],
        ["银行卡号", str(file.card)],
        ["建档日期", _day(file.filed_on)],
        ["下次复核日期", _day(file.review_due_on)],
        ["退出日期及原因", _left(file)],
    ]


def _left(file: HouseholdFile) -> str:
    return f"{_day(file.exited_on)}，{file.get_exit_reason_display()}" if file.exited_on else "—"


def _day(day: date | None) -> str:
    return chinese_day(day) if day else "—"


def _member(member: Any) -> list[str]:
    income = sum(income.amount for income in member.incomes.all())
    return [
        str(member.get_relation_display()),
        member.name,
        str(member.id_number),
        str(member.birth_year),
        str(member.get_sex_display()),
        str(member.get_schooling_display()),
        str(income),
        str(member.get_not_counted_display()) if member.not_counted else "是",
    ]


def _opinions(file: HouseholdFile) -> list[list[str]]:
    """Who said yes at each of the three levels, and when; empty where nobody has yet."""
    last = {event.step: event for event in Event.objects.unscoped(WHY).about(file).order_by("pk")}
    return [
        [words, last[step].actor, last[step].note or "同意", chinese_day(last[step].at.date())]
        if step in last
        else [words, "", "", ""]
        for step, words in OPINIONS
    ]


def draw(data: dict[str, Any]) -> Drawn:
    return Drawn(
        issuer=data["issuer"],
        addressees="",
        body=[
            Heading("基本情况"),
            *(Paragraph(f"{name}：{value}。") for name, value in data["facts"]),
            Heading("认定依据"),
            *(Paragraph(f"{words} {total}") for words, total in data["working"]),
            *([] if data["working"] else [Paragraph("尚未审定。")]),
        ],
        grids=[_member_grid(data), _cost_grid(data), _visit_grid(data), _way_grid(data)],
        mark_suffix="",
    )


def _member_grid(data: dict[str, Any]) -> Grid:
    heads = ("关系", "姓名", "证件号码", "出生年份", "性别", "就学", "年收入（元）", "共同生活")
    widths = (0.7, 0.8, 1.8, 0.8, 0.5, 0.9, 1, 0.8)
    columns = [Col(head, width) for head, width in zip(heads, widths, strict=True)]
    rows = [[*row[:6], Decimal(row[6]), *row[7:]] for row in data["members"]]
    return Grid("家庭成员及收入", columns, rows, landscape=True)


def _cost_grid(data: dict[str, Any]) -> Grid:
    columns = [Col("支出项目", 2, "left"), *map(Col, ("支出（元）", "已报销（元）", "自付（元）"))]
    rows = [[kind, *map(Decimal, sums)] for kind, *sums in data["costs"]]
    return Grid("近十二个月刚性支出", columns, rows or [["（无）", "", "", ""]])


def _visit_grid(data: dict[str, Any]) -> Grid:
    columns = [Col("日期", 1), Col("走访人", 1.2), Col("情况", 3, "left")]
    return Grid("入户走访记录", columns, data["visits"] or [["", "（无）", ""]])


def _way_grid(data: dict[str, Any]) -> Grid:
    columns = [Col("环节", 1.4), Col("经办", 1.6), Col("意见", 2, "left"), Col("日期", 1)]
    aids = [
        ["帮扶", f"{kind}{amount}元", number, day] for number, kind, amount, day in data["aids"]
    ]
    return Grid("审核意见及帮扶记录", columns, [*data["opinions"], *aids])

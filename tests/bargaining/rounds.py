"""Rounds for tests: planned, and led to where a test begins, by those who may."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bargaining.actions.round import keep_meeting, name_delegate, open_round, record_ballot
from bargaining.models import Meeting, Round
from bargaining.models.round import Side
from bargaining.workflows.round import ROUND
from bargaining.workflows.round import RoundStep as T
from kernel.days import today
from tests.cast import City
from unions.casework.stepping import take_case_step
from unions.models import Officer

ROAD = (
    T.OFFER, T.REPLY, T.NAME, T.INFORM, T.OPEN, T.AGREE, T.PASS, T.SIGN, T.FILE, T.APPROVE,
    T.PUBLISH, T.REPORT, T.RECORD,
)  # fmt: skip


def plan_round(city: City, *, by: Officer | None = None, **changes: Any) -> Round:
    """The mill's round of the year about wages, planned by its chair."""
    values = {
        "title": "华兴机械2026年工资专项集体合同", "kind": "wage", "scope": "enterprise",
        "purpose": "new", "renews": None, "employer": city.mill, "area": "", "side": "workers",
        "above_size": False,
    }  # fmt: skip
    return open_round(values | changes, by=by or city.chair)


def ago(days: int) -> date:
    return today() - timedelta(days=days)


# What each step writes down, in days before today: a round that took three months.
SAID: dict[str, dict[str, Any]] = {
    T.OFFER: {
        "offer_number": "华兴工要约〔2026〕1号", "offered_on": 90, "talks_planned_on": 70,
        "place": "公司三楼会议室", "matters": "工资水平、津贴补贴",
    },
    T.REPLY: {"reply_number": "华兴应约〔2026〕1号", "replied_on": 85},
    T.NAME: {"shown_on": 84},
    T.INFORM: {"informed_on": 83, "information": "上年度利润、工资总额", "upper_told_on": 83},
    T.OPEN: {"talks_from": 70},
    T.AGREE: {"agreed_on": 60, "draft": "最低工资每月二千元。", "term_months": 12},
    T.SIGN: {"signed_on": 50},
    T.FILE: {"filed_on": 45, "filing_number": "凌人社备〔2026〕8号"},
    T.APPROVE: {"approved_on": 35, "approval_number": "凌人社集〔2026〕8号"},
    T.PUBLISH: {"published_on": 33, "published_where": "厂区公示栏"},
}  # fmt: skip


def step(round_: Round, name: str, *, by: Officer, note: str = "", **said: Any) -> None:
    """Take a step as its page does; whole numbers of days are so many before today."""
    columns = {**SAID.get(name, {}), **said}
    for column, value in columns.items():
        if column.endswith(("_on", "_from")) and isinstance(value, int):
            columns[column] = ago(value)
    take_case_step(ROUND, round_, name, by=by, note=note, said=columns)


def seat(round_: Round, side: str, count: int = 3, *, by: Officer, **chief: Any) -> None:
    for number in range(count):
        values = {"name": f"{Side(side).label}{number}", "post": "职工", "side": side}
        if number == 0:
            values |= {"is_chief": True, "is_head": True, **chief}
        name_delegate(round_, values, by=by)


def seat_both(round_: Round, *, by: Officer) -> None:
    for side in ("workers", "employer"):
        seat(round_, side, by=by)


def scan() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (120, 90, 60)).save(content, "JPEG")
    return SimpleUploadedFile("会议记录.jpg", content.getvalue(), "image/jpeg")


def meet(round_: Round, *, by: Officer, signed: bool = True, **changes: Any) -> Meeting:
    values = {
        "held_on": ago(65), "place": "会议室", "chaired_by": "workers", "minutes_taker": "赵文",
        "minutes": "双方就工资水平交换意见。",
    }  # fmt: skip
    file = scan() if signed else None
    return keep_meeting(Meeting(round=round_), values | changes, file, by=by)


def vote(round_: Round, *, by: Officer, **changes: Any) -> None:
    values = {"body": "congress", "held_on": ago(55), "total": 180, "present": 120, "yes": 91}
    record_ballot(round_, values | changes, by=by)


def lead(round_: Round, *, until: str, by: Officer, above: Officer | None = None) -> Round:
    """Take the round up to and with the step `until`."""
    for name in ROAD:
        if name == T.NAME:
            seat_both(round_, by=by)
        if name == T.AGREE:
            meet(round_, by=by)
        if name == T.PASS:
            vote(round_, by=by)
        else:
            step(round_, name, by=above if name == T.RECORD and above else by)
        if name == until:
            break
    return round_

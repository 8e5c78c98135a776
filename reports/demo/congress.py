"""Workers' congresses of the demo and what employers open: held, due, regional, in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bargaining.actions.congress import (
    list_employers,
    raise_proposal,
    record_resolution,
    record_session,
)
from bargaining.actions.openness import keep_posting, keep_rule
from bargaining.models import CongressSession, OpennessRule, Posting
from bargaining.workflows.congress_proposal import CONGRESS_PROPOSAL
from bargaining.workflows.congress_proposal import CongressProposalStep as T
from kernel.days import months_after, today
from unions.casework.stepping import take_case_step
from unions.models import Employer, Officer

AGENDA = "一、审议年度工作报告\n二、审议工资专项集体合同草案\n三、通报上次大会提案办理情况"


def hold_congresses(county: Officer) -> None:
    """The county's staff enter what its enterprises held and opened."""
    near = list(Employer.objects.visible_to(county).covered().order_by("pk")[:6])
    first = _hold(near[0], months=3, by=county)
    for title, yes in (("工资专项集体合同草案", 0.9), ("考勤管理办法修订案", 0.45)):
        values = {"title": title, "present": first.present, "secret": True}
        record_resolution(first, {**values, "yes": int(first.present * yes)}, by=county)
    _propose(first, by=county)
    _hold(near[1], months=11, days=12, by=county)
    _hold(near[2], months=14, by=county)
    _hold_for_the_street(near, by=county)
    for employer, months in ((near[0], 2), (near[1], 5), (near[3], 15)):
        _open(employer, months, by=county)


def _hold(employer: Employer, *, months: int, days: int = 0, by: Officer) -> CongressSession:
    count = max(employer.headcount // 5, 10)
    values = {
        "kind": "congress", "employer": employer, "term": 3, "sitting": 2,
        "held_on": months_after(today(), -months) - timedelta(days=days),
        "employees": employer.headcount, "employees_women": employer.headcount // 3,
        "representatives": count, "present": count - 2, "women": count // 3,
        "managers": count // 6, "agenda": AGENDA,
    }  # fmt: skip
    return record_session(values, by=by)


def _hold_for_the_street(employers: list[Employer], *, by: Officer) -> None:
    values: dict[str, Any] = {
        "kind": "industry", "area": "机械加工行业", "term": 1, "sitting": 1,
        "held_on": months_after(today(), -6), "employees": 640, "employees_women": 200,
        "representatives": 60, "present": 55, "women": 20, "managers": 8, "agenda": AGENDA,
    }  # fmt: skip
    session = record_session(values, by=by)
    codes = [(number, e.uscc) for number, e in enumerate(employers[2:5], start=1)]
    list_employers(session, codes, by=by)


def _propose(session: CongressSession, *, by: Officer) -> None:
    hot = {"title": "改善车间夏季通风", "text": "夏季车间气温偏高，建议加装风机。"}
    proposal = raise_proposal(session, {**hot, "proposer": "第三代表组", "seconders": 4}, by=by)
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        (T.FILE, {}), (T.HAND_OVER, {"handler": "设备部"}),
        (T.ANSWER, {"answer": "已加装风机12台，并调整高温时段作业时间。"}),
        (T.CLOSE, {"satisfaction": "satisfied"}),
    )  # fmt: skip
    for step, said in steps:
        take_case_step(CONGRESS_PROPOSAL, proposal, step, by=by, said=said)
    bus = {"title": "增开夜班班车", "text": "夜班职工返家不便。"}
    second = raise_proposal(session, {**bus, "proposer": "第一代表组", "seconders": 2}, by=by)
    take_case_step(CONGRESS_PROPOSAL, second, T.FILE, by=by, said={})


def _open(employer: Employer, months: int, *, by: Officer) -> None:
    adopted = {"employer": employer, "title": "厂务公开实施办法"}
    keep_rule(OpennessRule(), {**adopted, "adopted_on": months_after(today(), -40)}, by=by)
    posted = months_after(today(), -months)
    posting = {
        "employer": employer, "item": "业务招待费和福利费使用情况", "law_basis": "厂务公开实施办法",
        "form": "board", "audience": "全体职工", "planned_on": posted - timedelta(days=20),
        "consulted_on": posted - timedelta(days=12), "reviewed_on": posted - timedelta(days=5),
        "posted_on": posted, "until": posted + timedelta(days=20),
    }  # fmt: skip
    keep_posting(Posting(), posting, by=by)

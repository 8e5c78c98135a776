"""The demo's rounds of bargaining: an offer left unanswered, and talks about a wage agreement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bargaining.actions.round import keep_meeting, name_delegate, open_round
from bargaining.kinds import ContractKind, Scope
from bargaining.models import Meeting, Round
from bargaining.models.round import Purpose, Side
from bargaining.workflows.round import ROUND, RoundStep
from kernel.days import today
from unions.casework.stepping import take_case_step
from unions.models import Employer, Officer, Union
from unions.offices import Role

WORKERS = (("高志远", "工会主席"), ("林秀芬", "装配车间班长"), ("郭大勇", "质检员"))
EMPLOYER = (("何建国", "总经理"), ("罗敏", "人力资源部长"), ("谢宏伟", "财务部长"))
TALKS: dict[str, dict[str, Any]] = {
    RoundStep.OFFER: {
        "offer_number": "工要约〔2026〕1号", "offered_on": 30, "talks_planned_on": 14,
        "place": "公司三楼会议室", "matters": "2027年度工资增长幅度、夜班津贴、高温津贴标准",
    },
    RoundStep.REPLY: {"reply_number": "应约〔2026〕1号", "replied_on": 24},
    RoundStep.NAME: {"shown_on": 22},
    RoundStep.INFORM: {"informed_on": 20, "information": "近三年产值、利润、工资总额和人均工资"},
    RoundStep.OPEN: {"talks_from": 13},
}  # fmt: skip


def open_rounds(covered: Sequence[tuple[Employer, Union]]) -> None:
    """Two of these unions bargain: one waits for a reply past its day, one is in its talks."""
    (waiting, its_union), (talking, their_union) = covered[:2]
    late = _plan(waiting, its_union, ContractKind.WOMEN, "女职工权益保护专项集体合同")
    _step(
        late, RoundStep.OFFER, offered_on=45, talks_planned_on=20, place="工会办公室",
        offer_number="工要约〔2026〕2号", matters="孕期、产期、哺乳期保护，女职工体检",
    )  # fmt: skip
    talks = _plan(talking, their_union, ContractKind.WAGE, "工资专项集体合同")
    for side, people in ((Side.WORKERS, WORKERS), (Side.EMPLOYER, EMPLOYER)):
        for number, (name, post) in enumerate(people):
            chief = {"is_chief": not number, "is_head": not number}
            chief["is_front_line"] = side == Side.WORKERS and number > 0
            values = {"side": side, "name": name, "post": post, **chief}
            name_delegate(talks, values, by=_chair(talks.union))
    for step, said in TALKS.items():
        _step(talks, step, **said)
    minutes = {
        "held_on": today() - timedelta(days=13), "place": "公司三楼会议室",
        "chaired_by": Side.WORKERS, "minutes_taker": "唐静",
        "minutes": "职工方提出工资增长8%，企业方提出5%，约定下次会议继续协商。",
    }  # fmt: skip
    keep_meeting(Meeting(round=talks), minutes, None, by=_chair(talks.union))


def _chair(union: Union) -> Officer:
    return Officer.objects.complete().get(union=union, role=Role.CHAIR)


def _plan(employer: Employer, union: Union, kind: ContractKind, about: str) -> Round:
    values = {
        "title": f"{employer.name}{about}", "kind": kind, "scope": Scope.ENTERPRISE,
        "purpose": Purpose.NEW, "employer": employer, "side": Side.WORKERS,
    }  # fmt: skip
    return open_round(values, by=_chair(union))


def _step(round_: Round, step: str, **said: Any) -> None:
    """Whole numbers are so many days ago."""
    for column, value in said.items():
        if isinstance(value, int):
            said[column] = today() - timedelta(days=value)
    take_case_step(ROUND, round_, step, by=_chair(round_.union), said=said)

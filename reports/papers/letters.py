"""The letters the law asks for in a round: 要约书, 应约书, 报送审查表 and 公布文本."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from bargaining.letters import Letter, letters_of
from bargaining.models import Round
from kernel.official import Heading, Paragraph
from reports.facts import WHY
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day
from unions.models import Union
from unions.refusals import Refused

SIDES = {"workers": "职工方", "employer": "企业方"}


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    rounds = Round.objects.unscoped(WHY).select_related("union", "employer", "contract")
    a_round = rounds.filter(pk=inputs["bargaining_id"]).first()
    if a_round is None or inputs["letter"] not in letters_of(a_round):
        raise Refused(_("The round has not come so far that this letter can be written."))
    letter = Letter(inputs["letter"])
    data = {"letter": letter.value, "union": a_round.union.name, **_facts(a_round)}
    title = {
        Letter.OFFER: f"集体协商要约书（{data['title']}）",
        Letter.REPLY: f"集体协商应约书（{data['title']}）",
        Letter.FILING: f"{data['binds']}集体合同报送审查表",
        Letter.PUBLICATION: f"关于公布《{data['title']}》的公告",
    }[letter]
    return Frozen(title, as_of.year, data, None)


def _facts(a_round: Round) -> dict[str, Any]:
    delegates = a_round.delegates.order_by("side", "-is_chief", "pk")
    ballot = a_round.ballots.order_by("held_on", "pk").last()
    return {
        "title": a_round.title,
        "days": {letter.value: day.isoformat() for letter, day in _days(a_round).items() if day},
        "kind": str(a_round.get_kind_display()),
        "scope": str(a_round.get_scope_display()),
        "binds": a_round.binds,
        "side": a_round.side,
        "offer_number": a_round.offer_number,
        "offered_on": _day(a_round.offered_on),
        "reply_by": _day(a_round.due_on if a_round.stage == "offered" else None),
        "talks_on": _day(a_round.talks_planned_on),
        "place": a_round.place,
        "matters": a_round.matters,
        "replied_on": _day(a_round.replied_on),
        "reply_number": a_round.reply_number,
        "agreed_on": _day(a_round.agreed_on),
        "signed_on": _day(a_round.signed_on),
        "filed_on": _day(a_round.filed_on),
        "effective_on": _day(a_round.effective_on),
        "term_months": a_round.term_months,
        "filing_number": a_round.filing_number,
        "text": a_round.draft,
        "delegates": [
            [SIDES[one.side], one.name, one.post, "是" if one.is_chief else ""] for one in delegates
        ],
        "ballot": _ballot(ballot) if ballot else [],
    }


def _days(a_round: Round) -> dict[Letter, date | None]:
    """The day each letter bears, once what it says was done."""
    return {
        Letter.OFFER: a_round.offered_on,
        Letter.REPLY: a_round.replied_on,
        Letter.FILING: a_round.filed_on,
        Letter.PUBLICATION: a_round.published_on,
    }


def _ballot(ballot: Any) -> list[list[str]]:
    return [
        ["会议日期", chinese_day(ballot.held_on)],
        ["应到人数", str(ballot.total)],
        ["实到人数", str(ballot.present)],
        ["赞成票", str(ballot.yes)],
        ["表决结果", "通过" if ballot.passed else "未通过"],
    ]


def _day(day: date | None) -> str:
    return chinese_day(day) if day else ""


def draw(data: dict[str, Any]) -> Drawn:
    drawn = DRAWN[Letter(data["letter"])](data)
    written = data.get("days", {}).get(data["letter"])
    return replace(drawn, signed_on=date.fromisoformat(written) if written else None)


def _other_side(data: dict[str, Any]) -> str:
    return str(data["binds"] if data["side"] == "workers" else data["union"])


def _own_side(data: dict[str, Any]) -> str:
    return str(data["union"] if data["side"] == "workers" else data["binds"])


def _offer(data: dict[str, Any]) -> Drawn:
    until = f"请于{data['reply_by']}前" if data["reply_by"] else "请在法定期限内"
    return Drawn(
        issuer=_own_side(data),
        addressees=_other_side(data),
        body=[
            Paragraph(f"现就{data['kind']}向贵方提出集体协商要约，文号：{data['offer_number']}。"),
            Heading("协商事项"),
            *_lines(data["matters"]),
            Heading("协商时间和地点"),
            Paragraph(f"拟定于{data['talks_on']}，在{data['place']}举行。"),
            Heading("答复"),
            Paragraph(f"{until}以书面形式答复。没有正当理由，不得拒绝协商。"),
        ],
        mark_suffix="",
    )


def _reply(data: dict[str, Any]) -> Drawn:
    on = data["replied_on"] or "　　　　年　　月　　日"
    return Drawn(
        issuer=_other_side(data),
        addressees=_own_side(data),
        body=[
            Paragraph(f"贵方{data['offered_on']}发出的要约（{data['offer_number']}）收悉。"),
            Paragraph(f"我方于{on}同意就{data['kind']}进行集体协商。"),
            Heading("协商事项"),
            *_lines(data["matters"]),
            Heading("协商时间和地点"),
            Paragraph(f"{data['talks_on']}，{data['place']}。"),
            *([Paragraph(f"答复文号：{data['reply_number']}。")] if data["reply_number"] else []),
        ],
        mark_suffix="",
    )


def _filing(data: dict[str, Any]) -> Drawn:
    facts = [
        ["合同名称", data["title"]],
        ["合同类型", data["kind"]],
        ["适用范围", f"{data['binds']}（{data['scope']}）"],
        ["合同期限", f"{data['term_months']}个月"],
        ["草案商定日期", data["agreed_on"]],
        ["双方首席代表签字日期", data["signed_on"]],
        ["报送日期", data["filed_on"]],
        ["登记编号", data["filing_number"]],
        ["审查意见", ""],
    ]
    fields = [Col("项目", 1), Col("内容", 3, "left")]
    people = [Col("一方", 1), Col("姓名", 1), Col("职务", 2, "left"), Col("首席代表", 1)]
    return Drawn(
        issuer=data["union"],
        addressees="人力资源和社会保障行政部门",
        body=[
            Paragraph(f"现将《{data['title']}》报送审查，报送材料见附件。"),
            Paragraph("自收到之日起法定期限内未提出异议的，该合同即行生效。"),
        ],
        grids=[
            Grid("集体合同报送审查表", fields, facts),
            Grid("职工代表大会审议情况", fields, data["ballot"] or [["（未登记）", ""]]),
            Grid("双方协商代表名单", people, data["delegates"]),
        ],
        mark_suffix="",
    )


def _publication(data: dict[str, Any]) -> Drawn:
    return Drawn(
        issuer=data["union"],
        addressees="全体职工",
        body=[
            Paragraph(
                f"《{data['title']}》经职工代表大会审议通过，双方首席代表于{data['signed_on']}签字，"
                f"自{data['effective_on']}起生效，期限{data['term_months']}个月，现予公布。"
            ),
            Heading("合同文本"),
            *_lines(data["text"]),
        ],
        mark_suffix="",
    )


def _lines(text: str) -> list[Paragraph]:
    return [Paragraph(line) for line in text.splitlines() if line.strip()]


DRAWN: dict[Letter, Callable[[dict[str, Any]], Drawn]] = {
    Letter.OFFER: _offer,
    Letter.REPLY: _reply,
    Letter.FILING: _filing,
    Letter.PUBLICATION: _publication,
}

"""One row of every table of bargaining, for the nets (tests/world.py)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bargaining import models as m
from tests.cast import City
from unions.scoping import owned_by


def fill_bargaining(city: City) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    contract = m.Contract.objects.create(
        title=f"{city.mill.name}工资专项集体合同", kind="wage", scope="enterprise",
        employer=city.mill, signed_on=date(2026, 3, 1), effective_on=date(2026, 3, 20),
        expires_on=date(2027, 3, 19), text="职工月工资不低于二千元。", **owned_by(city.mill_union),
    )  # fmt: skip
    regional = m.Contract.objects.create(
        title="大凌河街道区域性工资集体合同", kind="wage", scope="regional",
        signed_on=date(2026, 3, 1), effective_on=date(2026, 3, 20), expires_on=date(2027, 3, 19),
        **owned_by(city.street),
    )  # fmt: skip
    listed = m.ListedEmployer.objects.create(
        contract=regional, employer=city.mill, listed_on=date(2026, 3, 20), **owned_by(city.street)
    )
    ids = {"contract_id": contract.pk, "listed_id": listed.pk, "other_contract_id": contract.pk}
    mine = owned_by(city.mill_union)
    return (
        ids
        | _kept(contract, mine)
        | _bargained(city, contract, mine)
        | _governed(city, mine)
        | _season(city)
    )


def _kept(contract: m.Contract, mine: dict[str, Any]) -> dict[str, Any]:
    """Its clauses, a change of them and a check."""
    m.Clause.objects.create(
        contract=contract, item="wage_level", text="年增长不低于百分之五", **mine
    )
    m.ContractChange.objects.create(
        contract=contract, changed_on=date(2026, 5, 1), why="调整工时", before={}, **mine
    )
    m.ContractBand.objects.create(contract=contract, band=7, **mine)
    check = m.FulfilmentCheck.objects.create(
        contract=contract, checked_on=date(2026, 9, 1), asked=40, satisfied=38, **mine
    )
    m.CheckedClause.objects.create(check_of=check, item="wage_level", kept=True, **mine)
    return {"check_id": check.pk}


def _bargained(city: City, contract: m.Contract, mine: dict[str, Any]) -> dict[str, Any]:
    """A round in its talks: delegates, a meeting, a ballot that failed."""
    a_round = m.Round.objects.create(
        title=f"{city.mill.name}女职工专项集体合同", year=2026, kind="women", scope="enterprise",
        employer=city.mill, purpose="renew", renews=contract, stage="talks", offer_number="要约1",
        offered_on=date(2026, 3, 2), talks_planned_on=date(2026, 3, 30), place="会议室",
        matters="女职工保护", replied_on=date(2026, 3, 9), reply_number="应约1",
        shown_on=date(2026, 3, 10), informed_on=date(2026, 3, 11), information="工资总额",
        talks_from=date(2026, 3, 30), agreed_on=date(2026, 4, 8), drafted_by=city.chair, **mine,
    )  # fmt: skip
    chief = m.Delegate.objects.create(
        round=a_round, side="workers", name="王立新", post="工会主席", is_chief=True, is_head=True,
        **mine,
    )  # fmt: skip
    meeting = m.Meeting.objects.create(
        round=a_round, held_on=date(2026, 4, 8), place="会议室", chaired_by="workers",
        minutes_taker="赵文", minutes="双方达成一致。", **mine,
    )  # fmt: skip
    m.Ballot.objects.create(
        round=a_round, body="congress", held_on=date(2026, 4, 10), total=180, present=120, yes=90,
        **mine,
    )  # fmt: skip
    return {
        "bargaining_round_id": a_round.pk,
        "delegate_id": chief.pk,
        "meeting_id": meeting.pk,
    }


def _governed(city: City, mine: dict[str, Any]) -> dict[str, Any]:
    """Sessions of the mill's and of the street's congress; what the mill opens to its workers."""
    counts = {
        "employees": 286, "employees_women": 90, "representatives": 56, "present": 50, "women": 18,
        "managers": 10, "term": 3, "sitting": 2, "held_on": date(2026, 3, 1), "agenda": "审议报告",
    }  # fmt: skip
    session = m.CongressSession.objects.create(
        kind="congress", employer=city.mill, **counts, **mine
    )
    street = owned_by(city.street)
    regional = m.CongressSession.objects.create(
        kind="regional", area="大凌河街道", **counts, **street
    )
    listed = m.CongressEmployer.objects.create(session=regional, employer=city.mill, **street)
    resolution = m.CongressResolution.objects.create(
        session=session, title="工资专项集体合同草案", total=56, present=50, yes=48, **mine
    )
    proposal = m.CongressProposal.objects.create(
        session=session, title="改善夏季通风", text="车间高温", proposer="第三小组", **mine
    )
    rule = m.OpennessRule.objects.create(
        employer=city.mill, title="厂务公开实施办法", adopted_on=date(2020, 1, 1), **mine
    )
    posting = m.Posting.objects.create(
        employer=city.mill, item="业务招待费使用情况", form="board", audience="全体职工",
        posted_on=date(2026, 5, 1), until=date(2026, 5, 20), **mine,
    )  # fmt: skip
    return {
        "congress_id": session.pk,
        "congress_employer_id": listed.pk,
        "congress_proposal_id": proposal.pk,
        "openness_rule_id": rule.pk,
        "posting_id": posting.pk,
        "resolution_id": resolution.pk,
    }


def _season(city: City) -> dict[str, Any]:
    """An offer season of the county, which asks the mill's union."""
    season = m.Season.objects.create(
        title="2026年工资集体协商要约行动", year=2026, stage="issued", offer_by=date(2026, 12, 20),
        issued_on=date(2026, 3, 1), **owned_by(city.linghai),
    )  # fmt: skip
    unit = m.SeasonUnit.objects.create(
        season=season, employer=city.mill, **owned_by(city.mill_union)
    )
    return {"season_id": season.pk, "season_unit_id": unit.pk}

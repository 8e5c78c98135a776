"""The grounds of a hardship by accident: ticked by an officer, proved by a paper."""

from __future__ import annotations

import pytest

from assistance.actions.deciding import decide_category, work_out
from assistance.eligibility import AccidentGround, Category
from assistance.models import Income, Proof
from assistance.workflows.household import FILE, FileStage
from kernel.days import today
from tests.assistance import story
from tests.assistance.entering import fields, url
from unions.refusals import MoveRefused
from unions.scoping import same_owner

PAPER = "凌海市应急管理局证明〔2026〕12号"
FIELD = "“证明该情形的材料”"


@pytest.fixture
def well_off(draft):
    """60,000 yuan a year for one person: neither deep nor relative hardship at 700."""
    mine = {"member": draft.members.get(), **same_owner(draft)}
    Income.objects.create(file=draft, kind="wages", amount=60_000, **mine)
    return draft


def tick(file, ground="disaster", proof=PAPER):
    file.accident_ground, file.accident_proof = ground, proof
    file.save(update_fields=["accident_ground", "accident_proof"])
    return file


def certify(file, **dates):
    scan = file.proofs.first().scan
    Proof.objects.create(file=file, kind="accident", scan=scan, **dates, **same_owner(file))


def refusal(file, by):
    with pytest.raises(MoveRefused) as refused:
        FILE.take("submit", file, by=by)
    return "\n".join(refused.value.missing)


@pytest.mark.parametrize("ground", [g for g in AccidentGround.values if g])
def test_every_ground_makes_it_a_hardship_by_accident_and_is_named(well_off, ground):
    assert work_out(well_off).category is None

    finding = work_out(tick(well_off, ground))

    assert finding.category == Category.ACCIDENT
    assert finding.steps[-1].sum == f"{AccidentGround(ground).label} · {PAPER}"


@pytest.mark.parametrize("proof", ["", "   "])
def test_a_ground_without_its_paper_is_no_ground_and_not_handed_in(well_off, centre, proof):
    certify(tick(well_off, proof=proof))

    assert work_out(well_off).category is None
    assert FIELD in refusal(well_off, centre.township)


def test_a_paper_named_has_to_be_there_and_valid(well_off, centre):
    tick(well_off)
    assert "意外" in refusal(well_off, centre.township)
    certify(well_off, issued_on=today().replace(year=2020), expires_on=today().replace(year=2021))
    assert "过期" in refusal(well_off, centre.township)

    certify(well_off)
    FILE.take("submit", well_off, by=centre.township)
    assert well_off.stage == FileStage.UNIT_REVIEW


def test_without_a_ground_no_paper_of_it_is_asked_for(well_off, centre):
    FILE.take("submit", well_off, by=centre.township)

    assert well_off.stage == FileStage.UNIT_REVIEW


def test_the_ground_is_ticked_on_the_page_and_stands_in_the_sum(township, well_off):
    page = township.get(url("file-edit", well_off.pk))
    said = {"accident_ground": "on_duty", "accident_proof": PAPER}
    township.post(url("file-edit", well_off.pk), {**fields(page, "applicant"), **said})

    html = township.get(url("file-edit", well_off.pk)).content.decode()
    assert f"{AccidentGround.ON_DUTY.label} · {PAPER}" in html
    unknown = {**fields(township.get(url("file-edit", well_off.pk)), "applicant")}
    wrong = township.post(url("file-edit", well_off.pk), {**unknown, "accident_ground": "luck"})
    assert wrong.status_code == 422


def test_the_decision_keeps_the_ground_as_it_stood(well_off, centre):
    story.stand_at(tick(well_off), FileStage.COUNTY_REVIEW, category="", decided_on=None)

    decide_category(well_off, "accident", by=centre.director)
    tick(well_off, "", "")

    assert PAPER in well_off.working["steps"][-1]["sum"]
    assert well_off.working["proposed"] == "accident"

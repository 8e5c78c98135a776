from datetime import date

import pytest
import time_machine

from assistance.workflows.supervision import OPINION, OpinionStage, OpinionStep
from kernel.days import today
from tests.assistance import services, story
from unions.casework.stepping import take_case_step
from unions.refusals import MoveRefused

S, T = OpinionStage, OpinionStep


@pytest.fixture
def opinion(town, centre):
    return services.make_opinion(town.street, by=centre.township)


@time_machine.travel(date(2026, 9, 21), tick=False)
def test_the_reply_is_due_in_fifteen_working_days_over_the_holiday(opinion, centre):
    said = {"document_number": "锦工监〔2026〕1号"}
    take_case_step(OPINION, opinion, T.ISSUE, by=centre.staff, said=said)

    assert (opinion.issued_on, opinion.due_on) == (date(2026, 9, 21), date(2026, 10, 19))


def test_without_a_reply_it_is_proposed_to_the_authority(opinion, centre):
    story.stand_at(opinion, S.ISSUED)
    said = {"proposal_number": "锦工建〔2026〕1号", "proposed_to": "市人社局"}

    take_case_step(OPINION, opinion, T.PROPOSE, by=centre.staff, note="逾期未复", said=said)

    assert (opinion.stage, opinion.proposed_on) == (S.PROPOSED, today())


def test_an_opinion_needs_its_number_and_a_reply_its_words(opinion, centre):
    with pytest.raises(MoveRefused) as unnumbered:
        OPINION.take(T.ISSUE, opinion, by=centre.staff)
    story.stand_at(opinion, S.ISSUED)
    with pytest.raises(MoveRefused) as unsaid:
        OPINION.take(T.REPLY, opinion, by=centre.township)

    assert len(unnumbered.value.missing) == 1
    assert len(unsaid.value.missing) == 2


def test_the_drafter_does_not_issue_it(town, centre):
    own = services.make_opinion(town.linghai, by=centre.staff, document_number="1号")

    with pytest.raises(MoveRefused):
        OPINION.take(T.ISSUE, own, by=centre.staff)

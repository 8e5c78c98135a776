import pytest

from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, FileStage, FileStep
from kernel.days import today
from tests.assistance import story
from tests.assistance.story import take_steps
from unions.actions import set_parameter
from unions.refusals import MoveRefused

T = FileStep


def test_a_file_climbs_from_the_first_visit_to_the_register(draft, centre):
    take_steps(draft, centre, T.SUBMIT, T.ENDORSE, T.SHOWN, T.FORWARD, T.CHECKED, T.APPROVE)

    draft.refresh_from_db()
    assert draft.stage == FileStage.ACTIVE
    assert draft.filed_on == today()
    assert draft.review_due_on > today()


def test_a_federation_may_check_means_before_publicity(draft, centre, town):
    set_parameter(
        "assistance.means_first", 1, valid_from=today(), basis="锦工发〔2026〕1号",
        union=town.root, by=town.city,
    )  # fmt: skip

    take_steps(draft, centre, T.SUBMIT, T.ENDORSE, T.FORWARD, T.CHECKED)
    assert draft.stage == FileStage.UNIT_PUBLICITY

    take_steps(draft, centre, T.SHOWN, T.APPROVE)
    assert draft.stage == FileStage.ACTIVE


def test_an_objection_stops_the_clock_and_a_dismissal_lets_it_run_on(draft, centre):
    take_steps(draft, centre, T.SUBMIT, T.ENDORSE)
    days = draft.due_on

    FILE.take(T.OBJECT, draft, by=centre.township, note="家中有车")
    FILE.take(T.DISMISS, draft, by=centre.staff, note="核查不属实")

    draft.refresh_from_db()
    assert (draft.stage, draft.due_on) == (FileStage.UNIT_PUBLICITY, days)


def test_an_incomplete_file_says_all_it_lacks(town, centre):
    file = story.make_file(town.street, card="", phone="")

    with pytest.raises(MoveRefused) as refused:
        FILE.take(T.SUBMIT, file, by=centre.township)

    assert len(refused.value.missing) >= 8


def test_one_household_has_one_live_file(town, centre):
    story.make_file(town.street, number=7)

    with pytest.raises(Exception, match="one_live_file"):
        story.make_file(town.street, number=7)


def test_nobody_outside_the_offices_sees_a_file(town, centre, draft):
    seen = HouseholdFile.objects

    assert seen.visible_to(centre.township).exists()
    assert seen.visible_to(centre.city).exists()
    assert not seen.visible_to(town.city_inspector).exists()
    assert not seen.visible_to(town.stranger).exists()

"""What waits for whom."""

import pytest

from assistance.actions.stepping import take_file_step
from assistance.workflows.household import FILE, FileStage, FileStep
from kernel.days import today
from tests.assistance import story
from unions.inbox import todos, waiting_counts

S, T = FileStage, FileStep
LISTS = {
    "files": "assistance:file-list",
    "publicity": "assistance:in-publicity-list",
    "reviews": "assistance:yearly-review-list",
    "calls": "assistance:call-back-list",
}


def waits(officer) -> list[str]:
    counts = waiting_counts(officer)
    return [name for name, route in LISTS.items() if counts.get(route)]


def told(officer, file) -> bool:
    return any(file.number in todo.title for todo in todos(officer))


WAITING = [
    (S.DRAFT, ["township"], "files"),
    (S.RETURNED, ["township"], "files"),
    (S.UNIT_REVIEW, ["township"], "files"),
    (S.TOWN_REVIEW, ["township"], "files"),
    (S.MEANS_CHECK, ["staff", "director"], "files"),
    (S.COUNTY_REVIEW, ["staff", "director"], "files"),
    (S.OBJECTION, ["staff", "director"], "publicity"),
    (S.UNIT_PUBLICITY, ["township"], "publicity"),
    (S.ANNUAL_REVIEW, ["staff", "director"], "reviews"),
    (S.ACTIVE, [], ""),
    (S.SUSPENDED, [], ""),
    (S.REJECTED, [], ""),
]


@pytest.mark.parametrize(("stage", "who", "where"), WAITING, ids=lambda x: str(x))
def test_a_file_waits_where_its_office_looks(town, centre, stage, who, where):
    file = story.make_file(town.street)
    story.stand_at(file, stage, due_on=today(), filed_on=today(), publicity_stage=S.UNIT_PUBLICITY)
    people = ("township", "staff", "director", "vice_chair", "finance", "city")

    for name in people:
        officer = getattr(centre, name)
        assert waits(officer) == ([where] if name in who else []), name
        assert told(officer, file) == (name in who), name


def test_whoever_may_not_decide_is_not_asked_to(draft, centre):
    story.stand_at(draft, S.MEANS_CHECK)
    FILE.take(T.CHECKED, draft, by=centre.staff)

    assert not told(centre.staff, draft)
    assert told(centre.director, draft)


def test_the_city_is_told_of_an_exclusion_before_the_county_decides(draft, centre):
    story.stand_at(draft, S.COUNTY_REVIEW)
    draft.exclusions.filter(exclusion="homes").update(applies=True)

    assert told(centre.city, draft)
    assert waits(centre.city) == ["files"]


def test_a_call_waits_for_the_township_and_the_county(filed, centre):
    take_file_step(filed, T.EXIT, by=centre.staff, note="收入稳定", exit_reason="retired")

    assert waits(centre.township) == ["calls"]
    assert waits(centre.director) == ["calls"]
    assert waits(centre.finance) == []


def test_nothing_waits_for_who_has_nothing_to_do_with_it(town, centre, draft):
    story.stand_at(draft, S.COUNTY_REVIEW)

    for officer in (town.stranger, town.city_inspector, town.chair):
        assert waits(officer) == []

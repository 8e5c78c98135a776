"""What the calendar does of itself, one federation after the other."""

from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
import time_machine
from celery import current_app
from django.db import transaction

from assistance import migrations
from assistance.actions.stepping import take_file_step
from assistance.models import HouseholdFile
from assistance.tasks import call_up_yearly_reviews, end_publicity, lapse_unused_appeals
from assistance.workflows.household import FileStage, FileStep
from kernel.days import today
from tests.assistance import story
from tests.cast import make_city
from unions.models import Event
from unions.refusals import MoveRefused
from unions.rowsecurity import federation_scope

S, T = FileStage, FileStep


def two_cities(stage, **changes):
    """A committed file of each of two federations, standing at `stage`."""
    files = []
    with transaction.atomic():
        for name, code, tag in (("锦州", "210700", ""), ("嘉兴", "330400", "乙")):
            town = make_city(name, code, tag)
            file = story.make_file(town.street)
            files.append(story.stand_at(file, stage, **changes))
    return files


def stages(files):
    found = []
    for file in files:
        with federation_scope(file.federation_id):
            found.append(HouseholdFile.objects.get(pk=file.pk).stage)
    return found


def test_publicity_ends_by_itself_the_day_after_everywhere(committed_db):
    files = two_cities(S.UNIT_PUBLICITY, due_on=today())

    end_publicity()
    assert stages(files) == [S.UNIT_PUBLICITY] * 2
    with time_machine.travel(today() + timedelta(days=1)):
        end_publicity()
        end_publicity()

    assert stages(files) == [S.TOWN_REVIEW] * 2
    with federation_scope(files[0].federation_id):
        assert Event.objects.get(step="shown").officer is None


def test_yearly_reviews_are_called_up_on_their_day(committed_db):
    due = today() + timedelta(days=30)
    files = two_cities(S.ACTIVE, filed_on=today(), review_due_on=due)

    call_up_yearly_reviews()
    assert stages(files) == [S.ACTIVE] * 2
    with time_machine.travel(due + timedelta(hours=12)):
        call_up_yearly_reviews()

    assert stages(files) == [S.ANNUAL_REVIEW] * 2
    with federation_scope(files[0].federation_id):
        assert HouseholdFile.objects.get().due_on > due


def test_an_appeal_not_taken_in_time_lapses(committed_db):
    files = two_cities(S.REJECTED, due_on=today() - timedelta(days=1))

    lapse_unused_appeals()
    lapse_unused_appeals()

    for file in files:
        with federation_scope(file.federation_id):
            assert HouseholdFile.objects.get().due_on is None
            assert Event.objects.filter(step="lapse").count() == 1


@pytest.mark.parametrize("late", [False, True])
def test_an_appeal_is_open_to_its_last_day(draft, centre, late):
    story.stand_at(draft, S.REJECTED, due_on=today() - timedelta(days=late))
    draft.free_members()

    if late:
        with pytest.raises(MoveRefused):
            take_file_step(draft, T.APPEAL, by=centre.township, note="收入计算有误")
    else:
        take_file_step(draft, T.APPEAL, by=centre.township, note="收入计算有误")
        assert draft.members.get().live


def test_an_appeal_beside_a_new_live_file_is_refused(town, centre):
    file = story.stand_at(story.make_file(town.street, number=9), S.REJECTED, due_on=today())
    file.free_members()
    story.make_file(town.street, number=9)

    with pytest.raises(MoveRefused):
        take_file_step(file, T.APPEAL, by=centre.township, note="收入计算有误")

    file.refresh_from_db()
    assert file.stage == S.REJECTED


def scheduled() -> set[str]:
    """The tasks that a migration of the app lays into the calendar."""
    modules = [
        import_module(f"assistance.migrations.{module.name}")
        for module in iter_modules(migrations.__path__)
    ]
    return {task for module in modules for _name, task, _at in getattr(module, "CRONTABS", [])}


def test_the_calendar_asks_for_tasks_that_are_there():
    wanted = {end_publicity, call_up_yearly_reviews, lapse_unused_appeals}

    assert {task.name for task in wanted} <= scheduled() <= set(current_app.tasks)

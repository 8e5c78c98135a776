"""Days that go by in the demo, so that a year can be walked in an afternoon."""

from datetime import timedelta

from assistance.actions.publishing import end_publicities
from assistance.models import HouseholdFile
from assistance.workflows.household import SHOWN_IN_PUBLIC
from homes.models import HomePlan
from homes.workflow import Stage
from kernel.days import today
from unions.models import Federation
from unions.rowsecurity import federation_scope


def let_publicity_pass() -> int:
    """End every publicity of the demo's city yesterday; how many there were.

    A home then waits for the city; a household's file goes on by itself, as at night.
    """
    federation = Federation.objects.get(division_code="210700")
    yesterday = today() - timedelta(days=1)
    with federation_scope(federation.pk):
        plans = HomePlan.objects.unscoped("the demo's calendar").filter(stage=Stage.PUBLICITY)
        files = HouseholdFile.objects.unscoped("the demo's calendar")
        files = files.filter(stage__in=SHOWN_IN_PUBLIC)
        ended = plans.update(publicity_until=yesterday, due_on=yesterday)
        ended += files.update(publicity_until=yesterday, due_on=yesterday)
        end_publicities()
    return ended

import pytest
from django.utils import translation

from evidence.models import EvidenceFile
from homes.actions.listing import list_employers
from homes.models import HomePlan, Inspection
from homes.workflow import Stage
from tests.cast import YEAR, City
from tests.homes import story
from unions.scoping import owned_by


@pytest.fixture
def proof(town: City) -> EvidenceFile:
    """A kept file; what it holds does not matter here."""
    return EvidenceFile.objects.create(
        name="公示栏.jpg",
        media_type="image/jpeg",
        extension=".jpg",
        size=3,
        sm3="0" * 64,
        file="evidence/none.jpg",
        uploaded_by=town.chair,
        **owned_by(town.mill_union),
    )


@pytest.fixture
def inspection(plan: HomePlan, town: City) -> Inspection:
    return story.inspecting(plan, town)


@pytest.fixture
def far_plan(town: City) -> HomePlan:
    """The neighbouring county's mill, applied for as well."""
    plan = list_employers([town.far_mill], year=YEAR, by=town.stranger)[0]
    return story.stand_at(plan, Stage.APPLIED)


@pytest.fixture
def in_english():
    """Refusals in the words of the code, which the tests know."""
    with translation.override("en"):
        yield

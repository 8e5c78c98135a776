from typing import Any

import pytest

from assistance.models import Aid, FundBatch, HouseholdFile
from tests.assistance import story
from tests.assistance.books import open_desk
from tests.cast import City, make_city
from unions.rowsecurity import federation_scope


@pytest.fixture
def centre(town: City) -> story.Centre:
    story.set_standard(town)
    return story.open_centre(town)


@pytest.fixture
def draft(town: City, centre: story.Centre) -> HouseholdFile:
    """A household's file at its beginning, with everything it will need."""
    file = story.complete(story.make_file(town.street), centre.township)
    file.drafted_by = centre.township
    file.save(update_fields=["drafted_by"])
    return file


@pytest.fixture
def filed(town: City, centre: story.Centre) -> HouseholdFile:
    """A household on the register, in deep hardship."""
    return story.on_file(town.street)


@pytest.fixture
def fund(town: City, centre: story.Centre) -> FundBatch:
    """The county's central relief fund, with 100,000 yuan in it."""
    return story.make_fund(town.linghai, by=centre.finance)


@pytest.fixture
def aid(filed: HouseholdFile, centre: story.Centre) -> Aid:
    """Living aid of 1,200 yuan, applied for by the township."""
    return story.make_aid(filed, by=centre.township)


@pytest.fixture
def township(as_officer, centre):
    """A browser in which the township's officer is signed in."""
    return as_officer(centre.township)


@pytest.fixture
def begun(town, centre) -> HouseholdFile:
    """A draft that has its applicant, and nothing else."""
    return story.make_file(town.street, number=905, drafted_by=centre.township)


@pytest.fixture
def desk_of(committed_db: None) -> Any:
    """Opens desks of one committed city."""
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
        centre = story.open_centre(city)
        file = story.on_file(city.street)
    return lambda: open_desk(city, centre, file)

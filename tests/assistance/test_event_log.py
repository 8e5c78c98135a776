import pytest
from django.urls import reverse

from tests.assistance import story
from unions.events import log_event
from unions.models import Event

pytestmark = pytest.mark.django_db


def test_the_log_of_assistance_is_for_those_whose_work_it_is(as_officer, town, centre):
    log_event(story.on_file(town.street), "probe", "探测", by=centre.township, note="家中有病人")

    seen = Event.objects.visible_to
    assert seen(centre.director).filter(step="probe").exists()
    assert not seen(town.city_inspector).filter(step="probe").exists()
    page = as_officer(town.city_inspector).get(reverse("unions:event-list"))
    assert "家中有病人" not in page.content.decode()

from __future__ import annotations

import pytest
from django.urls import reverse

from assistance.actions.stations import open_station, renew_token
from assistance.models import Station
from unions.models import Event
from unions.refusals import Refused
from unions.scoping import owned_by

SAID = {"place": "街道办事处一楼", "telephone": "0416-8221234", "hours": "周一至周五 8:30-17:00"}


@pytest.fixture
def station(town, centre) -> Station:
    return Station.objects.create(**SAID, **owned_by(town.street))


@pytest.mark.parametrize("who", ["township", "staff"])
def test_a_township_and_a_county_open_a_station_each_one(centre, who):
    officer = getattr(centre, who)
    station = open_station(SAID, by=officer)

    assert station.union == officer.union
    with pytest.raises(Refused):
        open_station(SAID, by=officer)


def test_a_city_keeps_none(centre):
    with pytest.raises(Refused):
        open_station(SAID, by=centre.city)


def test_the_code_and_the_poster_show_the_public_address(as_officer, station, centre):
    client = as_officer(centre.township)
    for route in ("station-detail", "station-poster"):
        text = client.get(reverse(f"assistance:{route}", args=[station.pk])).content.decode()
        assert f"/help/210700/{station.token}/" in text
        assert "<svg" in text
        assert "<script>" not in text


def test_a_renewed_address_closes_the_old_one(client, station, centre):
    old = reverse("assistance:public-help", args=["210700", station.token])
    renew_token(station, by=centre.township)
    new = reverse("assistance:public-help", args=["210700", station.token])

    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert Event.objects.about(station).filter(step="renew").exists()


def test_the_token_stays_out_of_the_log(station, centre):
    renew_token(station, by=centre.township)

    event = Event.objects.about(station).get(step="renew")
    assert station.token not in f"{event.title}{event.detail}{event.note}"


def test_what_is_said_of_the_station_may_change(as_officer, station, centre):
    address = reverse("assistance:station-edit", args=[station.pk])
    as_officer(centre.township).post(address, {**SAID, "place": "便民服务大厅"})

    station.refresh_from_db()
    assert station.place == "便民服务大厅"

from datetime import date, timedelta

import pytest

from kernel.days import today
from unions.actions import set_parameter
from unions.models import Event, Parameter
from unions.parameters import UnknownParameter, declared, figures_in_force, parameter
from unions.refusals import Refused

KEY = "homes.review_days"


def set_review_days(town, value, on):
    return set_parameter(
        KEY, value, valid_from=on, basis="锦工发〔2026〕1号", union=town.root, by=town.city
    )


def test_an_unknown_key_fails_loudly(town):
    with pytest.raises(UnknownParameter, match="reveiw_days"):
        parameter("homes.reveiw_days")
    with pytest.raises(UnknownParameter):
        set_parameter("x", 1, valid_from=today(), basis="x", union=town.root, by=town.city)


def test_without_a_row_the_default_holds(town):
    assert parameter(KEY) == declared(KEY).default


def test_a_value_holds_from_its_day_on(town):
    set_review_days(town, 9, date(2026, 3, 1))
    set_review_days(town, 7, date(2026, 6, 1))

    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [parameter(KEY, on=day) for day in days] == [declared(KEY).default, 9, 9, 7]


def test_a_value_to_come_does_not_hold_yet(town):
    set_review_days(town, 9, today() + timedelta(days=1))

    assert parameter(KEY) == declared(KEY).default


def test_a_second_value_for_the_same_day_is_refused(town):
    set_review_days(town, 9, today())

    with pytest.raises(Refused):
        set_review_days(town, 8, today())

    assert parameter(KEY) == 9


def test_setting_a_figure_is_logged_under_its_name(town):
    row = set_review_days(town, 9, today())

    event = Event.objects.about(row)[0]
    assert (event.title, event.note) == (str(declared(KEY).label), "锦工发〔2026〕1号")


def test_one_federations_figure_is_not_anothers(town, other_city):
    set_review_days(town, 9, today())

    from tests.cast import in_scope

    with in_scope(other_city):
        assert parameter(KEY) == declared(KEY).default


def test_every_declared_figure_is_listed_with_its_own_row(town):
    row = set_review_days(town, 9, today())

    in_force = {figure.declared.key: figure.row for figure in figures_in_force()}
    assert in_force[KEY] == row
    assert in_force["homes.publicity_days"] is None


def test_the_city_sets_a_figure_on_the_page(town, as_officer):
    client = as_officer(town.city)
    asked = {"value": "6", "valid_from": "2026-01-05", "basis": "锦工发〔2026〕3号"}

    response = client.post(f"/parameters/{KEY}/", asked)

    assert response.status_code == 302
    assert Parameter.objects.get(key=KEY).value == 6


@pytest.mark.parametrize("bad", [{"value": "-1"}, {"value": "many"}, {"valid_from": "2026-02-30"}])
def test_a_malformed_figure_is_said_in_place(town, as_officer, bad):
    asked = {"value": "6", "valid_from": "2026-01-05", "basis": "锦工发〔2026〕3号", **bad}

    response = as_officer(town.city).post(f"/parameters/{KEY}/", asked)

    assert response.status_code == 422
    assert not Parameter.objects.exists()


def test_a_second_value_on_the_page_is_refused_in_place(town, as_officer):
    set_review_days(town, 9, date(2026, 1, 5))
    asked = {"value": "6", "valid_from": "2026-01-05", "basis": "锦工发〔2026〕3号"}

    assert as_officer(town.city).post(f"/parameters/{KEY}/", asked).status_code == 422


def test_a_county_reads_the_figures_but_is_offered_no_change(town, as_officer):
    client = as_officer(town.county)

    page = client.get("/parameters/").content.decode()

    assert str(declared(KEY).label) in page
    assert f"/parameters/{KEY}/" not in page
    assert client.get(f"/parameters/{KEY}/").status_code == 403


def test_an_unknown_figure_is_not_found(town, as_officer):
    assert as_officer(town.city).get("/parameters/homes.none/").status_code == 404

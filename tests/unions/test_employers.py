from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.cast import make_employer, make_uscc
from unions.actions import cover_employer
from unions.models import Coverage, Employer, EmployerProfile
from unions.models.employers import Ownership, ownership_of


@pytest.mark.parametrize(
    ("registration", "holding", "expected"),
    [
        ("110", "9", Ownership.PUBLIC),  # 国有企业
        ("120", "9", Ownership.PUBLIC),  # 集体企业
        ("151", "9", Ownership.PUBLIC),  # 国有独资公司
        ("173", "1", Ownership.PUBLIC),  # private by registration, held by the state
        ("160", "2", Ownership.PUBLIC),
        ("173", "3", Ownership.NON_PUBLIC),
        ("310", "4", Ownership.NON_PUBLIC),
        ("330", "5", Ownership.NON_PUBLIC),
    ],
)
def test_ownership_follows_registration_and_control(registration, holding, expected):
    assert ownership_of(registration, holding) == expected


def test_two_unions_do_not_cover_one_employer_at_a_time(town):
    with pytest.raises(IntegrityError, match="covered_once"), transaction.atomic():
        cover_employer(town.mill, town.far_union, on=date(2020, 1, 1))


def test_a_coverage_that_ended_makes_room_for_the_next(town):
    Coverage.objects.filter(employer=town.mill).update(valid_to=date(2020, 1, 1))
    cover_employer(town.mill, town.far_union, on=date(2020, 1, 1))

    assert Coverage.objects.as_of(date(2019, 12, 31)).get(employer=town.mill).covering == (
        town.mill_union
    )
    assert town.mill in Employer.objects.covered_by(town.far_union)
    assert town.mill not in Employer.objects.covered_by(town.mill_union)


def test_an_employer_has_one_profile_at_a_time(town):
    profile = EmployerProfile.objects.get(employer=town.mill)
    profile.pk, profile.valid_from = None, date(2020, 1, 1)

    with pytest.raises(IntegrityError, match="one_profile"), transaction.atomic():
        profile.save(force_insert=True)


def test_an_employer_is_on_the_roll_once(town):
    with pytest.raises(IntegrityError, match="employer_once"), transaction.atomic():
        make_employer("同码公司", town.street, uscc=town.mill.uscc)


def test_a_wrong_credit_code_is_refused(town):
    code = make_uscc(77)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    with pytest.raises(ValidationError):
        make_employer("错码公司", town.street, uscc=wrong)


def test_the_list_filters_by_township_ownership_and_size(town, as_officer):
    client = as_officer(town.city)

    def found(**query):
        page = client.get("/employers/", query).content.decode()
        return [e for e in (town.mill, town.far_mill) if e.name in page]

    assert found(township=town.street.pk) == [town.mill]
    assert found(ownership="public") == []
    assert found(at_least=286, at_most=286) == [town.mill, town.far_mill]
    assert found(at_least=287) == []
    assert found(township="garbage", at_least="many") == [town.mill, town.far_mill]
    assert found(q="beishan") == [town.far_mill]


def test_the_page_of_an_employer_tells_its_dated_facts(town, as_officer):
    page = as_officer(town.county).get(f"/employers/{town.mill.pk}/").content.decode()

    assert town.mill.uscc in page
    assert town.mill_union.name in page
    assert "2001-01-01" in page

"""Where a person already belongs to a file, and how much of it is told."""

from __future__ import annotations

import pytest

from assistance.actions.claiming import AlreadyOnFile, one_live_file
from assistance.models import HouseholdMember
from tests.assistance.story import citizen_id, make_file
from unions.scoping import same_owner

pytestmark = pytest.mark.django_db


def refusal_for(file, number):
    twin = HouseholdMember(
        file=file, relation="child", name="赵小", id_number=citizen_id(number), birth_year=1980,
        sex="m", **same_owner(file),
    )  # fmt: skip
    with pytest.raises(AlreadyOnFile) as refused, one_live_file(twin):
        twin.save()
    return str(refused.value)


def test_a_union_is_told_which_of_its_own_files_holds_the_person(centre):
    theirs = make_file(centre.township.union, number=7001)
    assert theirs.number in refusal_for(make_file(centre.township.union, number=7002), 7001)


def test_another_union_is_told_the_county_and_no_number(centre):
    theirs = make_file(centre.staff.union, number=7003)
    told = refusal_for(make_file(centre.township.union, number=7004), 7003)
    assert theirs.number not in told
    assert centre.staff.union.short_name in told

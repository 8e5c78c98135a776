"""A county that is a tenant of its own: nobody stands above it, and its rows name no county."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assistance.actions.publishing import notice_of
from assistance.workflows.legal import LEGAL
from tests.assistance import services, story
from tests.cast import LONG_AGO, make_person
from tests.routes import routes
from unions.actions import found_root, found_union
from unions.models import Federation
from unions.offices import Level, Role
from unions.rowsecurity import open_federation

LISTS = [
    r.name
    for r in routes()
    if r.name.startswith("assistance:") and r.name.endswith("-list") and not r.wants
]


@pytest.fixture
def tenant(db):
    federation = Federation.objects.create(
        name="厦门市同安区总工会", short_name="同安区", division_code="350212", root_is_county=True
    )
    open_federation(federation.pk)
    root = found_root(federation, on=LONG_AGO)
    return found_union("大同街道总工会", Level.TOWNSHIP, root, on=LONG_AGO, short_name="大同街道")


@pytest.fixture
def people(tenant):
    return {
        role: make_person(f"tongan{role}", tenant.parent, role)
        for role in (Role.STAFF, Role.DIRECTOR)
    }


@pytest.fixture
def clerk(tenant):
    return make_person("datong", tenant, Role.STAFF)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_read_where_rows_name_no_county(as_officer, tenant, people, clerk, name):
    file = story.on_file(tenant)
    services.make_legal(tenant, by=clerk, file=file)

    assert as_officer(people[Role.STAFF]).get(reverse(name)).status_code == 200


def test_a_notice_names_the_root(tenant):
    assert notice_of(story.on_file(tenant), "12351").contact == "厦门市同安区总工会 12351"


def test_the_top_of_the_tenant_decides_legal_aid(tenant, people, clerk):
    case = services.make_legal(tenant, by=clerk)
    LEGAL.take("submit", case, by=clerk)
    LEGAL.take("grant", case, by=people[Role.STAFF])

    assert case.stage == "assigning"


def test_an_appeal_is_decided_by_another_than_who_refused(tenant, people, clerk):
    case = services.make_legal(tenant, by=clerk)
    LEGAL.take("submit", case, by=clerk)
    LEGAL.take("refuse", case, by=people[Role.STAFF], note="不属于援助范围")
    LEGAL.take("appeal", case, by=clerk, note="属于欠薪")
    LEGAL.take("overrule", case, by=people[Role.DIRECTOR], note="确属欠薪")

    assert case.stage == "assigning"

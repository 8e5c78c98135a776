from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from homes.models import HomePlan
from kernel.days import today
from tests.cast import in_scope
from unions.actions import drop_grants, grant_access
from unions.models import Employer, Event, Officer, Union
from unions.rowsecurity import federation_scope, open_federation


def opened() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('app.federation', true), '')")
        return cursor.fetchone()[0]


def fresh(officer: Officer) -> Officer:
    return Officer.objects.complete().get(pk=officer.pk)


def test_each_level_sees_its_branch(town, plan):
    seeing = [town.city, town.county, town.chair]
    blind = [town.stranger, town.far_chair]

    assert all(plan in HomePlan.objects.visible_to(officer) for officer in seeing)
    assert not any(HomePlan.objects.visible_to(officer).exists() for officer in blind)


def test_unions_and_employers_follow_the_branch(town):
    def seen(model, officer):
        return set(model.objects.visible_to(officer).values_list("pk", flat=True))

    assert seen(Union, town.county) == {town.linghai.pk, town.street.pk, town.mill_union.pk}
    assert seen(Union, town.chair) == {town.mill_union.pk}
    assert seen(Employer, town.county) == {town.mill.pk}
    assert seen(Employer, town.chair) == {town.mill.pk}
    assert seen(Employer, town.city) == {town.mill.pk, town.far_mill.pk}


def grant(town, plan, days=9):
    return grant_access(
        plan, "inspect_homeplan", to=town.expert, until=today() + timedelta(days=days),
        reason="验收", by=town.city,
    )  # fmt: skip


def test_a_grant_opens_one_record_and_nothing_else(town, plan):
    grant(town, plan)
    expert = fresh(town.expert)

    assert list(HomePlan.objects.visible_to(expert)) == [plan]
    assert not Union.objects.visible_to(expert).filter(pk=town.mill_union.pk).exists()
    assert not Employer.objects.visible_to(expert).filter(pk=town.mill.pk).exists()
    assert not Officer.objects.visible_to(expert).filter(pk=town.chair.pk).exists()
    assert not HomePlan.objects.visible_to(fresh(town.worker)).exists()


def test_a_grant_ends_after_its_day(town, plan):
    row = grant(town, plan)

    with time_machine.travel(row.until, tick=False):
        assert HomePlan.objects.visible_to(fresh(town.expert)).exists()
    with time_machine.travel(row.until + timedelta(days=1), tick=False):
        assert not HomePlan.objects.visible_to(fresh(town.expert)).exists()


def test_granting_again_moves_the_day_and_dropping_closes_the_door(town, plan):
    first = grant(town, plan, days=1)
    second = grant(town, plan, days=5)
    assert first.pk == second.pk
    assert Event.objects.about(plan).filter(step="grant").count() == 2

    drop_grants(plan, [town.expert])
    assert not HomePlan.objects.visible_to(fresh(town.expert)).exists()


def test_a_scope_inside_a_scope_gives_the_outer_one_back(town, other_city):
    with federation_scope(other_city.federation.pk):
        assert opened() == str(other_city.federation.pk)
    assert opened() == str(town.federation.pk)


def test_a_scope_inside_none_leaves_none_behind(db):
    with federation_scope(7):
        assert opened() == "7"
    assert opened() == ""


def test_a_failure_inside_a_scope_gives_the_outer_one_back(town, other_city):
    with pytest.raises(ZeroDivisionError), federation_scope(other_city.federation.pk):
        1 / 0  # noqa: B018
    assert opened() == str(town.federation.pk)


def test_a_rolled_back_savepoint_gives_its_scope_back(town, other_city):
    with suppress(ZeroDivisionError), transaction.atomic():
        open_federation(other_city.federation.pk)
        1 / 0  # noqa: B018
    assert opened() == str(town.federation.pk)


def test_nothing_of_a_scope_outlives_its_transaction(committed_db):
    with federation_scope(7):
        assert opened() == "7"
    assert opened() == ""


def test_without_a_transaction_nothing_is_opened(committed_db):
    open_federation(7)
    assert opened() == ""


def test_after_a_request_its_connection_sees_nothing(committed_db, client):
    from tests.cast import make_city, sign_in

    with federation_scope(0):
        city = make_city("锦州", "210700", "")
    with in_scope(city):
        city.county = fresh(city.county)
    sign_in(client, city.county)

    assert client.get("/unions/").status_code == 200
    assert opened() == ""
    assert not Union.objects.exists()

import pytest
from django.urls import reverse
from redis.exceptions import RedisError

from homes.models import HomePlan
from homes.workflow import PLAN, Step
from unions import inbox
from unions.inbox import (
    MOST,
    SOURCES,
    Source,
    ToDo,
    counts_lately,
    forget_counts,
    todos,
    waiting_counts,
)
from unions.models import Union
from unions.navigation import SECTIONS, section

pytestmark = pytest.mark.usefixtures("rail_counted")


@pytest.fixture
def sources():
    """The register of sources, emptied for the test."""
    kept = SOURCES[:]
    SOURCES.clear()
    yield SOURCES
    SOURCES[:] = kept


def unions_as_work(times=1, section="unions:union-list"):
    return [
        Source(
            section,
            lambda officer: Union.objects.visible_to(officer).order_by("pk"),
            lambda row, officer: ToDo("", row.name, "", "/"),
        )
    ] * times


def test_what_waits_is_counted_by_section_in_one_query(town, sources, django_assert_num_queries):
    sources += unions_as_work(2)
    town.county.holds_grants  # noqa: B018 - asked once per request

    with django_assert_num_queries(1):
        assert waiting_counts(town.county) == {"unions:union-list": 6}


def test_nothing_is_asked_where_nothing_is_registered(town, sources, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert waiting_counts(town.county) == {}


def test_a_source_without_rows_does_not_spoil_the_count(town, sources):
    empty = Source("homes", lambda officer: Union.objects.none(), lambda row, officer: None)
    sources += [empty, *unions_as_work()]

    assert waiting_counts(town.county) == {"unions:union-list": 3}


def test_more_than_anyone_reads_is_said_as_99_plus(town, sources, as_officer, monkeypatch):
    sources += unions_as_work(34)  # 34 times three rows
    nav = as_officer(town.county).get("/unions/").context

    entries = [item for part in nav["nav"] for item in part["items"]]
    (entry,) = [item for item in entries if item["url"] == "/unions/"]
    assert nav["waiting"] == entry["count"] == f"{MOST}+"
    assert entry["active"]


def test_the_rail_is_counted_seldom_and_after_a_deed_of_ones_own_anew(town, sources, rail_kept):
    sources += unions_as_work()
    assert counts_lately(town.county) == {"unions:union-list": 3}

    sources += unions_as_work()
    assert counts_lately(town.county) == {"unions:union-list": 3}
    forget_counts(town.county)
    assert counts_lately(town.county) == {"unions:union-list": 6}


def test_a_deed_that_is_refused_keeps_the_count_and_one_that_is_done_does_not(
    town, as_officer, sources, rail_kept, django_capture_on_commit_callbacks
):
    counts_lately(town.city)
    sources += unions_as_work()

    with django_capture_on_commit_callbacks(execute=True):
        as_officer(town.city).post(reverse("targets:sheet-new"), {"year": "1"})
    assert counts_lately(town.city) == {}

    with django_capture_on_commit_callbacks(execute=True):
        as_officer(town.city).post(reverse("reports:board-count"))
    assert counts_lately(town.city) == waiting_counts(town.city) != {}


def test_the_workbench_leaves_its_own_count_for_the_rail(town, sources, rail_kept):
    assert counts_lately(town.county) == {}
    sources += unions_as_work()

    todos(town.county)

    assert counts_lately(town.county) == {"unions:union-list": 3}


def test_without_a_cache_the_rail_is_counted(town, sources, monkeypatch):
    class Away:
        def __getattr__(self, name):
            raise RedisError("away")

    sources += unions_as_work()
    monkeypatch.setattr(inbox, "cache", Away())

    assert counts_lately(town.county) == {"unions:union-list": 3}
    forget_counts(town.county)


def test_the_workbench_puts_the_most_urgent_first(town, plan):
    lines = todos(town.chair)

    assert lines
    assert lines == sorted(lines, key=lambda line: line.due_on or inbox.FAR)


def test_what_is_done_no_longer_waits(town, plan):
    before = sum(waiting_counts(town.chair).values())
    PLAN.take(Step.WITHDRAW, plan, by=town.county, note="已并入他厂")

    assert HomePlan.objects.get(pk=plan.pk).stage == "withdrawn"
    assert sum(waiting_counts(town.chair).values()) == before - 1


def test_a_section_is_made_once():
    assert section("x", SECTIONS[0].order) is SECTIONS[0]


def test_the_rail_shows_figures_to_those_who_set_them(town, as_officer):
    assert 'href="/parameters/"' in as_officer(town.city).get("/employers/").content.decode()
    assert 'href="/parameters/"' not in as_officer(town.county).get("/employers/").content.decode()

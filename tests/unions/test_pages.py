import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import LONG_AGO
from unions.models import Union
from unions.offices import Level
from unions.pages import page_of

RELAXED = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
NAMES = st.text(alphabet="甲乙~ab&=", min_size=1, max_size=3)


def fill(town, names):
    """Unions of these names below the street, each name once; all have the same day of founding."""
    Union.objects.filter(parent=town.street, code="p").delete()
    return Union.objects.bulk_create(
        Union(
            federation=town.federation, county=town.linghai, township=town.street,
            parent=town.street, level=Level.BASE, name=f"{name}{number}", short_name=name, code="p",
            founded_on=LONG_AGO,
        )
        for number, name in enumerate(names)
    )  # fmt: skip


def walk(rows, by, size, url="", side="next_url"):
    """Every row met on the way, page by page."""
    met, pages = [], 0
    while pages < 60:
        page = page_of(rows, QueryDict(url.lstrip("?")), by=by, size=size)
        met.append([row.pk for row in page.rows])
        pages += 1
        url = getattr(page, side)
        if not url:
            return met, page
    raise AssertionError("the pages do not end")


@settings(max_examples=30, **RELAXED)
@given(
    names=st.lists(NAMES, max_size=13),
    by=st.sampled_from(["pk", "-pk", "short_name", "-short_name", "founded_on", "-founded_on"]),
    size=st.integers(1, 5),
)
def test_walking_forward_and_back_shows_every_row_once(town, names, by, size):
    made = fill(town, names)
    rows = Union.objects.filter(parent=town.street, code="p")

    forward, last = walk(rows, by, size)
    assert sorted(pk for page in forward for pk in page) == sorted(row.pk for row in made)

    there = page_of(rows, QueryDict(last.previous_url.lstrip("?")), by=by, size=size)
    if last.previous_url:
        back, _first = walk(rows, by, size, last.previous_url, "previous_url")
        assert sorted(pk for page in back for pk in page) == sorted(
            pk for page in forward[:-1] for pk in page
        )
        assert there.next_url


@settings(max_examples=60, **RELAXED)
@given(mark=st.one_of(st.text(max_size=30), st.from_regex(r"[0-9\-:. ]{0,25}~[0-9]{1,25}")))
@pytest.mark.parametrize("by", ["pk", "-short_name", "founded_on"])
def test_a_forged_mark_shows_rows_all_the_same(town, by, mark):
    query = QueryDict(mutable=True)
    query["after"] = mark.replace("\0", "")

    assert page_of(Union.objects.all(), query, by=by).rows


def test_beyond_the_last_row_the_first_page_stands(town):
    page = page_of(Union.objects.all(), QueryDict("after=~0&q=x"), by="-pk", size=2)

    assert len(page.rows) == 2
    assert page.previous_url == ""
    assert "q=x" in page.next_url
    assert "before" not in page.next_url


def test_the_other_filters_stay_in_the_address(town):
    page = page_of(Union.objects.all(), QueryDict("q=a%26b&level=union"), by="pk", size=1)

    assert QueryDict(page.next_url.lstrip("?"))["q"] == "a&b"

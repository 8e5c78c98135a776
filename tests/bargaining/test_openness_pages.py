"""Rule documents and postings as an enterprise's union keeps them."""

from __future__ import annotations

import pytest

from bargaining.models import OpennessRule, Posting
from tests.bargaining.congress import adopt, post
from tests.bargaining.rounds import scan

LIST = "/bargaining/openness/"
TYPED = {"item": "业务招待费使用情况", "form": "board", "audience": "全体职工"}


def test_a_chair_enters_a_rule_document_with_its_scan(town, as_officer):
    typed = {"code": town.mill.uscc, "title": "厂务公开实施办法", "adopted_on": "2020-01-01"}
    client = as_officer(town.chair)
    answer = client.post(f"{LIST}rules/new/", {**typed, "scan": scan()})

    rule = OpennessRule.objects.get()
    assert answer.status_code == 302
    assert (rule.employer, rule.union) == (town.mill, town.mill_union)
    assert rule.scan.get_absolute_url() in client.get(rule.get_absolute_url()).content.decode()


def test_a_repealed_document_stays_and_holds_no_longer(town, as_officer):
    rule = adopt(town.mill_union, town.mill)
    as_officer(town.chair).post(f"{LIST}rules/{rule.pk}/repeal/", {"repealed_on": "2026-06-01"})

    rule.refresh_from_db()
    assert rule.repealed_on.isoformat() == "2026-06-01"


def test_a_posting_goes_its_way_day_by_day(town, as_officer):
    client = as_officer(town.chair)
    client.post(f"{LIST}new/", {**TYPED, "code": town.mill.uscc, "planned_on": "2026-04-01"})
    posting = Posting.objects.get()
    days = {"planned_on": "2026-04-01", "reviewed_on": "2026-04-20", "posted_on": "2026-05-01"}
    client.post(f"{LIST}{posting.pk}/edit/", {**TYPED, **days, "until": "2026-05-20"})

    page = client.get(posting.get_absolute_url())
    states = [step["state"] for step in page.context["steps"]]
    assert states[:5] == ["done", "ahead", "done", "done", "ahead"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"posted_on": "2026-04-01", "reviewed_on": "2026-04-02"},
        {"posted_on": "2099-01-01"},
        {"posted_on": "2026-04-10", "until": "2026-04-09"},
        {"until": "2026-04-09"},
    ],
)
def test_days_that_cannot_be_are_told_and_not_kept(town, as_officer, wrong):
    answer = as_officer(town.chair).post(f"{LIST}new/", {**TYPED, "code": town.mill.uscc, **wrong})

    assert answer.status_code == 422
    assert not Posting.objects.exists()


def test_the_neighbouring_county_finds_nothing(town, as_officer):
    posting, rule = post(town.mill_union, town.mill), adopt(town.mill_union, town.mill)
    client = as_officer(town.stranger)

    assert client.get(posting.get_absolute_url()).status_code == 404
    assert client.get(rule.get_absolute_url()).status_code == 404
    assert town.mill.name not in client.get(LIST).content.decode()

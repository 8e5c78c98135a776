"""Two who act on the targets of a year at the same moment: real connections, real locks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from time import sleep

import pytest
from django.db import connections

from targets.actions import Changes, Terms, change_draft, draft_sheet, save_parts
from targets.models import SAME, Share, TargetSheet
from targets.negotiation import Answer, counter_share
from targets.snapshots import KIND, start_snapshot
from targets.versions import draft_version
from targets.workflow import SHARE, SHEET, Step
from tests.cast import YEAR, City, in_scope, make_city
from tests.targets.conftest import ask, part_of
from unions.models import Event, Job, Officer
from unions.refusals import Overtaken, Refused
from unions.rowsecurity import federation_scope

Deed = Callable[[Barrier], None]


@pytest.fixture
def town(committed_db) -> City:
    with federation_scope(0):
        town = make_city("锦州", "210700", "")
        ask(draft_sheet(YEAR, by=town.city), 2, by=town.city)
    return town


def at_once(town: City, *deeds: Deed) -> Counter[str]:
    """What became of each: each reads, waits for the other, and acts."""
    both_have_read = Barrier(len(deeds))

    def end_of(deed: Deed) -> str:
        try:
            with in_scope(town):
                deed(both_have_read)
            return "done"
        except Overtaken:
            return "overtaken"
        except Refused:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return Counter(end.result(timeout=60) for end in [pool.submit(end_of, d) for d in deeds])


def issuing(by: Officer) -> Deed:
    def issue(both_have_read: Barrier) -> None:
        sheet = TargetSheet.objects.get(stage="draft")
        both_have_read.wait(timeout=20)
        SHEET.take(Step.ISSUE, sheet, by=by)

    return issue


def drafting(by: Officer) -> Deed:
    def draft(both_have_read: Barrier) -> None:
        sheet = TargetSheet.objects.get(stage="issued")
        both_have_read.wait(timeout=20)
        draft_version(sheet, reason="上级追加", document="锦工发〔2026〕9号", by=by)

    return draft


def answering(town: City, *, accept: bool) -> Deed:
    def answer(both_have_read: Barrier) -> None:
        share = Share.objects.select_related("sheet", "union").get(
            union=town.linghai, stage="issued"
        )
        seen, part = share.moves, part_of(share)
        both_have_read.wait(timeout=20)
        if accept:
            SHARE.take(Step.ACCEPT, share, by=town.county, seen=seen)
        else:
            answers = {part.pk: Answer(Decimal(0), "停产")}
            counter_share(share, answers, by=town.county, seen=seen)

    return answer


def test_of_two_who_issue_a_sheet_at_once_one_issues(town):
    told = at_once(town, issuing(town.city), issuing(town.city_leader))

    assert told == {"done": 1, "overtaken": 1}
    with in_scope(town):
        assert (
            Event.objects.filter(step=Step.ISSUE, subject=TargetSheet._meta.label_lower).count()
            == 1
        )
        assert Job.objects.filter(kind="targets.notice").count() == 1
        assert set(Share.objects.values_list("stage", "moves")) == {("issued", 1)}


def test_of_two_who_have_the_figures_counted_at_once_one_does(town):
    def counting(both_have_read: Barrier) -> None:
        both_have_read.wait(timeout=20)
        start_snapshot(date(YEAR, 1, 1), by=town.city)
        sleep(0.2)  # the other has looked by now, before this is committed

    assert at_once(town, counting, counting) == {"done": 1, "refused": 1}
    with in_scope(town):
        assert Job.objects.filter(kind=KIND).count() == 1


def test_of_two_who_change_a_draft_at_once_the_second_changes_nothing(town):
    def changing(by: Officer, value: int) -> Deed:
        def change(both_have_read: Barrier) -> None:
            sheet = TargetSheet.objects.get()
            line = sheet.lines.get(indicator="homes.rate_public")
            both_have_read.wait(timeout=20)
            changes = Changes({line.pk: Terms(Decimal(value), split_by=SAME)}, {})
            change_draft(sheet, changes, by=by, seen=0)

        return change

    told = at_once(town, changing(town.city, 70), changing(town.city_leader, 80))

    assert told == {"done": 1, "overtaken": 1}
    with in_scope(town):
        line = TargetSheet.objects.get().lines.get(indicator="homes.rate_public")
        assert set(line.parts.values_list("value", flat=True)) == {line.value}


def test_of_two_who_begin_a_version_at_once_one_does(town):
    with in_scope(town):
        SHEET.take(Step.ISSUE, TargetSheet.objects.get(), by=town.city)

    told = at_once(town, drafting(town.city), drafting(town.city_leader))

    assert told == {"done": 1, "refused": 1}
    with in_scope(town):
        versions = TargetSheet.objects.order_by("version").values_list("version", "stage")
        assert list(versions) == [(1, "issued"), (2, "draft")]
        assert Share.objects.filter(stage="draft").count() == 2


@pytest.mark.parametrize("accept", [True, False], ids=["accepts", "counters"])
def test_a_county_that_answers_while_a_version_is_issued_is_heard_or_told(town, accept):
    """Whichever comes first: no answer is lost, and none is given to what is replaced."""
    with in_scope(town):
        SHEET.take(Step.ISSUE, TargetSheet.objects.get(), by=town.city)
        new = draft_version(
            TargetSheet.objects.get(), reason="追加", document="锦工发〔2026〕9号", by=town.city
        )
        rate = new.lines.get(indicator="homes.rate_public")
        save_parts(new, {(town.heishan.pk, rate.pk): Decimal(70)}, by=town.city)

    told = at_once(town, issuing(town.city), answering(town, accept=accept))

    with in_scope(town):
        old, later = Share.objects.filter(union=town.linghai).order_by("pk")
        answers = Event.objects.about(old).filter(step__in=(Step.ACCEPT, Step.COUNTER)).count()
        assert old.stage == "replaced"
        # An answer that came first stands where the new version asks the same.
        heard = "accepted" if accept and answers else "issued"
        assert (later.stage, later.sheet.stage) == (heard, "issued")
        assert answers == told["done"] - 1
        assert TargetSheet.objects.filter(stage="issued").count() == 1

"""A year's targets change in mid-year by a new version alone; what stays the same stays signed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reports.facts import issued_sheet, progress_of
from targets.actions import Terms, save_parts, set_lines
from targets.changes import changes_of
from targets.indicators import REACHED
from targets.models import Share, TargetSheet
from targets.sheets import contracts_of
from targets.versions import draft_version, drop_version
from targets.workflow import SHARE, SHEET, Step
from tests.cast import YEAR
from tests.targets.conftest import count_of, part_of, split
from unions.models import Event
from unions.refusals import MoveRefused, Overtaken, Refused


@pytest.fixture
def next_one(town, signed) -> TargetSheet:
    """The second version being drafted; it asks one more, of the neighbour."""
    signed.sheet.refresh_from_db()
    new = draft_version(
        signed.sheet, reason="上级追加任务", document="锦工发〔2026〕9号", by=town.city
    )
    line = count_of(new)
    set_lines(new, {line.pk: Terms(Decimal(3), split_by=line.split_by)}, by=town.city)
    save_parts(new, {(town.heishan.pk, line.pk): Decimal(2)}, by=town.city)
    return new


def test_a_new_version_begins_with_what_is_in_force_and_says_why(town, next_one, signed):
    assert (next_one.version, next_one.reason, next_one.document) == (
        2, "上级追加任务", "锦工发〔2026〕9号",
    )  # fmt: skip
    assert split(next_one) == {"凌海市": 1, "黑山县": 2}
    assert next_one.lines.count() == signed.sheet.lines.count()


def test_until_it_is_issued_the_version_before_is_in_force(town, next_one, signed):
    assert issued_sheet(YEAR) == signed.sheet
    assert [p.quota for p in progress_of(town.root, YEAR, signed.county_signed_at.date())] == [1, 1]
    assert not TargetSheet.objects.visible_to(town.county).filter(version=2).exists()


def test_issued_it_replaces_the_one_before_which_stays_to_be_read(town, next_one, signed):
    SHEET.take(Step.ISSUE, next_one, by=town.city)

    old = TargetSheet.objects.get(version=1)
    assert (issued_sheet(YEAR), old.stage) == (next_one, "replaced")
    assert split(old) == {"凌海市": 1, "黑山县": 1}
    assert TargetSheet.objects.visible_to(town.county).count() == 2
    assert [p.quota for p in progress_of(town.root, YEAR, signed.county_signed_at.date())] == [1, 2]


def test_who_is_asked_the_same_stays_signed_and_the_others_answer_anew(town, heads, next_one):
    SHEET.take(Step.ISSUE, next_one, by=town.city)

    stages = {s.union.short_name: s for s in next_one.shares.select_related("union")}
    assert {name: s.stage for name, s in stages.items()} == {"凌海市": "signed", "黑山县": "issued"}
    assert (stages["凌海市"].county_signed_by, stages["凌海市"].city_signed_by) == (
        heads.county, heads.city,
    )  # fmt: skip
    assert stages["黑山县"].county_signed_by is None
    assert list(contracts_of(stages["凌海市"])) == list(contracts_of(stages["凌海市"].previous))
    assert contracts_of(stages["凌海市"]).exists()


def test_a_share_of_a_replaced_version_can_no_longer_be_answered(town, next_one):
    old = Share.objects.get(union=town.heishan, sheet__version=1)
    SHEET.take(Step.ISSUE, next_one, by=town.city)

    with pytest.raises(Overtaken):
        SHARE.take(Step.ACCEPT, old, by=town.stranger)
    old.refresh_from_db()
    with pytest.raises(MoveRefused):
        SHARE.take(Step.ACCEPT, old, by=town.stranger)


def test_a_county_that_answers_while_the_version_is_drafted_is_asked_anew_only_if_changed(
    town, next_one
):
    old = Share.objects.get(union=town.heishan, sheet__version=1)
    save_parts(next_one, {(town.heishan.pk, count_of(next_one).pk): Decimal(1)}, by=town.city)
    save_parts(next_one, {(town.linghai.pk, count_of(next_one).pk): Decimal(2)}, by=town.city)
    SHARE.take(Step.ACCEPT, old, by=town.stranger)

    SHEET.take(Step.ISSUE, next_one, by=town.city)

    stages = dict(next_one.shares.values_list("union__short_name", "stage"))
    assert stages == {"凌海市": "issued", "黑山县": "accepted"}


def test_it_tells_what_it_asks_otherwise_to_a_county_its_own(town, next_one):
    changed = [(c.place, c.was, c.now) for c in changes_of(next_one, None)]
    own = [(c.place, c.was, c.now) for c in changes_of(next_one, town.linghai)]

    assert changed == [("", "≥ 2", "≥ 3"), ("黑山县", "1", "2")]
    assert own == [("", "≥ 2", "≥ 3")]


def test_a_version_that_changes_nothing_is_not_issued(town, signed):
    signed.sheet.refresh_from_db()
    same = draft_version(signed.sheet, reason="误会", document="锦工发〔2026〕9号", by=town.city)

    with pytest.raises(MoveRefused):
        SHEET.take(Step.ISSUE, same, by=town.city)


@pytest.mark.parametrize(("reason", "document"), [("", "锦工发〔2026〕9号"), ("追加", " ")])
def test_a_version_needs_a_reason_and_a_paper(town, share, reason, document):
    share.sheet.refresh_from_db()
    with pytest.raises(Refused):
        draft_version(share.sheet, reason=reason, document=document, by=town.city)


def test_one_version_is_drafted_at_a_time_and_only_of_the_one_in_force(town, next_one, signed):
    with pytest.raises(Refused):
        draft_version(signed.sheet, reason="又追加", document="锦工发〔2026〕10号", by=town.city)
    with pytest.raises(Refused):
        draft_version(next_one, reason="又追加", document="锦工发〔2026〕10号", by=town.city)


def test_the_database_holds_one_draft_a_year_and_a_reason_for_it(town, next_one):
    rows = {"year": YEAR, "union": town.root, "federation": town.federation}
    for wrong in (
        {"version": 9, "reason": "x", "document": "y"},
        {"version": 9, "stage": "issued"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TargetSheet.objects.create(**rows, **wrong)


def test_a_draft_is_given_up_and_the_targets_in_force_stay(town, next_one, signed):
    assert drop_version(next_one, by=town.city) == signed.sheet

    assert TargetSheet.objects.count() == 1
    assert Event.objects.about(signed.sheet).first().detail == {"version": 2}


def test_the_first_version_is_not_given_up(town, sheet):
    with pytest.raises(Refused):
        drop_version(sheet, by=town.city)


def test_the_city_drafts_changes_and_gives_up_a_version_on_its_pages(town, signed, as_officer):
    client, new = as_officer(town.city), reverse("targets:version-new", args=[YEAR])
    assert client.post(new, {"reason": "追加", "document": ""}).status_code == 422

    made = client.post(new, {"reason": "追加", "document": "锦工发〔2026〕9号"})

    draft = TargetSheet.objects.get(version=2)
    assert made.url == reverse("targets:sheet-version", args=[YEAR, 2])
    assert client.get(made.url).context["form"]
    assert as_officer(town.county).get(made.url).status_code == 404
    assert as_officer(town.city).get(reverse("targets:sheet-detail", args=[YEAR])).context[
        "sheet"
    ].version == 1  # fmt: skip
    drop = reverse("targets:version-drop", args=[YEAR])
    assert as_officer(town.city).post(drop, {"seen": draft.moves}).status_code == 302
    assert not TargetSheet.objects.filter(version=2).exists()


def test_an_old_share_leads_to_the_version_in_force(town, next_one, as_officer):
    old = Share.objects.get(union=town.linghai, sheet__version=1)
    SHEET.take(Step.ISSUE, next_one, by=town.city)

    page = as_officer(town.county).get(old.get_absolute_url())

    assert not page.context["plain_moves"]
    assert reverse("targets:sheet-detail", args=[YEAR]) in page.content.decode()
    assert int(part_of(old, REACHED).value) == 1

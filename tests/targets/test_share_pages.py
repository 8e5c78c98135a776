from __future__ import annotations

from decimal import Decimal

import pytest

from targets.actions import Terms, draft_sheet, set_lines
from targets.models import SAME, Share, TargetSheet
from targets.versions import draft_version
from targets.workflow import SHARE, SHEET, Step
from tests.cast import YEAR
from tests.targets.conftest import ask, part_of
from tests.targets.posting import SHEET_URL, answer_url, answered, counter


def test_a_county_reads_no_other_countys_share(town, share, as_officer):
    page = as_officer(town.county).get(SHEET_URL).content.decode()

    assert share.get_absolute_url() in page
    assert Share.objects.get(union=town.heishan).get_absolute_url() not in page


def test_the_county_accepts_on_its_page(town, share, as_officer):
    response = as_officer(town.county).post(answer_url(share, "accept"), {"seen": share.moves})

    assert response.url == share.get_absolute_url()
    share.refresh_from_db()
    assert share.stage == "accepted"


def test_a_stale_answer_is_told_how_it_stands(town, share, as_officer):
    seen = share.moves
    SHARE.take(Step.ACCEPT, share, by=town.county_deputy)

    response = as_officer(town.county).post(answer_url(share, "accept"), {"seen": seen})

    assert response.status_code == 409
    assert share.get_stage_display() in response.content.decode()


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"value": "-3", "why": "n"}, {"value": "8"}])
def test_an_answer_that_lacks_something_changes_nothing(town, share, as_officer, sent):
    part = part_of(share).pk
    if "value" in sent:
        sent = answered(
            share, **{f"value_{part}": sent["value"], f"why_{part}": sent.get("why", "")}
        )

    response = as_officer(town.county).post(answer_url(share, "counter"), sent)

    assert response.status_code == 422
    share.refresh_from_db()
    assert share.stage == "issued"


def test_the_county_proposes_another_figure_on_its_page(town, share, as_officer):
    part = part_of(share).pk
    sent = answered(share, **{f"value_{part}": "3", f"why_{part}": "可多报"})
    response = as_officer(town.county).post(answer_url(share, "counter"), sent)

    assert response.url == share.get_absolute_url()
    assert int(part_of(share).counter) == 3


def test_the_city_answers_on_the_page_line_by_line(town, share, as_officer):
    counter(share, 3, by=town.county, why="可多报")
    part = part_of(share).pk
    sent = {"seen": share.moves, f"value_{part}": "2", f"why_{part}": "全市统筹"}

    as_officer(town.city).post(answer_url(share, "reissue"), sent)

    share.refresh_from_db()
    assert (share.stage, int(part_of(share).value)) == ("issued", 2)


def test_the_heads_sign_on_the_page_and_it_says_who_and_when(town, heads, share, as_officer):
    SHARE.take(Step.ACCEPT, share, by=town.county)
    for who in (heads.county, heads.city):
        share.refresh_from_db()
        as_officer(who).post(answer_url(share, "sign"), {"seen": share.moves})

    page = as_officer(town.county).get(share.get_absolute_url())

    assert [seat.signed_by for seat in page.context["seats"]] == [heads.city, heads.county]
    assert heads.city.user.display_name in page.content.decode()


def test_the_citys_page_of_a_counter_proposal_says_who_and_why(town, share, as_officer):
    counter(share, 3, by=town.county, why="停产企业较多")

    page = as_officer(town.city).get(share.get_absolute_url()).content.decode()

    assert "停产企业较多" in page
    assert town.county.user.display_name in page
    assert answer_url(share, "agree") in page
    assert answer_url(share, "reissue") in page


def test_a_stranger_county_finds_no_share(town, share, as_officer):
    client = as_officer(town.stranger)

    assert client.get(share.get_absolute_url()).status_code == 404
    sent = {"seen": share.moves}
    assert client.post(answer_url(share, "accept"), sent).status_code == 404


def test_former_years_stand_beside_this_one(town, share, as_officer):
    TargetSheet.objects.filter(pk=share.sheet_id).update(year=YEAR - 1)
    sheet = draft_sheet(YEAR, by=town.city)
    ask(sheet, 2, by=town.city)
    SHEET.take(Step.ISSUE, sheet, by=town.city)
    own = Share.objects.get(sheet=sheet, union=town.linghai)

    (line, *_others) = as_officer(town.county).get(own.get_absolute_url()).context["former"]

    assert [(cell.year, cell.asked) for cell in line.years] == [(YEAR - 1, "≥ 1")]


def test_a_county_reads_its_own_base_and_not_the_citys(town, sheet, as_officer):
    growth = sheet.lines.get(indicator="homes.growth")
    growth.parts.filter(union=town.linghai).update(base_value=7)
    sheet.lines.filter(pk=growth.pk).update(base_value=49)
    SHEET.take(Step.ISSUE, sheet, by=town.city)
    share = Share.objects.get(union=town.linghai)

    for url in (share.get_absolute_url(), SHEET_URL):
        page = as_officer(town.county).get(url).content.decode()
        assert f"{YEAR - 1} 年末为 7" in page
        assert f"{YEAR - 1} 年末为 49" not in page


def test_the_share_of_a_version_says_why_and_what_changed(town, signed, as_officer):
    signed.sheet.refresh_from_db()
    new = draft_version(signed.sheet, reason="上级追加", document="锦工发〔2026〕9号", by=town.city)
    rate = new.lines.get(indicator="homes.rate_large_private")
    set_lines(new, {rate.pk: Terms(Decimal(80), split_by=SAME)}, by=town.city)
    SHEET.take(Step.ISSUE, new, by=town.city)

    page = as_officer(town.county).get(signed.later.get().get_absolute_url())

    assert ("凌海市", "90%", "80%") in [
        (change.place, change.was, change.now) for change in page.context["changes"]
    ]
    assert "上级追加" in page.content.decode()
    assert "上级追加" in as_officer(town.county).get("/todos/").content.decode()

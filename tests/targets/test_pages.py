from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.actions import counter_share, draft_sheet
from targets.models import Share, TargetSheet
from targets.workflow import SHARE, Step
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc
from unions.actions import cover_employer, found_union
from unions.offices import Level

SHEET_URL = reverse("targets:sheet-detail", args=[YEAR])
SAVE_URL = reverse("targets:sheet-save", args=[YEAR])
ISSUE_URL = reverse("targets:sheet-step", args=[YEAR, "issue"])


def filled(town, sheet, **changes):
    """What the draft's form posts when nothing was changed."""
    lines = {f"line_{line.pk}": line.value_text for line in sheet.lines.all()}
    shares = {f"share_{s.union_id}": s.quota for s in sheet.shares.all()}
    return {"quota": sheet.quota, "seen": sheet.moves, **lines, **shares, **changes}


def answer_url(share, step: str) -> str:
    return reverse("targets:share-step", args=[share.pk, step])


def figure_url(code: str, union) -> str:
    return reverse("targets:figure-rows", args=[YEAR, code, union.pk])


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_city_drafts_a_year_and_finds_it_split(town, as_officer):
    response = as_officer(town.city).post(reverse("targets:sheet-new"), {"year": YEAR})

    assert (response.status_code, response.url) == (302, SHEET_URL)
    assert Share.objects.count() == 2


@pytest.mark.parametrize("year", ["", "abc", "1812", "20266", "2099", "二〇二六", "-1", "9" * 40])
def test_a_year_that_makes_no_sense_is_refused_in_place(town, as_officer, year):
    response = as_officer(town.city).post(reverse("targets:sheet-new"), {"year": year})

    assert response.status_code == 422
    assert "errors" in response.content.decode()
    assert not TargetSheet.objects.exists()


def test_a_year_that_has_a_sheet_is_refused_in_place(town, sheet, as_officer):
    response = as_officer(town.city_leader).post(reverse("targets:sheet-new"), {"year": YEAR})

    assert response.status_code == 422


@pytest.mark.parametrize("who", ["county", "chair", "city_inspector"])
def test_the_wrong_office_is_told_so(town, sheet, as_officer, who):
    client = as_officer(getattr(town, who))

    assert client.post(reverse("targets:sheet-new"), {"year": YEAR}).status_code == 403
    assert client.post(ISSUE_URL, filled(town, sheet)).status_code == 403


@pytest.mark.parametrize("who", ["county", "chair", "city_inspector"])
def test_a_draft_is_seen_by_the_citys_staff_alone(town, sheet, as_officer, who):
    assert as_officer(getattr(town, who)).get(SHEET_URL).status_code == 404
    assert as_officer(town.city_leader).get(SHEET_URL).status_code == 200


@pytest.mark.parametrize("who", ["city_inspector", "county", "stranger", "chair", "worker"])
def test_an_issued_sheet_is_everybodys(town, share, as_officer, who):
    assert as_officer(getattr(town, who)).get(SHEET_URL).status_code == 200


def test_a_county_reads_no_other_countys_share(town, share, as_officer):
    page = as_officer(town.county).get(SHEET_URL).content.decode()

    assert share.get_absolute_url() in page
    assert Share.objects.get(union=town.heishan).get_absolute_url() not in page


def test_saving_keeps_figures_and_shares_and_tells_what_is_left(town, sheet, as_officer):
    changed = filled(town, sheet, quota=9, **{f"share_{town.linghai.pk}": 4})
    as_officer(town.city).post(SAVE_URL, changed)

    page = as_officer(town.city).get(SHEET_URL).content.decode()
    sheet.refresh_from_db()
    assert (sheet.quota, sheet.remainder()) == (9, 4)
    assert 'data-total="9"' in page
    assert 'data-state="left" aria-live="polite">4<' in page


def test_proposing_again_splits_the_new_count(town, sheet, as_officer):
    as_officer(town.city).post(SAVE_URL, filled(town, sheet, quota=9, propose=1))

    sheet.refresh_from_db()
    assert (sheet.quota, sheet.remainder()) == (9, 0)


@pytest.mark.parametrize("wrong", ["-1", "1.5", "=1+1", "", "9" * 30, "NaN", "１e5"])
def test_a_malformed_share_is_refused_where_it_was_typed(town, sheet, as_officer, wrong):
    before = list(sheet.shares.values_list("quota", flat=True))
    changed = filled(town, sheet, quota=7, **{f"share_{town.linghai.pk}": wrong})

    response = as_officer(town.city).post(SAVE_URL, changed)

    assert response.status_code == 422
    sheet.refresh_from_db()
    assert (sheet.quota, list(sheet.shares.values_list("quota", flat=True))) == (2, before)


def test_a_remainder_refuses_the_issue_and_keeps_what_was_typed(town, sheet, as_officer):
    changed = filled(town, sheet, **{f"share_{town.linghai.pk}": 7})
    response = as_officer(town.city).post(ISSUE_URL, changed)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="7"' in page
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.remainder()) == ("draft", 0)


def test_issuing_from_the_page_shows_the_notice_being_made(town, sheet, as_officer):
    response = as_officer(town.city).post(ISSUE_URL, filled(town, sheet), follow=True)

    assert reverse("unions:job-list") in response.content.decode()
    assert "/jobs/" in response.content.decode().split("notices", 1)[-1]
    sheet.refresh_from_db()
    assert sheet.stage == "issued"


def test_a_page_from_before_the_issue_is_stale(town, share, as_officer):
    sheet = share.sheet
    response = as_officer(town.city_leader).post(ISSUE_URL, filled(town, sheet, seen=0))

    assert response.status_code == 409


def test_a_step_that_does_not_exist_is_refused(town, sheet, as_officer):
    url = reverse("targets:sheet-step", args=[YEAR, "explode"])

    assert as_officer(town.city).post(url, filled(town, sheet)).status_code == 422


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


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"quota": "-3", "note": "n"}, {"quota": "8"}])
def test_an_answer_that_lacks_something_changes_nothing(town, share, as_officer, sent):
    sent = {"seen": share.moves, **sent} if "quota" in sent else sent

    response = as_officer(town.county).post(answer_url(share, "counter"), sent)

    assert response.status_code == 422
    share.refresh_from_db()
    assert share.stage == "issued"


def test_the_citys_page_of_a_counter_proposal_says_who_and_why(town, share, as_officer):
    counter_share(share, 3, by=town.county, note="停产企业较多")

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


def test_shares_that_no_longer_add_up_are_told_with_the_difference(town, share, as_officer):
    counter_share(share, 4, by=town.county, note="可多报")
    SHARE.take(Step.AGREE, share, by=town.city)

    page = as_officer(town.city).get(SHEET_URL).content.decode()

    assert share.sheet.remainder_words() in page
    assert share.sheet.remainder() == -3


def test_a_figure_opens_the_employers_it_counts(town, sheet, as_officer):
    url = figure_url("homes.rate_large_private", town.linghai)
    page = as_officer(town.county).get(f"{url}?part=denominator").content.decode()

    assert town.mill.name in page
    assert town.far_mill.name not in page
    assert town.mill.name not in as_officer(town.county).get(url).content.decode()


def test_a_county_opens_its_own_figures_only(town, sheet, as_officer):
    client = as_officer(town.county)

    for place in (town.heishan, town.root, town.mill_union):
        assert client.get(figure_url("homes.growth", place)).status_code == 404


def test_a_figure_nobody_declared_is_not_there(town, as_officer):
    assert as_officer(town.city).get(figure_url("homes.luck", town.root)).status_code == 404


def test_a_figure_of_a_year_without_targets_leads_to_the_list_of_years(town, as_officer):
    page = as_officer(town.city).get(figure_url("homes.growth", town.root)).content.decode()

    assert f'href="{SHEET_URL}"' not in page
    assert reverse("targets:sheet-list") in page


@pytest.mark.parametrize("year", [1, 1999, 2101, 99_999_999_999])
def test_a_year_no_calendar_has_is_not_there(town, as_officer, year):
    client = as_officer(town.city)

    assert client.get(reverse("targets:sheet-detail", args=[year])).status_code == 404
    url = reverse("targets:figure-rows", args=[year, "homes.growth", town.root.pk])
    assert client.get(url).status_code == 404


def test_the_list_of_years_costs_the_same_for_many(town, as_officer):
    client = as_officer(town.city)
    draft_sheet(YEAR, by=town.city)
    few = queries(client, reverse("targets:sheet-list"))
    for year in range(2005, 2024):
        TargetSheet.objects.create(year=year, quota=1, union=town.root, federation=town.federation)

    assert queries(client, reverse("targets:sheet-list")) == few


def test_a_sheet_leads_to_the_figures_no_target_asks_for(town, share, as_officer):
    page = as_officer(town.county).get(SHEET_URL).content.decode()

    assert figure_url("assistance.wages_recovered", town.linghai) in page
    assert page.count(figure_url("assistance.helped", town.linghai)) == 1


def test_a_sheet_costs_the_same_for_many_counties(town, share, as_officer):
    client = as_officer(town.city)
    few = queries(client, SHEET_URL)
    for number in range(18):
        county = found_union(f"第{number}县总工会", Level.COUNTY, town.root, on=LONG_AGO)
        Share.objects.create(
            sheet=share.sheet, union=county, federation=town.federation, eligible=1, quota=1,
            stage="issued",
        )  # fmt: skip

    assert queries(client, SHEET_URL) == few


def test_a_figures_rows_cost_the_same_for_many(town, as_officer):
    client = as_officer(town.city)
    url = figure_url("homes.eligible", town.root)
    few = queries(client, url)
    for number in range(18):
        made = make_employer(f"第{number}厂", town.linghai, uscc=make_uscc(300 + number))
        cover_employer(made, town.mill_union, on=LONG_AGO)

    assert queries(client, url) == few

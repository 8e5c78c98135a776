from __future__ import annotations

import pytest
from django.urls import reverse

from targets.actions import draft_sheet
from targets.models import Share, SharePart, TargetSheet
from targets.negotiation import agree_to_counter
from targets.versions import draft_version
from tests.cast import LONG_AGO, YEAR
from tests.targets.conftest import ask, count_of, split
from tests.targets.posting import (
    ISSUE_URL,
    SAVE_URL,
    SHEET_URL,
    count_to,
    counter,
    figure_url,
    filled,
    queries,
    whole_of,
)
from unions.actions import found_union
from unions.models import Event
from unions.offices import Level


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


def test_saving_keeps_figures_and_shares_and_tells_what_is_left(town, sheet, as_officer):
    changed = filled(town, sheet, **{whole_of(sheet): 9, count_to(sheet, town.linghai): 4})
    as_officer(town.city).post(SAVE_URL, changed)

    page = as_officer(town.city).get(SHEET_URL).content.decode()
    assert (sheet.quota, sheet.remainders()) == (9, {count_of(sheet): 4})
    assert '<output data-state="left">' in page


def test_while_typing_the_sums_are_told_and_nothing_is_kept(town, sheet, as_officer):
    typed = filled(town, sheet, **{count_to(sheet, town.linghai): 4})
    url = reverse("targets:sheet-sums", args=[YEAR])

    more = as_officer(town.city).post(url, typed).content.decode()
    odd = as_officer(town.city).post(url, {**typed, count_to(sheet, town.linghai): "四"})

    assert "<output>5</output> / 2" in more
    assert "<output>1</output> / 2" in odd.content.decode()
    wild = as_officer(town.city).post(url, {**typed, count_to(sheet, town.linghai): 999_999_999})
    assert "<output>1000000000</output> / 2" in wild.content.decode()
    assert split(sheet) == {"凌海市": 1, "黑山县": 1}


def test_proposing_again_splits_the_new_count(town, sheet, as_officer):
    changed = filled(town, sheet, **{whole_of(sheet): 9, "propose": 1})
    as_officer(town.city).post(SAVE_URL, changed)

    assert (sheet.quota, split(sheet)) == (9, {"凌海市": 5, "黑山县": 4})


def test_a_line_that_is_split_otherwise_is_split_anew_and_the_others_stay(town, sheet, as_officer):
    model = sheet.lines.get(indicator="homes.model")
    changed = {f"split_by_{model.pk}": "equal", count_to(sheet, town.linghai): 2}
    as_officer(town.city).post(SAVE_URL, filled(town, sheet, **changed))

    assert [int(part.value) for part in model.parts.all()] == [50, 50]
    assert split(sheet) == {"凌海市": 2, "黑山县": 1}


def test_a_target_is_added_and_another_taken_out_on_the_page(town, sheet, as_officer):
    growth = sheet.lines.get(indicator="homes.growth")
    added = {"add": "homes.rate_covered", "add_value": "85", "add_basis": "锦工发〔2026〕1号"}
    changed = {**added, f"drop_{growth.pk}": "on"}
    as_officer(town.city).post(SAVE_URL, filled(town, sheet, **changed))

    new = sheet.lines.get(indicator="homes.rate_covered")
    assert (new.value, new.basis) == (85, "锦工发〔2026〕1号")
    assert Event.objects.about(sheet).filter(step="add-line").exists()
    assert not sheet.lines.filter(pk=growth.pk).exists()


def test_a_new_target_needs_a_figure(town, sheet, as_officer):
    sent = filled(town, sheet, add="homes.rate_covered")

    assert as_officer(town.city).post(SAVE_URL, sent).status_code == 422


@pytest.mark.parametrize("wrong", ["-1", "1.5", "=1+1", "", "9" * 30, "NaN", "１e5"])
def test_a_malformed_share_is_refused_by_county_and_line(town, sheet, as_officer, wrong):
    changed = {whole_of(sheet): 7, count_to(sheet, town.linghai): wrong}
    response = as_officer(town.city).post(SAVE_URL, filled(town, sheet, **changed))

    assert response.status_code == 422
    ((field, words),) = response.context["form"].wrong()
    assert field == f"id_{count_to(sheet, town.linghai)}"
    assert "凌海市" in words
    assert str(count_of(sheet)) in words
    assert (sheet.quota, split(sheet)) == (2, {"凌海市": 1, "黑山县": 1})


def test_more_than_a_county_has_is_refused_by_county_and_line(town, sheet, as_officer):
    ask(sheet, 1, by=town.city, is_limited=True)

    changed = filled(town, sheet, **{count_to(sheet, town.linghai): 2})
    response = as_officer(town.city).post(SAVE_URL, changed)

    assert response.status_code == 422
    assert "凌海市" in response.context["form"].wrong()[0][1]


def test_a_remainder_refuses_the_issue_and_keeps_what_was_typed(town, sheet, as_officer):
    changed = filled(town, sheet, **{count_to(sheet, town.linghai): 7})
    response = as_officer(town.city).post(ISSUE_URL, changed)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="7"' in page
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.remainders()) == ("draft", {count_of(sheet): 0})


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


def test_what_is_left_is_handed_out_on_the_page(town, share, as_officer):
    counter(share, 0, by=town.county, why="停产")
    agree_to_counter(share, by=town.city)
    form = as_officer(town.city).get(SHEET_URL).context["hand_out"]
    more = {f"more_{part.pk}": field.initial or "" for part, field in form.rows()}
    url = reverse("targets:sheet-hand-out", args=[YEAR])

    assert as_officer(town.city).post(url, {**more, "note": ""}).status_code == 422
    as_officer(town.city).post(url, {**more, "note": "统筹"})

    assert sum(split(share.sheet).values()) == 2
    assert as_officer(town.city).post(url, {"note": "统筹"}).status_code == 422


def test_shares_that_no_longer_add_up_are_told_with_the_difference(town, share, as_officer):
    counter(share, 4, by=town.county, why="可多报")
    agree_to_counter(share, by=town.city)

    table = as_officer(town.city).get(SHEET_URL).context["split"][0]

    assert share.sheet.remainders() == {count_of(share.sheet): -3}
    assert "3" in table.sums[0].left
    assert table.sums[0].url == figure_url(table.lines[0].indicator, town.root)


def test_the_list_of_years_costs_the_same_for_many(town, as_officer):
    client = as_officer(town.city)
    draft_sheet(YEAR, by=town.city)
    few = queries(client, reverse("targets:sheet-list"))
    for year in range(2005, 2024):
        TargetSheet.objects.create(year=year, union=town.root, federation=town.federation)

    assert queries(client, reverse("targets:sheet-list")) == few


def test_a_sheet_costs_the_same_for_many_counties(town, share, as_officer):
    client = as_officer(town.city)
    few = queries(client, SHEET_URL)
    for number in range(6):
        county = found_union(f"第{number}县总工会", Level.COUNTY, town.root, on=LONG_AGO)
        owner = {"union": county, "federation": town.federation}
        other = Share.objects.create(sheet=share.sheet, stage="issued", **owner)
        SharePart.objects.bulk_create(
            SharePart(share=other, line=line, value=1, **owner) for line in share.sheet.lines.all()
        )

    assert queries(client, SHEET_URL) == few


def test_of_two_who_saved_at_once_the_second_is_told_and_keeps_what_was_typed(
    town, sheet, as_officer
):
    mine, theirs = (
        filled(town, sheet, **{count_to(sheet, town.linghai): count}) for count in (2, 3)
    )
    as_officer(town.city).post(SAVE_URL, mine)

    response = as_officer(town.city_leader).post(SAVE_URL, theirs)

    assert (response.status_code, split(sheet)["凌海市"]) == (409, 2)
    form = response.context["form"]
    assert form[count_to(sheet, town.linghai)].value() == "3"
    assert int(form["seen"].value()) == TargetSheet.objects.get(pk=sheet.pk).moves


def test_counties_asked_the_same_go_with_the_line_and_others_stay(town, sheet, as_officer):
    rate = sheet.lines.get(indicator="homes.rate_large_private")
    apart = f"part_{town.heishan.pk}_{rate.pk}"
    as_officer(town.city).post(SAVE_URL, filled(town, sheet, **{apart: "60"}))
    sheet.refresh_from_db()

    as_officer(town.city).post(SAVE_URL, filled(town, sheet, **{f"value_{rate.pk}": "95"}))

    asked = rate.parts.values_list("union__short_name", "value")
    assert dict(asked) == {"凌海市": 95, "黑山县": 60}


@pytest.mark.parametrize(
    "added",
    [
        {"add": "homes.rate_covered", "add_value": "250"},
        {"add": "homes.rate_covered", "add_value": "85", "add_measure": "since"},
        {"add": "homes.rate_covered", "add_value": "85", "add_measure": "growth"},
        {"add": "assistance.on_file", "add_value": "1.5"},
        {"add": "assistance.on_file", "add_value": "5", "add_measure": "since"},
        {"add": "assistance.on_file", "add_value": "5", "add_base_year": "1812"},
        {"add_value": "85"},
    ],
)
def test_a_new_target_that_makes_no_sense_is_refused(town, sheet, as_officer, added):
    sent = filled(town, sheet, **{"add_base_year": YEAR, **added})
    response = as_officer(town.city).post(SAVE_URL, sent)

    assert response.status_code == 422
    assert '<details class="further" open>' in response.content.decode()
    assert sheet.lines.count() == response.context["form"].sheet.lines.count()
    assert not sheet.lines.filter(indicator=added.get("add", "")).exists()


def test_what_is_wrong_is_told_above_with_a_way_to_its_field(town, sheet, as_officer):
    rate = sheet.lines.get(indicator="homes.growth")
    wrong = {f"deadline_{rate.pk}": "31.12.", "add": "homes.rate_covered", "add_value": "x"}
    response = as_officer(town.city).post(SAVE_URL, filled(town, sheet, **wrong))

    ids = [field for field, _words in response.context["form"].wrong()]
    assert set(ids) == {f"id_deadline_{rate.pk}", "id_add_value"}
    page = response.content.decode()
    assert 'href="#id_add_value"' in page
    assert '<details class="further" open>' in page


def test_saving_what_is_there_leaves_no_trace(town, sheet, as_officer):
    before = Event.objects.about(sheet).count()

    as_officer(town.city).post(SAVE_URL, filled(town, sheet))

    assert Event.objects.about(sheet).count() == before


def test_the_targets_in_force_lead_to_the_draft_of_their_next_version(town, share, as_officer):
    share.sheet.refresh_from_db()
    new = draft_version(share.sheet, reason="追加", document="锦工发〔2026〕9号", by=town.city)

    assert f'class="button" href="{new.get_absolute_url()}"' in (
        as_officer(town.city).get(SHEET_URL).content.decode()
    )
    assert new.get_absolute_url() not in as_officer(town.county).get(SHEET_URL).content.decode()

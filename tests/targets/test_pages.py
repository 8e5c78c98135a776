from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.actions import draft_sheet
from targets.models import Share, SharePart, TargetSheet
from targets.negotiation import Answer, agree_to_counter, counter_share
from targets.workflow import SHARE, SHEET, Step
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc
from tests.targets.conftest import ask, count_of, part_of, split
from unions.actions import cover_employer, found_union
from unions.offices import Level

SHEET_URL = reverse("targets:sheet-detail", args=[YEAR])
SAVE_URL = reverse("targets:sheet-save", args=[YEAR])
ISSUE_URL = reverse("targets:sheet-step", args=[YEAR, "issue"])


def filled(town, sheet, **changes):
    """What the draft's form posts when nothing was changed."""
    posted = {"seen": sheet.moves, "add": "", "add_measure": ""}
    for line in sheet.lines.all():
        posted |= {
            f"value_{line.pk}": line.value_text,
            f"operator_{line.pk}": line.operator,
            f"split_by_{line.pk}": line.split_by,
        } | ({f"is_limited_{line.pk}": "on"} if line.is_limited else {})
    for part in SharePart.objects.filter(share__sheet=sheet).select_related("share"):
        posted[f"part_{part.share.union_id}_{part.line_id}"] = part.value_text
    return {**posted, **changes}


def count_to(sheet, county) -> str:
    """The field of a county's part of the count."""
    return f"part_{county.pk}_{count_of(sheet).pk}"


def whole_of(sheet) -> str:
    return f"value_{count_of(sheet).pk}"


def counter(share, value: int, *, by, why: str) -> None:
    counter_share(share, {part_of(share).pk: Answer(Decimal(value), why)}, by=by)


def answered(share, **changes):
    """What the form of an answer posts when nothing was changed."""
    values = {f"value_{part.pk}": part.value_text for part in share.parts.all()}
    return {"seen": share.moves, **values, **changes}


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
    changed = {"add": "homes.rate_covered", "add_value": "85", f"drop_{growth.pk}": "on"}
    as_officer(town.city).post(SAVE_URL, filled(town, sheet, **changed))

    assert sheet.lines.get(indicator="homes.rate_covered").value == 85
    assert not sheet.lines.filter(pk=growth.pk).exists()


def test_a_new_target_needs_a_figure(town, sheet, as_officer):
    sent = filled(town, sheet, add="homes.rate_covered")

    assert as_officer(town.city).post(SAVE_URL, sent).status_code == 422


@pytest.mark.parametrize("wrong", ["-1", "1.5", "=1+1", "", "9" * 30, "NaN", "１e5"])
def test_a_malformed_share_is_refused_by_county_and_line(town, sheet, as_officer, wrong):
    changed = {whole_of(sheet): 7, count_to(sheet, town.linghai): wrong}
    response = as_officer(town.city).post(SAVE_URL, filled(town, sheet, **changed))

    assert response.status_code == 422
    (words,) = response.context["form"].wrong_parts()
    assert "凌海市" in words
    assert str(count_of(sheet)) in words
    assert (sheet.quota, split(sheet)) == (2, {"凌海市": 1, "黑山县": 1})


def test_more_than_a_county_has_is_refused_by_county_and_line(town, sheet, as_officer):
    ask(sheet, 1, by=town.city, is_limited=True)

    changed = filled(town, sheet, **{count_to(sheet, town.linghai): 2})
    response = as_officer(town.city).post(SAVE_URL, changed)

    assert response.status_code == 422
    assert "凌海市" in response.context["form"].wrong_parts()[0]


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


def test_shares_that_no_longer_add_up_are_told_with_the_difference(town, share, as_officer):
    counter(share, 4, by=town.county, why="可多报")
    agree_to_counter(share, by=town.city)

    table = as_officer(town.city).get(SHEET_URL).context["split"][0]

    assert share.sheet.remainders() == {count_of(share.sheet): -3}
    assert "3" in table.sums[0][2]


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
        TargetSheet.objects.create(year=year, union=town.root, federation=town.federation)

    assert queries(client, reverse("targets:sheet-list")) == few


def test_a_sheet_leads_to_the_figures_no_target_asks_for(town, share, as_officer):
    further = [f.url for f in as_officer(town.county).get(SHEET_URL).context["further"]]

    assert figure_url("assistance.wages_recovered", town.linghai) in further
    assert figure_url("assistance.helped", town.linghai) not in further


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


def test_former_years_stand_beside_this_one(town, share, as_officer):
    TargetSheet.objects.filter(pk=share.sheet_id).update(year=YEAR - 1)
    sheet = draft_sheet(YEAR, by=town.city)
    ask(sheet, 2, by=town.city)
    SHEET.take(Step.ISSUE, sheet, by=town.city)
    own = Share.objects.get(sheet=sheet, union=town.linghai)

    (line, *_others) = as_officer(town.county).get(own.get_absolute_url()).context["former"]

    assert [(cell.year, cell.asked) for cell in line.years] == [(YEAR - 1, "≥ 1")]


def test_a_figures_rows_cost_the_same_for_many(town, as_officer):
    client = as_officer(town.city)
    url = figure_url("homes.eligible", town.root)
    few = queries(client, url)
    for number in range(18):
        made = make_employer(f"第{number}厂", town.linghai, uscc=make_uscc(300 + number))
        cover_employer(made, town.mill_union, on=LONG_AGO)

    assert queries(client, url) == few

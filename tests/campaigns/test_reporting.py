"""A unit's answers: kinds and bad input, what is filled in beforehand, one press, decisions."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.actions.drafting import begin_version, put_in_force, remove_field
from campaigns.actions.issuing import issue_campaign
from campaigns.actions.reporting import can_confirm, confirm_part, report_part, save_answers
from campaigns.models import Campaign, FormVersion, Participation
from campaigns.summing import sheets_of
from campaigns.totals import totals_of
from campaigns.workflows.campaign import CAMPAIGN, PART, PartStage
from kernel.days import today
from tests.campaigns.story import ask, issue, make_campaign, make_programme
from tests.cast import sign_in
from unions.models import Union
from unions.refusals import MoveRefused, Overtaken

pytestmark = pytest.mark.usefixtures("standing_worlds")
KINDS = ("text", "long", "whole", "decimal", "yuan", "percent", "date", "yesno")


@pytest.fixture
def city(world):
    return world.city


@pytest.fixture
def campaign(city):
    """One question of every kind; its code is its kind's."""
    campaign = make_campaign(city.county)
    for kind in KINDS:
        ask(campaign, city.county, kind, kind)
    ask(campaign, city.county, "choice", "choice", choices=["甲", "乙"])
    ask(campaign, city.county, "choices", "choices", choices=["甲", "乙"])
    ask(campaign, city.county, "file", "file", required=False)
    return campaign


@pytest.fixture
def part(city, campaign) -> Participation:
    return issue(campaign, city.mill_union, by=city.county)[0]


GOOD = {
    "f_text": "好", "f_long": "很好", "f_whole": "12", "f_decimal": "1.50", "f_yuan": "300.05",
    "f_percent": "99.9", "f_date": "2026-06-01", "f_yesno": "yes", "f_choice": "甲",
    "f_choices": ["甲", "乙"],
}  # fmt: skip
KEPT = {
    "text": "好", "long": "很好", "whole": "12", "decimal": "1.50", "yuan": "300.05",
    "percent": "99.9", "date": "2026-06-01", "yesno": True, "choice": "甲", "choices": ["甲", "乙"],
}  # fmt: skip
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\ntrailer<<>>\n%%EOF\n"


def send(client, part, then="report", **changes):
    said = {**GOOD, "seen": part.moves, "then": then, **changes}
    return client.post(reverse("campaigns:part-edit", args=[part.pk]), said)


def test_every_kind_of_answer_is_kept_as_it_was_given(client, city, part):
    sign_in(client, city.chair)
    paper = SimpleUploadedFile("方案.pdf", PAPER)
    answer = send(client, part, f_long="好\r\n很好", f_file=paper)

    assert answer.status_code == 302
    part.refresh_from_db()
    file = part.files.get()
    assert part.answers == {**KEPT, "long": "好\n很好", "file": file.file_id}
    assert (part.stage, file.code) == (PartStage.REPORTED, "file")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("f_text", ""), ("f_text", "字" * 201), ("f_whole", "1.5"), ("f_whole", "-1"),
        ("f_whole", "9" * 40), ("f_decimal", "NaN"), ("f_decimal", "1.234"), ("f_yuan", "-0.01"),
        ("f_yuan", "三百"), ("f_percent", "100.1"), ("f_date", "2026-02-30"), ("f_yesno", "maybe"),
        ("f_choice", "丙"), ("f_choices", ["甲", "丙"]), ("f_choices", []),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_and_nothing_is_kept(client, city, part, field, value):
    sign_in(client, city.chair)
    page = send(client, part, **{field: value})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    part.refresh_from_db()
    assert (part.stage, part.answers) == (PartStage.INVITED, {})


def test_a_file_that_is_none_is_refused(client, city, part):
    sign_in(client, city.chair)
    page = send(client, part, f_file=SimpleUploadedFile("方案.pdf", b"MZ\x90"))

    assert page.status_code == 422
    part.refresh_from_db()
    assert part.answers == {}


def test_bounds_of_a_question_hold(client, city):
    campaign = make_campaign(city.county)
    ask(campaign, city.county, "eight", "whole", least=0, most=8)
    (part,) = issue(campaign, city.mill_union, by=city.county)
    sign_in(client, city.chair)

    assert send(client, part, f_eight="9").status_code == 422
    assert send(client, part, f_eight="8").status_code == 302


def test_a_draft_may_leave_questions_open_and_a_report_may_not(client, city, part):
    sign_in(client, city.chair)
    assert send(client, part, "save", f_text="", f_whole="").status_code == 302
    part.refresh_from_db()
    assert "text" not in part.answers
    assert part.answers["yuan"] == "300.05"

    with pytest.raises(MoveRefused) as refused:
        report_part(part, {}, by=city.chair)
    assert len(refused.value.missing) == 2


def test_a_page_that_is_stale_is_told(city, part):
    with pytest.raises(Overtaken):
        save_answers(part, {}, by=city.chair, seen=5)


def last_year(city, programme, **answers) -> None:
    """The mill's accepted report of last year."""
    campaign = make_campaign(city.county, programme, year=2025)
    for code, kind in (("known", "text"), ("books", "whole")):
        ask(campaign, city.county, code, kind, prefill="last")
    (part,) = issue(campaign, city.mill_union, by=city.county)
    Participation.objects.filter(pk=part.pk).update(
        stage="accepted", accepted_on=today(), answers=answers
    )
    Campaign.objects.filter(pk=campaign.pk).update(stage="summed-up")


@pytest.mark.parametrize(("returned", "known"), [(True, {"f_members": "280"}), (False, {})])
def test_members_are_filled_in_from_the_last_return_and_from_nothing_else(
    client, city, returned, known
):
    if not returned:
        city.mill.member_returns.all().delete()
    campaign = make_campaign(city.county, make_programme(city.county))
    ask(campaign, city.county, "members", "whole", prefill="indicator:targets.members")
    (part,) = issue(campaign, city.mill_union, by=city.county)

    sign_in(client, city.chair)
    form = client.get(reverse("campaigns:part-edit", args=[part.pk])).context["form"]

    assert {name: value for name, value in form.initial.items() if value} == known


@pytest.fixture
def again(city) -> Participation:
    """This year's part: last year's form, with a question for the headcount."""
    programme = make_programme(city.county)
    last_year(city, programme, known="是", books="40")
    campaign = make_campaign(city.county, programme)
    ask(campaign, city.county, "heads", "whole", prefill="headcount")
    ask(campaign, city.county, "code", "text", prefill="uscc")
    return issue(campaign, city.mill_union, by=city.county)[0]


def test_what_the_portal_knows_stands_in_the_form(client, city, again):
    sign_in(client, city.chair)
    form = client.get(reverse("campaigns:part-edit", args=[again.pk])).context["form"]

    assert form.initial == {
        "f_known": "是", "f_books": "40", "f_heads": "286", "f_code": city.mill.uscc
    }  # fmt: skip


def test_a_unit_with_nothing_new_reports_with_one_press(client, city, again):
    sign_in(client, city.chair)
    client.post(reverse("campaigns:part-confirm", args=[again.pk]), {"seen": again.moves})

    again.refresh_from_db()
    assert again.stage == PartStage.REPORTED
    assert again.answers["heads"] == "286"


def test_what_changed_since_last_year_is_marked(client, city, again):
    save_answers(again, {"books": "55"}, by=city.chair)
    sign_in(client, city.chair)
    rows = client.get(reverse("campaigns:part-edit", args=[again.pk])).context["form"].rows

    marked = {row["asked"].code: (row["changed"], row["new"]) for row in rows}
    assert marked == {
        "known": (False, False), "books": (True, False), "heads": (False, True),
        "code": (False, True),
    }  # fmt: skip


def test_one_press_is_not_offered_where_an_answer_is_missing(city, part):
    assert not can_confirm(part)
    with pytest.raises(MoveRefused):
        confirm_part(part, by=city.chair)


@pytest.fixture
def reported(city, again) -> Participation:
    confirm_part(again, by=city.chair)
    return again


def test_the_county_accepts_or_sends_back_with_a_reason(city, reported):
    with pytest.raises(MoveRefused):
        PART.take("send-back", reported, by=city.county)
    PART.take("send-back", reported, by=city.county, note="藏书数与去年不符")
    assert reported.stage == PartStage.RETURNED

    confirm_part(reported, by=city.chair)
    PART.take("accept", reported, by=city.county_deputy)
    assert reported.stage == PartStage.ACCEPTED


def test_a_unit_does_not_decide_on_its_own_report(city, reported):
    with pytest.raises(MoveRefused):
        PART.take("accept", reported, by=city.chair)


def test_a_unit_is_excused_with_a_reason(city, again):
    PART.take("excuse", again, by=city.county, note="停产")

    assert again.stage == PartStage.EXCUSED


def test_a_countys_own_part_of_a_city_campaign_is_the_citys_to_accept(city):
    campaign = make_campaign(city.city)
    ask(campaign, city.city, "n", "whole")
    (part,) = issue(campaign, city.linghai, by=city.city)
    report_part(part, {"n": "3"}, by=city.county)

    assert not PART.open_to(city.county_deputy, part)
    PART.take("accept", part, by=city.city)
    assert part.stage == PartStage.ACCEPTED


def test_a_closed_campaign_takes_no_more_reports(city, again):
    CAMPAIGN.take("close", again.campaign, by=city.county)

    with pytest.raises(MoveRefused) as refused:
        PART.take("report", again, by=city.chair)
    assert refused.value.missing


def test_reports_are_accepted_together(client, city, reported):
    sign_in(client, city.county)
    url = reverse("campaigns:part-accept", args=[reported.campaign_id])
    client.post(url, {"part": [reported.pk, "x", "9" * 30]})

    reported.refresh_from_db()
    assert reported.stage == PartStage.ACCEPTED


def test_the_neighbour_sees_neither_campaign_nor_part(city, reported):
    assert reported not in Participation.objects.visible_to(city.stranger)
    assert reported.campaign not in Campaign.objects.visible_to(city.stranger)
    assert reported in Participation.objects.visible_to(city.city)


def test_a_city_campaign_is_read_everywhere_and_its_parts_only_in_their_county(city):
    campaign = make_campaign(city.city)
    ask(campaign, city.city, "n", "whole")
    assert campaign not in Campaign.objects.visible_to(city.county)
    issue_campaign(campaign, Union.objects.filter(level="union"), by=city.city)

    assert campaign in Campaign.objects.visible_to(city.stranger)
    seen = Participation.objects.visible_to(city.stranger).filter(campaign=campaign)
    assert [part.union for part in seen] == [city.far_union]


def test_a_version_being_written_is_not_read_below(city, again):
    version = begin_version(again.campaign, why="试写", by=city.county)
    assert version not in FormVersion.objects.visible_to(city.chair)
    assert again.version in FormVersion.objects.visible_to(city.chair)


def answers_on_page(client, officer, part) -> dict[str, str]:
    sign_in(client, officer)
    page = client.get(reverse("campaigns:part-detail", args=[part.pk]))
    return {row["field"].code: row["shown"] for row in page.context["answers"]}


def test_a_saved_draft_is_its_units_alone_until_it_is_reported(client, city, again):
    save_answers(again, {"known": "草稿", "books": "55"}, by=city.chair)
    parts = Participation.objects.visible_to(city.county)
    _totals, answers = sheets_of(again.campaign, totals_of(again.campaign, parts), parts)

    assert answers_on_page(client, city.county, again) == {}
    assert [*answers.rows][-1][-4:] == [None] * 4
    assert answers_on_page(client, city.chair, again)["known"] == "草稿"
    confirm_part(again, by=city.chair)
    assert answers_on_page(client, city.county, again)["known"] == "草稿"


def test_who_may_report_with_one_press_sees_what_it_reports(client, city, again):
    assert answers_on_page(client, city.chair, again) == {
        "known": "是", "books": "40", "heads": "286", "code": city.mill.uscc
    }  # fmt: skip


def test_a_refused_file_leaves_what_was_typed_in_the_form(client, city, part):
    sign_in(client, city.chair)
    page = send(client, part, f_file=SimpleUploadedFile("方案.exe", b"MZ\x90"))

    assert page.status_code == 422
    assert page.context["form"]["f_long"].value() == "很好"
    assert "方案.exe" in str(page.context["refused"])


def test_a_figure_of_an_older_version_opens_its_units(client, city, reported):
    campaign = reported.campaign
    version = begin_version(campaign, why="少问一句", by=city.county)
    remove_field(version.fields.get(code="heads"), by=city.county)
    put_in_force(version, by=city.county)

    sign_in(client, city.county)
    url = reverse("campaigns:campaign-parts", args=[campaign.pk])
    page = client.get(url, {"field": "heads"})

    assert [row["answer"] for row in page.context["rows"]] == ["286"]

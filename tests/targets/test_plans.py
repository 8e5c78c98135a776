"""Plans of several years: what the sources ask for, broken into years, changed with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from targets.actions import draft_sheet
from targets.catalogue import known_plans
from targets.indicators import INDICATORS
from targets.models import Plan, PlanLine, PlanYear
from targets.models.sheets import FIRST_YEAR, LAST_YEAR
from targets.planning import adopt_known_plans, seen_of, years_of
from tests.cast import sign_in
from unions.models import Event

pytestmark = pytest.mark.usefixtures("standing_worlds")

# What the source documents ask for, by tenant: line, operator, value, sign, the years it holds.
ASKED = {
    "210700": [
        ("model", ">=", 100, "家", (2015, 2019)),
        ("growth", ">=", 30, "%", (2015, 2019)),
        ("large-private", ">=", 90, "%", (2019, 2019)),
        ("public", ">=", 100, "%", (2019, 2019)),
        ("model-1000", ">=", 1000, "家", (2015, 2024)),
        ("private-50", ">=", 100, "%", (2024, 2024)),
        ("all", ">=", 100, "%", (2018, 2018)),
    ],
    "330400": [
        ("contest-enterprises", ">=", 90, "%", (2020, 2020)),
        ("contest-workers", ">=", 90, "%", (2020, 2020)),
        ("harmony", ">=", 95, "%", (2020, 2020)),
        ("wages", ">=", 95, "%", (2020, 2020)),
        ("governed-large", ">=", 95, "%", (2020, 2020)),
        ("trained", ">=", 100_000, "人", (2016, 2020)),
        ("promoted", ">=", 3000, "人", (2016, 2020)),
        ("studios", ">=", 20, "个", (2016, 2020)),
        ("leaders", ">=", 1000, "人", (2016, 2020)),
        ("culture", ">=", 90, "%", (2020, 2020)),
        ("rooms-province", ">=", 100, "个", (2016, 2020)),
        ("rooms-city", ">=", 300, "个", (2016, 2020)),
        ("unionised", ">=", 90, "%", (2020, 2020)),
        ("joined", ">=", 90, "%", (2020, 2020)),
        ("standard-unions", ">=", 90, "%", (2020, 2020)),
        ("township-six", ">=", 100, "%", (2020, 2020)),
        ("skilled-hundred", ">=", 100, "人", (2016, 2020)),
        ("skilled-thousand", ">=", 1000, "人", (2016, 2020)),
        ("migrants-trained", ">=", 10_000, "人", (2016, 2020)),
    ],
    "341800": [
        ("technicians", ">=", 50_000, "人", (2010, 2012)),
        ("technicians-year", ">=", 1000, "人", (2012, 2012)),
        ("harmony-state", ">=", 100, "%", (2012, 2012)),
        ("harmony-private", ">=", 80, "%", (2012, 2012)),
        ("offers-state", ">=", 90, "%", (2012, 2012)),
        ("offers-private", ">=", 50, "%", (2012, 2012)),
        ("governed-state", ">=", 80, "%", (2012, 2012)),
        ("governed-private", ">=", 50, "%", (2012, 2012)),
    ],
    "320600": [
        ("unionised", ">=", 90, "%", (2014, 2018)),
        ("joined", ">=", 90, "%", (2014, 2018)),
        ("one-shoulder", ">=", 90, "%", (2018, 2018)),
        ("qualified-homes", ">=", 85, "%", (2018, 2018)),
        ("model-homes", ">=", 30, "%", (2018, 2018)),
        ("guides", ">=", 10, "人", (2018, 2018)),
        ("methods", ">=", 10, "个", (2018, 2018)),
    ],
    "350212": [
        ("harmony-large", ">=", 100, "%", (2018, 2018)),
        ("women", ">=", 100, "%", (2018, 2018)),
        ("organisers", ">=", 100, "%", (2018, 2018)),
    ],
    "451030": [
        ("harmony", ">=", 80, "%", (2014, 2014)),
        ("excellent", ">=", 3, "家", (2012, 2014)),
        ("trained", ">=", 1000, "人", (2012, 2014)),
        ("leading-firms", ">=", 100, "%", (2014, 2014)),
    ],
}  # fmt: skip
ROWS = [(tenant, *row) for tenant, rows in ASKED.items() for row in rows]
# The figure each is held against.
FIGURES = {
    "210700": {
        "model": "homes.model", "growth": "homes.growth",
        "large-private": "homes.rate_large_private", "public": "homes.rate_public",
        "model-1000": "homes.model", "private-50": "homes.rate_private_50",
        "all": "homes.rate_covered",
    },
    "330400": {
        "contest-enterprises": "campaigns.contest_coverage",
        "contest-workers": "campaigns.contest_participation",
        "harmony": "campaigns.harmony_participation", "wages": "bargaining.wage_coverage",
        "governed-large": "bargaining.governed_private100", "trained": "campaigns.trained",
        "promoted": "campaigns.promoted", "studios": "campaigns.studios_city",
        "leaders": "campaigns.honours_skill_leader", "culture": "campaigns.culture_eight",
        "rooms-province": "campaigns.reading_rooms_province",
        "rooms-city": "campaigns.reading_rooms_city", "unionised": "targets.organised",
        "joined": "targets.joined",
        "standard-unions": "campaigns.standard_unions", "township-six": "campaigns.township_six",
        "skilled-hundred": "campaigns.promoted_skilled",
        "skilled-thousand": "campaigns.honours_skill_leader",
        "migrants-trained": "campaigns.migrants_trained",
    },
    "341800": {
        "technicians-year": "campaigns.promoted",
        "harmony-state": "campaigns.harmony_participation_public",
        "harmony-private": "campaigns.harmony_participation_non_public",
        "offers-state": "bargaining.wage_state", "offers-private": "bargaining.wage_non_public",
        "governed-state": "bargaining.governed_public",
        "governed-private": "bargaining.governed_nonpublic",
    },
    "320600": {
        "unionised": "targets.organised_non_public", "joined": "targets.joined_non_public",
        "one-shoulder": "targets.one_shoulder_large", "qualified-homes": "homes.rate_covered",
        "model-homes": "homes.rate_model", "guides": "campaigns.honours_guide",
        "methods": "campaigns.honours_method",
    },
    "350212": {
        "harmony-large": "campaigns.harmony_participation_large",
        "women": "targets.women_organised",
        "organisers": "campaigns.stations_with_organiser",
    },
    "451030": {
        "harmony": "campaigns.harmonious", "excellent": "campaigns.honours_union",
        "trained": "campaigns.trained", "leading-firms": "campaigns.leading_bargained",
    },
}  # fmt: skip
WRITTEN = {("341800", "technicians"): ""}  # the province's: a city counts its own part


def adopted_by(town, code: str) -> Plan:
    town.federation.division_code = town.root.federation.division_code = code
    (plan,) = adopt_known_plans(town.root, by=town.city)
    return plan


@pytest.fixture
def plan(town) -> Plan:
    return adopted_by(town, "330400")


def line_of(plan: Plan, code: str) -> PlanLine:
    return plan.lines.get(code=code)


@pytest.mark.parametrize(("tenant", "code", "operator", "value", "sign", "years"), ROWS)
def test_what_a_source_asks_for_is_a_target_of_its_tenant(
    town, tenant, code, operator, value, sign, years
):
    line = line_of(adopted_by(town, tenant), code)
    asked = sorted(year for (year,) in line.years.values_list("year"))

    assert (line.operator, line.value, line.sign) == (operator, value, sign)
    assert (asked[0], asked[-1]) == years
    assert line.years.get(year=years[1]).value == value


def test_every_line_is_held_against_its_figure():
    named = {(code, line["code"]): line["indicator"] for one in known_plans()
             for code in one["divisions"] for line in one["lines"]}  # fmt: skip
    wanted = {(tenant, line): figure for tenant, lines in FIGURES.items()
              for line, figure in lines.items()}  # fmt: skip

    assert named == wanted | WRITTEN


def test_no_line_of_the_catalogue_goes_untested():
    listed = {(code, line["code"]) for one in known_plans() for code in one["divisions"]
              for line in one["lines"]}  # fmt: skip

    assert listed == {(tenant, row[0]) for tenant, rows in ASKED.items() for row in rows}


def test_every_line_says_where_it_comes_from():
    for known in known_plans():
        assert known["source"]
        assert FIRST_YEAR <= known["first_year"] <= known["last_year"] <= LAST_YEAR
        for line in known["lines"]:
            assert known["first_year"] <= line["by_year"] <= known["last_year"], line["code"]


def test_a_line_adopted_before_its_figure_was_counted_is_told_of_it(town, plan):
    before = PlanLine.objects.filter(pk=line_of(plan, "culture").pk)
    before.update(indicator="")

    assert adopt_known_plans(town.root, by=town.city) == []
    assert before.get().indicator == "campaigns.culture_eight"


def test_a_sum_is_spread_over_the_years_and_ends_at_the_whole(plan):
    values = [*line_of(plan, "trained").years.values_list("value", flat=True)]

    assert values == [20_000, 40_000, 60_000, 80_000, 100_000]


def test_what_does_not_divide_is_not_lost(town):
    line = PlanLine(
        plan=Plan(first_year=2016, last_year=2018), value=Decimal(20), is_cumulative=True,
        by_year=2018, measure="count",
    )  # fmt: skip

    assert line.broken_down() == {2016: 7, 2017: 14, 2018: 20}


def test_what_is_asked_every_year_is_asked_every_year(plan):
    assert {*line_of(plan, "promoted").years.values_list("value", flat=True)} == {Decimal(3000)}


def test_taking_over_again_changes_nothing(town, plan):
    assert adopt_known_plans(town.root, by=town.city) == []


def test_a_federation_nothing_is_known_of_gets_nothing(town):
    town.root.federation.division_code = "110000"

    assert adopt_known_plans(town.root, by=town.city) == []


def test_the_page_tells_lines_years_and_what_was_reached(client, town, plan):
    sign_in(client, town.county)

    html = client.get(plan.get_absolute_url()).content.decode()

    for words in ("职工技能培训", "≥ 100000人", "60000", plan.source):
        assert words in html, words


def test_a_figure_that_is_counted_opens_its_rows_and_another_says_so(client, town, plan):
    PlanLine.objects.filter(pk=line_of(plan, "leaders").pk).update(indicator="")
    sign_in(client, town.city)

    rows = {row.line.code: row for row in client.get(plan.get_absolute_url()).context["lines"]}

    assert "figures/campaigns.trained/" in rows["trained"].url
    assert (rows["leaders"].actual, rows["leaders"].url) == ("", "")


def posted(plan: Plan, **changes: str) -> dict[str, str]:
    asked = {f"y{line}_{year}": str(value) for (line, year), value in years_of(plan).items()}
    return {**asked, "seen": seen_of(years_of(plan)), "why": "市委要求提前一年", **changes}


def test_the_years_are_changed_with_a_reason_that_stays(client, town, plan):
    line = line_of(plan, "trained")
    sign_in(client, town.city)
    url = reverse("targets:plan-edit", args=[plan.pk])

    answer = client.post(url, posted(plan, **{f"y{line.pk}_2016": "", f"y{line.pk}_2017": "45000"}))

    assert answer.status_code == 302
    assert [*line.years.values_list("year", "value")][:2] == [(2017, 45_000), (2018, 60_000)]
    event = Event.objects.visible_to(town.city).about(plan).first()
    assert event.note == "市委要求提前一年"
    assert event.detail == {
        f"{line.title} 2016": ["20000", ""], f"{line.title} 2017": ["40000", "45000"],
    }  # fmt: skip


def test_of_two_who_change_a_plan_the_second_is_told(client, town, plan):
    line, url = line_of(plan, "trained"), reverse("targets:plan-edit", args=[plan.pk])
    mine, theirs = (posted(plan, **{f"y{line.pk}_2016": value}) for value in ("1", "2"))
    sign_in(client, town.city)

    client.post(url, mine)
    answer = client.post(url, theirs)

    assert (answer.status_code, years_of(plan)[line.pk, 2016]) == (409, 1)


def test_the_trail_tells_each_figure_before_and_after(client, town):
    plan = adopted_by(town, "210700")
    few, many = line_of(plan, "model"), line_of(plan, "model-1000")  # both of the same title
    sign_in(client, town.city)
    changed = {f"y{few.pk}_2016": "45", f"y{many.pk}_2016": "250"}
    client.post(reverse("targets:plan-edit", args=[plan.pk]), posted(plan, **changed))

    page = client.get(plan.get_absolute_url()).content.decode()

    assert "40 → 45" in page
    assert "200 → 250" in page


@pytest.mark.parametrize(
    ("code", "typed"), [("wages", "101"), ("trained", "-1"), ("trained", "many"), ("wages", "9.99")]
)
def test_a_figure_that_cannot_be_is_told_in_its_field(client, town, plan, code, typed):
    name = f"y{line_of(plan, code).pk}_2020"
    before = years_of(plan)
    sign_in(client, town.city)

    answer = client.post(
        reverse("targets:plan-edit", args=[plan.pk]), posted(plan, **{name: typed})
    )

    assert answer.status_code == 422
    assert name in answer.context["form"].errors
    assert years_of(plan) == before


def test_a_change_without_a_reason_is_refused(client, town, plan):
    sign_in(client, town.city)

    answer = client.post(reverse("targets:plan-edit", args=[plan.pk]), posted(plan, why=""))

    assert "why" in answer.context["form"].errors


def test_a_county_reads_the_plan_and_changes_nothing(client, town, plan):
    sign_in(client, town.county)

    assert client.get(reverse("targets:plan-edit", args=[plan.pk])).status_code == 403


def test_a_rate_never_adds_up(town):
    line = {"code": "x", "title": "x", "value": 1, "by_year": 2020, "is_cumulative": True}
    plan = Plan.objects.unscoped("the test's").first()
    owner = {"union": town.root, "federation": town.federation}

    with pytest.raises(IntegrityError, match="planline_only_counts_add_up"), transaction.atomic():
        PlanLine.objects.create(plan=plan, measure="rate", **line, **owner)


def test_a_year_is_asked_once(plan):
    row = line_of(plan, "trained").years.first()

    with pytest.raises(IntegrityError, match="planyear_once"), transaction.atomic():
        PlanYear.objects.create(line=row.line, year=row.year, value=1, union=row.union,
                                federation_id=row.federation_id)  # fmt: skip


def test_indicators_named_by_a_plan_are_declared_or_waited_for():
    named = {line["indicator"] for known in known_plans() for line in known["lines"]} - {""}

    assert named <= set(INDICATORS)


def test_the_sheet_of_a_year_begins_with_what_the_plan_asks_of_it(town, plan):
    sheet = draft_sheet(2020, by=town.city)

    lines = {line.indicator: (line.value, line.basis) for line in sheet.lines.all()}

    assert lines["campaigns.promoted"] == (3000, plan.source)
    assert lines["bargaining.wage_coverage"] == (95, plan.source)
    trained = sheet.lines.get(indicator="campaigns.trained")
    assert (trained.is_cumulative, trained.base_year) == (True, 2015), "it adds up over the years"
    assert "homes.model" in lines, "the usual lines stay"


def test_the_command_takes_over_what_is_known_of_a_federation(town, capsys):
    call_command("load_plans", "210700")

    assert "1 plans taken over" in capsys.readouterr().out

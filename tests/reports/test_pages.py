from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kernel import typesetting
from reports.actions import request_report
from reports.models import Document, Kind
from targets.models import TargetSheet
from tests.cast import YEAR, sign_in
from tests.reports.conftest import INJECTING, finish
from unions.jobs import carry_out
from unions.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7 page")


@pytest.fixture
def report(year) -> Document:
    return finish(request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city))


@pytest.fixture
def acceptance(year) -> Document:
    return finish(request_report(Kind.ACCEPTANCE, YEAR, union=year.root, by=year.city))


def page(response) -> str:
    return response.content.decode()


def ask(client, **changes):
    return client.post(reverse("reports:report-list"), {"kind": Kind.TARGETS, **changes})


def test_the_city_asks_for_a_report_and_watches_it(as_officer, year):
    response = ask(as_officer(year.city), year=YEAR, union=year.heishan.pk)

    job = Job.objects.get(kind=Kind.TARGETS)
    assert response.url == reverse("unions:job-detail", args=[job.pk])
    assert job.union == year.heishan


def test_what_cannot_be_told_is_refused_before_anything_waits_for_it(as_officer, year):
    client = as_officer(year.city)
    asked = {"kind": "reports.bulletin", "year": YEAR, "half": 1}

    elsewhere = ask(client, **asked, union=year.linghai.pk)
    TargetSheet.objects.unscoped("the test's").update(stage="draft")
    refused = ask(client, **asked, union=year.root.pk)

    assert "尚未下达目标" in str(refused.context["form"].errors["year"])
    assert "不适用" in str(elsewhere.context["form"].errors["union"])
    assert not Job.objects.filter(kind=Kind.DEFINED).exists()


@pytest.mark.parametrize("asked", ["1998", "9999", "", "二〇二六", "-1"])
def test_an_unknown_year_is_said_beside_the_field(as_officer, year, asked):
    response = ask(as_officer(year.city), year=asked, union=year.root.pk)

    assert response.status_code == 422
    assert "errorlist" in page(response) or 'class="errors"' in page(response)
    assert not Job.objects.filter(kind=Kind.TARGETS).exists()


def test_a_county_is_offered_and_given_only_itself(as_officer, year):
    client = as_officer(year.county)

    assert year.heishan.name not in page(client.get(reverse("reports:report-list")))
    assert ask(client, year=YEAR, union=year.root.pk).status_code == 422
    assert ask(client, year=YEAR, union=year.heishan.pk).status_code == 422


def test_a_chair_asks_for_no_report(as_officer, year):
    assert ask(as_officer(year.chair), year=YEAR, union=year.linghai.pk).status_code == 403


@pytest.mark.parametrize("name", ["detail", "pdf", "xlsx"])
def test_a_county_cannot_open_the_citys_report(as_officer, year, report, name):
    url = reverse(f"reports:document-{name}", args=[report.pk])

    assert as_officer(year.county).get(url).status_code == 404


def test_the_notice_is_open_to_every_county(as_officer, year):
    notice = finish(Job.objects.get(kind=Kind.NOTICE))

    assert as_officer(year.stranger).get(notice.get_absolute_url()).status_code == 200


def test_files_are_handed_out_as_what_they_are(as_officer, year, report):
    client = as_officer(year.city)
    pdf = client.get(reverse("reports:document-pdf", args=[report.pk]))
    xlsx = client.get(reverse("reports:document-xlsx", args=[report.pk]))

    assert b"".join(pdf) == b"%PDF-1.7 page"
    assert b"".join(xlsx).startswith(b"PK")
    assert pdf["Content-Disposition"].startswith("inline")
    assert xlsx["Content-Disposition"].startswith("attachment")
    assert {pdf["X-Content-Type-Options"], xlsx["X-Content-Type-Options"]} == {"nosniff"}


@pytest.mark.parametrize("kind", ["report", "acceptance"])
def test_every_figure_opens_as_many_rows_as_it_says(request, as_officer, year, kind):
    document = request.getfixturevalue(kind)
    client = as_officer(year.city)
    links = re.findall(
        r'<a href="(/documents/\d+/figures/[^"]+)">(\d+)</a>',
        page(client.get(document.get_absolute_url())),
    )

    assert len(links) >= 8
    for url, figure in links:
        rows = page(client.get(url.replace("&amp;", "&"))).count('<th scope="row">')
        assert rows == int(figure), url


def test_a_place_outside_the_branch_is_not_there(as_officer, year):
    own = finish(request_report(Kind.TARGETS, YEAR, union=year.linghai, by=year.county))
    url = reverse("reports:figure-rows", args=[own.pk, "listed"])
    client = as_officer(year.county)

    assert client.get(f"{url}?place={year.heishan.pk}").status_code == 404
    assert client.get(f"{url}?place=x").status_code == 404
    assert client.get(reverse("reports:figure-rows", args=[own.pk, "nothing"])).status_code == 404


def test_a_name_is_never_markup_or_formula_on_the_page(as_officer, year, acceptance):
    url = reverse("reports:figure-rows", args=[acceptance.pk, "failed"])

    assert INJECTING.replace("'", "&#x27;") in page(as_officer(year.city).get(url))


def test_a_failed_job_says_why_and_can_be_started_again(as_officer, year, monkeypatch):
    def refuse(document):
        raise typesetting.TypesettingUnavailable("apt-get install -y libpango-1.0-0")

    monkeypatch.setattr(typesetting, "typeset", refuse)
    job = request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city)
    carry_out(job.pk, job.federation_id)
    client = as_officer(year.city)
    shown = page(client.get(reverse("unions:job-detail", args=[job.pk])))
    client.post(reverse("unions:job-retry", args=[job.pk]))
    job.refresh_from_db()

    assert "apt-get install -y libpango-1.0-0" in shown
    assert (job.state, job.attempts, job.problem) == ("queued", 0, "")


def test_a_running_job_asks_again_and_a_finished_one_does_not(as_officer, year):
    job = request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city)
    client, url = as_officer(year.city), reverse("unions:job-detail", args=[job.pk])
    before = page(client.get(url, headers={"HX-Request": "true"}))
    document = finish(job)
    after = page(client.get(url, headers={"HX-Request": "true"}))

    assert 'hx-trigger="every 2s"' in before
    assert "hx-trigger" not in after
    assert document.get_absolute_url() in after


def test_the_list_asks_the_same_of_one_document_and_of_many(as_officer, year):
    client = as_officer(year.city)
    finish(request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city))
    one = count_queries(client, reverse("reports:report-list"))
    for union in (year.root, year.linghai, year.heishan) * 3:
        finish(request_report(Kind.ACCEPTANCE, YEAR, union=union, by=year.city))

    assert count_queries(client, reverse("reports:report-list")) == one


def count_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_workbench_says_what_waits_and_where_we_stand(client, sheet, town):
    sign_in(client, town.county)
    shown = page(client.get("/"))

    assert town.county.user.display_name in shown
    assert str(sheet.year) in shown
    assert reverse("reports:todo-list") in shown
    assert shown.count('class="figure"') == 4
    assert town.street.short_name in shown


def test_without_targets_the_workbench_says_what_to_do_first(as_officer, town):
    assert reverse("targets:sheet-list") in page(as_officer(town.city).get("/"))


def test_the_chair_finds_the_plan_and_its_next_step(as_officer, town, plan):
    shown = page(as_officer(town.chair).get("/"))

    assert plan.get_absolute_url() in shown
    assert 'class="steps"' in shown


@pytest.mark.parametrize("words", ["华兴", "huaxing", "hxjx", "91210781"])
def test_search_finds_by_name_pinyin_and_code(as_officer, town, words):
    response = as_officer(town.county).get(reverse("reports:search"), {"q": words})

    assert town.mill.name in page(response)
    assert town.far_mill.name not in page(response)


def test_search_finds_nothing_of_the_neighbour(as_officer, town):
    response = as_officer(town.stranger).get(reverse("reports:search"), {"q": "华兴"})

    assert town.mill.name not in page(response)

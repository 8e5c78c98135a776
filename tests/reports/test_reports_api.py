from __future__ import annotations

import pytest

from kernel import typesetting
from reports.actions import request_report
from reports.models import Kind
from tests.cast import YEAR
from tests.reports.conftest import finish
from unions.models import Job
from unions.tokens import issue_token

pytestmark = pytest.mark.django_db
DOCUMENTS = "/api/v1/documents/"


@pytest.fixture
def key():
    def of(officer) -> dict[str, str]:
        return {"authorization": f"Token {issue_token('probe', by=officer)}"}

    return of


def ask(client, headers, **asked):
    return client.post(DOCUMENTS, asked, content_type="application/json", headers=headers)


def test_a_document_is_read_with_the_digest_of_its_figures(client, key, year, monkeypatch):
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")
    made = finish(request_report(Kind.TARGETS, YEAR, union=year.linghai, by=year.county))
    read = client.get(f"{DOCUMENTS}{made.pk}/", headers=key(year.county)).json()

    assert (read["number"], read["data_sm3"]) == (made.number, made.data_sm3)
    assert read["data"] == made.data
    assert client.get(f"{DOCUMENTS}{made.pk}/", headers=key(year.stranger)).status_code == 404


def test_a_report_is_asked_for_and_answered_with_its_job(client, key, year):
    answer = ask(client, key(year.county), kind=Kind.TARGETS, year=YEAR, union=year.linghai.pk)

    assert answer.status_code == 202
    assert Job.objects.get(pk=answer.json()["id"]).inputs["year"] == YEAR


@pytest.mark.parametrize(("asked", "status"), [(1999, 422), (0, 400), ("x", 400)])
def test_a_year_that_makes_no_sense_is_refused(client, key, year, asked, status):
    answer = ask(client, key(year.county), kind=Kind.TARGETS, year=asked, union=year.linghai.pk)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"kind": "reports.bulletin", "year": YEAR, "half": 1}, {"year": YEAR, "half": 1}),
        ({"kind": "reports.coverage", "day": f"{YEAR}-03-31"}, {"day": f"{YEAR}-03-31"}),
    ],
)
def test_every_report_is_asked_for_by_its_span(client, key, year, asked, kept):
    answer = ask(client, key(year.city), union=year.root.pk, **asked)

    assert answer.status_code == 202, answer.content
    assert kept.items() <= Job.objects.get(pk=answer.json()["id"]).inputs.items()


def test_a_report_whose_span_is_not_said_is_refused_by_name(client, key, year):
    answer = ask(client, key(year.city), kind="reports.bulletin", year=YEAR, union=year.root.pk)

    assert answer.status_code == 400
    assert set(answer.json()) == {"half"}


def test_another_unions_report_cannot_be_asked_for(client, key, year):
    answer = ask(client, key(year.county), kind=Kind.TARGETS, year=YEAR, union=year.root.pk)

    assert answer.status_code == 404
    assert not Job.objects.filter(kind=Kind.TARGETS).exists()

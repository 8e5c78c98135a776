"""A number that a document bears by itself, declared void."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.dispatches.voiding import may_void, void_number
from reports.models import Document, GivenNumber, give_number
from reports.proofs import code_of
from reports.verifying.standing import standing_of
from tests.cast import YEAR, sign_in
from tests.reports.test_dispatches import Desk, desk_of, signed
from unions.models import Event, Job
from unions.refusals import Refused
from unions.scoping import owned_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town) -> Desk:
    return desk_of(town)


def notice(desk: Desk) -> GivenNumber:
    owner = owned_by(desk.city.root)
    job = Job.objects.create(kind="targets.notice", title="通知", officer=desk.staff, **owner)
    document = Document.objects.create(
        job=job, kind="targets.notice", title="关于下达目标的通知", year=YEAR, data={},
        as_of=timezone.now(), finished_at=timezone.now(), pdf="a.pdf", xlsx="a.xlsx",
        code="0123456789AB", **owner,
    )  # fmt: skip
    return give_number(document, "锦工发", YEAR, by=desk.staff)


def void_page(number: GivenNumber) -> str:
    return reverse("reports:number-void", args=[number.pk])


def test_a_document_says_the_number_its_register_gave(desk):
    number = notice(desk)

    assert Document.objects.get().number == str(number) == f"锦工发〔{YEAR}〕1号"


def test_its_signer_declares_it_void_and_the_register_keeps_it(client, desk):
    number = notice(desk)
    sign_in(client, desk.chair)
    assert void_page(number) in client.get(reverse("reports:number-list")).content.decode()

    client.post(void_page(number), {"reason": "文号用错"}, follow=True)
    number.refresh_from_db()
    assert (number.void_reason, number.voided_by) == ("文号用错", desk.chair)
    assert Event.objects.about(number.document).get(step="void-number").detail["reason"]
    assert void_page(number) not in client.get(reverse("reports:number-list")).content.decode()


def test_whoever_asks_about_the_printed_copy_is_told(desk):
    number = notice(desk)
    void_number(number, "文号用错", by=desk.chair)

    told = standing_of(code_of(number.document), address=None)
    assert told.state == "voided"


def test_a_reason_is_asked_for(client, desk):
    number = notice(desk)
    sign_in(client, desk.chair)

    assert client.post(void_page(number), {"reason": " "}).status_code == 422
    assert GivenNumber.objects.get(pk=number.pk).voided_at is None


def test_it_is_declared_void_once(desk):
    number = notice(desk)
    as_another_saw_it = GivenNumber.objects.get(pk=number.pk)
    void_number(number, "文号用错", by=desk.chair)

    with pytest.raises(Refused):
        void_number(as_another_saw_it, "再次", by=desk.chair)


def test_only_those_who_sign_declare_a_number_void(client, desk):
    number = notice(desk)
    sign_in(client, desk.staff)

    assert client.get(void_page(number)).status_code == 403
    assert not may_void(number, desk.staff)


def test_the_number_of_a_dispatch_is_voided_with_the_dispatch(client, desk):
    number = signed(desk).given
    sign_in(client, desk.chair)

    assert client.get(void_page(number)).status_code == 404
    with pytest.raises(Refused):
        void_number(number, "文号用错", by=desk.chair)

"""A worker without an account applies at a help station."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from assistance.actions.applying import ALPHABET, receipt_digest
from assistance.bounds import SENT_BY, SENT_FROM
from assistance.models import PublicApplication, Station
from tests.assistance import story
from unions.models import Event
from unions.scoping import owned_by

SAID = {
    "name": "孙秀英", "phone": "139 9876 0042", "workplace": "华兴机械", "reason": "own_illness",
    "wanted": ["medical", "living"], "words": "丈夫住院,家里没有收入",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def station(town, centre) -> Station:
    return Station.objects.create(place="街道办事处一楼", **owned_by(town.street))


@pytest.fixture
def page(station) -> str:
    code = station.federation.division_code
    return reverse("assistance:public-help", args=[code, station.token])


def agree(client, page: str) -> str:
    response = client.post(page, {"notice": "on", "sensitive": "on"})
    return re.search(r'name="agreed" value="([^"]+)"', response.content.decode()).group(1)


def send(client, page: str, *, after: float = 30, **changes):
    """Agree, fill the form in the time it takes, and send it."""
    agreed = agree(client, page)
    with time_machine.travel(timezone.now() + timedelta(seconds=after), tick=False):
        return client.post(page, {**SAID, "agreed": agreed, **changes})


def receipt_in(response) -> str:
    return re.search(r'class="receipt">([^<]+)<', response.content.decode()).group(1)


def test_an_application_is_kept_sealed_and_answered_with_a_receipt(client, station, page):
    response = send(client, page)

    application = PublicApplication.objects.get()
    receipt = receipt_in(response)
    assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{2}}[{ALPHABET}]{{4}}", receipt)
    digest = receipt_digest(station.federation_id, receipt.replace("-", ""))
    assert application.receipt_sm3 == digest
    assert (application.phone.reveal(), str(application.phone)) == ("13998760042", "139****0042")
    assert application.words.reveal() == SAID["words"]
    assert application.union == station.union


def test_the_yes_is_kept_with_its_version_time_and_address(client, page):
    send(client, page)

    application = PublicApplication.objects.get()
    assert (application.notice, application.address) == ("2026-01", "127.0.0.1")
    assert timezone.now() - application.agreed_at < timedelta(minutes=1)


@pytest.mark.parametrize("given", [{}, {"notice": "on"}, {"sensitive": "on"}])
def test_both_consents_are_asked_for_each_by_itself(client, page, given):
    response = client.post(page, given)

    assert response.status_code == 422
    assert 'name="agreed"' not in response.content.decode()


def test_nobody_applies_without_the_notice(client, page):
    response = client.post(page, {**SAID, "agreed": "made:up:myself"})

    assert response.status_code == 422
    assert not PublicApplication.objects.exists()


def test_an_agreement_is_good_for_one_application(client, page):
    agreed = agree(client, page)
    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        first = client.post(page, {**SAID, "agreed": agreed})
        again = client.post(page, {**SAID, "agreed": agreed})

    assert again.status_code == 422
    assert receipt_in(first) not in again.content.decode()
    assert PublicApplication.objects.count() == 1


@pytest.mark.parametrize("changes", [{"after": 1}, {"after": 8000}, {"homepage": "http://x"}])
def test_a_program_is_refused(client, page, changes):
    assert send(client, page, **changes).status_code == 422
    assert not PublicApplication.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "12345"), ("name", ""), ("name", "字" * 41), ("words", "字" * 501),
     ("reason", "greed"), ("wanted", "gold")],
)  # fmt: skip
def test_a_wrong_field_is_named_and_nothing_is_kept(client, page, field, value):
    response = send(client, page, **{field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not PublicApplication.objects.exists()


def test_the_same_phone_gets_another_number_and_never_the_first_ones(client, page):
    first, second = receipt_in(send(client, page)), receipt_in(send(client, page))

    assert first != second
    assert PublicApplication.objects.count() == 2


def test_a_phone_sends_only_so_many_a_day(client, page):
    for _n in range(SENT_BY.most):
        send(client, page)
    response = send(client, page)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert re.search(r"\d\d-\d\d \d\d:\d\d", response.content.decode())


def test_an_address_sends_only_so_many_an_hour(client, page):
    for number in range(SENT_FROM.most):
        assert send(client, page, phone=f"1399876{number:04d}").status_code == 200

    assert send(client, page, phone="13998769999").status_code == 429


def test_a_wrong_token_is_no_page(client, station):
    code = station.federation.division_code
    for known in (["210700", "x"], ["999999", station.token], [code, "progress2"]):
        assert client.get(reverse("assistance:public-help", args=known)).status_code == 404


def test_a_station_of_another_city_is_not_found_under_this_code(client, station, other_city):
    there = other_city.federation.division_code
    address = reverse("assistance:public-help", args=[there, station.token])

    assert client.get(address).status_code == 404


def test_no_page_is_kept_or_indexed(client, page):
    response = client.get(page)

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_the_log_knows_that_somebody_applied_and_not_who(client, page):
    send(client, page)

    event = Event.objects.get(step="apply")
    assert event.officer is None
    assert SAID["name"] not in f"{event.title} {event.actor} {event.note} {event.detail}"


# The progress page


def progress(client, station, receipt: str, tail: str):
    address = reverse("assistance:public-progress", args=[station.federation.division_code])
    return client.post(address, {"receipt": receipt, "tail": tail})


def test_the_pair_shows_the_state_and_nothing_personal(client, station, page):
    receipt = receipt_in(send(client, page))
    text = progress(client, station, receipt.lower().replace("-", " "), "0042").content.decode()

    assert "已收到" in text
    for personal in (SAID["name"], "0042", "华兴机械", "住院", receipt):
        assert personal not in text


def test_a_wrong_pair_is_answered_as_an_unknown_number(client, station, page):
    receipt = receipt_in(send(client, page))
    wrong = progress(client, station, receipt, "9999")
    unknown = progress(client, station, "2222-2222-2222", "9999")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_guessing_ends_soon(client, station, page):
    receipt = receipt_in(send(client, page))
    answers = [progress(client, station, receipt, f"{n:04d}").status_code for n in range(11)]

    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize(
    ("stage", "step"),
    [("draft", 1), ("means_check", 1), ("unit_publicity", 2), ("rejected", 3), ("active", 3)],
)
def test_the_state_of_the_file_is_told_in_plain_words(client, town, station, page, stage, step):
    receipt = receipt_in(send(client, page))
    on_register = {"filed_on": timezone.localdate()} if stage == "active" else {}
    file = story.make_file(town.street, stage=stage, **on_register)
    PublicApplication.objects.update(stage="taken_up", file=file)

    standing = progress(client, station, receipt, "0042").context["standing"]
    assert standing.step == step
    assert standing.next


def test_what_was_paid_is_told_without_the_amount(client, station, page, filed, fund, centre):
    receipt = receipt_in(send(client, page))
    approved = {"fund": fund, "approved_by": centre.director, "granted": 1200, "asked": 1200}
    story.make_aid(filed, stage="paid", **approved)
    PublicApplication.objects.update(stage="taken_up", file=filed)

    response = progress(client, station, receipt, "0042")
    assert response.context["standing"].step == 4
    assert "1200" not in response.content.decode()


def test_without_the_cache_nobody_gets_past_the_bounds(client, page, settings):
    agreed = agree(client, page)
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}}
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        response = client.post(page, {**SAID, "agreed": agreed})

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert not PublicApplication.objects.exists()

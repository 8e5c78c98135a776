"""Books on rotation: the shelf never falls below nought, and what is late is told."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse

from campaigns.actions.rotations import pass_on, take_back
from campaigns.actions.venues import count_stock
from campaigns.models import BookRotation, Venue, VenueStock
from kernel.days import today
from tests.campaigns.venues import lend, make_venue
from tests.cast import make_city
from unions.inbox import todos
from unions.refusals import Refused
from unions.rowsecurity import federation_scope


@pytest.fixture
def library(town):
    return make_venue(town.county, "县工会图书室", books=500)


@pytest.fixture
def room(town):
    return make_venue(town.chair, "厂书屋", books=100)


def test_a_loan_moves_books_from_shelf_to_shelf(town, library, room):
    rotation = lend(room, 300, by=town.county, lender=library, lent_on=date(2026, 1, 31))

    library.refresh_from_db()
    room.refresh_from_db()
    assert (library.on_shelf, room.on_shelf, room.books) == (200, 400, 100)
    assert rotation.due_on == date(2026, 4, 30)


def test_nobody_lends_more_than_stands_there(town, library, room):
    lend(room, 300, by=town.county, lender=library)

    with pytest.raises(Refused):
        lend(room, 201, by=town.county, lender=library)
    with pytest.raises(IntegrityError, match="lends_what_it_has"), transaction.atomic():
        Venue.objects.filter(pk=library.pk).update(books_out=F("books_out") + 201)
    stock = VenueStock(venue=library, counted_on=today(), books=299, papers=0, recordings=0)
    with pytest.raises(Refused):
        count_stock(stock, by=town.county)


def test_what_is_missing_is_struck_off_the_lender(town, library, room):
    rotation = lend(room, 300, by=town.county, lender=library)

    take_back(rotation, today(), 12, by=town.county)

    library.refresh_from_db()
    room.refresh_from_db()
    assert (library.books, library.books_out, room.books_in) == (488, 0, 0)
    with pytest.raises(Refused):
        take_back(rotation, today(), 0, by=town.county)


def test_books_go_on_to_the_next_venue(town, library, room):
    other = make_venue(town.chair, "二车间书屋")
    rotation = lend(room, 300, by=town.county, lender=library)

    following = pass_on(rotation, other, today(), by=town.county)

    other.refresh_from_db()
    library.refresh_from_db()
    assert (other.books_in, library.books_out, following.came_from) == (300, 300, rotation)
    assert list(BookRotation.objects.out()) == [following]


def test_the_borrower_does_not_end_the_lenders_loan(as_officer, town, library, room):
    rotation = lend(room, 300, by=town.county, lender=library)
    page = reverse("campaigns:rotation-return", args=[rotation.pk])

    said = {"on": f"{today()}", "missing": "0"}
    assert as_officer(town.chair).post(page, said).status_code == 422
    assert as_officer(town.county).post(page, said).status_code == 302


def test_overdue_books_wait_for_the_lender_and_the_borrower(as_officer, town, room):
    lend(room, 300, by=town.county, lent_on=date(2026, 1, 6))
    lend(room, 10, by=town.county)

    for officer, told in ((town.chair, 1), (town.county, 1), (town.city, 0)):
        assert [t.title for t in todos(officer)].count(room.name) == told
    query = {"state": "overdue", "year": "2026", "quarter": "2"}
    shown = as_officer(town.county).get(reverse("campaigns:rotation-list"), query).content.decode()
    assert shown.count("2026-04-06") == 1
    assert BookRotation.objects.overdue().count() == 1


def test_a_neighbours_room_is_not_lent_to(as_officer, town, room):
    far = make_venue(town.far_chair, "邻县书屋")
    said = {"venue": far.pk, "library": "图书馆", "books": "3", "lent_on": f"{today()}"}

    response = as_officer(town.county).post(reverse("campaigns:rotation-new"), said)

    assert response.status_code == 422
    with pytest.raises(Refused):
        lend(far, 3, by=town.county)


def test_books_are_lent_on_the_page(as_officer, town, room, library):
    said = {"venue": room.pk, "lender": library.pk, "books": "300", "lent_on": f"{today()}"}
    client, page = as_officer(town.county), reverse("campaigns:rotation-new")

    assert client.post(page, {**said, "library": "图书馆"}).status_code == 422
    assert client.post(page, said).status_code == 302
    assert client.post(page, said).status_code == 422  # only 200 are left


def test_of_four_who_lend_the_last_books_one_is_served(committed_db):
    with transaction.atomic():
        city = make_city("锦州", "210700", "")
    with federation_scope(city.federation.pk):
        library = make_venue(city.county, "图书室", books=500)
        rooms = [make_venue(city.chair, f"书屋{n}") for n in range(4)]
    refused = []

    def send(room):
        try:
            with federation_scope(city.federation.pk):
                lend(room, 300, by=city.county, lender=library)
        except Refused:
            refused.append(room.pk)
        finally:
            connection.close()

    threads = [Thread(target=send, args=[room]) for room in rooms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with federation_scope(city.federation.pk):
        library.refresh_from_db()
        assert (library.books_out, len(refused), BookRotation.objects.count()) == (300, 3, 1)

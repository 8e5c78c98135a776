from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from kernel.days import today
from tests.cast import make_person
from unions.actions import appoint
from unions.models import Officer, Union
from unions.offices import Role

RIGHT, WRONG = "liaohe-1949-dike", "liaohe-1949-lake"
SIGN_IN = "/sign-in/"


@pytest.fixture
def chair(town):
    town.chair.user.set_password(RIGHT)
    town.chair.user.save(update_fields=["password"])
    return town.chair


def enter(client, username="chair", password=RIGHT, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_one_post_is_chosen_by_itself(client, chair):
    response = enter(client)
    assert response["Location"] == reverse("unions:post-list")

    assert client.get(response["Location"])["Location"] == "/"
    assert client.session["post"] == [chair.federation_id, chair.pk]


def test_of_several_posts_the_person_chooses(client, town, chair):
    second = appoint(chair.user, town.street, Role.STAFF)
    enter(client)

    page = client.get("/posts/").content.decode()
    assert chair.title in page
    assert second.title in page
    client.post(f"/posts/{second.pk}/")
    assert client.session["post"] == [second.federation_id, second.pk]


def test_posts_in_two_federations_are_offered_together(client, town, chair, other_city):
    from tests.cast import in_scope

    with in_scope(other_city):
        second = appoint(chair.user, other_city.linghai, Role.STAFF)
        title = second.title
    enter(client)

    assert title in client.get("/posts/").content.decode()
    client.post(f"/posts/{second.pk}/")
    assert other_city.mill.name in client.get("/employers/").content.decode()


def test_another_persons_post_cannot_be_chosen(client, town, chair):
    enter(client)

    assert client.post(f"/posts/{town.city.pk}/").status_code == 404
    assert "post" not in client.session


def test_the_session_id_changes_at_the_sign_in(client, chair):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = session.session_key
    planted = session.session_key

    enter(client)

    assert client.cookies["sessionid"].value != planted


def test_the_post_in_a_session_is_held_against_its_person(client, town, chair):
    client.force_login(chair.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = [town.city.federation_id, town.city.pk]  # another's
    session.save()

    assert client.get("/unions/")["Location"].startswith("/posts/")


def test_who_lost_the_post_chooses_again(client, town, as_officer):
    appoint(town.chair.user, town.street, Role.STAFF)
    client = as_officer(town.chair)
    Officer.objects.filter(pk=town.chair.pk).update(valid_to=today())

    assert client.get("/employers/")["Location"].startswith("/posts/")
    page = client.get("/posts/")
    assert page.status_code == 200
    assert town.street.name in page.content.decode()
    assert town.mill_union.name not in page.content.decode()


def test_without_any_post_the_page_says_whom_to_ask(client, town, as_officer):
    Officer.objects.filter(pk=town.chair.pk).update(valid_to=today())

    assert as_officer(town.chair).get("/posts/").status_code == 200


def test_a_part_of_a_page_sends_the_whole_page_to_choose(client, town, as_officer):
    client = as_officer(town.chair)
    Officer.objects.filter(pk=town.chair.pk).update(valid_to=today())

    response = client.get("/employers/", headers={"hx-request": "true"})

    assert response["HX-Redirect"].startswith("/posts/")


def test_a_disabled_person_is_out_at_once(client, town, as_officer):
    client = as_officer(town.chair)
    town.chair.user.is_active = False
    town.chair.user.save(update_fields=["is_active"])

    assert client.get("/employers/")["Location"].startswith(SIGN_IN)


def test_what_was_asked_for_is_reached_after_sign_in_and_post(client, chair):
    asked = client.get("/employers/?q=x")["Location"]
    assert asked == f"{SIGN_IN}?next=%2Femployers%2F%3Fq%3Dx"

    first = enter(client, next="/employers/?q=x")
    second = client.get(first["Location"])  # no post is chosen yet
    assert client.get(second["Location"])["Location"] == "/employers/?q=x"


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_nobody_is_led_to_another_host(client, town, chair, next_url):
    assert enter(client, next=next_url)["Location"] == "/posts/"
    assert client.get("/posts/", {"next": next_url})["Location"] == "/"
    chosen = client.post(f"/posts/{chair.pk}/", {"next": next_url})
    assert chosen["Location"] == "/"


@pytest.mark.parametrize("next_url", ["employers", "unions:sign-out", "nowhere"])
def test_a_word_that_is_no_address_leads_to_the_workbench(client, chair, next_url):
    enter(client)

    assert client.get("/posts/", {"next": next_url})["Location"] == "/"
    assert client.post(f"/posts/{chair.pk}/", {"next": next_url})["Location"] == "/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client, chair):
    unknown = enter(client, "nobody", WRONG)
    wrong = enter(client, "chair", WRONG)

    assert unknown.status_code == wrong.status_code == 200
    assert unknown.context["form"].errors == wrong.context["form"].errors


def test_five_failures_lock_the_name_for_ten_minutes(client, chair):
    with time_machine.travel("2026-11-02 09:00+08:00", tick=False) as clock:
        for _ in range(4):
            assert enter(client, password=WRONG).status_code == 200
        assert enter(client, password=WRONG).status_code == 429
        assert enter(client).status_code == 429  # the right one does not open now
        assert "_auth_user_id" not in client.session

        clock.shift(timedelta(minutes=10, seconds=1))
        assert enter(client).status_code == 302


def test_a_locked_name_does_not_lock_its_neighbours(client, town, chair):
    other = make_person("other", town.mill_union, Role.STAFF)
    other.user.set_password(RIGHT)
    other.user.save(update_fields=["password"])
    for _ in range(6):
        enter(client, password=WRONG)

    assert enter(client, "other").status_code == 302


def test_success_forgets_the_failures_before_it(client, chair):
    for _ in range(2):
        for _ in range(4):
            enter(client, password=WRONG)
        assert enter(client).status_code == 302
        client.post("/sign-out/")


def test_signing_out_ends_the_session(client, town, as_officer):
    client = as_officer(town.chair)
    client.post("/sign-out/")

    assert client.get("/employers/")["Location"].startswith(SIGN_IN)


def test_what_a_view_wrote_before_it_was_refused_goes_too(rf, town, as_officer):
    from django.db import transaction

    from unions.policy import for_officers
    from unions.refusals import Refused

    @for_officers()
    def found_and_refuse(request):
        Union.objects.filter(pk=town.mill_union.pk).update(founded_on=date(1999, 1, 1))
        raise Refused("不行")

    client = as_officer(town.chair)
    request = rf.post("/")
    request.user, request.session, request.htmx = town.chair.user, client.session, False

    with transaction.atomic():
        response = found_and_refuse(request)

    assert response.status_code == 422
    assert Union.objects.get(pk=town.mill_union.pk).founded_on != date(1999, 1, 1)


def test_a_refused_part_of_a_page_keeps_its_place_and_lists_what_is_missing(rf, town, as_officer):
    from django.db import transaction

    from unions.policy import for_officers
    from unions.refusals import Refused

    @for_officers()
    def refuse(request):
        raise Refused("不行", missing=["缺少决议"])

    request = rf.post("/")
    request.user, request.session = town.chair.user, as_officer(town.chair).session
    request.htmx = True

    with transaction.atomic():
        response = refuse(request)

    assert response["HX-Retarget"] == "#messages"
    assert "缺少决议" in response.content.decode()

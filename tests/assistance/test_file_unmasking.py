"""Behind the mask: a reason, a trace, a bound; and the papers."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from assistance.actions.unmasking import TooManyLooks, look_at
from kernel.days import today
from tests.assistance import story
from tests.cast import sign_in
from unions.actions import set_parameter
from unions.models import Event
from unions.refusals import Refused


def unmask(client, file, **data):
    return client.post(reverse("assistance:file-unmask", args=[file.pk]), data)


def test_with_a_reason_it_is_shown_once_with_the_name_of_who_sees_it(client, draft, centre):
    sign_in(client, centre.staff)

    response = unmask(client, draft, field="phone", reason="电话核实住院情况")

    page = response.content.decode()
    assert response.status_code == 200
    assert story.PHONE in page
    assert str(centre.staff.user) in page
    assert "no-store" in response["Cache-Control"]
    assert story.PHONE not in client.get(draft.get_absolute_url()).content.decode()


def test_the_log_says_who_looked_and_why_but_not_what_was_seen(client, draft, centre):
    member = draft.members.get()
    sign_in(client, centre.staff)

    unmask(client, draft, field="id_number", member=member.pk, reason="核对身份证")

    event = Event.objects.about(draft).get(step="look")
    assert (event.officer, event.note) == (centre.staff, "核对身份证")
    assert event.detail == {"field": "id_number", "member": member.pk}
    kept = f"{event.title}{event.label}{event.detail}{event.note}"
    assert member.id_number.reveal() not in kept
    assert "核对身份证" in client.get(draft.get_absolute_url()).content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "看看", "abc"])
def test_without_a_reason_nothing_is_shown(client, draft, centre, reason):
    sign_in(client, centre.staff)

    response = unmask(client, draft, field="phone", reason=reason)

    assert response.status_code == 422
    assert story.PHONE not in response.content.decode()
    assert not Event.objects.about(draft).exists()


@pytest.mark.parametrize("field", ["seal", "phone_index", "id_number", "applicant_name", ""])
def test_only_hidden_fields_of_the_file_open(client, draft, centre, field):
    sign_in(client, centre.staff)

    assert unmask(client, draft, field=field, reason="电话核实").status_code == 422


def test_a_member_of_another_file_does_not_open_here(client, town, draft, centre):
    other = story.make_file(town.street, name="钱二").members.get()
    sign_in(client, centre.staff)

    response = unmask(client, draft, field="id_number", member=other.pk, reason="电话核实")

    assert response.status_code == 422
    assert other.id_number.reveal() not in response.content.decode()


def test_outside_the_branch_and_the_offices_there_is_nothing(client, town, draft):
    for person, status in ((town.stranger, 404), (town.city_inspector, 403)):
        sign_in(client, person)
        assert unmask(client, draft, field="phone", reason="电话核实").status_code == status
        with pytest.raises(Refused):
            look_at(draft, "phone", reason="电话核实", by=person)


def test_an_officer_looks_no_more_than_the_hours_bound(client, town, draft, centre):
    set_parameter(
        "assistance.unmask_per_hour", 1, valid_from=today(), basis="保密规定",
        union=town.root, by=town.city,
    )  # fmt: skip
    look_at(draft, "phone", reason="电话核实", by=centre.staff)

    with pytest.raises(TooManyLooks):
        look_at(draft, "card", reason="电话核实", by=centre.staff)
    sign_in(client, centre.staff)
    assert unmask(client, draft, field="card", reason="电话核实").status_code == 429
    assert look_at(draft, "card", reason="电话核实", by=centre.director) == story.CARD


def test_opening_a_paper_is_logged_and_kept_by_no_cache(client, draft, centre):
    proof = draft.proofs.first()
    proof.scan.file.save("证明.jpg", ContentFile(b"jpg"))
    sign_in(client, centre.staff)

    response = client.get(reverse("assistance:proof-show", args=[proof.pk]))

    assert b"".join(response) == b"jpg"
    assert "no-store" in response["Cache-Control"]
    assert Event.objects.about(draft).get(step="open-proof").officer == centre.staff


def test_a_paper_is_not_there_for_a_stranger(client, town, draft):
    url = reverse("assistance:proof-show", args=[draft.proofs.first().pk])
    for person, status in ((town.stranger, 404), (town.city_inspector, 403)):
        sign_in(client, person)
        assert client.get(url).status_code == status

"""The parts of a draft: members, incomes, costs, papers, consents; and the sum beside them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from PIL import Image

from assistance.models import Consent, Income, LivingStandard, RigidCost
from kernel.days import today
from tests.assistance import story
from tests.assistance.entering import fields, url
from unions.models import Event

CHILD = story.citizen_id(902, year=today().year - 9)
MEMBER = {
    "relation": "child", "name": "赵小满", "identity_kind": "citizen", "id_number": CHILD,
    "schooling": "compulsory",
}  # fmt: skip


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 40), "white").save(content, "JPEG")
    return SimpleUploadedFile("身份证.jpg", content.getvalue(), content_type="image/jpeg")


def edit(client, file, form):
    return fields(client.get(url("file-edit", file.pk)), form)


def test_a_member_is_added_and_counted(township, begun):
    township.post(url("member-new", begun.pk), MEMBER)

    child = begun.members.get(relation="child")
    assert (child.birth_year, child.needs_guardian) == (today().year - 9, True)
    assert township.get(url("file-edit", begun.pk)).context["sums"]["members"] == 2


def test_who_does_not_live_with_them_is_not_counted(township, begun):
    township.post(url("member-new", begun.pk), {**MEMBER, "not_counted": "apart"})

    assert township.get(url("file-edit", begun.pk)).context["sums"]["members"] == 1


def test_a_mask_posted_back_keeps_a_members_number_and_illness(township, begun):
    member = begun.members.get()
    page = township.get(url("member-edit", begun.pk, member.pk))
    data = fields(page, "form")
    assert data["illness"] == "●●●"

    township.post(url("member-edit", begun.pk, member.pk), {**data, "schooling": "college"})

    member.refresh_from_db()
    assert member.schooling == "college"
    assert member.illness.reveal() == story.ILLNESS
    assert member.id_number.reveal() not in page.content.decode()


def test_a_person_stands_once_in_a_household(township, begun):
    number = begun.members.get().id_number.reveal()

    response = township.post(url("member-new", begun.pk), {**MEMBER, "id_number": number})

    assert response.status_code == 422
    assert number not in response.content.decode()
    assert begun.members.count() == 1


def test_a_member_of_another_countys_file_is_not_taken(township, begun, town):
    story.make_file(town.far_union.parent, name="冯远", number=77)
    number = story.citizen_id(77)

    response = township.post(url("member-new", begun.pk), {**MEMBER, "id_number": number})

    assert response.status_code == 422
    assert town.heishan.short_name in response.content.decode()


def test_a_member_changed_by_another_meanwhile_is_not_overwritten(township, begun):
    member = begun.members.get()
    data = fields(township.get(url("member-edit", begun.pk, member.pk)), "form")
    begun.members.update(schooling="senior")

    assert township.post(url("member-edit", begun.pk, member.pk), data).status_code == 409


def test_a_member_goes_with_what_is_theirs_but_the_applicant_stays(township, begun):
    township.post(url("member-new", begun.pk), MEMBER)
    child, applicant = begun.members.get(relation="child"), begun.members.get(relation="self")

    township.post(url("member-remove", begun.pk, child.pk))
    assert township.post(url("member-remove", begun.pk, applicant.pk)).status_code == 422

    assert list(begun.members.all()) == [applicant]


def test_incomes_are_written_by_member_and_kind(township, begun):
    member = begun.members.get()
    data = edit(township, begun, "incomes")
    township.post(url("income-edit", begun.pk), {**data, f"income-m{member.pk}-wages": "9000.50"})
    assert Income.objects.get().amount == Decimal("9000.50")

    data = edit(township, begun, "incomes")
    township.post(url("income-edit", begun.pk), {**data, f"income-m{member.pk}-wages": ""})
    assert not Income.objects.exists()


@pytest.mark.parametrize("amount", ["-1", "10000000.01", "1.005", "NaN", "1e400", "很多"])
def test_an_impossible_income_is_named_by_its_row(township, begun, amount):
    member = begun.members.get()
    cell = f"income-m{member.pk}-wages"

    response = township.post(url("income-edit", begun.pk), {cell: amount})

    fault = response.context["incomes"].faults[0]
    assert response.status_code == 422
    assert "1" in fault
    assert member.name in fault
    assert not Income.objects.exists()


def test_costs_are_added_changed_and_taken_away(township, begun):
    new = {"new0-kind": "medical", "new0-spent": "5000", "new0-reimbursed": "1200.5",
           "new0-sudden": "on"}  # fmt: skip
    township.post(url("cost-edit", begun.pk), new)
    cost = RigidCost.objects.get()
    assert (cost.self_paid, cost.sudden) == (Decimal("3799.50"), True)

    changed = {f"c{cost.pk}-kind": "education", f"c{cost.pk}-spent": "10"}
    township.post(url("cost-edit", begun.pk), changed)
    cost.refresh_from_db()
    assert (cost.kind, cost.spent, cost.reimbursed) == ("education", 10, 0)

    township.post(url("cost-edit", begun.pk), {f"c{cost.pk}-gone": "on"})
    assert not RigidCost.objects.exists()


IMPOSSIBLE = [
    {"spent": "100"},
    {"kind": "medical"},
    {"kind": "medical", "spent": "1", "reimbursed": "2"},
    {"kind": "medical", "spent": "-1"},
    {"kind": "medical", "spent": "10000001"},
    {"kind": "lottery", "spent": "1"},
]


@pytest.mark.parametrize("row", IMPOSSIBLE)
def test_an_impossible_cost_is_named_by_its_row(township, begun, row):
    sent = {f"new1-{name}": value for name, value in row.items()}

    response = township.post(url("cost-edit", begun.pk), sent)

    assert response.status_code == 422
    assert any("2" in fault for fault in response.context["costs"].faults)
    assert not RigidCost.objects.exists()


def test_incomes_of_a_page_too_old_are_not_written(township, begun):
    member = begun.members.get()
    data = edit(township, begun, "incomes")
    Income.objects.create(
        file=begun, member=member, kind="wages", amount=1, **story.same_owner(begun)
    )

    assert township.post(url("income-edit", begun.pk), data).status_code == 409


def test_the_sum_is_shown_step_by_step(township, begun):
    Income.objects.create(
        file=begun, member=begun.members.get(), kind="wages", amount=9000, **story.same_owner(begun)
    )

    response = township.get(url("file-edit", begun.pk))

    finding = response.context["finding"]
    assert (finding.category, len(finding.steps)) == ("relative", 4)
    for step in finding.steps:
        assert escape(step.sum) in response.content.decode()


def test_without_a_living_standard_the_page_says_so(township, begun):
    LivingStandard.objects.all().delete()

    response = township.get(url("file-edit", begun.pk))

    assert response.status_code == 200
    assert response.context["finding"] is None
    assert url("standard-list") in response.content.decode()


def test_a_paper_is_kept_confidentially_and_ticks_the_checklist(township, begun):
    before = township.get(url("file-edit", begun.pk)).context["papers"]

    township.post(
        url("proof-new", begun.pk),
        {"proof-kind": "identity", "proof-expires_on": "2090-01-01", "proof-scan": picture()},
    )

    proof = begun.proofs.get()
    after = township.get(url("file-edit", begun.pk)).context["papers"]
    assert proof.scan.confidential
    assert "身份证" not in proof.scan.name
    assert sum(p["there"] for p in after) == sum(p["there"] for p in before) + 1


def test_an_expired_paper_a_backward_one_and_a_program_are_refused(township, begun):
    for wrong in (
        {"proof-expires_on": today() - timedelta(days=1), "proof-scan": picture()},
        {"proof-issued_on": today() + timedelta(days=1), "proof-scan": picture()},
        {"proof-scan": SimpleUploadedFile("a.jpg", b"MZ\x90\0")},
        {},
    ):
        sent = {"proof-kind": "identity", **wrong}
        assert township.post(url("proof-new", begun.pk), sent).status_code in {413, 422}

    assert not begun.proofs.exists()


def test_a_paper_is_taken_off(township, begun):
    township.post(url("proof-new", begun.pk), {"proof-kind": "income", "proof-scan": picture()})

    township.post(url("proof-remove", begun.pk, begun.proofs.get().pk))

    assert not begun.proofs.exists()


def test_the_notice_says_all_that_the_law_asks_for(township, begun, town):
    response = township.get(url("consent-new", begun.pk))
    page = response.content.decode()

    assert town.linghai.name in page
    assert page.count("<dt>") >= 7
    assert not any(tick.value() for tick in response.context["form"].ticks)


def test_consents_are_stamped_with_time_and_wording(township, begun):
    township.post(url("member-new", begun.pk), MEMBER)
    child = begun.members.get(relation="child")

    township.post(
        url("consent-new", begun.pk),
        {"given_by": "赵和平", "notice": "on", "sensitive": "on", f"guardian-{child.pk}": "赵和平"},
    )

    given = {c.kind: c for c in Consent.objects.all()}
    assert set(given) == {"notice", "sensitive", "guardian"}
    assert given["guardian"].member == child
    assert all(c.wording == "2026-11" and c.given_at.date() for c in given.values())


def test_a_means_check_is_authorised_on_paper(township, begun):
    sent = {"given_by": "赵和平", "means_check": "on"}

    assert township.post(url("consent-new", begun.pk), sent).status_code == 422
    township.post(url("consent-new", begun.pk), {**sent, "scan": picture()})

    assert begun.consents.get().scan.confidential


def test_nothing_ticked_is_no_consent(township, begun):
    assert township.post(url("consent-new", begun.pk), {"given_by": "赵和平"}).status_code == 422


def test_no_part_tells_the_log_a_name_or_number(township, begun):
    township.post(url("member-new", begun.pk), MEMBER)
    township.post(url("proof-new", begun.pk), {"proof-kind": "income", "proof-scan": picture()})

    told = "".join(f"{e.title}{e.label}{e.detail}{e.note}" for e in Event.objects.about(begun))
    assert told
    assert not any(word in told for word in (MEMBER["name"], CHILD, begun.applicant_name))

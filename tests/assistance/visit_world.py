"""The world's rows of visits, cards, training and covers, with the household's one member."""

from __future__ import annotations

from datetime import timedelta

from assistance import models as m
from kernel.days import today
from tests.assistance import story
from unions.scoping import owned_by, same_owner

FIVE = ["illness", "family", "birth", "hardship", "conflict"]


def fill_visits(file: m.HouseholdFile, centre: story.Centre) -> dict[str, int]:
    """Gives the URL kwargs of the rows."""
    mine, member = same_owner(file), file.members.get()
    m.FiveOccasions.objects.create(
        codes=FIVE, valid_from=today(), basis="锦工发〔2026〕3号", **owned_by(centre.city.union)
    )
    partner = m.Partner.objects.create(
        name="同心大药房", kind="pharmacy", valid_from=today(), **owned_by(centre.staff.union)
    )
    card = m.BenefitCard.objects.create(
        file=file, member=member, number="LH000001", holder=file.applicant_name,
        issued_on=today(), valid_until=today(), issued_by=centre.township, **mine,
    )  # fmt: skip
    m.CardUse.objects.create(
        card=card, partner=partner, used_on=today(), service="pharmacy", receipt="A1",
        total=100, reducible=100, rate=8, charged=92, saved=8, rule="目录药品", **mine,
    )  # fmt: skip
    cover = m.MutualCover.objects.create(
        file=file, member=member, scheme="职工住院医疗互助", begins_on=today(),
        ends_on=today() + timedelta(days=365), premium=80, paid_by="union", **mine,
    )  # fmt: skip
    training = m.TrainingClass.objects.create(
        title="家政服务班", sponsor="凌海市总工会", place="职工学校", begins_on=today(),
        ends_on=today(), hours=40, seats=30, **mine,
    )  # fmt: skip
    trainee = m.Trainee.objects.create(
        training=training, file=file, member=member, name=member.name,
        id_number=story.citizen_id(7), **mine,
    )  # fmt: skip
    placement = m.JobPlacement.objects.create(
        file=file, member=member, name=member.name, workplace="凌海家政公司", post="护理员",
        since=today(), check_due_on=today(), placed_by=centre.township, **mine,
    )  # fmt: skip
    return {
        "card_id": card.pk,
        "class_id": training.pk,
        "cover_id": cover.pk,
        "partner_id": partner.pk,
        "placement_id": placement.pk,
        "trainee_id": trainee.pk,
    }

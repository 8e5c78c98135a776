"""What a household lives on and from: its members, incomes, unavoidable costs, and exclusions."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_all, mask_id
from unions.scoping import UnionOwned

CHILD_UNDER = 14  # Personal Information Protection Law §31: a guardian consents
NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class Relation(models.TextChoices):
    SELF = "self", _("Applicant")
    SPOUSE = "spouse", _("Spouse")
    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent")
    OTHER = "other", _("Other dependant")


class IdentityKind(models.TextChoices):
    CITIZEN = "citizen", _("Resident identity card")
    RESIDENT = "resident", _("Residence permit of Hong Kong, Macao or Taiwan")
    PASSPORT = "passport", _("Passport or permanent residence card")


class Sex(models.TextChoices):
    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


class Schooling(models.TextChoices):
    NONE = "", _("Not at school")
    COMPULSORY = "compulsory", _("Primary or middle school")
    SENIOR = "senior", _("Senior school")
    COLLEGE = "college", _("College, up to bachelor")


class NotCounted(models.TextChoices):
    """Who does not count as living together (domain rules 4.2, a published local rule)."""

    NONE = "", _("Lives with the household")
    PRISON = "prison", _("In prison")
    REHABILITATION = "rehabilitation", _("In compulsory rehabilitation")
    MISSING = "missing", _("Declared missing")
    CLERGY = "clergy", _("Detached clergy for three years or more")
    APART = "apart", _("Keeps a household of their own")


class HouseholdMember(SealedRow, UnionOwned):
    """A person of the household. `live` while the file is: one person, one live file."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="members")
    relation = models.CharField(_("relation"), max_length=8, choices=Relation.choices)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    identity_kind = models.CharField(
        _("document"), max_length=10, choices=IdentityKind.choices, default=IdentityKind.CITIZEN
    )
    id_number = SealedField(_("identity number"), mask=mask_id)
    id_index = BlindIndex("id_number", purpose="id_number")
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices)
    illness = SealedField(_("illness or disability"), mask=mask_all, blank=True)
    schooling = models.CharField(
        _("schooling"), max_length=10, choices=Schooling.choices, blank=True
    )
    not_counted = models.CharField(
        _("not counted because"), max_length=16, choices=NotCounted.choices, blank=True
    )
    live = models.BooleanField(default=True, editable=False)

    objects = AssistanceQuerySet["HouseholdMember"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "id_index"],
                condition=Q(live=True) & ~Q(id_index=""),
                name="householdmember_one_live_file",
                violation_error_message=_("This person already belongs to a file."),
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(relation="self"), name="householdmember_one_applicant",
                violation_error_message=_("A file has one applicant."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def needs_guardian(self) -> bool:
        # Only the year is kept in clear; the year of the birthday itself still asks.
        return today().year - self.birth_year <= CHILD_UNDER


class IncomeKind(models.TextChoices):
    WAGES = "wages", _("Wages")
    BUSINESS = "business", _("Net income from business")
    PROPERTY = "property", _("Net income from property")
    TRANSFER = "transfer", _("Net transfers: pensions, allowances")


class Income(UnionOwned):
    """What a member earned in the last twelve full months, after tax and social insurance."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="incomes")
    member = models.ForeignKey(HouseholdMember, models.CASCADE, related_name="incomes")
    kind = models.CharField(_("kind"), max_length=8, choices=IncomeKind.choices)
    amount = models.DecimalField(
        _("yuan a year"), max_digits=14, decimal_places=2, validators=NOT_NEGATIVE
    )

    objects = AssistanceQuerySet["Income"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="income_not_negative"),
            models.UniqueConstraint(
                fields=["member", "kind"], name="income_once_a_kind",
                violation_error_message=_("This kind of income is already there."),
            ),
        ]  # fmt: skip


class CostKind(models.TextChoices):
    MEDICAL = "medical", _("Medical treatment")
    EDUCATION = "education", _("Education, at the rates of public schools")
    REHABILITATION = "rehabilitation", _("Rehabilitation of a disability")
    DISASTER = "disaster", _("Disaster or accident")


class RigidCost(UnionOwned):
    """A documented cost the household could not avoid in the last twelve months (刚性支出).

    `sudden`: it came of a sudden event, an accident or a serious illness, and counts as loss too.
    """

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="costs")
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, null=True, blank=True, related_name="costs"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=CostKind.choices)
    spent = models.DecimalField(
        _("spent, yuan"), max_digits=14, decimal_places=2, validators=NOT_NEGATIVE
    )
    reimbursed = models.DecimalField(
        _("reimbursed, yuan"), max_digits=14, decimal_places=2, default=0, validators=NOT_NEGATIVE
    )
    sudden = models.BooleanField(_("sudden event or serious illness"), default=False)

    objects = AssistanceQuerySet["RigidCost"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(reimbursed__gte=0, spent__gte=F("reimbursed")),
                name="rigidcost_self_paid_not_negative",
                violation_error_message=_("More was reimbursed than was spent."),
            ),
        ]

    @property
    def self_paid(self) -> Decimal:
        return self.spent - self.reimbursed


class Exclusion(models.TextChoices):
    """What keeps a household off the register, as the published rules name it."""

    HOMES = "homes", _("Two homes or more")
    BUSINESS = "business", _("A shop, or a business with hired labour")
    SCHOOL = "school", _("A child in a high-fee private school, or abroad at own cost")
    VEHICLE = "vehicle", _("Regular use of a motor vehicle not needed for work")


class ExclusionAnswer(UnionOwned):
    """One line of the checklist: whether it applies, how that is known, and who set it aside."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="exclusions")
    exclusion = models.CharField(max_length=8, choices=Exclusion.choices)
    applies = models.BooleanField(_("applies"))
    evidence = models.CharField(_("how this is known"), max_length=200)
    set_aside_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    set_aside_why = models.CharField(_("why it is set aside"), max_length=200, blank=True)

    objects = AssistanceQuerySet["ExclusionAnswer"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "exclusion"], name="exclusionanswer_once"),
        ]

    @property
    def excludes(self) -> bool:
        return self.applies and self.set_aside_by_id is None


def sums_of(file: HouseholdFile) -> dict[str, Decimal | int]:
    """The five figures of the eligibility rule but the standard: yuan a year, and persons."""
    counted = file.members.filter(not_counted="")
    paid = Sum(F("spent") - F("reimbursed"))
    costs = file.costs.aggregate(
        all=paid, sudden=Sum(F("spent") - F("reimbursed"), filter=Q(sudden=True))
    )
    return {
        "income": file.incomes.filter(member__not_counted="").aggregate(s=Sum("amount"))["s"]
        or Decimal(0),
        "rigid_spending": costs["all"] or Decimal(0),
        "loss": costs["sudden"] or Decimal(0),
        "members": counted.count(),
    }

"""What proves a file: papers, consents, the means check, objections, and calls afterwards."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models.circumstances import HouseholdMember
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from unions.scoping import UnionOwned


class ProofKind(models.TextChoices):
    """The nine kinds of the published lists, and the two that only some applicants have."""

    APPLICATION = "application", _("Application and file form")
    IDENTITY = "identity", _("Identity cards and household register")
    INCOME = "income", _("Twelve months' wages or employer's certificate")
    BANK_CARD = "bank_card", _("Bank card in the applicant's own name")
    ALLOWANCE = "allowance", _("Subsistence allowance certificate")
    MEDICAL = "medical", _("Diagnosis and self-paid receipts")
    DISABILITY = "disability", _("Disability certificate")
    ACCIDENT = "accident", _("Accident or disaster certificate")
    SCHOOL = "school", _("School certificate and fee receipts")
    CONTRACT = "contract", _("Labour contract of a year or more")
    FAMILY = "family", _("Divorce or widowhood certificate")


class ProofQuerySet(AssistanceQuerySet["Proof"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=day))

    def expiring_by(self, day: date) -> Self:
        return self.filter(expires_on__lte=day)


class Proof(UnionOwned):
    """A paper of the file, scanned; its file is kept apart from other evidence."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="proofs")
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, null=True, blank=True, related_name="proofs"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ProofKind.choices)
    scan = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, related_name="+")
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None)
                | Q(expires_on=None)
                | Q(expires_on__gte=models.F("issued_on")),
                name="proof_ends_after_it_begins",
                violation_error_message=_("The paper would end before it begins."),
            ),
        ]


class ConsentKind(models.TextChoices):
    """What the Personal Information Protection Law asks for, each by itself."""

    NOTICE = "notice", _("Notice read: who collects what, for what, for how long (§17)")
    SENSITIVE = "sensitive", _("Separate consent to sensitive data (§28–30)")
    GUARDIAN = "guardian", _("Guardian's consent for a child under 14 (§31)")
    MEANS_CHECK = "means_check", _("Authorisation of the means check (§23)")


# Without these of the household nothing new is begun for it.
NEEDED = (ConsentKind.NOTICE.value, ConsentKind.SENSITIVE.value)


class ConsentQuerySet(AssistanceQuerySet["Consent"]):
    def taken_back(self) -> Self:
        """What was withdrawn of the needed kinds and not given anew since."""
        anew = Consent._base_manager.filter(
            file=models.OuterRef("file"), kind=models.OuterRef("kind"), withdrawn_at=None
        )
        gone = self.filter(kind__in=NEEDED, withdrawn_at__isnull=False)
        return gone.exclude(models.Exists(anew))


class Consent(UnionOwned):
    """A person's yes to one wording, for one purpose; withdrawn, it stays on record."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="consents")
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, null=True, blank=True, related_name="consents"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ConsentKind.choices)
    wording = models.CharField(_("version of the wording"), max_length=20)
    given_by = models.CharField(_("given by"), max_length=40)
    given_at = models.DateTimeField(_("given at"))
    address = models.GenericIPAddressField(null=True, blank=True)  # of a consent given online
    scan = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()


class CheckResult(models.TextChoices):
    AGREES = "agrees", _("Agrees with the file")
    DIFFERS = "differs", _("Differs")
    NO_ANSWER = "no_answer", _("No answer")


class MeansCheck(UnionOwned):
    """A question to civil affairs about the household's means, and the answer (家庭经济状况核对).

    It hands personal data to another authority: receiver, purpose and kinds are on record (§23).
    """

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="means_checks")
    receiver = models.CharField(_("asked of"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=120)
    data_kinds = models.CharField(_("kinds of data handed over"), max_length=200)
    sent_on = models.DateField(_("sent on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=CheckResult.choices, blank=True)
    finding = models.CharField(_("finding"), max_length=400, blank=True)

    objects = AssistanceQuerySet["MeansCheck"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, result="")
                | Q(answered_on__gte=models.F("sent_on")) & ~Q(result=""),
                name="meanscheck_answered_with_a_result",
            ),
        ]


class CallBack(UnionOwned):
    """A call to make after an exit or a payment (回访), and what was heard."""

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="call_backs")
    about = models.CharField(max_length=80)
    due_on = models.DateField(_("due on"))
    made_on = models.DateField(_("made on"), null=True, blank=True)
    made_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    finding = models.CharField(_("what was heard"), max_length=400, blank=True)
    in_hardship_again = models.BooleanField(_("in hardship again"), default=False)

    objects = AssistanceQuerySet["CallBack"].as_manager()

    class Meta(UnionOwned.Meta):
        # The two lists, each by its day.
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(
                fields=["federation", "due_on", "id"],
                name="callback_open",
                condition=Q(made_on=None),
            ),
            models.Index(
                fields=["federation", "due_on", "id"],
                name="callback_made",
                condition=Q(made_on__isnull=False),
            ),
        ]

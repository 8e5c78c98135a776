from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assistance.models.household import HouseholdFile, Reason
from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.models.station import Station
from assistance.workflows.application import ApplicationStage
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_all, mask_phone
from unions.models import Lifecycle


class HelpKind(models.TextChoices):
    LIVING = "living", _("Living costs")
    MEDICAL = "medical", _("Medical costs")
    SCHOOL = "school", _("Children's schooling")
    WORK = "work", _("Work or training")
    LEGAL = "legal", _("Wages, contract or other legal matter")
    TALK = "talk", _("Somebody to talk to")


class PublicApplication(SealedRow, Lifecycle):
    """What a worker without an account wrote on the public page of a help station.

    The receipt number is shown once and kept only as a digest: nobody reads it here.
    """

    stage = models.CharField(
        _("stage"), max_length=12, choices=ApplicationStage.choices,
        default=ApplicationStage.RECEIVED,
    )  # fmt: skip
    station = models.ForeignKey(Station, models.PROTECT, related_name="applications")
    receipt_sm3 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    phone = SealedField(_("mobile number"), mask=mask_phone)
    phone_index = BlindIndex("phone", purpose="phone")
    workplace = models.CharField(_("unit"), max_length=80, blank=True)
    reason = models.CharField(_("main reason"), max_length=16, choices=Reason.choices)
    wanted = ArrayField(
        models.CharField(max_length=8, choices=HelpKind.choices), verbose_name=_("help wanted")
    )
    words = SealedField(_("in the applicant's words"), mask=mask_all, blank=True)
    # To what the person said yes, when and from where (PIPL §14, 17, 29)
    notice = models.CharField(_("version of the notice"), max_length=20)
    agreed_at = models.DateTimeField(_("agreed at"))
    address = models.GenericIPAddressField(null=True)
    answer = models.CharField(_("answer to the applicant"), max_length=400, blank=True)
    file = models.ForeignKey(
        HouseholdFile, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    blanked_at = models.DateTimeField(null=True, editable=False)

    objects = AssistanceLifecycleQuerySet["PublicApplication"].as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "phone_index"], name="application_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=ApplicationStage.values), name="application_stage"
            ),
            models.CheckConstraint(
                condition=~Q(stage=ApplicationStage.TAKEN_UP) | Q(file__isnull=False),
                name="application_taken_up_in_a_file",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Application %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("assistance:help-detail", args=[self.pk])

    @property
    def wanted_labels(self) -> list[str]:
        return [str(HelpKind(kind).label) for kind in self.wanted]

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.columns import yuan


class Certified(models.Model):
    """A value in yuan, which nobody claims without the finance department's signed certificate."""

    yuan = yuan(_("value created, yuan"), null=True, blank=True)
    certificate = models.ForeignKey(
        "evidence.EvidenceFile", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("finance certificate"),
    )  # fmt: skip
    certified_by = models.CharField(_("signed by, of finance"), max_length=40, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)

    class Meta:
        abstract = True


def certified_check() -> models.CheckConstraint:
    """The condition on every table that carries such a value."""
    signed = Q(certificate__isnull=False, certified_on__isnull=False, yuan__gte=0)
    return models.CheckConstraint(
        condition=Q(yuan=None) | signed & ~Q(certified_by=""),
        name="%(class)s_value_certified",
        violation_error_message=_("A value needs its signed finance certificate."),
    )

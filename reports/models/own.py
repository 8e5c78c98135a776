from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions.scoping import ScopedQuerySet, UnionOwned


class Layout(models.TextChoices):
    """What stands in the columns, beside the places in the rows."""

    YEARS = "years", _("A table for each figure, the years side by side")
    FIGURES = "figures", _("A table for each year, the figures side by side")


class OwnReport(UnionOwned):
    """A report an officer has put together: which figures, of which unions, in which years."""

    officer = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    indicators = models.JSONField(_("figures"), default=list)  # codes, in their order
    unions = models.JSONField(_("unions"), default=list)  # ids
    employers = models.JSONField(_("employers"), default=list, blank=True)  # ids, in their order
    years = models.JSONField(_("years"), default=list)
    layout = models.CharField(
        _("layout"), max_length=8, choices=Layout.choices, default=Layout.YEARS
    )
    touched_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet["OwnReport"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(layout__in=Layout.values), name="ownreport_layout"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:own-detail", args=[self.pk])

from __future__ import annotations

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models.scope import AssistanceQuerySet
from unions.scoping import UnionOwned


def new_token() -> str:
    return secrets.token_urlsafe(12)


class Station(UnionOwned):
    """A help station (帮扶站) of a township or county, and the address its poster shows."""

    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    place = models.CharField(_("place"), max_length=80)
    telephone = models.CharField(_("office telephone"), max_length=20, blank=True)
    hours = models.CharField(_("opening hours"), max_length=60, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceQuerySet["Station"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["federation", "union"], name="station_one_a_union"),
        ]

    def __str__(self) -> str:
        return self.union.name

    def get_absolute_url(self) -> str:
        return reverse("assistance:station-detail", args=[self.pk])

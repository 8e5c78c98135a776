"""What the services beside the money have in common: a person, a phone, a number, a clock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_phone
from unions.models import Lifecycle
from unions.workflow import Words


class ServiceCase(SealedRow, Lifecycle):
    """A matter someone brought. `str()` is its number: names stand only in its own pages.

    `numbered` is the pattern of that number, as in "Legal aid %(number)06d".
    """

    numbered: ClassVar[Words]

    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    phone = SealedField(_("phone number"), mask=mask_phone, blank=True)
    phone_index = BlindIndex("phone", purpose="phone")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Lifecycle.Meta):
        abstract = True
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="%(class)s_waiting"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return str(self.numbered) % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

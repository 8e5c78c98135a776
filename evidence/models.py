"""Files that prove something: photos and papers, stored once, checked by content."""

from __future__ import annotations

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions.models import Officer
from unions.scoping import ScopedQuerySet, UnionOwned


def random_name(file: EvidenceFile, original: str) -> str:
    """A name nobody can guess, in a folder of the federation; nothing of the uploader's name."""
    return f"evidence/{file.federation_id}/{secrets.token_hex(16)}{file.extension}"


class EvidenceFileQuerySet(ScopedQuerySet["EvidenceFile"]):
    def visible_to(self, officer: Officer) -> Self:
        """The branch's files; a sealed one only for who sent it, a confidential one for nobody.

        That one is reached through the record it proves, by those who may see the record.
        """
        found = super().visible_to(officer).filter(confidential=False)
        return found.filter(Q(sealed=False) | Q(uploaded_by=officer))


class EvidenceFile(UnionOwned):
    """One file, re-encoded if it is a picture, as it was kept on the day of its upload."""

    name = models.CharField(_("name"), max_length=120)
    media_type = models.CharField(max_length=40)
    extension = models.CharField(max_length=6)
    size = models.PositiveIntegerField(_("size"))  # bytes, as kept
    sm3 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_name, max_length=160)
    uploaded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    # Part of something blind, such as a panel's scoring, until that is over.
    sealed = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        pass

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evidence:file-detail", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

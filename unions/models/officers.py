from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from kernel.days import today
from unions.models.tree import DatedQuerySet
from unions.offices import Level, Role
from unions.scoping import UnionOwned

if TYPE_CHECKING:
    from django.forms import BaseForm

    from unions.scoping import Placed


class User(AbstractUser):  # type: ignore[django-manager-missing] # knox's, untyped
    """A person who signs in; what they may do comes from their posts."""

    display_name = models.CharField(_("name"), max_length=40)

    def __str__(self) -> str:
        return self.display_name or self.username


class OfficerQuerySet(DatedQuerySet["Officer"]):
    def in_office(self) -> Self:
        return self.current()

    def complete(self) -> Self:
        return self.select_related("user", "union", "federation")


class Officer(UnionOwned):
    """A post: one person in one role at one union, from a day to a day (not included)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    valid_from = models.DateField(default=today)
    valid_to = models.DateField(null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "user", "union", "role"],
                condition=Q(valid_to=None),
                name="officer_one_open_post",
                violation_error_message=_("This person already holds this post."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="officer_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user.display_name} · {self.title}"

    @cached_property
    def sent(self) -> list[BaseForm]:
        """The forms filled in by the request that asks: a refusal gives back what was typed."""
        return []

    @property
    def title(self) -> str:
        return f"{self.union.name} · {self.get_role_display()}"

    @property
    def level(self) -> Level:
        return Level(self.union.level)

    @property
    def place_id(self) -> int:
        """What the place column of the officer's level must equal."""
        return self.federation_id if self.level == Level.FEDERATION else self.union_id

    @cached_property
    def holds_grants(self) -> bool:
        from unions.models.grants import Grant

        return Grant.objects.live().filter(officer=self).exists()

    def oversees(self, row: Placed) -> bool:
        """Whether the row lies in this officer's branch."""
        column = f"{self.level}_id"
        return bool(getattr(row, column, None) == self.place_id)


class PostToken(AbstractAuthToken):  # type: ignore[misc] # knox has no types
    """A key to the API for one post; it expires, and only its digest is kept.

    Read before any federation is open, so it names the federation and is itself no tenant row.
    """

    federation = models.ForeignKey("unions.Federation", models.CASCADE, related_name="+")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    label = models.CharField(_("label"), max_length=60, blank=True)

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionAbstract

from kernel.days import today
from unions.models.officers import Officer
from unions.scoping import ScopedQuerySet, UnionOwned


class GrantQuerySet(ScopedQuerySet["Grant"]):
    def live(self) -> Self:
        return self.filter(until__gte=today())


class Grant(UserObjectPermissionAbstract, UnionOwned):
    """A django-guardian permission on one object, for one post, until a day (included).

    The row belongs to the owner of the object: it is the owner's branch that opens a door.
    """

    id = models.BigAutoField(primary_key=True)
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="grants")
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)

    objects = GrantQuerySet.as_manager()  # type: ignore[misc,assignment] # guardian has its own

    class Meta(UserObjectPermissionAbstract.Meta, UnionOwned.Meta):
        abstract = False
        unique_together = [("officer", "permission", "object_pk")]
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["officer", "content_type", "object_pk"], name="grant_door"),
        ]

"""Tenancy, said once: a row belongs to a union, an officer sees the branch below their post."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from kernel.days import today

if TYPE_CHECKING:
    from unions.models import Officer, Union

M = TypeVar("M", bound=models.Model, covariant=True)
MOST_WORDS = 8  # of a search; a pasted page of text is no search


class ScopedQuerySet(models.QuerySet[M]):
    """The only roads to a tenant row: the officer who asks, or a reason to ask for nobody."""

    def visible_to(self, officer: Officer) -> Self:
        """Rows of the officer's union and of every union below it, and rows granted to them."""
        branch = self.branch_of(officer)
        if officer.holds_grants:
            granted = live_grants(officer, self.model)
            branch |= Q(Exists(granted.filter(object_pk=Cast(OuterRef("pk"), models.CharField()))))
        return self.filter(branch)

    def branch_of(self, officer: Officer) -> Q:
        # One indexed equality on the column of the officer's level.
        return Q(**{f"{officer.level}_id": officer.place_id})

    def named(self, words: str) -> Self:
        """Rows whose name, or its pinyin, holds each of the words."""
        return self.filter(each_word_in(words, "name", "pinyin"))

    def unscoped(self, reason: str) -> Self:
        """Every row of the open federation, for code that acts for no officer.

        `reason` is for the reviewer.
        """
        return self.all()


class SharedQuerySet(ScopedQuerySet[M]):
    """Rows the root keeps for all: standards, figures. Everyone in the federation reads them."""

    def branch_of(self, officer: Officer) -> Q:
        return Q(federation_id=officer.federation_id)


def each_word_in(words: str, *columns: str) -> Q:
    """Each of the words stands in one of the columns, in whatever case."""
    match = Q()
    for word in words.split()[:MOST_WORDS]:
        match &= reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
    return match


def of_unions_above(officer: Officer) -> Q:
    """Rows of the officer's own township and county, and of the root."""
    above = Q(county=None) | Q(union_id__in=[officer.county_id, officer.township_id])
    return Q(federation_id=officer.federation_id) & above


def live_grants(officer: Officer, model: type[models.Model]) -> models.QuerySet[Any]:
    """The officer's grants on rows of `model` that have not ended; `object_pk` names the row."""
    from unions.models import Grant

    return Grant.objects.filter(
        officer=officer,
        content_type=ContentType.objects.get_for_model(model),
        until__gte=today(),
    )


class Placed(models.Model):
    """Places by level, denormalised so that a scope is one equality.

    `append_only`: rows are added and read, and by nobody changed. `kept_by_database`: rows are
    added, and after that changed by the database's own functions alone.
    """

    append_only: ClassVar[bool] = False
    kept_by_database: ClassVar[bool] = False

    federation = models.ForeignKey(
        "unions.Federation", models.PROTECT, db_index=False, related_name="+"
    )
    county = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    township = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["federation", "-id"], name="%(class)s_federation"),
            models.Index(fields=["county", "-id"], name="%(class)s_county"),
            models.Index(fields=["township", "-id"], name="%(class)s_township"),
        ]

    @property
    def place_name(self) -> str:
        """The township, or else the county; a county that is the root has none above its rows."""
        place: Union | None = self.township or self.county
        return place.short_name if place else ""


class UnionOwned(Placed):
    """A row of a tenant: its owner and the owner's places.

    The places are written by a trigger (unions/rowsecurity.py); `owned_by` gives Python the same.
    """

    union = models.ForeignKey("unions.Union", models.PROTECT, related_name="+")

    class Meta(Placed.Meta):
        abstract = True


def owned_by(union: Union) -> dict[str, Any]:
    """The four owner columns of a row that belongs to `union`, for `create(**owned_by(union))`."""
    return {
        "federation_id": union.federation_id,
        "county_id": union.county_id,
        "township_id": union.township_id,
        "union": union,
    }


def same_owner(row: UnionOwned) -> dict[str, Any]:
    """The four owner columns of a child of `row`."""
    return {
        "federation_id": row.federation_id,
        "county_id": row.county_id,
        "township_id": row.township_id,
        "union_id": row.union_id,
    }


def tenant_models() -> list[type[Placed]]:
    """Every table whose rows belong to one federation, from the model registry."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, Placed)]

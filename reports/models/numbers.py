"""Numbers of official documents (发文字号): without a gap, per federation, mark (代字) and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.refusals import Refused
from unions.scoping import Placed, ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from reports.models.dispatches import Dispatch
    from reports.models.documents import Document
    from unions.models import Officer

MARK = r"^[一-龥]{1,8}$"


def official_number(mark: str, year: int | None, serial: int | None) -> str:
    """锦工发〔2026〕5号: hexagonal brackets, no leading zero (GB/T 9704-2012, 7.2.5)."""
    return f"{mark}〔{year}〕{serial}号" if serial else ""


class NumberRegister(Placed):
    """The last number given out under one mark in one year."""

    mark = models.CharField(max_length=8, validators=[RegexValidator(MARK)])
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet["NumberRegister"].as_manager()

    class Meta(Placed.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "mark", "year"], name="numberregister_once"
            ),
            models.CheckConstraint(
                condition=Q(mark__regex=MARK, year__range=(1900, 2099)), name="numberregister_form"
            ),
        ]


class GivenNumberQuerySet(ScopedQuerySet["GivenNumber"]):
    def in_order(self) -> Self:
        return self.order_by("mark", "-year", "-serial")


class GivenNumber(UnionOwned):
    """A number that was given, and what bears it. It is never taken back, only declared void.

    The database gives numbers in turn and refuses what would leave a gap (reports/numbers.sql).
    """

    mark = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    title = models.CharField(gettext_lazy("title"), max_length=160)
    document = models.OneToOneField(
        "reports.Document", models.PROTECT, null=True, blank=True, related_name="given"
    )
    dispatch = models.OneToOneField(
        "reports.Dispatch", models.PROTECT, null=True, blank=True, related_name="given"
    )
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True)

    objects = GivenNumberQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["union", "-id"], name="givennumber_union"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "mark", "year", "serial"], name="givennumber_once"
            ),
            models.CheckConstraint(
                condition=Q(mark__regex=MARK, year__range=(1900, 2099), serial__gte=1),
                name="givennumber_form",
            ),
            models.CheckConstraint(
                condition=Q(document=None) ^ Q(dispatch=None), name="givennumber_one_bearer"
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="givennumber_void_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return official_number(self.mark, self.year, self.serial)

    def get_absolute_url(self) -> str:
        bearer: Document | Dispatch | None = self.dispatch or self.document
        return bearer.get_absolute_url() if bearer else ""

    def void(self, reason: str, *, by: Officer | None) -> None:
        """Raises Refused, and changes nothing, for a number that is void already."""
        own = GivenNumber.objects.unscoped("the caller found what bears it").filter(pk=self.pk)
        now = timezone.now()
        if not own.filter(voided_at=None).update(voided_at=now, voided_by=by, void_reason=reason):
            raise Refused(_("This number was declared void before."))


def give_number(
    bearer: Document | Dispatch, mark: str, year: int, *, by: Officer | None
) -> GivenNumber:
    """The next number. The register stays locked until the caller's transaction ends: a number is
    kept together with what bears it, or not at all."""
    registers = NumberRegister.objects.unscoped("a number is the portal's to give")
    register, _new = registers.get_or_create(
        federation_id=bearer.federation_id, mark=mark, year=year
    )
    own = registers.filter(pk=register.pk)
    own.update(last=F("last") + 1)
    given = GivenNumber(
        mark=mark, year=year, serial=own.values_list("last", flat=True).get(), given_by=by,
        title=bearer.title, union_id=bearer.union_id, federation_id=bearer.federation_id,
        county_id=bearer.county_id, township_id=bearer.township_id,
        **{bearer._meta.model_name or "": bearer},
    )  # fmt: skip
    given.save(force_insert=True)
    return given

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models.venue import Venue
from kernel.days import today
from unions.models import Union
from unions.scoping import ScopedQuerySet, UnionOwned


class BookRotationQuerySet(ScopedQuerySet["BookRotation"]):
    def out(self) -> Self:
        return self.filter(returned_on=None)

    def overdue(self) -> Self:
        return self.out().filter(due_on__lt=today())


class BookRotation(UnionOwned):
    """Books lent to a venue for some months, by another venue or by a library outside.

    It belongs to the union of the venue that has them; `lent_by` is the union that sent them.
    """

    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="rotations", verbose_name=_("lent to")
    )
    lender = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="lendings",
        verbose_name=_("lent by a venue"),
    )  # fmt: skip
    library = models.CharField(_("or by a library"), max_length=60, blank=True)
    lent_by = models.ForeignKey(Union, models.PROTECT, related_name="+")
    came_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="went_to"
    )
    books = models.PositiveIntegerField(_("number of books"))
    lent_on = models.DateField(pgettext_lazy("books", "lent on"), default=today)
    due_on = models.DateField(_("due back on"))
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    missing = models.PositiveIntegerField(_("books missing"), default=0)

    objects = BookRotationQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(
                fields=["federation", "due_on"], condition=Q(returned_on=None),
                name="bookrotation_out",
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(books__gt=0, missing__lte=F("books")), name="bookrotation_books"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("lent_on"))
                & (Q(returned_on=None) | Q(returned_on__gte=F("lent_on"))),
                name="bookrotation_days_in_order",
                violation_error_message=_("Books come back after they were lent."),
            ),
            models.CheckConstraint(
                condition=Q(lender__isnull=False, library="")
                | Q(lender__isnull=True) & ~Q(library=""),
                name="bookrotation_one_lender",
                violation_error_message=_("Either a venue lends them or a library."),
            ),
            models.CheckConstraint(
                condition=Q(lender__isnull=True) | ~Q(lender=F("venue")),
                name="bookrotation_to_another",
                violation_error_message=_("A venue lends nothing to itself."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(n)d books for %(venue)s") % {"n": self.books, "venue": self.venue}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:venue-detail", args=[self.venue_id])

    @property
    def from_whom(self) -> str:
        return self.lender.name if self.lender else self.library

    @property
    def is_overdue(self) -> bool:
        return self.returned_on is None and self.due_on < today()

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bargaining.models.round import Round, Side
from kernel.workdays import add_days_rolling
from unions.parameters import parameter
from unions.scoping import ScopedQuerySet, UnionOwned


class DelegateQuerySet(ScopedQuerySet["Delegate"]):
    def seated(self) -> Self:
        return self.filter(left_on=None)


class Delegate(UnionOwned):
    """A person who bargains for one side of a round, until they leave it.

    `is_head`: chairs the union, or is the employer's legal representative. Whoever else leads a
    side does so by their written `mandate`.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="delegates")
    side = models.CharField(_("side"), max_length=8, choices=Side.choices)
    name = models.CharField(_("delegate's name"), max_length=40)
    post = models.CharField(_("post or work"), max_length=60)
    is_chief = models.BooleanField(_("chief delegate"), default=False)
    is_head = models.BooleanField(_("union chair, or legal representative"), default=False)
    mandate = models.CharField(
        _("written mandate"), max_length=60, blank=True,
        help_text=_("Its number, where another than the chair or legal representative leads."),
    )  # fmt: skip
    is_external = models.BooleanField(_("external expert"), default=False)
    is_front_line = models.BooleanField(_("front-line worker"), default=False)
    is_woman = models.BooleanField(_("woman"), default=False)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_why = models.CharField(_("why they left"), max_length=120, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = DelegateQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                condition=Q(left_on=None),
                name="delegate_on_one_side",
                violation_error_message=_(
                    "This person already is a delegate of this round, on one side or the other. "
                    "Tell two people of one name apart by their work."
                ),
            ),
            models.UniqueConstraint(
                fields=["round", "side"],
                condition=Q(left_on=None, is_chief=True),
                name="delegate_one_chief_a_side",
                violation_error_message=_("This side already has its chief delegate."),
            ),
            models.CheckConstraint(
                condition=Q(is_chief=False) | Q(is_external=False),
                name="delegate_chief_is_of_the_house",
                violation_error_message=_("An external expert cannot lead a side."),
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="delegate_side"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def leads_rightly(self) -> bool:
        return self.is_head or bool(self.mandate.strip())

    def fill_by(self) -> date | None:
        """The last day to fill the place, once it is vacant."""
        if self.left_on is None:
            return None
        return add_days_rolling(self.left_on, int(parameter("bargaining.vacancy_days")))

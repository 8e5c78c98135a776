"""What a campaign asks: versions of a form, each of fields of a few kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.scoping import ScopedQuerySet, UnionOwned, of_unions_above

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from unions.models import Officer


class FieldKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("field", "Text")
    LONG = "long", _("Long text")
    WHOLE = "whole", _("Whole number")
    DECIMAL = "decimal", _("Decimal number")
    YUAN = "yuan", pgettext_lazy("field", "Yuan")
    PERCENT = "percent", _("Percentage")
    DATE = "date", pgettext_lazy("field", "Date")
    YESNO = "yesno", _("Yes or no")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Several of several")
    FILE = "file", pgettext_lazy("field", "File")


class Summing(models.TextChoices):
    """How the answers of all units become one."""

    NONE = "", _("not summed up")
    SUM = "sum", pgettext_lazy("summing", "Sum")
    AVERAGE = "average", _("Average")
    YES = "yes", _("Count of yes")
    TALLY = "tally", _("Count of each choice")
    LIST = "list", _("List of the answers")


class Prefill(models.TextChoices):
    """What the portal already knows of a unit; an indicator is named "indicator:<code>"."""

    NONE = "", _("nothing")
    NAME = "name", _("Name of the unit")
    USCC = "uscc", _("Social credit code")
    HEADCOUNT = "headcount", _("Headcount")
    OWNERSHIP = "ownership", _("Ownership")
    INDUSTRY = "industry", _("Industry section")
    TOWNSHIP = "township", _("Township")
    LAST = "last", _("Last year's answer")


INDICATOR = "indicator:"

NUMBERS = (FieldKind.WHOLE, FieldKind.DECIMAL, FieldKind.YUAN, FieldKind.PERCENT)
WORDS = (FieldKind.TEXT, FieldKind.LONG)
PICKS = (FieldKind.CHOICE, FieldKind.CHOICES)

# How each kind may be summed up; a percentage of units of different size has no sum.
SUMMINGS: dict[str, tuple[Summing, ...]] = {
    **dict.fromkeys(WORDS, (Summing.NONE, Summing.LIST)),
    **dict.fromkeys(NUMBERS, (Summing.SUM, Summing.AVERAGE, Summing.NONE)),
    FieldKind.PERCENT: (Summing.AVERAGE, Summing.NONE),
    FieldKind.DATE: (Summing.NONE, Summing.LIST),
    FieldKind.YESNO: (Summing.YES, Summing.NONE),
    **dict.fromkeys(PICKS, (Summing.TALLY, Summing.LIST, Summing.NONE)),
    FieldKind.FILE: (Summing.NONE,),
}

# What each of the portal's facts can fill.
FILLS: dict[str, tuple[FieldKind, ...]] = {
    Prefill.NAME: WORDS,
    Prefill.USCC: WORDS,
    Prefill.HEADCOUNT: (FieldKind.WHOLE, FieldKind.DECIMAL),
    Prefill.OWNERSHIP: WORDS,
    Prefill.INDUSTRY: WORDS,
    Prefill.TOWNSHIP: WORDS,
    Prefill.LAST: tuple(kind for kind in FieldKind if kind != FieldKind.FILE),
}


class FormVersionQuerySet(ScopedQuerySet["FormVersion"]):
    def branch_of(self, officer: Officer) -> Q:
        """One's own and those below; what a union above asks by, once it is in force."""
        asked_by = of_unions_above(officer) & Q(in_force_on__isnull=False)
        return super().branch_of(officer) | asked_by


class FormVersion(UnionOwned):
    """One wording of a campaign's form; it is written until it is put in force.

    A part answers the version it was asked by, and keeps it once it is reported.
    """

    campaign = models.ForeignKey("campaigns.Campaign", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    in_force_on = models.DateField(_("in force from"), null=True, blank=True)
    why = models.CharField(_("what changed"), max_length=200, blank=True)

    objects = FormVersionQuerySet.as_manager()

    fields: RelatedManager[FormField]

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="formversion_once_in_a_campaign"
            ),
            # Two people who begin a new wording at once would part ways.
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(in_force_on=None),
                name="formversion_one_being_written",
                violation_error_message=_("A new version is being written already."),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether its fields may still be changed."""
        return self.in_force_on is None


class FormField(UnionOwned):
    """One question. `code` is what an answer is kept under, this year and next."""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("question"), max_length=120)
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=8, choices=FieldKind.choices)
    unit = models.CharField(_("unit of measure"), max_length=12, blank=True)
    help = models.CharField(_("explanation"), max_length=200, blank=True)
    required = models.BooleanField(_("must be answered"), default=True)
    choices = ArrayField(
        models.CharField(max_length=60), verbose_name=_("choices"), default=list, blank=True
    )
    least = models.DecimalField(
        _("at least"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    most = models.DecimalField(_("at most"), max_digits=14, decimal_places=2, null=True, blank=True)
    prefill = models.CharField(_("filled in with"), max_length=60, blank=True)
    total = models.CharField(
        _("summed up as"), max_length=8, choices=Summing.choices, blank=True, default=Summing.NONE
    )

    objects = ScopedQuerySet["FormField"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"],
                name="formfield_code_once",
                violation_error_message=_("Another field of this form has this code."),
            ),
            models.CheckConstraint(condition=Q(kind__in=FieldKind.values), name="formfield_kind"),
            models.CheckConstraint(condition=Q(total__in=Summing.values), name="formfield_total"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def spec(self) -> dict[str, Any]:
        """The question without its place in a form, as a programme keeps it."""
        return {
            "code": self.code,
            "label": self.label,
            "kind": self.kind,
            "unit": self.unit,
            "help": self.help,
            "required": self.required,
            "choices": list(self.choices),
            "least": None if self.least is None else str(self.least),
            "most": None if self.most is None else str(self.most),
            "prefill": self.prefill,
            "total": self.total,
        }

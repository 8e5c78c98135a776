"""Fields that several forms of campaigns ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.days import today
from unions.casework.workbooks import WorkbookForm
from unions.models import Employer, Officer

FIRST_YEAR, LAST_YEAR = 2000, 2100


def employer_text(label: Any = "", **options: Any) -> forms.CharField:
    """To be cleaned by `employer_called`."""
    help_text = _("Name or credit code of an employer on the roll.")
    label = label or _("Employer")
    return forms.CharField(label=label, max_length=80, help_text=help_text, **options)


def employer_called(text: str, officer: Officer) -> Employer | None:
    """The employer of the officer's branch with that name or credit code; None for no text.

    Raises ValidationError for a text that names none.
    """
    if not text:
        return None
    called = Q(name=text) | Q(uscc=text.upper())
    found = Employer.objects.visible_to(officer).filter(called).select_related("union").first()
    if found is None:
        raise ValidationError(gettext("No employer of your branch has this name or code."))
    return found


def year_field(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, **options)


class YearWorkbookForm(WorkbookForm):
    year = year_field(initial=lambda: today().year)

    field_order = ("year", "workbook")

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.days import today
from reports.models import RELIEF, YEARLY
from unions.forms import OfficerForm
from unions.models import Union
from unions.offices import Level


class ReportForm(OfficerForm):
    """Which report, of which year, for whom."""

    kind = forms.ChoiceField(
        label=_("Report"), choices=[(kind.value, kind.label) for kind in (*YEARLY, *RELIEF)]
    )
    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=9999)
    union = forms.ModelChoiceField(
        Union.objects.unscoped("narrowed by OfficerForm")
        .filter(level__in=[Level.FEDERATION, Level.COUNTY], closed_on=None)
        .order_by("-parent", "code", "pk"),
        label=_("For"),
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year
        self.fields["union"].initial = self.officer.union_id

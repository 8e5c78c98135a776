from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.casework import PersonForm
from assistance.models import Appointment, CounselSlot
from assistance.offices import READERS
from kernel.days import today
from unions.casework.forms import CaseForm
from unions.forms import OfficerForm

STEP_FIELDS: dict[str, tuple[str, ...]] = {}


class SlotForm(CaseForm):
    """An hour to offer."""

    class Meta:
        model = CounselSlot
        fields = ("counsellor", "day", "begins", "minutes", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["counsellor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a reference
        roles = {(office.level.value, office.role.value) for office in READERS}
        people = field.queryset.in_office().complete()  # type: ignore[union-attr]
        field.queryset = people.filter(
            union__level__in={level for level, _role in roles},
            role__in={role for _level, role in roles},
        ).order_by("pk")
        self.fields["begins"].widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < today():
            raise forms.ValidationError(_("This day is past."))
        return day


class AppointmentForm(PersonForm):
    """A booking: an hour that is free, and who comes."""

    client = forms.CharField(label=_("Who comes"), max_length=40)
    problem = forms.CharField(
        label=_("What about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sealed at once: only the counsellor and the head of the centre open it."),
    )

    class Meta:
        model = Appointment
        fields = ("slot", "client", "phone", "problem")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a reference
        field.queryset = (
            field.queryset.free_from(today()).select_related("counsellor__user")  # type: ignore[union-attr]
        )


class NotesForm(OfficerForm):
    """What the counsellor writes down; it replaces what stood there."""

    notes = forms.CharField(
        label=_("Notes"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )

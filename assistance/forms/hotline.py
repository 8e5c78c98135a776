from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import HotlineTicket, HouseholdFile
from assistance.workflows.hotline import HotlineStep
from kernel.identifiers import clean_citizen_id, clean_telephone
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm
from unions.offices import Level

STEP_FIELDS = {
    HotlineStep.DISPATCH.value: ("handler",),
    HotlineStep.REASSIGN.value: ("handler",),
    HotlineStep.ANSWER.value: ("outcome", "recovered", "persons"),
    HotlineStep.CALL_BACK.value: ("satisfaction",),
    HotlineStep.CHECK.value: ("quality",),
}
MAY_STAY_EMPTY = ("recovered", "persons")


class HotlineFilter(CaseFilter):
    """The filters of the calls; `waiting` are those past the day promised."""

    waiting = forms.BooleanField(label=_("Past the day promised"), required=False)

    def narrow(self, cases: Any) -> Any:
        cases = super().narrow(cases)
        return cases.past_promise() if self.cleaned_data.get("waiting") else cases


class CallForm(CaseForm):
    """A call as it is taken down, with one hand, while it lasts."""

    phone = forms.CharField(
        label=_("Phone number"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    class Meta:
        model = HotlineTicket
        fields = (
            "channel", "anonymous", "name", "phone", "workplace", "matter", "difficulty", "request",
        )  # fmt: skip
        widgets = {
            "channel": forms.RadioSelect,
            "matter": forms.RadioSelect,
            "difficulty": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("channel", "matter"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a column with choices
            column: Any = HotlineTicket._meta.get_field(name)
            field.choices = list(column.choices or [])  # none is blank: one is always chosen
        self.initial.setdefault("channel", "phone")

    def clean_phone(self) -> str:
        text = self.cleaned_data.get("phone") or ""
        return clean_telephone(text) if text else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("anonymous") and not cleaned.get("name"):
            self.add_error("name", _("Ask the name, or mark the call as anonymous."))
        return cleaned


def only_places(form: Any) -> None:
    """A call is dispatched to a township, a county or the root: basic unions get it from there."""
    field = form.fields.get("handler")
    if field is not None:
        field.queryset = field.queryset.open().exclude(level=Level.BASE).order_by("level", "pk")


class FileFromCallForm(OfficerForm):
    """What a hardship file needs beyond the caller's name and number."""

    id_number = forms.CharField(label=_("Identity number"), max_length=30)
    worker_kind = forms.ChoiceField(
        label=_("Worker"), choices=HouseholdFile._meta.get_field("worker_kind").choices or []
    )
    workplace = forms.CharField(label=_("Unit"), max_length=80)
    main_reason = forms.ChoiceField(
        label=_("Main reason"), choices=HouseholdFile._meta.get_field("main_reason").choices or []
    )

    def clean_id_number(self) -> str:
        return clean_citizen_id(self.cleaned_data["id_number"])


class MonthForm(OfficerForm):
    """The month of the hotline's figures."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12, required=False)

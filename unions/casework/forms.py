"""Forms every matter has: the filters of its list, what it is opened with, a step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _

from unions.forms import DateInput, OfficerForm, OfficerModelForm

LARGEST_NUMBER = 10**15


class CaseFilter(OfficerForm):
    """The filters of a list; every field may be left out. `exact` names further columns."""

    q = forms.CharField(label=_("Person's name or pinyin"), max_length=40, required=False)
    late = forms.BooleanField(label=_("Late only"), required=False)

    def __init__(
        self, *args: Any, model: type[Any], exact: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exact = ("stage", *exact)
        for name in self.exact:
            column = model._meta.get_field(name)
            self.fields[name] = forms.ChoiceField(
                label=column.verbose_name,
                choices=[("", _("All")), *(column.choices or [])],
                required=False,
            )
        if not any(field.name == "pinyin" for field in model._meta.get_fields()):
            del self.fields["q"]
        self.order_fields(["q", *self.exact, "late"])

    def narrow(self, cases: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        cases = cases.filter(**{name: wanted[name] for name in self.exact if wanted.get(name)})
        if wanted.get("q"):
            cases = cases.named(wanted["q"])
        return cases.late() if wanted.get("late") else cases


class CaseForm(OfficerModelForm):
    """What a case is opened with, or a step writes down. Days get the browser's calendar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DateInput()
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4

    @property
    def said(self) -> dict[str, Any]:
        """What was entered, for the columns of the model."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class StepForm(CaseForm):
    """A step: what it writes down, why, and the count of moves the page showed."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why: the person who must act will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, needs_note: bool, optional: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.moves
        for name in self._meta.fields or ():
            if name in self.fields:
                self.fields[name].required = name not in optional
        if needs_note:
            self.order_fields([*(self._meta.fields or ()), "note", "seen"])
        else:
            del self.fields["note"]

    def _post_clean(self) -> None:
        # The action writes what was said, and the guard answers for the row as a whole.
        for name in self._meta.fields or ():
            column = self.instance._meta.get_field(name)
            # The field of another row has chosen it from those that may be chosen.
            if name in self.cleaned_data and not column.is_relation:
                try:
                    column.clean(self.cleaned_data[name], self.instance)
                except forms.ValidationError as wrong:
                    self.add_error(name, wrong)


def step_form_of(model: type[Model], fields: Sequence[str]) -> type[StepForm]:
    made: Any = modelform_factory(model, form=StepForm, fields=list(fields))
    form: type[StepForm] = made
    return form


def found_row(form: OfficerForm | OfficerModelForm, name: str, rows: Any) -> Any:
    """The row of a number typed or brought along, if it is the officer's to see."""
    number = form.cleaned_data.get(name)
    if number is None:
        return None
    row = rows.filter(pk=number).first()
    if row is None:
        raise forms.ValidationError(_("There is no such number in your branch."))
    return row


def number_field(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=LARGEST_NUMBER, required=False, **options
    )

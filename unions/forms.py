from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from unions.models import Officer, Union
from unions.models.employers import Ownership
from unions.offices import Level
from unions.parameters import Declared
from unions.scoping import ScopedQuerySet

TYPED = (forms.TextInput, forms.NumberInput, forms.Textarea)


class OfficerForm(forms.Form):
    """A form that offers an officer only what the officer may see."""

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        _open_for(officer, self)


class OfficerModelForm(forms.ModelForm[Any]):
    """The same for one row."""

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        _open_for(officer, self)


def _open_for(officer: Officer, form: forms.BaseForm) -> None:
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = _narrowed(field.queryset, officer)
    if form.is_bound:
        officer.sent.append(form)


def typed_in(sent: Iterable[forms.BaseForm]) -> list[tuple[str, str]]:
    """Label and text of what was typed anew, as the form itself would show it again."""
    return [
        (str(part.label), str(shown))
        for form in sent
        for part in form.visible_fields()
        if isinstance(part.field.widget, TYPED)
        and str(part.data or "").strip() != str(part.initial or "").strip()
        and (shown := _shown(part))
    ]


def _shown(part: forms.BoundField) -> Any:
    # By the widget, because that of a hidden number shows its mask.
    context = part.field.widget.get_context(part.html_name, part.value(), {})
    return context["widget"]["value"]


def _narrowed(queryset: Any, officer: Officer) -> Any:
    if not isinstance(queryset, ScopedQuerySet):
        raise TypeError(f"{queryset.model.__name__} has no visible_to")
    return queryset.visible_to(officer)


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FoldedChoices(forms.CheckboxSelectMultiple):
    """Many boxes in groups; a group is open where something of it is ticked."""

    template_name = "forms/folded_choices.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["groups"] = [
            (group, options, sum(option["selected"] for option in options))
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context


class SignInForm(AuthenticationForm):
    """Django's own; the same answer for an unknown name and a wrong password."""


class ParameterForm(OfficerForm):
    """A new value of a figure, from a day on, resting on a document."""

    value = forms.CharField(label=_("Value"), max_length=40)
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    basis = forms.CharField(label=_("Basis document"), max_length=120)

    def __init__(self, *args: Any, declared: Declared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared = declared
        if not isinstance(declared.default, str):
            self.fields["value"] = forms.IntegerField(
                label=_("Value"), min_value=0, max_value=100_000
            )


class TokenForm(OfficerForm):
    """What a new API token is for."""

    label = forms.CharField(label=_("What it is for"), max_length=60)


class EmployerFilter(OfficerForm):
    """The filters of a list of employers; every field may be left out."""

    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    township = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    ownership = forms.ChoiceField(
        label=_("Ownership"), choices=[("", _("All")), *Ownership.choices], required=False
    )
    at_least = forms.IntegerField(
        label=_("Headcount from"), min_value=0, max_value=9_999_999, required=False
    )
    at_most = forms.IntegerField(
        label=_("Headcount to"), min_value=0, max_value=9_999_999, required=False
    )

    def narrow(self, employers: Any, *, prefix: str = "") -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "township": wanted.get("township"),
            "ownership": wanted.get("ownership"),
            "headcount__gte": wanted.get("at_least"),
            "headcount__lte": wanted.get("at_most"),
        }
        chosen = {
            f"{prefix}{key}": value for key, value in lookups.items() if value not in (None, "")
        }
        if wanted.get("q"):
            employers = employers.named(wanted["q"])
        return employers.filter(**chosen)

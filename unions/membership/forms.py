from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from unions.casework.forms import CaseForm
from unions.forms import EmployerFilter, OfficerForm
from unions.membership.registering import COUNTED, stamp_of
from unions.membership.standing import NO_RETURN, below_target
from unions.models import MemberReturn


class ReturnFilter(EmployerFilter):
    """The filters of the returns; every field may be left out."""

    state = forms.ChoiceField(
        label=pgettext_lazy("register", "Return"),
        choices=[
            ("", _("All")),
            ("missing", pgettext_lazy("return", "Missing")),
            ("there", pgettext_lazy("return", "There")),
            ("low", _("Below the target")),
        ],
        required=False,
    )

    def narrow(self, employers: Any, *, prefix: str = "") -> Any:
        found = super().narrow(employers, prefix=prefix)
        match self.cleaned_data.get("state"):
            case "missing":
                return found.filter(NO_RETURN)
            case "there":
                return found.exclude(NO_RETURN)
            case "low":
                return found.filter(below_target())
        return found


class ReturnForm(CaseForm):
    """What was counted on a day."""

    class Meta:
        model = MemberReturn
        fields = COUNTED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted_on"].widget.attrs["max"] = today().isoformat()

    def _post_clean(self) -> None:
        """Each by itself; against each other they are held where the return is entered."""
        for name in COUNTED:
            column: Any = MemberReturn._meta.get_field(name)
            if name in self.cleaned_data:
                try:
                    column.clean(self.cleaned_data[name], self.instance)
                except ValidationError as wrong:
                    self.add_error(name, wrong)


def _stamp() -> forms.CharField:
    """What the return said when its page was made."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class CorrectedReturnForm(ReturnForm):
    why = forms.CharField(label=_("Why it is corrected"), max_length=200)
    seen = _stamp()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = stamp_of(self.instance)


class RemovalForm(OfficerForm):
    why = forms.CharField(label=_("Reason"), max_length=200)
    seen = _stamp()

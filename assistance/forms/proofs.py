"""Papers and consents of a draft, the workbook of an old register, and living standards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.actions.proving import Given
from assistance.forms.files import Stamped
from assistance.models import HouseholdFile, HouseholdMember
from assistance.models.proofs import ConsentKind, ProofKind
from evidence.forms import ACCEPTED
from kernel.days import today
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.offices import Level


class ProofForm(Stamped, OfficerForm):
    """A paper, scanned or photographed; what it holds is judged when it is kept."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=ProofKind.choices)
    member = forms.TypedChoiceField(
        label=_("Of whom"), coerce=int, empty_value=None, required=False
    )
    issued_on = forms.DateField(label=_("Issued on"), required=False, widget=DateInput)
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=DateInput)
    scan = forms.FileField(
        label=_("Scan or photo"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    accepted = ACCEPTED
    most_bytes = settings.UPLOAD_MAX_BYTES

    def __init__(
        self, *args: Any, file: HouseholdFile, members: list[HouseholdMember], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = file.moves
        whom = self.fields["member"]
        assert isinstance(whom, forms.TypedChoiceField)  # noqa: S101 - declared above
        whom.choices = [("", _("The household")), *((str(m.pk), m.name) for m in members)]

    def clean(self) -> dict[str, Any]:
        issued, ends = self.cleaned_data.get("issued_on"), self.cleaned_data.get("expires_on")
        if issued and issued > today():
            self.add_error("issued_on", _("This day is still to come."))
        if issued and ends and ends < issued:
            self.add_error("expires_on", _("The paper would end before it begins."))
        if ends and ends < today():
            self.add_error("expires_on", _("This paper has expired already: ask for a new one."))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        values = {name: data[name] for name in ("kind", "issued_on", "expires_on")}
        return {**values, "member_id": data["member"]}


class ConsentForm(Stamped, OfficerForm):
    """Who said yes to what. Each consent stands by itself; none is ticked beforehand."""

    given_by = forms.CharField(label=_("Given by"), max_length=40)
    scan = forms.FileField(
        label=_("Signed paper"),
        required=False,
        help_text=_("Needed for the authorisation of the means check."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(
        self,
        *args: Any,
        file: HouseholdFile,
        kinds: list[str],
        children: list[HouseholdMember],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"seen": file.moves, "given_by": file.applicant_name})
        self.kinds, self.children = kinds, children
        for kind in kinds:
            self.fields[kind] = forms.BooleanField(label=ConsentKind(kind).label, required=False)
        for child in children:
            label = gettext("Guardian who consents for %(name)s") % {"name": child.name}
            self.fields[_guardian(child)] = forms.CharField(
                label=label, max_length=40, required=False
            )

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.given:
            raise ValidationError(_("Tick what was agreed to."))
        if self.cleaned_data.get(ConsentKind.MEANS_CHECK) and not self.cleaned_data.get("scan"):
            self.add_error("scan", _("Add the signed authorisation of the means check."))
        return self.cleaned_data

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[kind] for kind in self.kinds]

    @property
    def guardians(self) -> list[forms.BoundField]:
        return [self[_guardian(child)] for child in self.children]

    @property
    def given(self) -> list[Given]:
        data = self.cleaned_data
        said = [Given(kind, data["given_by"]) for kind in self.kinds if data.get(kind)]
        return said + [
            Given(ConsentKind.GUARDIAN, data[_guardian(child)], child)
            for child in self.children
            if data.get(_guardian(child))
        ]


def _guardian(child: HouseholdMember) -> str:
    return f"guardian-{child.pk}"


class WorkbookForm(OfficerForm):
    """The old register as a workbook."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )
    most_bytes = 10 * 1024 * 1024

    def clean_workbook(self) -> bytes:
        upload = self.cleaned_data["workbook"]
        if upload.size > self.most_bytes:
            raise ValidationError(_("At most 10 MB at once: send it in parts."))
        return bytes(upload.read())


class StandardForm(OfficerForm):
    """A living standard from a day on, resting on a document."""

    place = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY, closed_on=None),
        label=_("County"),
        required=False,
        empty_label=_("Every county without its own"),
    )
    monthly = forms.DecimalField(
        label=_("Yuan a person and month"),
        min_value=Decimal(1),
        max_value=Decimal(100_000),
        decimal_places=2,
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    basis = forms.CharField(label=_("Basis document"), max_length=120)

"""Finding a file, opening one, and what stands on the file itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.actions.claiming import settle_identity
from assistance.actions.filing import Seen, stamp_of
from assistance.eligibility import Category
from assistance.models import HouseholdFile
from assistance.models.circumstances import IdentityKind, Sex
from assistance.models.household import Reason, WorkerKind
from assistance.workflows.household import FileStage
from kernel.days import today
from kernel.identifiers import clean_bank_card, clean_mobile
from kernel.sealing import mask_all, mask_card, mask_id, mask_phone
from unions.casework.sealed import SealedText
from unions.forms import OfficerForm, OfficerModelForm
from unions.models import Officer, Union
from unions.offices import Level

ANY = ("", _("All"))
MOST_YUAN = Decimal(10_000_000)
TOWNSHIPS = Union.objects.unscoped("OfficerForm narrows it").filter(
    level=Level.TOWNSHIP, closed_on=None
)


class Stamped(forms.Form):
    """What the page showed, carried along, so that a page too old is told so."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def was_seen(self) -> Seen:
        return Seen(self.cleaned_data.get("seen"), self.cleaned_data.get("stamp") or "")


class FileFilter(OfficerForm):
    """The filters of the list; every one may be left out. A number is never searched by address."""

    q = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *FileStage.choices], required=False)
    category = forms.ChoiceField(
        label=_("Category"), choices=[ANY, *Category.choices], required=False
    )
    reason = forms.ChoiceField(
        label=_("Reason of hardship"), choices=[ANY, *Reason.choices], required=False
    )
    township = forms.ModelChoiceField(
        TOWNSHIPS, label=_("Township"), required=False, empty_label=_("All")
    )
    worker_kind = forms.ChoiceField(
        label=_("Worker"), choices=[ANY, *WorkerKind.choices], required=False
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        if officer.level in {Level.TOWNSHIP, Level.BASE}:
            del self.fields["township"]

    def narrow(self, files: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("stage", "category", "township", "worker_kind"):
            if wanted.get(name):
                files = files.filter(**{name: wanted[name]})
        if wanted.get("reason"):
            files = files.for_reason(wanted["reason"])
        return files.named(wanted["q"]) if wanted.get("q") else files

    @property
    def told(self) -> dict[str, str]:
        """The filters in force for the log: no name that was searched for."""
        chosen = {name: self.cleaned_data.get(name) for name in self.fields if name != "q"}
        return {name: str(getattr(v, "pk", v)) for name, v in chosen.items() if v}


class FindForm(OfficerForm):
    """One box for a name, its pinyin, a file's number, an identity or a mobile number."""

    find = forms.CharField(
        label=_("Name, pinyin or any number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class IdentityForm(forms.Form):
    """A person's document. Year of birth and sex may be left to the number, if it tells them."""

    identity_kind = forms.ChoiceField(label=_("Document"), choices=IdentityKind.choices)
    id_number = SealedText(label=_("Identity number"), mask=mask_id)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1900,
        max_value=2200,
        help_text=_("Only for passports: identity cards tell it."),
    )
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("", _("As the number says")), *Sex.choices], required=False
    )

    def settle(self, known: Any = None) -> None:
        """Complete the cleaned data from the number; errors go to their fields."""
        data = self.cleaned_data
        if not data.get("identity_kind") or not data.get("id_number") or self.errors:
            return
        try:
            settled = settle_identity(
                data["identity_kind"], data["id_number"], data["birth_year"], data["sex"],
                known=known,
            )  # fmt: skip
        except ValidationError as wrong:
            self.add_error(None, wrong)
            return
        data["id_number"], data["birth_year"], data["sex"] = settled
        if settled[1] > today().year:
            self.add_error("birth_year", _("This year is still to come."))


class NewFileForm(IdentityForm, OfficerForm):
    """The first questions: who it is, where they work, why. The rest follows in the draft."""

    union = forms.ModelChoiceField(TOWNSHIPS, label=_("Township"))
    applicant_name = forms.CharField(label=_("Applicant"), max_length=40)
    worker_kind = forms.ChoiceField(label=_("Worker"), choices=WorkerKind.choices)
    workplace = forms.CharField(
        label=_("Unit"),
        max_length=80,
        help_text=_("A name from the roll is linked to it; any other is kept as written."),
        widget=forms.TextInput(attrs={"list": "workplaces", "autocomplete": "off"}),
    )
    main_reason = forms.ChoiceField(label=_("Main reason"), choices=Reason.choices)
    field_order = (
        "union", "applicant_name", "identity_kind", "id_number", "birth_year", "sex",
        "worker_kind", "workplace", "main_reason",
    )  # fmt: skip

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        if officer.level in {Level.TOWNSHIP, Level.BASE}:
            del self.fields["union"]

    def clean(self) -> dict[str, Any]:
        self.settle()
        return self.cleaned_data

    @property
    def file_values(self) -> dict[str, Any]:
        names = ("applicant_name", "worker_kind", "workplace", "main_reason")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def applicant(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in IdentityForm.base_fields}


class ApplicantForm(Stamped, OfficerModelForm):
    """What stands on the file itself. Nothing need be complete before the file is handed in."""

    phone = SealedText(label=_("Mobile number"), mask=mask_phone, required=False)
    address = SealedText(
        label=_("Address"),
        mask=mask_all,
        max_length=120,
        required=False,
        help_text=_("Kept hidden; to change it, write it anew."),
    )
    card = SealedText(label=_("Bank card"), mask=mask_card, required=False)
    other_reasons = forms.MultipleChoiceField(
        label=_("Further reasons"),
        choices=Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    intended_amount = forms.DecimalField(
        label=_("Intended aid, yuan"),
        required=False,
        min_value=0,
        max_value=MOST_YUAN,
        max_digits=14,
        decimal_places=2,
    )

    class Meta:
        model = HouseholdFile
        fields = (
            "applicant_name", "worker_kind", "workplace", "phone", "address", "main_reason",
            "other_reasons", "accident_ground", "accident_proof", "story", "intended_amount",
            "card", "card_holder", "bank_name",
        )  # fmt: skip
        help_texts = {
            "accident_ground": _("Hardship by accident without counting what it cost."),
            "accident_proof": _("Who issued it, its number and day; the paper itself goes below."),
        }
        widgets = {
            "workplace": forms.TextInput(attrs={"list": "workplaces", "autocomplete": "off"}),
            "story": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"seen": self.instance.moves, "stamp": self._stamp})
        # The masks as they stand: cleaning the form puts what was typed on the instance.
        self.masks = {name: str(getattr(self.instance, name)) for name in ("phone", "card")}

    @property
    def _stamp(self) -> str:
        return stamp_of([self.instance], self._meta.fields or ())

    def clean_phone(self) -> str:
        return self._number("phone", clean_mobile)

    def clean_card(self) -> str:
        return self._number("card", clean_bank_card)

    def clean_story(self) -> str:
        return str(self.cleaned_data["story"])[:1000]

    def _number(self, name: str, clean: Any) -> str:
        typed: str = self.cleaned_data[name]
        return typed if not typed or typed == self.masks[name] else clean(typed)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

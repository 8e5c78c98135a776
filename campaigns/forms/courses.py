from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.forms.fields import FIRST_YEAR, LAST_YEAR, employer_called, employer_text, year_field
from campaigns.models import Course, Learner, Lesson
from campaigns.models.course import CourseKind, SkillLevel
from kernel.days import today
from kernel.identifiers import clean_citizen_id, clean_mobile
from kernel.sealing import mask_id, mask_phone
from unions.casework.sealed import SealedText
from unions.forms import DateInput, OfficerForm, OfficerModelForm
from unions.models import Employer

YES_NO = [("", _("Not known yet")), ("true", _("Yes")), ("false", _("No"))]


class CourseFilter(OfficerForm):
    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    year = year_field(required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("course", "Kind"),
        choices=[("", _("All")), *CourseKind.choices],
        required=False,
    )

    def narrow(self, courses: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("year"):
            courses = courses.filter(starts_on__year=wanted["year"])
        if wanted.get("kind"):
            courses = courses.filter(kind=wanted["kind"])
        return courses.named(wanted["q"]) if wanted.get("q") else courses


class CourseForm(OfficerModelForm):
    orderer = employer_text(_("Ordered by"), required=False)

    class Meta:
        model = Course
        fields = (
            "title", "kind", "orderer", "starts_on", "ends_on", "hours", "place", "seats",
            "pass_mark", "cost", "funded_by", "campaign",
        )  # fmt: skip
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.orderer:
            self.initial["orderer"] = self.instance.orderer.name

    def clean_orderer(self) -> Employer | None:
        text = self.cleaned_data["orderer"]
        known = self.instance.orderer
        return known if known and text == known.name else employer_called(text, self.officer)

    def clean_seats(self) -> int:
        seats: int = self.cleaned_data["seats"]
        if self.instance.pk and seats < (taken := self.instance.learners.count()):
            raise forms.ValidationError(gettext("%(n)d seats are taken.") % {"n": taken})
        return seats

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        for name in ("starts_on", "ends_on"):
            if data.get(name) and not FIRST_YEAR <= data[name].year <= LAST_YEAR:
                self.add_error(name, gettext("This is no year of ours."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("The course would end before it begins."))
        ordered = data.get("orderer") or "orderer" in self.errors
        if data.get("kind") == CourseKind.ORDER and not ordered:
            self.add_error("orderer", gettext("Name the employer who orders the course."))
        return data

    def validate_constraints(self) -> None:
        return  # said above, in the same words


class LessonForm(OfficerModelForm):
    class Meta:
        model = Lesson
        fields = ("day", "starts_at", "ends_at", "topic")
        widgets = {
            "day": DateInput(),
            "starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        course, day, starts = self.instance.course, data.get("day"), data.get("starts_at")
        if day and not course.starts_on <= day <= course.ends_on:
            self.add_error("day", gettext("The course is not held on that day."))
        if starts and data.get("ends_at") and data["ends_at"] <= starts:
            self.add_error("ends_at", gettext("The lesson would end before it starts."))
        if day and starts and course.lessons.filter(day=day, starts_at=starts).exists():
            self.add_error("starts_at", gettext("The course already has a lesson at that time."))
        return data

    def validate_constraints(self) -> None:
        return  # said above, in the same words


class LearnerForm(OfficerModelForm):
    """One person to be enrolled; no page gives the numbers back."""

    id_number = SealedText(mask=mask_id, label=_("Identity number"), max_length=24)
    phone = SealedText(mask=mask_phone, label=_("Mobile number"), max_length=20, required=False)
    employer = employer_text(required=False)

    class Meta:
        model = Learner
        fields = ("name", "id_number", "phone", "employer", "is_migrant")

    @sensitive_variables()
    def clean_id_number(self) -> str:
        return clean_citizen_id(self.cleaned_data["id_number"])

    @sensitive_variables()
    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        return clean_mobile(text) if text else ""

    def clean_employer(self) -> Employer | None:
        return employer_called(self.cleaned_data["employer"], self.officer)

    def validate_constraints(self) -> None:
        return  # who is in the course already is told by the action


class ScoreForm(OfficerModelForm):
    """One line of the exam's table."""

    class Meta:
        model = Learner
        fields = ("score", "level_before")

    def validate_constraints(self) -> None:
        return  # `passed` follows in the action


class CertificateForm(OfficerForm):
    """What all who passed are given."""

    level = forms.ChoiceField(
        label=_("Skill level"),
        choices=[("", _("No skill level")), *[c for c in SkillLevel.choices if c[0] != "6"]],
        required=False,
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput, initial=today)
    expires_on = forms.DateField(label=_("Valid until"), widget=DateInput, required=False)

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day > today() or day.year < FIRST_YEAR:
            raise forms.ValidationError(gettext("This day lies in the future, or too far back."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        issued, expires = data.get("issued_on"), data.get("expires_on")
        if issued and expires and not issued < expires < issued + timedelta(days=366 * 30):
            self.add_error("expires_on", gettext("The certificate would end before it begins."))
        return data


class JobForm(OfficerModelForm):
    """Where a learner went to work after the course."""

    kept_3 = forms.TypedChoiceField(
        label=_("Still there after three months"),
        choices=YES_NO,
        required=False,
        coerce=lambda text: text == "true",
        empty_value=None,
    )

    class Meta:
        model = Learner
        fields = ("placed_at", "placed_on", "kept_3")
        widgets = {"placed_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.kept_3
        self.initial["kept_3"] = "" if kept is None else str(kept).lower()
        self.fields["placed_at"].required = self.fields["placed_on"].required = True

    def clean_placed_on(self) -> Any:
        day = self.cleaned_data["placed_on"]
        if day > today() or day < self.instance.course.starts_on:
            raise forms.ValidationError(gettext("A day since the course began, please."))
        return day


class SignInForm(forms.Form):
    """What a worker enters on a phone; nothing of it is shown again."""

    name = forms.CharField(
        label=_("Your name"), max_length=40, widget=forms.TextInput({"autocomplete": "name"})
    )
    tail = forms.CharField(
        label=_("Last four of your identity number or mobile number"),
        max_length=4,
        validators=[RegexValidator(r"^[0-9]{3}[0-9Xx]$", _("Four digits, please."))],
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text", "maxlength": 4}),
    )

    def clean_name(self) -> str:
        return "".join(self.cleaned_data["name"].split())

    def clean_tail(self) -> str:
        return str(self.cleaned_data["tail"]).upper()


class CertificateNumberForm(forms.Form):
    number = forms.CharField(
        label=_("Certificate number"),
        max_length=20,
        validators=[
            RegexValidator(r"^[0-9]{4}-[0-9]{6,9}-[0-9]{4,6}$", _("As in 2026-000012-0001."))
        ],
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"}),
    )

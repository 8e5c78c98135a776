from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Consultation
from campaigns.models.consultation import MOST_PARAGRAPHS, Channel, Verdict
from kernel.days import today
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm

SHORT = 30  # characters of a paragraph beside its number


class ConsultationFilter(CaseFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, model=Consultation, **kwargs)
        del self.fields["late"]


class ConsultationForm(CaseForm):
    class Meta:
        model = Consultation
        fields = ("title", "until", "basis", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 12

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day < today() or day.year > today().year + 2:
            raise ValidationError(gettext("This day has gone by, or lies too far ahead."))
        return day

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.splitlines()) > MOST_PARAGRAPHS:
            raise ValidationError(gettext("A draft has 300 paragraphs at most."))
        return text


class CommentForm(OfficerForm):
    """What the officer's union says, or heard, on a paragraph."""

    paragraph = forms.TypedChoiceField(label=_("Paragraph"), coerce=int)
    words = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    channel = forms.ChoiceField(label=_("Came by"), choices=Channel.choices, initial=Channel.WEB)
    said_by = forms.CharField(label=_("From whom"), max_length=60, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paragraphs: Any = self.fields["paragraph"]
        paragraphs.choices = [
            (0, _("The draft as a whole")),
            *((n, f"{n} {text[:SHORT]}") for n, text in enumerate(consultation.paragraphs, 1)),
        ]


class DigestForm(CommentForm):
    """A county's digest of what its unions said on a paragraph."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"]
        del self.fields["said_by"]


class AnswerForm(OfficerForm):
    verdict = forms.ChoiceField(label=_("Answer"), choices=[("", "—"), *Verdict.choices])
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentFilter(OfficerForm):
    """Which comments to show beside the draft."""

    STATES = (("", _("All")), ("open", _("Unanswered")), *Verdict.choices)
    state = forms.ChoiceField(label=_("Answer"), choices=STATES, required=False)

    def narrow(self, comments: Any) -> Any:
        self.is_valid()
        state = self.cleaned_data.get("state")
        if state == "open":
            return comments.unanswered()
        return comments.filter(verdict=state) if state else comments

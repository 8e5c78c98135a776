from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from homes.models import Home, HomePlan
from homes.workflow import Stage
from unions.forms import EmployerFilter, OfficerForm
from unions.models import Employer, Officer
from unions.offices import Level


class EligibleFilter(EmployerFilter):
    """The filters of the eligible list; `past` is what became of the employer before."""

    NEW, FAILED = "new", "failed"

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    past = forms.ChoiceField(
        label=_("Before this year"),
        choices=[
            ("", _("All")),
            (NEW, _("Never accepted")),
            (FAILED, _("Failed last year")),
        ],
        required=False,
    )

    def narrow(self, employers: Any, *, prefix: str = "") -> Any:
        employers = super().narrow(employers, prefix=prefix)
        if self.cleaned_data.get("past") == self.NEW:
            homes = Home.objects.visible_to(self.officer).filter(employer=OuterRef("pk"))
            employers = employers.filter(~Exists(homes))
        return employers


class ListingForm(OfficerForm):
    """The employers ticked for the year's list."""

    employers = forms.ModelMultipleChoiceField(
        Employer.objects.unscoped("narrowed by OfficerForm"),
        error_messages={"required": _("Tick at least one enterprise.")},
    )
    notify = forms.BooleanField(required=False)


class SponsorForm(OfficerForm):
    """The leader who stands by an enterprise."""

    sponsor = forms.ModelChoiceField(
        Officer.objects.unscoped("narrowed by OfficerForm"),
        label=_("Sponsor"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("A sponsor cannot sit on the panel that inspects this home."),
    )

    def __init__(self, *args: object, plan: HomePlan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["sponsor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        leaders = field.queryset.in_office().complete()  # type: ignore[union-attr]
        field.queryset = leaders.exclude(union__level=Level.BASE).order_by("union_id", "pk")
        self.initial.setdefault("sponsor", plan.sponsor_id)


class PlanFilter(OfficerForm):
    """The filters of the list of plans; every field may be left out."""

    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *Stage.choices], required=False
    )
    township = forms.ModelChoiceField(
        EmployerFilter.base_fields["township"].queryset,  # type: ignore[attr-defined]
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    behind = forms.BooleanField(label=_("Behind only"), required=False)

    def narrow(self, plans: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {name: wanted.get(name) for name in ("year", "stage", "township")}
        plans = plans.filter(**{name: value for name, value in lookups.items() if value})
        if wanted.get("q"):
            plans = plans.named(wanted["q"])
        return plans.behind() if wanted.get("behind") else plans

"""Classes: the list with the year's figures, one class, enrolling, outcomes, the sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.training import (
    TRAINERS,
    enrol_members,
    enrol_worker,
    keep_class,
    record_outcomes,
    runs_classes,
    strike_trainee,
)
from assistance.forms.training import ClassForm, EnrolForm, NamedFilter, OutcomeForm, WorkerForm
from assistance.models import Trainee, TrainingClass
from assistance.models.training import without_work
from assistance.offices import READERS
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import members_on_file
from kernel.days import today
from unions.models import Officer
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

CANDIDATES = 50  # a page


@for_officers(*READERS)
@require_GET
def class_list(request: OfficerRequest) -> HttpResponse:
    form = NamedFilter(request.GET, officer=request.officer)
    classes = TrainingClass.objects.visible_to(request.officer).select_related("union")
    classes = form.narrow(classes, by_day="begins_on").annotate(taken=Count("trainees"))
    year = form.cleaned_data.get("year") or today().year
    context = {
        "form": form,
        "page": page_of(classes, request.GET),
        "figures": _figures(request, year),
        "year_asked": year,
        "runs": runs_classes(request.officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/class_list.html", context, status=status)


def _figures(request: OfficerRequest, year: int) -> dict[str, int]:
    """A year's training: persons, each once, apart from how often they sat in a class."""
    trainees = Trainee.objects.visible_to(request.officer).filter(training__begins_on__year=year)
    return trainees.aggregate(
        persons=Count("id_index", distinct=True),
        times=Count("pk"),
        passed=Count("pk", filter=Q(passed=True)),
        certified=Count("pk", filter=~Q(certificate="")),
    )


def find_class(request: OfficerRequest, class_id: int) -> TrainingClass:
    classes = TrainingClass.objects.visible_to(request.officer).select_related("union")
    return get_object_or_404(classes, pk=class_id)


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def class_new(request: OfficerRequest) -> HttpResponse:
    initial = {"sponsor": request.officer.union.name}
    return _class_page(request, TrainingClass(), _("Open a class"), initial=initial)


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def class_edit(request: OfficerRequest, class_id: int) -> HttpResponse:
    return _class_page(request, find_class(request, class_id), _("Change the class"))


def _class_page(
    request: OfficerRequest, training: TrainingClass, title: str, **known: Any
) -> HttpResponse:
    form = ClassForm(request.POST or None, officer=request.officer, instance=training, **known)
    if form.is_valid():
        keep_class(form.instance, by=request.officer)
        messages.success(request, _("The class is on record."))
        return redirect(form.instance)
    back = (reverse("assistance:class-list"), _("Training"))
    return entry_page(request, form, title=title, back=back, button=_("Save"))


@for_officers(*READERS)
@require_GET
def class_detail(request: OfficerRequest, class_id: int) -> HttpResponse:
    training = find_class(request, class_id)
    context = {
        "training": training,
        "trainees": training.trainees.select_related("file").order_by("pk"),
        "runs": runs_classes(request.officer),
    }
    return render(request, "assistance/class_detail.html", context)


@for_officers(*READERS)
@require_GET
def class_sheet(request: OfficerRequest, class_id: int) -> HttpResponse:
    """The attendance sheet, to print and sign."""
    training = find_class(request, class_id)
    context = {"training": training, "trainees": training.trainees.order_by("pk")}
    return render(request, "assistance/class_sheet.html", context)


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def class_enrol(request: OfficerRequest, class_id: int) -> HttpResponse:
    """Tick members of households, or enter a worker by name."""
    training = find_class(request, class_id)
    by_name = request.method == "POST" and "id_number" in request.POST
    ticked = request.method == "POST" and not by_name
    worker_form = WorkerForm(request.POST if by_name else None, officer=request.officer)
    form = EnrolForm(request.POST if ticked else None, officer=request.officer)
    refused = None
    if worker_form.is_valid() or form.is_valid():
        refused = refusal_of(lambda: _enrol(training, form, worker_form, by=request.officer))
        if not refused:
            messages.success(request, _("They are in the class."))
            return redirect(training)
    forms = {"form": form, "worker_form": worker_form}
    context = {"training": training, "refused": refused, **forms, **_candidates(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "assistance/class_enrol.html", context, status=status)


def _enrol(
    training: TrainingClass, form: EnrolForm, worker_form: WorkerForm, *, by: Officer
) -> None:
    if worker_form.is_bound:
        enrol_worker(training, **worker_form.cleaned_data, by=by)
    else:
        enrol_members(training, form.cleaned_data["members"], by=by)


def _candidates(request: OfficerRequest) -> dict[str, Any]:
    """Members of households on file; those without work only, unless ?everyone= is asked."""
    everyone = bool(request.GET.get("everyone"))
    members = members_on_file(request)
    members = members if everyone else without_work(members)
    return {
        "page": page_of(members, request.GET, size=CANDIDATES),
        "q": request.GET.get("q", ""),
        "everyone": everyone,
        "ticked": set(request.POST.getlist("members")),
    }


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def class_outcomes(request: OfficerRequest, class_id: int) -> HttpResponse:
    """Hours, results, certificates and levels, as the sheet came back."""
    training = find_class(request, class_id)
    data = request.POST if request.method == "POST" else None
    forms = [
        OutcomeForm(
            data, officer=request.officer, instance=trainee, hours=training.hours,
            prefix=f"t{trainee.pk}",
        )
        for trainee in training.trainees.order_by("pk")
    ]  # fmt: skip
    # Each is asked, so that every wrong line is told at once.
    if data is not None and not [form for form in forms if not form.is_valid()]:
        record_outcomes(training, [form.instance for form in forms], by=request.officer)
        messages.success(request, _("The outcomes are on record."))
        return redirect(training)
    context = {"training": training, "forms": forms}
    status = 422 if data is not None else 200
    return render(request, "assistance/class_outcomes.html", context, status=status)


@for_officers(*TRAINERS)
@require_http_methods(["POST"])
def trainee_strike(request: OfficerRequest, trainee_id: int) -> HttpResponse:
    trainees = Trainee.objects.visible_to(request.officer).select_related("training")
    trainee = get_object_or_404(trainees, pk=trainee_id)
    strike_trainee(trainee, by=request.officer)
    messages.success(request, _("Taken out of the class."))
    return redirect(trainee.training)

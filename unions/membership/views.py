from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from kernel.days import today
from kernel.figures import percent
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.casework.pages import form_page
from unions.casework.workbooks import WorkbookForm, empty_workbook, import_page, sent
from unions.downloads import download
from unions.membership.forms import (
    CorrectedReturnForm,
    RemovalForm,
    ReturnFilter,
    ReturnForm,
)
from unions.membership.importing import (
    MOST_RETURNS,
    columns,
    headers,
    import_returns,
    lines_to_fill,
    party_words,
    yes_or_no,
)
from unions.membership.parameters import JOINED_PERCENT, RETURN_MONTHS
from unions.membership.registering import (
    COUNTED,
    KEEPERS,
    ReturnRefused,
    correct_return,
    enter_return,
    remove_return,
    stamp_of,
)
from unions.membership.standing import asked
from unions.models import Employer, MemberReturn
from unions.models.members import OneShoulder
from unions.offices import holds_any
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

MOST_EXPORTED = 10_000
SAID = {f"its_{name}": F(f"held__{name}") for name in COUNTED}


@for_officers()
@require_GET
def return_list(request: OfficerRequest) -> HttpResponse:
    """Who of the branch has returned, and who has not."""
    form = ReturnFilter(request.GET, officer=request.officer)
    employers = form.narrow(asked(request.officer).select_related("township"))
    page = page_of(employers.annotate(**SAID), request.GET, by="pk")
    target = int(parameter(JOINED_PERCENT))
    context = {
        "page": page,
        "form": form,
        "rows": [_row(employer, target) for employer in page.rows],
        "months": parameter(RETURN_MONTHS),
        "target": target,
        "query": request.GET.urlencode(),
        "keeps": holds_any(request.officer, KEEPERS),
    }
    return render(request, "unions/return_list.html", context)


def _row(employer: Any, target: int) -> dict[str, Any]:
    """`rate` is empty without a return."""
    if employer.its_counted_on is None:
        return {"employer": employer, "rate": "", "tone": "red"}
    members, employees = employer.its_members, employer.its_employees
    low = members * 100 < employees * target
    party = OneShoulder(employer.its_one_shoulder).label
    return {
        "employer": employer,
        "rate": percent(members, employees),
        "tone": "amber" if low else "green",
        "party": party,
    }


@for_officers()
@require_GET
def return_export(request: OfficerRequest) -> HttpResponse:
    """The list as it is filtered, as a workbook."""
    form = ReturnFilter(request.GET, officer=request.officer)
    employers = form.narrow(asked(request.officer)).annotate(**SAID)
    columns = ("uscc", "name", "township__short_name", "headcount", *SAID)
    rows = list(employers.order_by("pk").values_list(*columns)[: MOST_EXPORTED + 1])
    if len(rows) > MOST_EXPORTED:
        raise Refused(
            _("A workbook holds at most %(most)d employers: narrow the filters, for example by "
              "township.") % {"most": MOST_EXPORTED}
        )  # fmt: skip
    book = BytesIO()
    write_workbook(
        book, [Sheet(pgettext("register", "Members"), _export_columns(), map(_exported, rows))]
    )
    return download(book.getvalue(), "members.xlsx")


def _export_columns() -> list[Column]:
    uscc, name, *counted = headers()
    heads = [uscc, name, _("Township"), _("Headcount"), *counted, pgettext("rate", "Joined")]
    return [Column(head, 26 if head == name else 18) for head in heads]


def _exported(row: tuple[Any, ...]) -> list[Any]:
    *told, party, women = row
    members, employees = told[6], told[5]
    if members is None:
        return [*told, None, None, None]
    words = str(OneShoulder(party).label)
    return [*told, words, _("yes") if women else _("no"), percent(members, employees)]


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def return_new(request: OfficerRequest, employer_id: int) -> HttpResponse:
    employers = Employer.objects.visible_to(request.officer).prefetch_related("member_returns")
    employer = get_object_or_404(employers, pk=employer_id)
    data = request.POST if request.method == "POST" else None
    known = {"counted_on": today(), "employees": employer.headcount}
    form = ReturnForm(data, officer=request.officer, initial=known)
    if form.is_valid() and _was_done(
        form, lambda: enter_return(employer, form.said, by=request.officer)
    ):
        messages.success(request, _("The return is entered."))
        return redirect("unions:employer-detail", employer.pk)
    return form_page(
        request, form, title=_("Return of members"), back=_page_of(employer.pk),
        hint=employer.name,
    )  # fmt: skip


def _page_of(employer_id: int) -> str:
    return reverse("unions:employer-detail", args=[employer_id])


def find_kept(request: OfficerRequest, member_return_id: int) -> MemberReturn:
    rows = MemberReturn.objects.visible_to(request.officer).select_related("employer")
    row: MemberReturn = get_object_or_404(rows, pk=member_return_id)
    return row


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def return_edit(request: OfficerRequest, member_return_id: int) -> HttpResponse:
    row = find_kept(request, member_return_id)
    data = request.POST if request.method == "POST" else None
    form = CorrectedReturnForm(data, officer=request.officer, instance=row)
    if form.is_valid():
        why_and_seen = {name: form.cleaned_data[name] for name in ("why", "seen")}
        if _was_done(
            form, lambda: correct_return(row, form.said, by=request.officer, **why_and_seen)
        ):
            messages.success(request, _("The return is corrected; the log keeps what it said."))
            return redirect("unions:employer-detail", row.employer_id)
    return form_page(
        request, form, title=_("Correct the return"), back=_page_of(row.employer_id),
        hint=row.employer.name, template="unions/return_edit.html", row=row,
    )  # fmt: skip


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def return_remove(request: OfficerRequest, member_return_id: int) -> HttpResponse:
    row = find_kept(request, member_return_id)
    data = request.POST if request.method == "POST" else None
    form = RemovalForm(data, officer=request.officer, initial={"seen": stamp_of(row)})
    if form.is_valid():
        remove_return(row, by=request.officer, **form.cleaned_data)
        messages.success(request, _("The return is taken off."))
        return redirect("unions:employer-detail", row.employer_id)
    return form_page(
        request, form, title=_("Entered by mistake"), back=_page_of(row.employer_id),
        hint=str(row), template="unions/return_remove.html",
    )  # fmt: skip


def _was_done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the act was done; what refused it is told at the fields."""
    try:
        act()
    except ReturnRefused as refused:
        for field, words in refused.faults:
            form.add_error(field, words)
        return False
    return True


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def return_import(request: OfficerRequest) -> HttpResponse:
    """A workbook of returns: all of them, or none with each row's fault."""

    def take_over(said: dict[str, Any]) -> str:
        n = import_returns(said["workbook"], by=request.officer)
        return ngettext("%(n)d return is entered.", "%(n)d returns are entered.", n) % {"n": n}

    words = {"one_shoulder": party_words(), "has_women_organisation": yes_or_no()}
    return import_page(
        request,
        WorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=[(head, words.get(column, ())) for column, head in columns().items()],
        title=_("Import returns"),
        back=reverse("unions:return-list"),
        empty_url=reverse("unions:return-import-form"),
        template="unions/return_import.html",
        most=MOST_RETURNS,
    )


@for_officers(*KEEPERS)
@require_GET
def return_import_form(request: OfficerRequest) -> HttpResponse:
    """The workbook to fill in, with a line for each employer whose return is missing."""
    return empty_workbook(
        pgettext("register", "Members"), headers(), *lines_to_fill(request.officer)
    )

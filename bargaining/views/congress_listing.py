"""The employers a regional or industry congress stands for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bargaining.actions.congress import drop_employer, list_employers
from bargaining.forms.congress import ListForm
from bargaining.models import CongressEmployer, CongressSession
from bargaining.offices import READERS, UNITS
from bargaining.views.congress import find_kept, find_session, keeps, was_done
from unions.casework.pages import form_page
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

LIST_SIZE = 50


def listed_url(session: CongressSession) -> str:
    return reverse("bargaining:congress-listed", args=[session.pk])


def of_many(session: CongressSession) -> CongressSession:
    if session.is_of_one:
        raise Http404
    return session


@for_officers(*READERS)
@require_GET
def congress_listed(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = of_many(find_session(request, congress_id))
    rows = CongressEmployer.objects.visible_to(request.officer).filter(session=session)
    rows = rows.select_related("employer", "employer__township")
    context: dict[str, Any] = {
        "session": session,
        "page": page_of(rows, request.GET, size=LIST_SIZE),
        "keeps": keeps(request, session),
    }
    return render(request, "bargaining/congress_listed.html", context)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def congress_cover(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = of_many(find_kept(request, congress_id))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*data, officer=request.officer)
    if form.is_valid():
        codes = form.cleaned_data["numbered"]
        count = was_done(form, lambda: list_employers(session, codes, by=request.officer))
        if count:
            told = ngettext(
                "%(n)d employer is on the list.", "%(n)d employers are on the list.", count
            )
            messages.success(request, told % {"n": count})
            return redirect(listed_url(session))
    return form_page(
        request, form, title=_("List employers"), back=listed_url(session),
        hint=_("All of them are put on the list, or none with each line's fault."),
    )  # fmt: skip


@for_officers(*UNITS)
@require_POST
def congress_uncover(request: OfficerRequest, congress_employer_id: int) -> HttpResponse:
    rows = CongressEmployer.objects.visible_to(request.officer)
    row = get_object_or_404(rows.select_related("session", "employer"), pk=congress_employer_id)
    session = find_kept(request, row.session_id)
    drop_employer(row, by=request.officer)
    messages.success(request, _("Struck off the list."))
    return redirect(listed_url(session))

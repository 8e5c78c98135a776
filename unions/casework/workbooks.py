"""What every import of a workbook does alike: the form, the page, and the empty workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from kernel.spreadsheet import Column, Sheet, write_workbook
from kernel.tables import MOST_BYTES
from unions.downloads import download
from unions.forms import OfficerForm
from unions.policy import OfficerRequest
from unions.refusals import Refused
from unions.workflow import Words


class WorkbookForm(OfficerForm):
    """A workbook to take over, whole or not at all."""

    workbook = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )

    def clean_workbook(self) -> bytes:
        return read_upload(self.cleaned_data["workbook"])


def read_upload(upload: Any) -> bytes:
    if upload.size > MOST_BYTES:
        raise ValidationError(gettext("This file is too large."))
    return bytes(upload.read())


def posted(request: OfficerRequest) -> tuple[Any, ...]:
    """What a form is bound to; to nothing before it is sent."""
    return (request.POST,) if request.method == "POST" else ()


def sent(request: OfficerRequest) -> tuple[Any, ...]:
    """The same with its files."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def import_page(
    request: OfficerRequest,
    form: WorkbookForm,
    take_over: Callable[[dict[str, Any]], str],
    *,
    columns: Sequence[Any],
    title: Words,
    back: str,
    empty_url: str,
    template: str = "casework/import.html",
    **context: Any,
) -> HttpResponse:
    """`take_over` gets what was entered, and gives the words for what was done.

    columns: their heads, or what the template makes of them.
    """
    if form.is_valid():
        try:
            messages.success(request, take_over(form.cleaned_data))
            return redirect(back)
        except ValidationError as error:
            form.add_error("workbook", error)
        except Refused as refused:
            form.add_error("workbook", [str(refused), *refused.missing])
    context |= {"form": form, "columns": columns, "title": title, "back": back}
    context["empty_url"] = empty_url
    return render(request, template, context, status=422 if form.is_bound else 200)


def empty_workbook(title: str, columns: Sequence[Words], *lines: Sequence[Any]) -> HttpResponse:
    """With lines that show what the columns hold."""
    book = BytesIO()
    write_workbook(book, [Sheet(title, [Column(str(name), 20) for name in columns], list(lines))])
    return download(book.getvalue(), f"{title}.xlsx")

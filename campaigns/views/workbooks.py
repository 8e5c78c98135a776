"""What every import of a workbook does alike: the page, and the empty workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from campaigns.forms.fields import WorkbookForm
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.downloads import download
from unions.policy import OfficerRequest
from unions.refusals import Refused


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
    columns: Sequence[str],
    title: str,
    back: str,
    empty_url: str,
) -> HttpResponse:
    """`take_over` gets what was entered, and gives the words for what was done."""
    if form.is_valid():
        try:
            messages.success(request, take_over(form.cleaned_data))
            return redirect(back)
        except ValidationError as error:
            form.add_error("file", error)
        except Refused as refused:
            form.add_error("file", [str(refused), *refused.missing])
    context = {"form": form, "columns": columns, "title": title, "back": back}
    context["empty_url"] = empty_url
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/import.html", context, status=status)


def empty_workbook(title: str, columns: Sequence[str], line: Sequence[Any]) -> HttpResponse:
    """With one line that shows what the columns hold."""
    book = BytesIO()
    write_workbook(book, [Sheet(title, [Column(name, 20) for name in columns], [line])])
    return download(book.getvalue(), f"{title}.xlsx")

"""The homes that count."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from homes.forms.accepting import HomeFilter
from homes.models import Home
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers


@for_officers()
@require_GET
def home_list(request: OfficerRequest) -> HttpResponse:
    """The accepted homes of the officer's branch."""
    form = HomeFilter(request.GET, officer=request.officer)
    homes = Home.objects.visible_to(request.officer).that_count()
    homes = form.narrow(homes.select_related("employer", "plan", "county", "township"))
    context = {"form": form, "page": page_of(homes, request.GET)}
    return render(request, "homes/home_list.html", context, status=200 if form.is_valid() else 422)

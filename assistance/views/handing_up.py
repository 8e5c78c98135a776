from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assistance.actions.handing_up import HEADS, RECEIVER, hand_up
from assistance.forms.handing_up import HandUpForm
from assistance.models import HouseholdFile
from assistance.offices import CITY_DIRECTOR, COUNTY_DIRECTOR
from unions.downloads import download_from
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(COUNTY_DIRECTOR, CITY_DIRECTOR)  # type: ignore[arg-type] # a stream is no HttpResponse
@never_cache
@require_http_methods(["GET", "POST"])
def file_hand_up(request: OfficerRequest) -> HttpResponse | FileResponse:
    """The workbook for the national system; it is made for this answer and kept nowhere."""
    files = HouseholdFile.objects.visible_to(request.officer)
    form = HandUpForm(request.POST or None, officer=request.officer)
    if form.is_bound and form.is_valid():
        try:
            content = hand_up(files, basis=form.cleaned_data["basis"], by=request.officer)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return download_from(content, "national-system.xlsx")
    context = {"form": form, "receiver": RECEIVER, "heads": HEADS, "count": files.on_file().count()}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/file_hand_up.html", context, status=status)

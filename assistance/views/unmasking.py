"""Behind the mask: one field, once, with a reason; and the papers of a file."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.unmasking import look_at, open_proof
from assistance.forms.life import LookForm
from assistance.models import HouseholdFile, HouseholdMember, Proof
from assistance.offices import READERS
from assistance.views.entry import entry_page
from assistance.views.found import find_file, to_the_file
from evidence.serving import file_response
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_variables()
def file_unmask(request: OfficerRequest, household_id: int) -> HttpResponse:
    """GET asks what for; POST shows the text once, and the log says so."""
    file = find_file(request, household_id)
    form = LookForm(request.POST or None, officer=request.officer, initial=request.GET.dict())
    refused = None
    if form.is_valid():
        try:
            text = look_at(file, by=request.officer, **form.cleaned_data)
        except Refused as error:
            refused = error
        else:
            context = {"file": file, "text": text, "at": timezone.now(), **_what(form, file)}
            return render(request, "assistance/file_unmasked.html", context)
    what, hint = _what(form, file), _("It is shown once, to you alone, with your name on the page.")
    return entry_page(
        request, form, title=f"{what['whose']} · {what['label']}", hint=hint, button=_("Reveal"),
        back=to_the_file(file), refused=refused,
    )  # fmt: skip


def _what(form: LookForm, file: HouseholdFile) -> dict[str, object]:
    """What the page calls the field, and whose it is."""
    field, member = form["field"].value(), form["member"].value()
    model = HouseholdMember if member else HouseholdFile
    known = {f.name: f.verbose_name for f in model._meta.concrete_fields}
    member_id = str(getattr(member, "pk", member) or "")
    whose = [m.name for m in file.members.all() if str(m.pk) == member_id]
    return {"label": known.get(field, ""), "whose": whose[0] if whose else file.applicant_name}


@for_officers(*READERS)  # type: ignore[arg-type] # a stream is no HttpResponse
@require_GET
def proof_show(request: OfficerRequest, proof_id: int) -> FileResponse:
    """A paper of a file, for whoever sees the file; each opening is logged."""
    proofs = Proof.objects.visible_to(request.officer).select_related("file", "scan")
    proof = get_object_or_404(proofs, pk=proof_id)
    open_proof(proof, by=request.officer)
    return file_response(proof.scan)

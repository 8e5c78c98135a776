"""The reports of every county: one page, one zip."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from reports.bundles import BUNDLE, documents_in, write_zip
from unions.downloads import download_from
from unions.models import Job
from unions.policy import OfficerRequest, for_officers

IN_MEMORY = 8 * 1024 * 1024  # a larger zip goes by way of a file of its own, gone when it is sent


@for_officers()
@require_GET
def bundle_detail(request: OfficerRequest, bundle_id: int) -> HttpResponse:
    job = _bundle(request, bundle_id)
    context = {
        "job": job,
        "documents": list(documents_in(job, request.officer)),
        "empty": sorted(job.inputs.get("empty", {}).values()),
    }
    return render(request, "reports/bundle_detail.html", context)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def bundle_zip(request: OfficerRequest, bundle_id: int) -> FileResponse:
    job = _bundle(request, bundle_id)
    documents = list(documents_in(job, request.officer))
    if not documents:
        raise Http404
    target = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    write_zip(target, documents)
    target.seek(0)
    return download_from(target, f"{job.title}.zip")


def _bundle(request: OfficerRequest, bundle_id: int) -> Job:
    jobs = Job.objects.visible_to(request.officer).filter(kind=BUNDLE)
    return get_object_or_404(jobs, pk=bundle_id)

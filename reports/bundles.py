"""A report of every county in one job: a document for each, and all of them as a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.facts import parts_of
from reports.freezing import WHY, NothingToReport
from reports.making import make, undo_documents
from reports.models import Document
from unions.jobs import Progress, runner
from unions.models import Job, Officer, Union
from unions.offices import Level
from unions.refusals import Refused

BUNDLE = "reports.bundle"
SHARE = 100  # of the progress: what each county is told as


def counties_of(root: Union) -> list[Union]:
    parts = parts_of(root) if root.level == Level.FEDERATION else []
    return [part for part in parts if part.level == Level.COUNTY]


@runner(BUNDLE, undo=undo_documents, told=True)
def make_bundle(job: Job) -> Iterator[Progress]:
    """One county after the other; `inputs["empty"]` tells those that had nothing to report."""
    counties = counties_of(job.union)
    total = len(counties) * SHARE
    for n, county in enumerate(counties):
        if str(county.pk) in job.inputs.get("empty", {}):
            continue
        try:
            for step in make(job, county):
                done = n * SHARE + SHARE * step.done // max(1, step.total)
                yield Progress(done, total, f"{county.short_name} · {step.step}")
        except NothingToReport as nothing:
            empty = {**job.inputs.get("empty", {}), str(county.pk): str(nothing)}
            job.inputs = {**job.inputs, "empty": empty}
            Document.objects.unscoped(WHY).filter(job=job, union=county).delete()
            job.save(update_fields=["inputs"])
    if not Document.objects.unscoped(WHY).filter(job=job).finished().exists():
        raise Refused(_("None of the counties has anything to report."))
    job.result_url = reverse("reports:bundle-detail", args=[job.pk])
    yield Progress(total, total, "")


def documents_in(job: Job, officer: Officer) -> QuerySet[Document]:
    """The finished documents of a bundle that lie in the officer's branch."""
    documents = Document.objects.visible_to(officer).finished().filter(job=job)
    return documents.select_related("union", "given").order_by("union__code", "pk")


def write_zip(target: IO[bytes], documents: list[Document]) -> None:
    """Each document as PDF and workbook, under its Chinese title; the same bytes each time.

    Python marks a name that is not ASCII as UTF-8, which is what Windows looks for.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for number, document in enumerate(documents, 1):
            for file, extension in ((document.pdf, "pdf"), (document.xlsx, "xlsx")):
                name = f"{number:02d} {document.file_name(extension)}".replace("/", "／")
                with file.open("rb") as content:
                    bundle.writestr(zipfile.ZipInfo(name), content.read())

"""The files of a signed dispatch: its pages and the same words for Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from kernel import word
from kernel.digest import sm3
from kernel.official import OfficialDocument
from reports.dispatches.body import parse
from reports.freezing import drawn_of
from reports.making import annexes_of, typeset_or_say
from reports.models import Dispatch, DispatchKind, Urgency
from reports.papers.paper import title_lines
from reports.proofs import has_doors, proof_of
from reports.workflows.dispatch import JOB
from unions.jobs import Progress, runner
from unions.models import Job

STEPS = 2
MARKS = {DispatchKind.LETTER: "", DispatchKind.MINUTES: "会议纪要"}
# Words of the standard, which no catalogue may change.
URGENCIES = {Urgency.PROMPT.value: "加急", Urgency.AT_ONCE.value: "特急"}
LAYOUTS: dict[DispatchKind, Literal["letter", "minutes"]] = {
    DispatchKind.LETTER: "letter",
    DispatchKind.MINUTES: "minutes",
}


@runner(JOB)
def set_dispatch(job: Job) -> Iterator[Progress]:
    yield Progress(0, STEPS, _("setting the pages"))
    set_pages(job)
    yield Progress(1, STEPS, _("writing the Word file"))
    write_word(job)
    job.result_url = dispatch_of(job).get_absolute_url()
    yield Progress(STEPS, STEPS, "")


def dispatch_of(job: Job) -> Dispatch:
    dispatches = Dispatch.objects.unscoped("the job's own dispatch")
    found: Dispatch = dispatches.select_related(
        "union", "federation", "given", "signed_by__user"
    ).get(pk=job.inputs["dispatch_id"])
    return found


def set_pages(job: Job) -> None:
    dispatch = dispatch_of(job)
    if not dispatch.pdf:
        content = typeset_or_say(official(dispatch))
        dispatch.pdf_sm3 = sm3(content)
        _keep(dispatch, "pdf", content)


def write_word(job: Job) -> None:
    dispatch = dispatch_of(job)
    if not dispatch.docx:
        _keep(dispatch, "docx", word.as_word(official(dispatch)))


def _keep(dispatch: Dispatch, extension: str, content: bytes) -> None:
    file = getattr(dispatch, extension)
    # What an attempt left that was killed before its transaction ended.
    file.storage.delete(dispatch.path_of(extension))
    file.save("", ContentFile(content), save=False)
    dispatch.save(update_fields=[extension, "pdf_sm3"])


def official(dispatch: Dispatch) -> OfficialDocument:
    """As it goes to the printer; before it is signed without number and date."""
    issuer = dispatch.union.name
    kind = DispatchKind(dispatch.kind)
    rows = dispatch.annexes.select_related("document__union", "document__federation")
    documents = [row.document for row in rows.order_by("document_id")]
    annexes = [
        annex
        for nth, document in enumerate(documents, 1)
        for annex in annexes_of(document, dispatch, nth=nth)
    ]
    signer = dispatch.signed_by
    return OfficialDocument(
        issuer_mark=issuer + MARKS.get(kind, "文件"),
        layout=LAYOUTS.get(kind, "file"),
        title=title_lines(dispatch.title),
        number=dispatch.official_number,
        approved_by=signer.user.display_name if signer and dispatch.is_upward else "",
        addressees=dispatch.addressees,
        body=parse(dispatch.body),
        attachments=[annex.title for annex in annexes],
        signer=issuer,
        signed_on=dispatch.signed_on,
        annexes=annexes,
        copy_to=dispatch.copy_to.rstrip("。"),
        printed_by=f"{issuer}办公室",
        printed_on=dispatch.signed_on,
        copy_number=dispatch.copy_number,
        urgency=URGENCIES.get(dispatch.urgency, ""),
        sealed=dispatch.sealed,
        note=dispatch.note,
        proof=proof_of(dispatch, has_figures=any(has_doors(drawn_of(each)) for each in documents)),
        on_even_page=kind != DispatchKind.LETTER,  # whose colophon has no rules (10.1)
    )

"""Making a document: freeze its figures, set its pages, write its workbook.

Each step is one transaction of its job (unions/jobs.py) and finds what an earlier attempt has made,
so that a document exists once and bears one number, wherever a worker was killed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kernel import spreadsheet, typesetting, word
from kernel.digest import sm3, sm3_of
from reports.codes import random_code
from reports.models import Document, Kind, give_number
from reports.numbering import mark_of
from reports.papers import (
    acceptance,
    campaign,
    fund_use,
    household_form,
    letters,
    notice,
    record,
    registers,
    round_list,
    targets,
)
from reports.papers.paper import Drawn, Paper, chinese_moment, spaced, title_lines
from unions.jobs import Progress, runner
from unions.models import Job, Officer
from unions.refusals import Refused
from unions.scoping import owned_by

PAPERS = {
    Kind.NOTICE: Paper(notice.freeze, notice.draw),
    Kind.TARGETS: Paper(targets.freeze, targets.draw),
    Kind.ACCEPTANCE: Paper(acceptance.freeze, acceptance.draw),
    Kind.RECORD: Paper(record.freeze, record.draw),
    Kind.FUND_USE: Paper(fund_use.freeze, fund_use.draw),
    Kind.REGISTERS: Paper(registers.freeze, registers.draw),
    Kind.HOUSEHOLD: Paper(household_form.freeze, household_form.draw),
    Kind.ROUND_LIST: Paper(round_list.freeze, round_list.draw),
    Kind.CAMPAIGN: Paper(campaign.freeze, campaign.draw),
    Kind.LETTER: Paper(letters.freeze, letters.draw, is_edited=True),
}
STEPS = 3


def make_document(job: Job) -> Iterator[Progress]:
    yield Progress(0, STEPS, _("freezing the figures"))
    freeze(job)
    yield Progress(1, STEPS, _("setting the pages"))
    set_pages(job)
    write_word(job)
    yield Progress(2, STEPS, _("writing the workbook"))
    write_workbook(job)
    job.result_url = document_of(job).get_absolute_url()
    yield Progress(3, STEPS, "")


for kind in Kind:
    runner(kind.value)(make_document)


def document_of(job: Job) -> Document:
    """The job's document as the last committed step left it."""
    documents = Document.objects.unscoped("the job's own document")
    return documents.select_related("union").get(job=job)


def freeze(job: Job) -> None:
    if Document.objects.unscoped("the job's own document").filter(job=job).exists():
        return
    as_of = timezone.now()
    # An official document is Chinese, and so are the names of its figures.
    with translation.override("zh-hans"):
        frozen = PAPERS[Kind(job.kind)].freeze(job.inputs, job.union, as_of)
    document = Document(
        job=job,
        kind=job.kind,
        title=frozen.title[:160],
        year=frozen.year,
        as_of=as_of,
        data=frozen.data,
        data_sm3=sm3_of(frozen.data),
        code=random_code(),
        **owned_by(job.union),
    )
    document.save(force_insert=True)
    if frozen.numbered_by is not None:
        _number(document, mark_of(frozen.numbered_by, job.union.federation), by=job.officer)


def _number(document: Document, mark: str, *, by: Officer | None) -> None:
    given = give_number(document, mark, timezone.localdate(document.as_of).year, by=by)
    document.mark, document.number_year, document.serial = given.mark, given.year, given.serial
    document.save(update_fields=["mark", "number_year", "serial"])


def set_pages(job: Job) -> None:
    document = document_of(job)
    if document.pdf:
        return
    try:
        content = typesetting.typeset(official_document(document))
    except typesetting.TypesettingUnavailable as missing:
        words = _(
            "The server lacks libraries that set official documents. To install them: %(how)s"
        )
        raise Refused(words % {"how": missing}) from missing
    document.pdf_sm3 = sm3(content)
    _keep(document, "pdf", content)


def write_word(job: Job) -> None:
    document = document_of(job)
    if PAPERS[Kind(document.kind)].is_edited and not document.docx:
        _keep(document, "docx", word.as_word(official_document(document)))


def write_workbook(job: Job) -> None:
    document = document_of(job)
    if document.finished_at:
        return
    content = io.BytesIO()
    drawn = PAPERS[Kind(document.kind)].draw(document.data)
    lines = (document.title, as_of_words(document))
    sheets = [grid.as_sheet(lines) for grid in drawn.grids]
    spreadsheet.write_workbook(content, [*sheets, _proof_sheet(document)])
    document.finished_at = timezone.now()
    _keep(document, "xlsx", content.getvalue())


def _keep(document: Document, extension: str, content: bytes) -> None:
    file = getattr(document, extension)
    # What an attempt left that was killed before its transaction ended.
    file.storage.delete(document.path_of(extension))
    file.save("", ContentFile(content), save=False)
    document.save(update_fields=[extension, "pdf_sm3", "finished_at"])


def official_document(document: Document) -> typesetting.OfficialDocument:
    drawn = PAPERS[Kind(document.kind)].draw(document.data)
    made_on = timezone.localdate(document.as_of)
    return typesetting.OfficialDocument(
        issuer_mark=f"{drawn.issuer}{drawn.mark_suffix}",
        title=title_lines(document.title),
        number=document.number,
        addressees=drawn.addressees,
        body=drawn.body,
        attachments=[grid.title for grid in drawn.grids],
        signer=drawn.issuer,
        signed_on=drawn.signed_on or made_on,
        note=f"{as_of_words(document)}。数据摘要（SM3）：{spaced(document.data_sm3)}",
        annexes=[grid.as_annex(_above(document, drawn)) for grid in drawn.grids],
        copy_to=drawn.copy_to,
        printed_by=f"{drawn.issuer}办公室",
        printed_on=made_on,
    )


def as_of_words(document: Document) -> str:
    return f"数据截至{chinese_moment(document.as_of)}"


def _above(document: Document, drawn: Drawn) -> tuple[str, str]:
    return f"填报单位：{drawn.issuer}", as_of_words(document)


def _proof_sheet(document: Document) -> spreadsheet.Sheet:
    rows: list[list[Any]] = [
        ["文件", document.title],
        ["发文字号", document.number],
        ["数据截至", document.as_of],
        ["数据摘要（SM3）", document.data_sm3],
    ]
    columns = [spreadsheet.Column("项目", 18), spreadsheet.Column("内容", 70)]
    return spreadsheet.Sheet("数据说明", columns, rows)

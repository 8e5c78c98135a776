"""Making a document: freeze its figures, set its pages, write its workbook.

Each step is one transaction of its job (unions/jobs.py) and finds what an earlier attempt has made,
so that a document exists once, wherever a worker was killed. Long pages are set in pieces, kept
beside the document until it is finished: `Document.making` lists them as
{"pieces": [{"pages": how many, "next": [annex, row] or None}]}.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel import pieces, spreadsheet, typesetting, word
from kernel.digest import sm3
from kernel.official import Annex, OfficialDocument
from reports.freezing import (
    WHY,
    code_of,
    document_of,
    drawn_of,
    freeze_section,
    paper_of,
    sections_frozen,
)
from reports.models import Dispatch, Document, Kind
from reports.papers.paper import chinese_day, chinese_moment, spaced, title_lines
from reports.proofs import base_of, has_doors, proof_of, with_doors
from unions.jobs import Progress, runner
from unions.models import Job, Union
from unions.refusals import Refused

# How long the steps take beside one another: a section, a piece of pages, the workbook.
SECTION, PIECE, WORKBOOK = 1, 8, 2


def make_document(job: Job) -> Iterator[Progress]:
    yield from make(job, job.union)
    document = _found(job, job.union)
    job.result_url = document.get_absolute_url()
    total = job.total or 1
    yield Progress(total, total, "")


def make(job: Job, union: Union) -> Iterator[Progress]:
    """Make the job's document on a union; what an earlier attempt has made is not made again."""
    names = paper_of(code_of(job)).section_names(job.inputs)
    while not (document := document_of(job, union)) or not document.data_sm3:
        n = sections_frozen(document)
        total = len(names) * SECTION + PIECE + WORKBOOK
        words = _("freezing the figures: %(section)s") % {"section": names[n]}
        yield Progress(n * SECTION, total, words)
        freeze_section(job, union)
    while not document.pdf:
        yield _pages_to_come(document, len(names))
        set_piece(document)
        document = _found(job, union)
    if not document.finished_at:
        set_already = max(1, len(document.making.get("pieces", [])))
        done = len(names) * SECTION + set_already * PIECE
        yield Progress(done, done + WORKBOOK, _("writing the workbook"))
        write_word(document)
        write_workbook(document)


def undo_documents(job: Job) -> None:
    """Take away what a cancelled job has made, with its files once that is sure."""
    for document in Document.objects.unscoped(WHY).filter(job=job):
        # One more piece than was told of: the step that was cut off may have written it.
        pieces_so_far = _piece_names(document, more=1)
        names = [*pieces_so_far, *map(document.path_of, ("pdf", "xlsx", "docx"))]
        document.delete()
        transaction.on_commit(partial(_delete_files, names))


for kind in Kind:
    # The notice takes its number while it is made, and a number is not given back.
    runner(kind.value, undo=None if kind == Kind.NOTICE else undo_documents, told=True)(
        make_document
    )


def _found(job: Job, union: Union) -> Document:
    document = document_of(job, union)
    assert document is not None  # noqa: S101 - an earlier step has made it
    return document


def _pages_to_come(document: Document, sections: int) -> Progress:
    done: list[dict[str, Any]] = document.making.get("pieces", [])
    left = pieces.pieces_left(official_document(document), _next_place(done), rows=pieces.ROWS)
    begun = sections * SECTION
    total = begun + (len(done) + left) * PIECE + WORKBOOK
    pages = sum(p["pages"] for p in done)
    words = _("setting the pages")
    if pages:
        words = _("setting the pages: %(pages)s so far") % {"pages": pages}
    return Progress(begun + len(done) * PIECE, total, words)


def _next_place(done: list[dict[str, Any]]) -> pieces.Place | None:
    return (done[-1]["next"][0], done[-1]["next"][1]) if done else None


def set_piece(document: Document) -> None:
    """Set the next piece of the pages; the last one makes the file of all."""
    official = official_document(document)
    done: list[dict[str, Any]] = document.making.get("pieces", [])
    if not done and pieces.fits_one(official, rows=pieces.ROWS):
        _keep_pdf(document, typeset_or_say(official))
        return
    piece = pieces.typeset_piece(
        official, _next_place(done), first_page=1 + sum(p["pages"] for p in done), rows=pieces.ROWS
    )
    done = [*done, {"pages": piece.pages, "next": piece.next}]
    written = _piece_names(document)
    document.making["pieces"] = done
    if piece.next is None:
        _keep_pdf(document, pieces.merge([*map(_read_file, written), piece.content]))
        return
    document.save(update_fields=["making"])
    _write_file(_piece_names(document)[-1], piece.content)


def _piece_names(document: Document, *, more: int = 0) -> list[str]:
    told = len(document.making.get("pieces", []))
    return [document.path_of(f"{n}.pdf") for n in range(1, told + more + 1)]


def _write_file(name: str, content: bytes) -> None:
    """Called when the step has told the database: who lost it, and so the job, writes nothing."""
    # What an attempt left that was killed before its transaction ended.
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _read_file(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def typeset_or_say(document: OfficialDocument) -> bytes:
    """Raises Refused with what is to be installed, where libraries are missing."""
    try:
        return typesetting.typeset(document)
    except typesetting.TypesettingUnavailable as missing:
        words = _(
            "The server lacks libraries that set official documents. To install them: %(how)s"
        )
        raise Refused(words % {"how": missing}) from missing


def _keep_pdf(document: Document, content: bytes) -> None:
    document.pdf_sm3 = sm3(content)
    _keep(document, "pdf", content)


def write_word(document: Document) -> None:
    if paper_of(document.definition or document.kind).is_edited and not document.docx:
        _keep(document, "docx", word.as_word(official_document(document)))


def write_workbook(document: Document) -> None:
    content = io.BytesIO()
    lines = (document.title, as_of_words(document))
    base = base_of(document)
    sheets = [grid.as_sheet(lines, base) for grid in drawn_of(document).grids]
    spreadsheet.write_workbook(content, [*sheets, _proof_sheet(document)], made_at=document.as_of)
    # In the step after the one that merged them: whoever is killed here does it again.
    _delete_files(_piece_names(document))
    document.finished_at = timezone.now()
    document.making = {}
    _keep(document, "xlsx", content.getvalue())


def _keep(document: Document, extension: str, content: bytes) -> None:
    setattr(document, extension, document.path_of(extension))
    document.save(update_fields=[extension, "pdf_sm3", "finished_at", "making"])
    _write_file(document.path_of(extension), content)


def official_document(document: Document) -> OfficialDocument:
    drawn = drawn_of(document)
    made_on = timezone.localdate(document.as_of)
    base = base_of(document)
    return OfficialDocument(
        issuer_mark=f"{drawn.issuer}{drawn.mark_suffix}",
        title=title_lines(document.title),
        number=document.number,
        addressees=drawn.addressees,
        body=[with_doors(block, base) for block in drawn.body],
        attachments=[grid.title for grid in drawn.grids],
        signer=drawn.issuer,
        signed_on=drawn.signed_on or made_on,
        note=_note_of(document),
        annexes=annexes_of(document, document),
        copy_to=drawn.copy_to,
        printed_by=f"{drawn.issuer}办公室",
        printed_on=made_on,
        proof=proof_of(document, has_figures=has_doors(drawn)),
    )


def annexes_of(document: Document, bearer: Document | Dispatch, *, nth: int = 1) -> list[Annex]:
    """The tables of a document as they are printed behind it, or as the `nth` document behind a
    dispatch."""
    drawn = drawn_of(document)
    above = f"填报单位：{drawn.issuer}", as_of_words(document)
    return [grid.as_annex(above, base_of(bearer, nth)) for grid in drawn.grids]


def as_of_words(document: Document) -> str:
    if document.counted_to:
        return f"数据截至{chinese_day(document.counted_to)}"
    return f"数据截至{chinese_moment(document.as_of)}"


def _note_of(document: Document) -> str:
    made = f"，{chinese_moment(document.as_of)}生成" if document.counted_to else ""
    return f"{as_of_words(document)}{made}。数据摘要（SM3）：{spaced(document.data_sm3)}"


def _proof_sheet(document: Document) -> spreadsheet.Sheet:
    rows: list[list[Any]] = [
        ["文件", document.title],
        ["发文字号", document.number],
        ["数据截至", document.counted_to or document.as_of],
        ["生成时间", document.as_of],
        ["数据摘要（SM3）", document.data_sm3],
    ]
    columns = [spreadsheet.Column("项目", 18), spreadsheet.Column("内容", 70)]
    return spreadsheet.Sheet("数据说明", columns, rows)

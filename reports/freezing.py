"""Freezing a document: its figures, section by section, each in a step of its own.

`Document.making` says how far it is: {"sections": how many are frozen, "event": the newest of the
log when the first was, "again": how often it began anew}.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kernel.digest import sm3_of
from reports.catalogue import definitions
from reports.codes import random_code
from reports.models import Document, Kind, give_number
from reports.numbering import mark_of
from reports.papers.defined import Defined
from reports.papers.kinds import PAPERS
from reports.papers.own import OwnPaper
from reports.papers.paper import Drawn, Frozen, Made
from unions.models import Event, Job, Union
from unions.refusals import Refused
from unions.scoping import owned_by

WHY = "the job's own document"
MOST_AGAIN = 2


class NothingToReport(Refused):
    """This union has nothing of what was asked; another may have."""


def paper_of(code: str) -> Made:
    """By the code of a definition, or the kind of a paper.

    Raises Refused for neither: its definition has been taken away.
    """
    if code == Kind.OWN:
        return OwnPaper()
    if known := definitions().get(code):
        return Defined(known)
    if code not in PAPERS:
        raise Refused(_("There is no such report."))
    return PAPERS[Kind(code)]


def code_of(job: Job) -> str:
    return str(job.inputs.get("definition") or job.kind)


def kind_of(code: str) -> Kind:
    """Under what kind a document is kept: a definition's own, if it is one of the portal's."""
    return Kind(code) if code in Kind.values else Kind.DEFINED


def document_of(job: Job, union: Union) -> Document | None:
    """The job's document on a union, as the last committed step left it."""
    documents = Document.objects.unscoped(WHY).select_related("union", "federation", "given")
    found: Document | None = documents.filter(job=job, union=union).first()
    return found


def sections_frozen(document: Document | None) -> int:
    return int(document.making.get("sections", 0)) if document else 0


def freeze_section(job: Job, union: Union) -> None:
    """Freeze the next section; the last one closes the data and gives it its digest.

    If anything was done in the federation between the first section and the last, they might tell
    of different moments: it begins anew, twice at most.
    """
    document = document_of(job, union) or _begun(job, union)
    n, paper = sections_frozen(document), paper_of(code_of(job))
    if n == 0:
        document.as_of = timezone.now()
        document.making |= {"event": _newest_event()}
    frozen = _frozen(paper, n, job, document)
    document.title, document.year = frozen.title[:160], frozen.year
    document.data, document.making["sections"] = frozen.data, n + 1
    if n + 1 == len(paper.section_names(job.inputs)) and not _begins_anew(document):
        document.data_sm3 = sm3_of(frozen.data)
    document.save()
    if document.data_sm3 and frozen.numbered_by is not None:
        mark = mark_of(frozen.numbered_by, union.federation)
        year = timezone.localdate(document.as_of).year
        document.given = give_number(document, mark, year, by=job.officer)


def _begun(job: Job, union: Union) -> Document:
    code = code_of(job)
    return Document(
        job=job,
        kind=kind_of(code),
        definition=code if code in definitions() else "",
        data={},
        code=random_code(),
        **owned_by(union),
    )


def _frozen(paper: Made, n: int, job: Job, document: Document) -> Frozen:
    # An official document is Chinese, and so are the names of its figures.
    with translation.override("zh-hans"):
        try:
            return paper.freeze_section(
                n, job.inputs, document.union, document.as_of, document.data
            )
        except Refused as refused:
            raise NothingToReport(str(refused)) from refused


def _begins_anew(document: Document) -> bool:
    making: Mapping[str, Any] = document.making
    if making["sections"] == 1 or making["event"] == _newest_event():
        return False
    if making.get("again", 0) >= MOST_AGAIN:
        return False
    document.data = {}
    document.making = {"sections": 0, "again": making.get("again", 0) + 1}
    return True


def _newest_event() -> int:
    events = Event.objects.unscoped("whether anything was done meanwhile")
    return events.order_by("-pk").values_list("pk", flat=True).first() or 0


def drawn_of(document: Document) -> Drawn:
    """What the frozen data say on paper. Raises Refused if its definition is there no more."""
    return paper_of(document.definition or document.kind).draw(document.data)

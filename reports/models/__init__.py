from reports.models.dispatches import (
    Dispatch,
    DispatchAnnex,
    DispatchKind,
    DispatchQuerySet,
    Urgency,
    dispatch_docx_name,
    dispatch_pdf_name,
)
from reports.models.documents import (
    CONFIDENTIAL,
    RELIEF,
    YEARLY,
    Document,
    DocumentQuerySet,
    Kind,
    docx_name,
    pdf_name,
    random_token,
    xlsx_name,
)
from reports.models.numbers import GivenNumber, NumberRegister, give_number
from reports.models.own import Layout, OwnReport

__all__ = [
    "CONFIDENTIAL",
    "RELIEF",
    "YEARLY",
    "Dispatch",
    "DispatchAnnex",
    "DispatchKind",
    "DispatchQuerySet",
    "Document",
    "DocumentQuerySet",
    "GivenNumber",
    "Kind",
    "Layout",
    "NumberRegister",
    "OwnReport",
    "Urgency",
    "dispatch_docx_name",
    "dispatch_pdf_name",
    "docx_name",
    "give_number",
    "pdf_name",
    "random_token",
    "xlsx_name",
]

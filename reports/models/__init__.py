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
from reports.models.numbers import NumberRegister

__all__ = [
    "CONFIDENTIAL",
    "RELIEF",
    "YEARLY",
    "Document",
    "DocumentQuerySet",
    "Kind",
    "NumberRegister",
    "docx_name",
    "pdf_name",
    "random_token",
    "xlsx_name",
]

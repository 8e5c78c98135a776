"""Keeping files as proof."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from evidence.models import EvidenceFile
from kernel.uploads import clean_upload
from unions.events import log_event
from unions.models import Officer, Union
from unions.refusals import Refused
from unions.scoping import owned_by

LONGEST_NAME = 100  # characters, without the extension


class UploadRefused(Refused):
    """A file that is not kept; the answer is 413 when it is too large."""

    def __init__(self, name: str, error: ValidationError) -> None:
        super().__init__(f"{name}: {' '.join(error.messages)}")
        if getattr(error, "code", "") == "too_large":
            self.status = 413


@transaction.atomic
def keep_files(
    uploads: Iterable[UploadedFile[Any]], *, union: Union, by: Officer
) -> list[EvidenceFile]:
    """All of them, or none. Raises UploadRefused for the first that cannot be kept."""
    return [keep_file(upload, union=union, by=by) for upload in uploads]


@transaction.atomic
def keep_file(
    upload: UploadedFile[Any],
    *,
    union: Union,
    by: Officer,
    sealed: bool = False,
    confidential: bool = False,
) -> EvidenceFile:
    """Check a file by its content and keep it for `union`.

    The same content is kept once in a union, under its first name: it is the same proof. A sealed
    file is seen by nobody but `by` until `unseal_files`, and is the same as no other's. A
    confidential one loses its name, which often says whom it is about.
    Raises UploadRefused, and keeps nothing, for anything but a passive picture or PDF.
    """
    try:
        clean = clean_upload(upload)
    except ValidationError as error:
        raise UploadRefused(str(upload.name), error) from None
    alike = {"sm3": clean.sm3, "sealed": sealed, "confidential": confidential}
    same = EvidenceFile.objects.filter(union=union, **alike)
    known = same.filter(uploaded_by=by).first() if sealed else same.order_by("pk").first()
    if known is not None:
        return known
    extension = f".{clean.extension}"
    file = EvidenceFile(
        name=shown_name("" if confidential else str(upload.name), extension),
        media_type=clean.media_type,
        extension=extension,
        size=len(clean.content),
        uploaded_by=by,
        **alike,
        **owned_by(union),
    )
    file.file.save(file.name, ContentFile(clean.content), save=False)
    file.save(force_insert=True)
    log_event(file, "keep", _("Evidence kept"), by=by, detail={"sm3": file.sm3, "size": file.size})
    return file


def unseal_files(files: QuerySet[EvidenceFile]) -> None:
    """What they were part of is over: the branch may see them."""
    files.update(sealed=False)


def shown_name(name: str, extension: str) -> str:
    """The sender's name for the file, fit to be shown and downloaded under."""
    stem = "".join(c for c in PurePath(name).stem if c.isprintable()).strip()
    return (stem[:LONGEST_NAME] or "file") + extension

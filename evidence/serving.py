"""Handing a kept file out, so that a browser can only show it."""

from __future__ import annotations

from django.http import FileResponse, Http404

from evidence.models import EvidenceFile

PDF = "application/pdf"
# Browsers' PDF viewers refuse to start inside a sandbox; a kept PDF has been found passive.
POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


def file_response(file: EvidenceFile) -> FileResponse:
    """The file under its own name, shown in place if it is a picture or a PDF.

    A confidential one leaves no copy with the browser: the next look is asked for, and logged.
    Raises Http404 if the storage has lost it.
    """
    shown = file.is_picture or file.media_type == PDF
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=not shown, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if file.media_type == PDF else POLICY
    kept_for = "no-store" if file.confidential else "max-age=600"
    response["Cache-Control"] = f"private, {kept_for}"
    return response

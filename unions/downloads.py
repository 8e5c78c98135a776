"""A file made for this answer: handed out, and kept by nobody on the way."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def download(content: bytes, name: str) -> HttpResponse:
    """`name` is ours, never what somebody typed; its ending tells the type."""
    return HttpResponse(content, content_type=_type_of(name), headers=_headers(name))


def download_from(source: IO[bytes], name: str) -> FileResponse:
    """The same of a file, read piece by piece and closed when the answer ends."""
    return FileResponse(source, content_type=_type_of(name), headers=_headers(name))


def _type_of(name: str) -> str:
    return MEDIA_TYPES[name.rpartition(".")[2]]


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        or "attachment",
        "Cache-Control": "no-store, private",
        "X-Content-Type-Options": "nosniff",
    }

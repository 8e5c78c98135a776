"""Uploaded files, judged by what they hold and never by what they are called.

A picture is decoded and drawn anew, so that nothing of the sender's file but its pixels is kept: no
place, no camera, no second file behind the first. A PDF is kept as it came, if it is passive.
Every refusal is a ValidationError with a code: empty, too_large, extension, mismatch, pixels,
broken, heic, hidden_file, encrypted, active.
"""

import io
import re
import zlib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from kernel.digest import sm3

KINDS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "pdf": "PDF"}
KINDS |= {"heic": "HEIF", "heif": "HEIF"}
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"}
MOST_PIXELS = 50_000_000  # some 150 MB when decoded
LONGEST_SIDE = 1920  # pixels kept
SCANNED_BYTES = 4 * 1024 * 1024  # of each unpacked stream of a PDF
ACTIVE_NAMES = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)
HIDDEN_FILES = re.compile(rb"%PDF-|<script|<\?php|<!DOCTYPE|<html", re.IGNORECASE)
ZIP_END = b"PK\x05\x06"


@dataclass(frozen=True)
class CleanFile:
    """`width` and `height` in pixels for a picture, `pages` for a PDF."""

    content: bytes
    media_type: str
    extension: str
    sm3: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None


def clean_upload(file: "UploadedFile[Any]") -> CleanFile:
    """The file as it may be stored. Raises ValidationError, having read no more than the limit."""
    kind = KINDS.get(PurePath(file.name or "").suffix.lower().lstrip("."))
    if kind is None:
        raise ValidationError(
            _("Only JPEG, PNG, WebP and HEIC pictures and PDF files are accepted."),
            code="extension",
        )
    content = _read(file)
    if _sniff(content) != kind:
        raise ValidationError(
            _("The file is not what its name says: its content is not %(kind)s."),
            code="mismatch",
            params={"kind": kind},
        )
    if ZIP_END in content[-65_600:] or HIDDEN_FILES.search(content, 1):
        raise ValidationError(_("Another file is hidden inside this one."), code="hidden_file")
    return _clean_pdf(content) if kind == "PDF" else _clean_picture(content, kind)


def _read(file: "UploadedFile[Any]") -> bytes:
    limit: int = settings.UPLOAD_MAX_BYTES
    # The size is the client's word; reading one byte past the limit is ours.
    content = b"" if (file.size or 0) > limit else file.read(limit + 1)
    if (file.size or 0) > limit or len(content) > limit:
        raise ValidationError(
            _("The file is larger than %(limit)d MB."),
            code="too_large",
            params={"limit": limit // 1024 // 1024},
        )
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    return bytes(content)


def _sniff(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith(b"%PDF-"):
        return "PDF"
    return "HEIF" if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS else ""


def _clean_picture(content: bytes, kind: str) -> CleanFile:
    if kind == "HEIF":
        _learn_heif()
    picture = _decode(content, kind)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    alike = kind in {"JPEG", "HEIF"}
    mode = "RGB" if alike or not picture.has_transparency_data else "RGBA"
    # Pixels only: a copy of the picture would carry its comment, place and profile along.
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG" if alike else "WEBP", quality=85)
    drawn = buffer.getvalue()
    media_type, extension = ("image/jpeg", "jpg") if alike else ("image/webp", "webp")
    return CleanFile(drawn, media_type, extension, sm3(drawn), bare.width, bare.height)


def _decode(content: bytes, kind: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=[kind])
        # The header tells the size; a bomb is refused before a pixel of it is unpacked.
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_many_pixels()
        # WeasyPrint, once imported, has told Pillow to fill what is missing with grey.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, zlib.error):
        raise ValidationError(_("The picture is damaged or cut short."), code="broken") from None


def _learn_heif() -> None:
    if find_spec("pillow_heif") is None:
        raise ValidationError(
            _("HEIC pictures cannot be read here; please save the picture as JPEG."), code="heic"
        )
    import_module("pillow_heif").register_heif_opener()


def _clean_pdf(content: bytes) -> CleanFile:
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("The PDF is damaged or cut short."), code="broken")
    text = _plain_names(content)
    if re.search(rb"/Encrypt\b", text):
        raise ValidationError(_("The PDF is encrypted; please save it without."), code="encrypted")
    parts = [text, *(_plain_names(part) for part in _unpacked(content))]
    if any(ACTIVE_NAMES.search(part) for part in parts):
        raise ValidationError(_("The PDF holds a program or another file."), code="active")
    pages = sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts)
    if not pages:
        raise ValidationError(_("The PDF has no page."), code="broken")
    return CleanFile(content, "application/pdf", "pdf", sm3(content), pages=pages)


def _plain_names(content: bytes) -> bytes:
    # "/J#61vaScript" is the same name to a reader of PDF.
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), content)


def _unpacked(content: bytes) -> list[bytes]:
    """The start of every packed stream: since PDF 1.5 objects, too, hide in them."""
    parts = []
    for start in re.finditer(rb"stream\r?\n", content):
        packed = memoryview(content)[start.end() :]
        try:
            parts.append(zlib.decompressobj().decompress(packed, SCANNED_BYTES))
        except zlib.error:
            continue
    return parts


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has more than %(limit)d million pixels."),
        code="pixels",
        params={"limit": MOST_PIXELS // 1_000_000},
    )

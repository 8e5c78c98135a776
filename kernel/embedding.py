"""Fonts in a PDF as bare outlines (CFF) whose glyphs stand under their own numbers.

The typesetter writes a glyph's number and leaves the OpenType file as it was. Where that numbers
its characters otherwise (Noto does), a reader that goes by the standard prints another character
or none (ISO 32000-1, 9.7.4.2; ISO 19005-3, 6.2.11). Then both numbers are made the same.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont, TTLibError


def embed_bare_outlines(pdf: Any) -> None:
    """Of every OpenType font of a pydyf.PDF."""
    for each in pdf.objects:
        extra = getattr(each, "extra", None) or {}
        if extra.get("Subtype") == "/OpenType":
            extra["Subtype"] = "/CIDFontType0C"
            each.stream = [numbered_outlines(b"".join(each.stream))]


def numbered_outlines(font: bytes) -> bytes:
    """The table `CFF ` of an OpenType font, where character number n is glyph n.

    Fonts that know their glyphs by name, not by number, are left as they are. Raises ValueError for
    a font without such outlines.
    """
    try:
        opened = TTFont(BytesIO(font), lazy=True)
        table = opened["CFF "]
    except (TTLibError, KeyError) as reason:
        raise ValueError("a font without CFF outlines") from reason
    told = table.cff.topDictIndex[0]
    numbers = [".notdef", *(f"cid{n:05d}" for n in range(1, len(told.charset)))]
    if not hasattr(told, "ROS") or told.charset == numbers:
        return bytes(opened.reader["CFF "])
    glyphs = told.CharStrings
    glyphs.charStrings = {
        number: glyphs.charStrings[former]
        for number, former in zip(numbers, told.charset, strict=True)
    }
    told.charset = numbers
    return bytes(table.compile(opened))

"""Fonts in a PDF as bare outlines (CFF) whose glyphs stand under their own numbers.

The typesetter writes a glyph's number and leaves the OpenType file as it was. Where that numbers
its characters otherwise (Noto does), a reader that goes by the standard prints another character
or none (ISO 32000-1, 9.7.4.2; ISO 19005-3, 6.2.11). Then both numbers are made the same.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

RECORD = struct.Struct(">4s3L")  # name, checksum, offset, length of a table
FIRST_RECORD = 12
CHARSET, CHAR_STRINGS, NUMBERED = 15, 17, (12 << 8) + 30  # of a Top DICT
ESCAPE, SHORT, LONG, REAL = 12, 28, 29, 30
AS_NUMBERED = struct.Struct(">B2H")  # format 2: one range of character numbers


def embed_bare_outlines(pdf: Any) -> None:
    """Of every OpenType font of a pydyf.PDF."""
    for each in pdf.objects:
        extra = getattr(each, "extra", None) or {}
        if extra.get("Subtype") == "/OpenType":
            extra["Subtype"] = "/CIDFontType0C"
            each.stream = [as_numbered(outlines_of(b"".join(each.stream)))]


def outlines_of(font: bytes) -> bytes:
    """The table `CFF ` of an OpenType font. Raises ValueError for a font that has none."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for n in range(tables):
        name, _checksum, offset, length = RECORD.unpack_from(font, FIRST_RECORD + n * RECORD.size)
        if name == b"CFF ":
            return font[offset : offset + length]
    raise ValueError("a font without CFF outlines")


def as_numbered(outlines: bytes) -> bytes:
    """The same outlines; character number n is glyph n. Fonts that know their glyphs by name, not
    by number, are left as they are."""
    told = dict(_dict(outlines, _top_dict(outlines)))
    charset, (glyphs,) = (
        told.get(CHARSET, 0),
        struct.unpack_from(">H", outlines, told[CHAR_STRINGS]),
    )
    if NUMBERED not in told or charset <= 2 or _is_one_range(outlines, charset, glyphs):
        return outlines
    listed = AS_NUMBERED.pack(2, 1, glyphs - 2)  # no list of other numbers is shorter
    return outlines[:charset] + listed + outlines[charset + len(listed) :]


def _is_one_range(outlines: bytes, charset: int, glyphs: int) -> bool:
    kind, first = struct.unpack_from(">BH", outlines, charset)
    return bool(kind == 1 and first == 1 and outlines[charset + 3] == glyphs - 2)


def _top_dict(outlines: bytes) -> tuple[int, int]:
    """Where the only Top DICT begins and ends; the names of the fonts stand before it."""
    _names, after = _index(outlines, outlines[2])
    (place, *_more), _after = _index(outlines, after)
    return place


def _index(outlines: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """The places of what an INDEX holds, and where it ends."""
    (count,) = struct.unpack_from(">H", outlines, at)
    if not count:
        return [], at + 2
    size = outlines[at + 2]
    begin = at + 2 + (count + 1) * size  # offsets count from 1
    offsets = [
        begin + int.from_bytes(outlines[at + 3 + n * size : at + 3 + (n + 1) * size])
        for n in range(count + 1)
    ]
    return list(pairwise(offsets)), offsets[-1]


def _dict(outlines: bytes, place: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """(operator, its last operand) of a DICT; an escaped operator with its 12 before it."""
    at, end = place
    operand = 0
    while at < end:
        code = outlines[at]
        if code == ESCAPE:
            yield (ESCAPE << 8) + outlines[at + 1], operand
            at += 2
        elif code <= 21:
            yield code, operand
            at += 1
        elif code == REAL:
            at += 1
            while outlines[at] & 0xF != 0xF and outlines[at] >> 4 != 0xF:
                at += 1
            at += 1
        else:
            size = 3 if code == SHORT else 5 if code == LONG else 1 if code <= 246 else 2
            operand = _operand(outlines[at : at + size])
            at += size


def _operand(written: bytes) -> int:
    code = written[0]
    if code in (SHORT, LONG):
        return int.from_bytes(written[1:], signed=True)
    if code <= 246:
        return code - 139
    return (
        (code - 247) * 256 + written[1] + 108
        if code <= 250
        else -(code - 251) * 256 - written[1] - 108
    )

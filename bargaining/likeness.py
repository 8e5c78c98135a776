"""How alike two texts are, by their trigrams, and which bands of a text find those like it.

The similarity is the one of PostgreSQL's pg_trgm: trigrams shared, by trigrams of either. It is
reckoned here because the extension knows no Chinese in a database with the locale C, and because
its index is closed to a role under row security (its operators are not leakproof).
"""

from __future__ import annotations

import unicodedata
import zlib

BUCKETS = 64
BANDS = 16
WIDTH = BUCKETS // BANDS
EMPTY = 0xFFFFFFFF
SHARED_RUN = 8  # characters in a row that both texts hold: a passage, and no chance


def plain(text: str) -> str:
    """Letters and digits alone: layout and punctuation make no contract another one."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def trigrams(text: str) -> set[str]:
    letters = plain(text)
    return {letters[at : at + 3] for at in range(len(letters) - 2)}


def similarity(one: set[str], other: set[str]) -> float:
    """0 to 1; texts too short for a trigram are like none."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def bands_of(text: str) -> list[int]:
    """Sixteen numbers; texts three quarters alike share one of them in 99 of 100 cases.

    Of the trigrams' hashes, the least in each of 64 buckets; four buckets make a band. A band
    without a trigram in one of its buckets is left out.
    """
    least = [EMPTY] * BUCKETS
    for trigram in trigrams(text):
        number = zlib.crc32(trigram.encode())
        bucket, rest = number % BUCKETS, number // BUCKETS
        least[bucket] = min(least[bucket], rest)
    bands = []
    for band in range(BANDS):
        part = least[band * WIDTH : (band + 1) * WIDTH]
        if EMPTY not in part:
            bands.append(_folded(band, part))
    return bands


def _folded(band: int, part: list[int]) -> int:
    # 4 bits of band and 58 of hash, positive in a bigint.
    text = ",".join(map(str, part)).encode()
    return band << 58 | zlib.crc32(text) << 26 | zlib.adler32(text) & 0x3FFFFFF


def passages(text: str, other: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether the other text holds it; together they are the text."""
    kept = [(at, letter) for at, letter in enumerate(text) if letter.isalnum()]
    letters = "".join(letter for _at, letter in kept)
    there = "".join(letter for letter in other if letter.isalnum())
    runs = {there[at : at + SHARED_RUN] for at in range(len(there) - SHARED_RUN + 1)}
    shared = [False] * len(text)
    for start in range(len(letters) - SHARED_RUN + 1):
        if letters[start : start + SHARED_RUN] in runs:
            first, last = kept[start][0], kept[start + SHARED_RUN - 1][0]
            shared[first : last + 1] = [True] * (last + 1 - first)
    pieces: list[tuple[str, bool]] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or shared[at] != shared[begin]:
            pieces.append((text[begin:at], shared[begin]))
            begin = at
    return pieces

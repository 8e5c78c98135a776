"""The code at the foot of a printed document: whose it is, and 60 bits nobody guesses.

Four characters name the federation by its division code, so that the code alone finds the paper;
twelve are random. The alphabet is Crockford's: no I, L, O or U, and what is misread for 1 or 0 is
read as such.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX, LENGTH, GROUP = 4, 12, 4
MISREAD = str.maketrans("ILO", "110")


def random_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed_code(division_code: str, code: str) -> str:
    """In groups, as on paper: 6DRC-7G2K-0X9M-QAZ4."""
    whole = _base32(int(division_code)) + code
    return "-".join(whole[i : i + GROUP] for i in range(0, len(whole), GROUP))


def read_code(text: str) -> tuple[str, str] | None:
    """(division code, code) of what was typed or scanned; None if it is no such code."""
    plain = "".join(text.upper().split()).replace("-", "").translate(MISREAD)
    if len(plain) != PREFIX + LENGTH or not set(plain) <= set(ALPHABET):
        return None
    number = 0
    for character in plain[:PREFIX]:
        number = number * 32 + ALPHABET.index(character)
    return f"{number:06d}", plain[PREFIX:]


def _base32(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(PREFIX)))

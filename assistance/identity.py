"""What the number of a person's document says, and whether it can be one."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kernel.identifiers import clean_citizen_id

# The residence permits of Hong Kong, Macao and Taiwan are numbered as identity cards are.
NUMBERED_AS_CITIZENS = ("citizen", "resident")


def clean_identity(kind: str, text: str) -> str:
    """The number as it is kept. Raises ValidationError."""
    if kind in NUMBERED_AS_CITIZENS:
        return clean_citizen_id(text)
    number = re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text)).upper()
    if not re.fullmatch(r"[A-Z0-9]{5,20}", number):
        raise ValidationError(_("A passport has 5 to 20 letters and digits."), code="passport")
    return number


def born_and_sex(number: str) -> tuple[int, str]:
    """The year of birth and the sex ("m", "f") in a number that `clean_citizen_id` gave."""
    return int(number[6:10]), "m" if int(number[16]) % 2 else "f"

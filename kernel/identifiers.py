"""Numbers that other authorities issue, normalised or refused with what is wrong.

Every refusal is a ValidationError with a code: required, not_text, digits_lost, length,
character, date, future, check_digit, placeholder, mobile.
"""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.cn import ric, uscc

DIGITS = "0123456789"
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Who registers (first character) and what (second).
USCC_KINDS = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "1239",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
ORGANISATION_CHARACTERS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def clean_uscc(text: object) -> str:
    """The 18 characters of a unified social credit code (GB 32100-2015)."""
    code = _normalise(text)
    _check_length(code, 18, 18)
    _check_characters(code, USCC_CHARACTERS)
    if code[17] != uscc.calc_check_digit(code[:17]):
        raise _check_digit_error()
    return code


def uscc_warnings(text: object) -> list[str]:
    """What is odd about a code that clean_uscc accepts; some issued codes are odd.

    Raises ValidationError as clean_uscc does.
    """
    code = clean_uscc(text)
    warnings = []
    if code[1] not in USCC_KINDS.get(code[0], ""):
        warnings.append(_("No register is known for a code beginning with %s.") % code[:2])
    if not set(code[2:8]) <= set(DIGITS):
        warnings.append(_("Characters 3 to 8 should be the six digits of a division."))
    if code[16] != _organisation_check(code[8:16]):
        warnings.append(_("The organisation number in characters 9 to 17 does not check."))
    return warnings


def clean_citizen_id(text: object) -> str:
    """The 18 characters of a citizen's identity number (GB 11643-1999)."""
    number = _normalise(text)
    _check_length(number, 18, 18)
    _check_characters(number[:17], DIGITS)
    _check_characters(number[17], DIGITS + "X", offset=17)
    _check_birth(number[6:14])
    if number[17] != ric.calc_check_digit(number):
        raise _check_digit_error()
    return number


def clean_bank_card(text: object) -> str:
    """The digits of a bank card; an account in a passbook has no check digit and fails here."""
    number = _normalise(text)
    _check_length(number, 12, 19)
    _check_characters(number, DIGITS)
    if not number.strip("0"):
        raise ValidationError(_("A card number cannot be all zeros."), code="placeholder")
    if luhn.checksum(number):
        raise _check_digit_error()
    return number


def clean_mobile(text: object) -> str:
    """The eleven digits of a mobile number in China, without the country code."""
    number = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", _normalise(text))
    _check_length(number, 11, 11)
    _check_characters(number, DIGITS)
    if not re.match(r"1[3-9]", number):
        raise ValidationError(_("A mobile number begins with 13 to 19."), code="mobile")
    return number


def clean_telephone(text: object) -> str:
    """A mobile number, or a landline's digits with its area code and perhaps an extension."""
    number = _normalise(text)
    if not number.startswith("0") or number.startswith("0086"):
        return clean_mobile(text)
    _check_length(number, 10, 18)
    _check_characters(number, DIGITS)
    return number


def mask(text: str, keep_start: int, keep_end: int) -> str:
    """Stars in place of the middle; a text too short to hide anything is all stars."""
    if keep_start < 0 or keep_end < 0:
        raise ValueError("cannot keep a negative number of characters")
    hidden = len(text) - keep_start - keep_end
    if hidden <= 0:
        return "*" * len(text)
    return text[:keep_start] + "*" * hidden + text[len(text) - keep_end :]


def _normalise(text: object) -> str:
    if text is None:
        raise _required()
    if not isinstance(text, str):
        # A spreadsheet keeps 15 digits of a number: 18 typed as one have already lost three.
        raise ValidationError(_("Enter this as text, not as a number."), code="not_text")
    wide = unicodedata.normalize("NFKC", text)
    # Separators, and the invisible marks that chat programs and spreadsheets paste along.
    code = "".join(c for c in wide if unicodedata.category(c) not in {"Zs", "Cc", "Cf", "Pd"})
    # Only a–z: upper() would turn "ß" into two letters and "ı" into a real I.
    code = re.sub(r"[a-z]+", lambda letters: letters[0].upper(), code)
    if not code:
        raise _required()
    if re.fullmatch(r"\d(\.\d+)?E\+\d+", code):
        raise ValidationError(
            _("The spreadsheet has rounded this number; format the column as text."),
            code="digits_lost",
        )
    return code


def _check_length(code: str, shortest: int, longest: int) -> None:
    if shortest <= len(code) <= longest:
        return
    wanted = str(shortest) if shortest == longest else f"{shortest}–{longest}"
    raise ValidationError(
        _("This should have %(wanted)s characters; it has %(found)d."),
        code="length",
        params={"wanted": wanted, "found": len(code)},
    )


def _check_characters(code: str, allowed: str, offset: int = 0) -> None:
    for position, character in enumerate(code, start=1 + offset):
        if character not in allowed:
            raise ValidationError(
                _("Character %(position)d, “%(character)s”, is never used in such a number."),
                code="character",
                params={"position": position, "character": character},
            )


def _check_birth(digits: str) -> None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise ValidationError(
            _("The date of birth in characters 7 to 14 does not exist: %(digits)s."),
            code="date",
            params={"digits": digits},
        ) from None
    if birth > timezone.localdate():
        raise ValidationError(
            _("The date of birth in characters 7 to 14 lies in the future."), code="future"
        )


def _organisation_check(body: str) -> str:
    # GB 11714, the number that the credit code carries inside.
    total = sum(
        ORGANISATION_CHARACTERS.index(character) * weight
        for character, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def _required() -> ValidationError:
    return ValidationError(_("This number is missing."), code="required")


def _check_digit_error() -> ValidationError:
    return ValidationError(
        _("The check digit does not match: one of the characters is mistyped."), code="check_digit"
    )

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from kernel.identifiers import (
    USCC_CHARACTERS,
    clean_bank_card,
    clean_citizen_id,
    clean_mobile,
    clean_uscc,
    mask,
    uscc_warnings,
)

CLEANERS = [clean_uscc, clean_citizen_id, clean_bank_card, clean_mobile]


def refusal(clean, text) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        clean(text)
    return refused.value


@pytest.mark.parametrize("code", ["91350100M000100Y43", "81210700MC0000012Q"])
def test_issued_credit_codes_pass(code):
    assert clean_uscc(code) == code
    assert uscc_warnings(code) == []


def test_a_credit_code_is_normalised():
    assert clean_uscc(" 91350100-m000100y43\u200b ") == "91350100M000100Y43"


def test_a_credit_code_has_no_letter_i():
    refused = refusal(clean_uscc, "91350100I000100Y43")

    assert refused.code == "character"
    assert refused.messages == ["Character 9, “I”, is never used in such a number."]


def test_a_dotless_i_does_not_become_a_letter_of_the_code():
    assert refusal(clean_uscc, "91350100ı000100Y43").code == "character"


def test_a_credit_code_of_17_characters_is_refused_by_its_length():
    refused = refusal(clean_uscc, "91350100M000100Y4")

    assert refused.code == "length"
    assert refused.messages == ["This should have 18 characters; it has 17."]


def test_a_failing_organisation_number_is_only_a_warning():
    body = "91350100M000100Y5"
    code = body + uscc.calc_check_digit(body)

    assert clean_uscc(code) == code
    assert uscc_warnings(code) == ["The organisation number in characters 9 to 17 does not check."]


def test_an_unknown_register_and_a_lettered_division_are_warnings():
    body = "995A0100M000100Y4"

    assert len(uscc_warnings(body + uscc.calc_check_digit(body))) == 2


@st.composite
def credit_codes(draw):
    body = draw(st.text(USCC_CHARACTERS, min_size=17, max_size=17))
    return body + uscc.calc_check_digit(body)


@st.composite
def citizen_ids(draw):
    birth = draw(st.dates(max_value=date(2026, 1, 1)))
    body = draw(st.integers(110000, 659999).map(str)) + f"{birth:%Y%m%d}".rjust(8, "0")
    body += draw(st.integers(0, 999).map("{:03}".format))
    return body + ric.calc_check_digit(body + "0")


@st.composite
def bank_cards(draw):
    body = draw(st.text("0123456789", min_size=11, max_size=18))
    return "6" + body[1:] + luhn.calc_check_digit("6" + body[1:])


@given(credit_codes(), st.integers(0, 17), st.sampled_from(USCC_CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_always_found(code, place, character):
    typed = code[:place] + character + code[place + 1 :]

    assert clean_uscc(code) == code
    if typed != code:
        assert refusal(clean_uscc, typed).code == "check_digit"


@given(citizen_ids(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_citizen_id_is_always_found(number, place, digit):
    typed = number[:place] + digit + number[place + 1 :]

    assert clean_citizen_id(number) == number
    if typed != number:
        assert refusal(clean_citizen_id, typed).code in {"check_digit", "date", "future"}


@given(bank_cards(), st.integers(0, 18), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_bank_card_is_always_found(number, place, digit):
    place %= len(number)
    typed = number[:place] + digit + number[place + 1 :]

    assert clean_bank_card(number) == number
    if typed != number:
        assert refusal(clean_bank_card, typed).code == "check_digit"


def test_a_citizen_id_may_end_in_x_of_either_case():
    assert clean_citizen_id("11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("210702198502300016", "date"),
        ("110105194912310021", "check_digit"),
        ("11010519491231X020", "character"),
        ("110105491231002", "length"),
        ("110105299912310021", "future"),
        ("１１０１０５１９４９１２３１００２A", "character"),
    ],
)
def test_a_wrong_citizen_id_is_told_what_is_wrong(number, code):
    assert refusal(clean_citizen_id, number).code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("6217000012345678908", "check_digit"),
        ("62170000123", "length"),
        ("62170000123456789０x", "character"),
        ("0000000000000000", "placeholder"),
        ("6.21700001234568E+18", "digits_lost"),
    ],
)
def test_a_wrong_bank_card_is_told_what_is_wrong(number, code):
    assert refusal(clean_bank_card, number).code == code


def test_a_bank_card_may_be_typed_in_groups():
    assert clean_bank_card("6217 0000 1234-5678 907") == "6217000012345678907"


def test_a_mobile_number_loses_its_country_code():
    assert clean_mobile("+86 138-0000-1234") == "13800001234"
    assert clean_mobile("8613800001234") == "13800001234"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("12800001234", "mobile"),
        ("1380000123A", "character"),
        ("0416-2123456", "mobile"),
        ("1", "length"),
    ],
)
def test_a_wrong_mobile_number_is_told_what_is_wrong(number, code):
    assert refusal(clean_mobile, number).code == code


@pytest.mark.parametrize("clean", CLEANERS)
@pytest.mark.parametrize("empty", [None, "", "  \t", "\u3000"])
def test_a_missing_number_is_said_to_be_missing(clean, empty):
    assert refusal(clean, empty).code == "required"


@pytest.mark.parametrize("clean", CLEANERS)
@pytest.mark.parametrize("value", [1.1e17, 210702, True, b"2107", ["2"], Decimal(1), float("nan")])
def test_a_number_that_is_not_text_is_refused(clean, value):
    assert refusal(clean, value).code == "not_text"


@pytest.mark.parametrize("clean", CLEANERS)
@given(st.text() | st.text("0123456789Xx²①٣. -", min_size=10, max_size=20))
def test_any_text_passes_or_is_refused_and_passing_again_changes_nothing(clean, text):
    cleaned = ""
    with suppress(ValidationError):
        cleaned = clean(text)

    if cleaned:
        assert clean(cleaned) == cleaned


def test_masks_keep_the_ends():
    assert mask("210702198502300016", 6, 4) == "210702********0016"
    assert mask("13800001234", 3, 4) == "138****1234"
    assert mask("6217000012345678907", 0, 4) == "***************8907"
    assert mask("91350100M", 9, 0) == "*********"
    assert mask("91350100M", 4, 0) == "9135*****"


def test_a_mask_cannot_keep_less_than_nothing():
    with pytest.raises(ValueError, match="negative"):
        mask("123", -1, 2)

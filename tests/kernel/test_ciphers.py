from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from kernel.ciphers import (
    SealBroken,
    blind_index,
    current_key,
    encrypt,
    key_number,
    keys_are_readable,
    open_text,
    seal_text,
)
from kernel.digest import sm3

NUMBER = "210702199001010016"
OLD, NEW = "0123456789abcdeffedcba9876543210", "00112233445566778899aabbccddeeff"


def test_the_cipher_is_that_of_rfc_8998():
    body = "".join(digit * 16 for digit in "abcdefea")
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    nonce = bytes.fromhex("00001234567800000000abcd")

    assert encrypt(bytes.fromhex(OLD), nonce, bytes.fromhex(body), place).hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )


def test_the_index_is_hmac_sm3_by_its_definition(settings):
    settings.INDEX_KEY = "5a" * 32
    key = bytes.fromhex("5a" * 32).ljust(64, b"\0")
    inner = sm3(bytes(b ^ 0x36 for b in key) + f"7|id_number|{NUMBER}".encode())
    outer = sm3(bytes(b ^ 0x5C for b in key) + bytes.fromhex(inner))

    assert blind_index(7, "id_number", NUMBER) == outer


def test_an_index_differs_by_federation_by_purpose_and_by_key(settings):
    index = blind_index(7, "id_number", NUMBER)
    others = [blind_index(8, "id_number", NUMBER), blind_index(7, "phone", NUMBER)]
    settings.INDEX_KEY = "5a" * 32

    assert index not in [*others, blind_index(7, "id_number", NUMBER)]
    assert blind_index(7, "id_number", "") == ""


@given(st.text(), st.binary())
def test_any_text_comes_back_and_its_bytes_do_not_show_it(text: str, place: bytes):
    sealed = seal_text(text, place)

    assert open_text(sealed, place) == text
    assert len(sealed) == (30 + len(text.encode()) if text else 0)


def test_the_same_text_is_never_sealed_the_same_way_twice():
    assert len({seal_text(NUMBER, b"here") for _ in range(50)}) == 50


@given(st.data())
def test_one_bit_changed_anywhere_breaks_the_seal(data):
    sealed = bytearray(seal_text(NUMBER, b"here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        open_text(bytes(sealed), b"here")


@given(st.binary(min_size=1, max_size=64))
def test_bytes_from_elsewhere_do_not_open(rubbish: bytes):
    with pytest.raises(SealBroken):
        open_text(rubbish, b"here")


def test_a_text_does_not_open_in_another_place():
    with pytest.raises(SealBroken, match="does not fit"):
        open_text(seal_text(NUMBER, b"here"), b"there")


def test_the_highest_key_seals_and_the_others_open(settings):
    settings.FIELD_KEYS = f"1:{OLD}"
    sealed = seal_text(NUMBER, b"here")
    settings.FIELD_KEYS = f"2:{NEW}, 1:{OLD}"

    assert (current_key(), key_number(seal_text(NUMBER, b"here"))) == (2, 2)
    assert open_text(sealed, b"here") == NUMBER


@pytest.mark.parametrize("keys", [f"1:{NEW}", f"2:{OLD}"])
def test_without_its_key_a_text_is_broken_and_the_reason_tells_no_bytes(settings, keys):
    settings.FIELD_KEYS = f"1:{OLD}"
    sealed = seal_text(NUMBER, b"here")
    settings.FIELD_KEYS = keys

    with pytest.raises(SealBroken) as broken:
        open_text(sealed, b"here")

    for secret in (NUMBER, OLD, NEW, sealed.hex(), repr(sealed)):
        assert secret not in str(broken.value)


@pytest.mark.parametrize(
    "keys", ["", "unused", OLD, "1:", "0:" + OLD, "256:" + OLD, f"1:{OLD},1:{NEW}", "1:" + OLD[:-2]]
)
def test_mistyped_keys_stop_the_checks_and_are_not_repeated(settings, keys):
    settings.FIELD_KEYS = keys
    (found,) = keys_are_readable()

    assert "HEJIA_FIELD_KEYS" in found.msg
    assert OLD[:-2] not in found.msg
    with pytest.raises(ImproperlyConfigured):
        seal_text(NUMBER, b"here")


def test_a_short_index_key_stops_the_checks(settings):
    assert keys_are_readable() == []
    settings.INDEX_KEY = "5a" * 16

    assert "HEJIA_INDEX_KEY" in keys_are_readable()[0].msg

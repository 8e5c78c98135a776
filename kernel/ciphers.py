"""SM4-GCM (GB/T 32907-2016, RFC 8998) and HMAC-SM3 under keys kept outside the database.

A sealed text is one byte for the algorithm, one for the number of its key, a nonce of 12 bytes,
then the ciphertext and its tag of 16.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.views.decorators.debug import sensitive_variables

SM4_GCM = 1
NONCE_BYTES = 12
TAG_BYTES = 16
HEAD_BYTES = 2 + NONCE_BYTES


class SealBroken(Exception):
    """A sealed text does not open: it was changed or moved, or its key is not here."""


@checks.register
def keys_are_readable(**_options: object) -> list[checks.CheckMessage]:
    """So that `migrate` stops on a mistyped key, not the first person who saves."""
    try:
        _field_keys(settings.FIELD_KEYS)
        _index_key(settings.INDEX_KEY)
    except ImproperlyConfigured as reason:
        return [checks.Error(str(reason), id="kernel.E001")]
    return []


def current_key() -> int:
    """The number of the key that seals; the others only open."""
    return max(_field_keys(settings.FIELD_KEYS))


def key_number(sealed: bytes) -> int:
    return sealed[1]


@sensitive_variables("text", "key")
def seal_text(text: str, place: bytes) -> bytes:
    """`place` must be given again to open the text; empty texts stay empty, and unsealed."""
    if not text:
        return b""
    number = current_key()
    key = _field_keys(settings.FIELD_KEYS)[number]
    nonce = os.urandom(NONCE_BYTES)
    return bytes([SM4_GCM, number]) + nonce + encrypt(key, nonce, text.encode(), place)


@sensitive_variables("key", "body")
def encrypt(key: bytes, nonce: bytes, body: bytes, place: bytes) -> bytes:
    """The ciphertext, as long as `body`, and the tag."""
    lock = Cipher(SM4(key), GCM(nonce)).encryptor()
    lock.authenticate_additional_data(place)
    return lock.update(body) + lock.finalize() + lock.tag


@sensitive_variables("body", "key")
def open_text(sealed: bytes, place: bytes) -> str:
    """Raises SealBroken, and tells nothing of the bytes."""
    if not sealed:
        return ""
    if len(sealed) < HEAD_BYTES + TAG_BYTES or sealed[0] != SM4_GCM:
        raise SealBroken("not a sealed text")
    key = _field_keys(settings.FIELD_KEYS).get(key_number(sealed))
    if key is None:
        raise SealBroken(f"key {key_number(sealed)} is not in HEJIA_FIELD_KEYS")
    nonce, tag = sealed[2:HEAD_BYTES], sealed[-TAG_BYTES:]
    lock = Cipher(SM4(key), GCM(nonce, tag)).decryptor()
    lock.authenticate_additional_data(place)
    try:
        body = lock.update(sealed[HEAD_BYTES:-TAG_BYTES]) + lock.finalize()
    except InvalidTag:
        raise SealBroken("the seal does not fit this place or this key") from None
    return body.decode()


@sensitive_variables("text", "mac")
def blind_index(federation_id: int, purpose: str, text: str) -> str:
    """64 hex digits that find an equal text of one federation and purpose; "" for no text."""
    if not text:
        return ""
    mac = HMAC(_index_key(settings.INDEX_KEY), SM3())
    mac.update(f"{federation_id}|{purpose}|{text}".encode())
    return mac.finalize().hex()


@lru_cache
@sensitive_variables("setting", "keys", "pair", "digits")
def _field_keys(setting: str) -> dict[int, bytes]:
    keys = {}
    for pair in setting.split(","):
        number, _, digits = pair.strip().partition(":")
        if not number.isdecimal() or not 1 <= int(number) <= 255 or int(number) in keys:
            raise ImproperlyConfigured("HEJIA_FIELD_KEYS numbers each key once, from 1 to 255.")
        keys[int(number)] = _key("HEJIA_FIELD_KEYS", digits, length=16)
    return keys


@lru_cache
@sensitive_variables("setting")
def _index_key(setting: str) -> bytes:
    return _key("HEJIA_INDEX_KEY", setting, length=32)


@sensitive_variables("digits", "key")
def _key(name: str, digits: str, *, length: int) -> bytes:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != length:
        raise ImproperlyConfigured(f"{name} needs keys of {2 * length} hex digits.")
    return key

"""SM3 (GB/T 32905-2016), the digest that freezes figures and chains events."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes


def sm3(content: bytes) -> str:
    """The digest as 64 lower-case hex digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def sm3_of(data: Any) -> str:
    """The digest of `data` as canonical JSON: the order of keys does not matter, that of rows does.

    A Decimal counts with its scale (1.50 is not 1.5), a datetime as its moment in UTC.
    Raises TypeError for a naive datetime, a key that is not text or a value JSON does not know.
    """
    return sm3(canonical_json(data).encode())


def canonical_json(data: Any) -> str:
    return json.dumps(
        _plain(data), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case datetime():
            if value.tzinfo is None:
                raise TypeError(f"a moment without a zone: {value!r}")
            return value.astimezone(UTC).isoformat()
        case date() | UUID():
            return str(value)
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _key(key: Any) -> str:
    # JSON would write 1 and "1" as the same key, and two data sets would share a digest.
    if not isinstance(key, str):
        raise TypeError(f"not a text key: {key!r}")
    return key

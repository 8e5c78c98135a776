"""Everything that leaves a request, as text, so that a test can look for what must not be there."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pdfplumber
import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from kernel.days import today
from kernel.rotation import sealed_models
from kernel.sealing import SealedField
from tests.assistance.story import citizen_id
from tests.database import KEPT

SHORTEST = 4  # of a secret that can be looked for
# What the walk types into forms: no one's in the world, and as secret once it is typed.
TYPED = {
    "phone": "13998760042", "id_number": citizen_id(424242, prefix="210711"),
    "card": "6222021234567890128", "illness": "恶性肿瘤化疗", "address": "解放路四段42号",
    "words": "家里揭不开锅了", "receipt": "2222-3333-4444",
}  # fmt: skip


def secrets_of_the_world() -> set[str]:
    """Every sealed text of every row."""
    found = set()
    for model in sealed_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        for row in model._base_manager.all():
            found |= {getattr(row, name).reveal() for name in names}
    return {text for text in found if len(text) >= SHORTEST}


def leaked(text: str, secrets: set[str]) -> set[str]:
    """Spaces and hyphens between the digits hide nothing, nor does hexadecimal."""
    bare = re.sub(r"(?<=[\dA-Za-z])[ \-](?=\d)", "", text)
    return {s for s in secrets if s in text or s in bare or s.encode().hex() in text}


def text_of(response: Any) -> str:
    """The headers and the body, whatever its format."""
    body = b"".join(response) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.items())
    return head + "\n" + "\n".join(_texts(body))


def _texts(body: bytes) -> Iterator[str]:
    yield body.decode("utf-8", errors="replace")
    yield body.decode("gb18030", errors="replace")
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            for name in parts.namelist():
                yield name
                yield from _texts(parts.read(name))
    if body[:5] == b"%PDF-":
        with pdfplumber.open(io.BytesIO(body)) as pages:
            yield "\n".join(page.extract_text() or "" for page in pages.pages)


def written() -> dict[str, int]:
    """Each table → how many rows this transaction has put into it or changed, by its own count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


def tables(since: dict[str, int] | None = None) -> str:
    """Every row of every table, or of those written to `since` then; and the sessions opened."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - KEPT
        if since is not None:
            names &= {name for name, count in written().items() if count > since.get(name, 0)}
        whole = [f"SELECT '{n} ' || row_to_json({n})::text FROM {n}" for n in sorted(names)]  # noqa: S608
        cursor.execute(" UNION ALL ".join(whole) or "SELECT '' WHERE false")
        lines = [row for (row,) in cursor.fetchall()]
    lines += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(lines)


def cached() -> str:
    """Keys and values of the test's Redis: caches, counters and the queue of the worker."""
    store = redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])
    lines = []
    for key in store.scan_iter():
        value = store.dump(key) or b""
        lines += [key.decode(errors="replace"), value.decode(errors="replace")]
        for queued in store.lrange(key, 0, -1) if store.type(key) == b"list" else []:
            lines += [queued.decode(errors="replace"), *_unpacked(queued)]
    return "\n".join(lines)


def _unpacked(message: bytes) -> list[str]:
    """The bodies of Celery's messages, which are base64."""
    bodies = re.findall(rb'"body": "([A-Za-z0-9+/=]+)"', message)
    return [base64.b64decode(body).decode(errors="replace") for body in bodies]


class _Forms(HTMLParser):
    """The posted forms of a page as (action, {name: value}), every empty field filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = known.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append((known.get("action", ""), {}))
        elif self.inside and tag == "option" and self.select and known.get("value"):
            self.forms[-1][1].setdefault(self.select, known["value"])
        elif self.inside and tag == "select":
            self.select = known.get("name", "")
        elif self.inside and tag in {"input", "textarea"} and known.get("name"):
            self._take(known)

    def _take(self, known: dict[str, str]) -> None:
        fields, name, kind = self.forms[-1][1], known["name"], known.get("type", "text")
        if kind in {"radio", "checkbox"}:
            fields.setdefault(name, known.get("value", "on"))
        elif kind != "file" and name != "csrfmiddlewaretoken":  # new each time; not asked for here
            fields[name] = known.get("value") or plausible(name, kind)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = ""


def plausible(name: str, kind: str) -> str:
    """What somebody could type there."""
    for word, secret in TYPED.items():
        if re.search(rf"(^|[-_]){word}$", name):
            return secret
    if kind == "hidden":
        return ""
    return {"date": f"{today():%Y-%m-%d}", "number": "1"}.get(kind, "说明一二")


def forms_of(response: Any) -> list[tuple[str, dict[str, Any]]]:
    if response.streaming or "html" not in response.get("Content-Type", ""):
        return []
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms

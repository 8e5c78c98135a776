"""Every word of ours is there in Chinese and in English, and nowhere a mixture."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from tests.routes import OFFICER_ROUTES
from unions.offices import holds_any

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
HAN = re.compile(r"[\u3400-\u9fff]")
DOCUMENT_NUMBER = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕\d+号")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
BESIDE = r"[\u3000-\u303f\u3400-\u9fff\u2018-\u201d]"  # letters, and the marks that go with them
NARROW = re.compile(rf"(?<={BESIDE})[,:;?]|[,:;?](?={BESIDE})")


@pytest.fixture(scope="module")
def words() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_string_has_its_chinese(words):
    assert [entry.msgid for entry in words.untranslated_entries() if not entry.obsolete] == []
    assert [entry.msgid for entry in words.fuzzy_entries()] == []


def test_every_placeholder_is_kept(words):
    for entry in words:
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            if said:
                assert set(PLACEHOLDER.findall(said)) >= set(PLACEHOLDER.findall(entry.msgid)) - {
                    "%(count)s"
                }, entry.msgid


def test_chinese_is_punctuated_in_full_width(words):
    said = [text for entry in words for text in (entry.msgstr, *entry.msgstr_plural.values())]

    assert [text for text in said if NARROW.search(text)] == []


def test_every_format_is_kept(words):
    """A sign of a format next to Chinese would have been widened with the punctuation."""
    for entry in words.translated_entries():
        if "python-format" in entry.flags and entry.msgstr:
            wanted = dict.fromkeys(re.findall(r"%\((\w+)\)", entry.msgid), 1)
            entry.msgstr % wanted


def test_the_compiled_catalogue_is_of_today(words):
    of_today = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    compiled = {(e.msgctxt, e.msgid): e.msgstr for e in of_today}

    single = [e for e in words.translated_entries() if not e.msgstr_plural]
    assert [e.msgid for e in single if compiled.get((e.msgctxt, e.msgid)) != e.msgstr] == []


def test_no_yes_and_no_hang_on_the_commas_of_a_translation():
    # Chinese commas are wide ones, and yesno then prints True and False.
    assert [p.name for p in TEMPLATES if "yesno:_(" in p.read_text()] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_a_template_says_nothing_past_the_catalogue(path):
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)

    assert not HAN.search(text), "Chinese belongs into the catalogue"
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_every_string_of_a_template_is_in_the_catalogue(path, words):
    known = {entry.msgid for entry in words if not entry.obsolete}
    said = re.findall(r"""\{% translate "([^"]+)" """, path.read_text())

    assert set(said) <= known


LISTS = [r for r in OFFICER_ROUTES if not r.wants and not r.is_api]


def visible_text(html: str) -> str:
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)


@pytest.mark.parametrize("route", LISTS, ids=lambda r: r.name)
def test_an_english_page_is_english(client, db, route):
    """With no rows but the tree's: names of people and places are Chinese wherever they are."""
    from tests.cast import make_city, sign_in

    town = make_city("Jinzhou", "210700", "")
    people = [town.city, town.county, town.chair]
    may = [p for p in people if not route.offices or holds_any(p, route.offices)]
    sign_in(client, (may or people)[0])
    client.cookies["django_language"] = "en"

    response = client.get(reverse(route.name))

    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return
    html = response.content.decode()
    assert '<html lang="en"' in html or "<html" not in html, "a fragment has no language of its own"
    rest = DOCUMENT_NUMBER.sub("", visible_text(html))
    for given in own_names():
        rest = rest.replace(given, "")
    assert HAN.findall(rest) == [], HAN.findall(rest)[:20]


def own_names() -> list[str]:
    """What is Chinese on any page: proper names, documents, the way to the other language."""
    from campaigns.catalogue import known_honours
    from unions.models import Employer, Federation, Officer, Parameter, Union
    from unions.parameters import DECLARED

    with override("en"):
        quoted = [
            str(text) for known in DECLARED.values() for text in (known.source, known.default)
        ]
    honours = (honour["title"] for honour in known_honours().values())
    names = {"中文", "简体中文", *quoted, *honours}
    for model, fields in [
        (Union, ["name", "short_name"]),
        (Employer, ["name"]),
        (Federation, ["name", "short_name", "document_mark"]),
        (Parameter, ["basis"]),
        (Officer, ["user__display_name"]),
    ]:
        for row in model.objects.values_list(*fields):
            names |= set(row)
    return sorted(names, key=len, reverse=True)


def test_no_string_is_asked_for_under_a_name_the_extractor_does_not_know():
    aliases = re.compile(r"\b\w*gettext\w* as (?!_\b)\w+")
    sources = [p for p in ROOT.glob("*/**/*.py") if not {".venv", "var"} & set(p.parts)]
    found = {str(p): aliases.findall(p.read_text()) for p in sources}
    assert {name: names for name, names in found.items() if names} == {}

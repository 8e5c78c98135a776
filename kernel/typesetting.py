"""Official documents on paper, in the format of GB/T 9704-2012: 22 lines of 28 characters.

The numbers of the format are in templates/kernel/official/official.css.
"""

import ctypes
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

from kernel.embedding import embed_bare_outlines
from kernel.faces import font_faces
from kernel.layout import html_of
from kernel.official import OfficialDocument

OFFICIAL = Path(__file__).parent / "templates" / "kernel" / "official"
# For the archive: fonts embedded, colours defined, every character told as text.
VARIANT = "pdf/a-3u"
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    # Without this one a page of Chinese takes minutes.
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


class TypesettingUnavailable(Exception):
    """The machine lacks a library; the message is the command that installs it."""


def typeset(document: OfficialDocument, target: Path | None = None) -> bytes:
    """The document as PDF/A-3u, also written to `target` (whole or not at all) when given.

    Raises TypesettingUnavailable. Takes seconds, so it belongs in a task.
    """

    def set_pages(*, colophon_apart: bool) -> Any:
        return render(html_of(document, colophon_apart=colophon_apart))

    pages = set_pages(colophon_apart=False)
    if document.on_even_page and len(pages.pages) % 2:
        pages = set_pages(colophon_apart=True)
    content = write(pages)
    if target is not None:
        unfinished = target.with_name(target.name + ".part")
        unfinished.write_bytes(content)
        unfinished.replace(target)
    return content


def render(text: str, *, first_page: int = 1) -> Any:
    """The pages of a text in HTML, laid out (a weasyprint.Document). Raises TypesettingUnavailable.

    `first_page`: the number of its first page; an even one begins on the left.
    """
    weasyprint = _load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    css = font_faces() + (OFFICIAL / "official.css").read_text()
    if first_page > 1:
        side = "right" if first_page % 2 else "left"
        css += f"@page :first{{counter-reset:page {first_page}}}html{{break-before:{side}}}"
    # The words in a document are people's: only our sheet may open anything, and only its fonts.
    files, nothing = (weasyprint.URLFetcher(allowed_protocols=p) for p in (["file"], []))
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=files)
    page = weasyprint.HTML(string=text, url_fetcher=nothing)
    return page.render(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)


def write(pages: Any) -> bytes:
    """What `render` gave, as PDF/A-3u: the same bytes for the same pages."""
    with warnings.catch_warnings():
        # It leaves the file of its colour profile to be closed by whoever collects it.
        warnings.simplefilter("ignore", ResourceWarning)
        content: bytes = pages.write_pdf(finisher=_finish, pdf_variant=VARIANT)
    return content


def _finish(pages: Any, pdf: Any) -> None:
    embed_bare_outlines(pdf)


def missing_packages() -> list[str]:
    """Debian packages of the libraries that this machine lacks."""
    return [package for library, package in LIBRARIES.items() if not _loads(library)]


def _load_weasyprint() -> ModuleType:
    try:
        import weasyprint  # seconds to import: never at the top of a module
    except OSError as error:
        packages = " ".join(LIBRARIES.values())
        raise TypesettingUnavailable(f"apt-get install -y {packages}") from error
    loaded: ModuleType = weasyprint
    return loaded


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

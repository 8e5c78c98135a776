"""A report of 200 pages: seconds and peak memory, beside bare WeasyPrint on the same HTML.

`python3 dev.py bench report`; the length by BENCH_PAGES, the rounds by BENCH_ROUNDS. Each way is
taken in a process of its own, in turn, so that none stands in the memory of another; the seconds
are those of the processor, which others on the machine do not lengthen much.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from statistics import median
from typing import Any

from kernel import pieces, typesetting
from kernel.faces import font_faces
from kernel.layout import html_of
from kernel.official import Annex, Column, Heading, OfficialDocument, Paragraph

PAGES = int(os.environ.get("BENCH_PAGES", "200"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
ROWS_A_PAGE = 25
COLUMNS = [
    Column("序号", 0.7),
    Column("单位名称", 3),
    Column("所属县（市）区", 1.3),
    Column("得分", 0.7),
]


def document() -> OfficialDocument:
    rows = [
        [n, f"锦州市第{n}纺织机械有限责任公司", "凌海市", "86.5"]
        for n in range(PAGES * ROWS_A_PAGE)
    ]
    return OfficialDocument(
        issuer_mark="锦州市总工会文件",
        title="锦州市总工会关于2026年度建家验收工作的报告",
        body=[Heading("总体情况"), *[Paragraph("本年度共确定建家单位。" * 20)] * 6],
        annexes=[Annex("验收合格单位名单", COLUMNS, rows)],
        signer="锦州市总工会",
    )


def bare() -> bytes:
    """WeasyPrint as it comes, given our page and our sheet."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    html = html_of(document())
    css = font_faces() + (typesetting.OFFICIAL / "official.css").read_text()
    sheet = weasyprint.CSS(string=css, font_config=fonts)
    page: bytes = weasyprint.HTML(string=html).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant=typesetting.VARIANT
    )
    return page


def at_once() -> bytes:
    return typesetting.typeset(document())


def in_pieces() -> bytes:
    """As a report is made: each piece written away, all merged in the end."""
    whole, made, pages = document(), [], 0
    begin: Any = None
    while not made or begin:
        piece = pieces.typeset_piece(whole, begin, first_page=1 + pages)
        made.append(piece.content)
        begin, pages = piece.next, pages + piece.pages
    return pieces.merge(made)


WAYS = {"bare WeasyPrint": bare, "in one piece": at_once, "in pieces": in_pieces}


def measure(way: str) -> tuple[float, float, int]:
    """Seconds, peak MiB and pages, told by a process of its own."""
    told = subprocess.run(  # noqa: S603 - this very module
        [sys.executable, "-m", "bench.report", way], capture_output=True, text=True, check=True
    )
    seconds, peak, pages = told.stdout.split()
    return float(seconds), float(peak), int(pages)


def tell(way: str) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    begin = time.process_time()
    content = WAYS[way]()
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, peak, len(PdfReader(BytesIO(content)).pages))


def main() -> None:
    found: dict[str, list[tuple[float, float, int]]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way in WAYS:
            found[way].append(measure(way))
    base = median(seconds for seconds, _peak, _pages in found["bare WeasyPrint"])
    print(f"load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds")
    for way, rounds in found.items():
        seconds, peak = (median(one[n] for one in rounds) for n in (0, 1))
        spread = f"{min(r[0] for r in rounds):.1f}-{max(r[0] for r in rounds):.1f}"
        ratio = seconds / base
        print(
            f"{way:16} {rounds[0][2]:4} pages {seconds:7.1f} s ({spread}) {ratio:5.2f} "
            f"{peak:6.0f} MiB"
        )


if __name__ == "__main__":
    tell(sys.argv[1]) if len(sys.argv) > 1 else main()

"""Every figure can be opened: its rows say what they are and lead to a page."""

from __future__ import annotations

import pytest

from kernel.days import today
from targets.indicators import INDICATORS

pytestmark = pytest.mark.usefixtures("standing_worlds")


def test_rows_say_what_they_are_and_where_they_stand(world):
    read = set()
    for code, known in INDICATORS.items():
        for part in ("numerator", "denominator") if known.is_rate else ("numerator",):
            found = known.placed_rows(today(), today().year, part)
            for row in found.visible_to(world.city.city)[:3]:
                words, address = known.reads(row)
                assert words, code
                assert address.startswith("/"), code
                read.add(code)

    assert len(read) > len(INDICATORS) / 3, "the world has rows of most apps"

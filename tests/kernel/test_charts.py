"""Charts say in words what they draw, carry no style, and cannot be written into."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.charts import Point, Series, Target, bars, grouped_bars, line
from kernel.drawing import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{month}月" for month in range(1, 13)]


def parsed(chart):
    """As a browser reads it; a root in the page's own namespace is an SVG's."""
    picture = chart.svg.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
    return ElementTree.fromstring(picture)  # noqa: S314 - our own


def a_year(of: int = 12) -> list[Point]:
    return [Point(month if month <= of else None, str(month)) for month in range(1, 13)]


def test_a_chart_is_named_and_told_to_those_who_listen():
    svg = parsed(bars("counties", "Homes", ["Linghai"], [Point(3, "3")], desc="By county."))

    named, told = (svg.get(f"aria-{by}") for by in ("labelledby", "describedby"))
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title[@id='{named}']").text == "Homes"
    assert svg.find(f"{SVG}desc[@id='{told}']").text == "By county."


def test_a_chart_with_doors_is_a_group_and_each_door_has_a_name():
    svg = parsed(bars("c", "Homes", ["Linghai"], [Point(3, "3 homes", "/rows/?part=1&on=2")]))

    (door,) = svg.iter(f"{SVG}a")
    assert svg.get("role") == "group"
    assert door.get("href") == "/rows/?part=1&on=2"
    assert door.get("aria-label") == "Linghai: 3 homes"


def test_no_chart_carries_a_style_or_a_script():
    chart = line("c", "Rate", MONTHS, [Series("2026", a_year())], target=Target(9, "9"))

    assert not [word for word in ("style", "script", "onload", "fill=") if word in chart.svg]
    assert chart.for_paper.count("<style>") == 1


def test_words_cannot_become_markup():
    evil = '</text><script>alert("1")</script>'
    chart = grouped_bars("c", evil, [evil], [Series(evil, [Point(1, evil, f"/{evil}")])] * 2)

    assert "<script" not in chart.svg
    assert parsed(chart).find(f"{SVG}title").text == evil


def test_the_table_says_the_same_figures():
    years = [Series("2026", a_year(of=10)), Series("2025", a_year())]
    chart = line("c", "Rate", MONTHS, years, first="Month")

    assert chart.head == ["Month", "2026", "2025"]
    assert [str(cell) for cell in chart.table[9]] == ["10月", "10", "10"]
    assert chart.table[11][1].value is None


def test_a_month_without_a_figure_is_a_gap_not_a_nought():
    points = [Point(1, "1"), Point(None), Point(3, "3")]
    svg = parsed(line("c", "Rate", ["a", "b", "c"], [Series("2026", points)]))

    assert len(list(svg.iter(f"{SVG}circle"))) == 2
    assert not [s for s in svg.iter(f"{SVG}line") if "chart__line" in s.get("class")]


def test_series_differ_in_shape_and_stroke():
    svg = parsed(line("c", "Rate", MONTHS, [Series(name, a_year()) for name in "abc"]))

    marks = {m.tag for m in svg.iter() if "chart__mark" in m.get("class", "")}
    assert len(marks) == 3


def test_a_fourth_series_is_refused():
    with pytest.raises(ValueError, match="colour"):
        grouped_bars("c", "t", ["a"], [Series("s", [Point(1)])] * 4)


def test_a_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="each label"):
        line("c", "t", ["a", "b"], [Series("s", [Point(1)])])


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table():
    name = "锦州经济技术开发区管理委员会总工会"
    chart = bars("c", "t", [name], [Point(1, "1")])

    assert chart.table[0][0] == name
    assert "…" in chart.svg


FIGURES = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.decimals(-1000, 1000, places=2), st.just(Decimal(0))
)


@given(values=st.lists(FIGURES, max_size=14), aim=st.one_of(st.none(), st.integers(0, 10**6)))
def test_whatever_the_figures_every_mark_stays_in_the_picture(values, aim):
    labels, points = [str(n) for n in range(len(values))], [Point(v) for v in values]
    target = None if aim is None else Target(aim, "≥")

    for chart in (
        bars("b", "t", labels, points, target=target),
        line("l", "t", labels, [Series("s", points)], target=target, unit="%"),
    ):
        svg = parsed(chart)
        height = float(svg.get("viewBox").split()[3])
        for shape in svg.iter():
            for at, most in (("x", WIDTH), ("x1", WIDTH), ("cx", WIDTH), ("y", height)):
                assert -1 <= float(shape.get(at, 0)) <= most
            assert float(shape.get("width", 0)) >= 0


def test_paper_is_told_where_the_marks_that_open_rows_lie():
    points = [Point(3, href="rows/?a=1&b=2"), Point(5)]
    drawn = bars("a", "图", ["凌海市", "义县"], points)
    (area,) = drawn.areas

    assert area.href == "rows/?a=1&b=2"
    assert 0 < area.left < area.left + area.width <= 1
    assert 0 <= area.top < area.top + area.height <= 0.5  # the first of two bars
    assert "<a " not in drawn.for_paper

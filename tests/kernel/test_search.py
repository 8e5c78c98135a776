import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.search import pinyin_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("锦州华兴", "jinzhouhuaxing jzhx"),
        ("ABC（锦州）科技12号", "abcjinzhoukeji12hao abcjzkj12h"),
        ("ＨＸ", "hx hx"),
        ("——", ""),
        ("", ""),
    ],
)
def test_names_are_found_by_pinyin_and_by_initials(name, key):
    assert pinyin_key(name) == key


@given(st.text())
def test_any_name_has_a_key_of_at_most_two_words(name):
    assert len(pinyin_key(name).split()) in {0, 2}


@pytest.mark.parametrize("name", ["双" * 120, "庄" * 40, "ﷺ" * 80, "x" * 80])
def test_a_key_is_never_longer_than_its_column(name):
    assert len(pinyin_key(name)) <= max(200, 5 * len(name))

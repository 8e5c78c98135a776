"""Texts that are much alike are hinted at; what lies outside the branch is a share and no text."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bargaining.alike import alike_to
from bargaining.likeness import bands_of, passages, similarity, trigrams
from tests.bargaining.papers import RULES, make_contract

OWN = "".join(chr(0x4E00 + number * 7 % 5000) for number in range(900))


@pytest.fixture
def ours(town, standing_worlds):
    return make_contract(town, text=RULES)


def test_a_copied_text_is_found_with_its_share(town, ours):
    copy = make_contract(town, kind="women", text=RULES.replace("第9项", "第九项"))
    found = alike_to(ours, town.county)

    assert [other.contract for other in found] == [copy]
    assert 90 <= found[0].share < 100


def test_a_text_of_ones_own_is_like_no_other(town, ours):
    assert alike_to(make_contract(town, kind="women", text=OWN), town.county) == []


def test_outside_the_branch_the_share_is_all_that_is_said(as_officer, town, ours):
    far = make_contract(
        town, owner=town.far_union, employer=town.far_mill, title="北山工资协议", text=RULES
    )
    page = as_officer(town.county).get(reverse("bargaining:contract-alike", args=[ours.pk]))

    assert [other.contract for other in page.context["alike"]] == [None]
    assert "100" in page.content.decode()
    assert far.title not in page.content.decode()
    assert str(far.get_absolute_url()) not in page.content.decode()


def test_side_by_side_needs_the_right_to_see_both(as_officer, town, ours):
    far = make_contract(town, owner=town.far_union, employer=town.far_mill, text=RULES)

    def compare(officer):
        url = reverse("bargaining:contract-compare", args=[ours.pk, far.pk])
        return as_officer(officer).get(url).status_code

    assert compare(town.county) == 404
    assert compare(town.stranger) == 404
    assert compare(town.city) == 200


def test_another_federations_texts_are_never_held_against_ours(town, other_city, ours):
    from tests.cast import in_scope

    with in_scope(other_city):
        make_contract(other_city, text=RULES)

    assert alike_to(ours, town.city) == []


def test_layout_makes_no_other_text():
    spaced = "\n".join(RULES).replace("，", "；")

    assert similarity(trigrams(RULES), trigrams(spaced)) == 1
    assert bands_of(RULES) == bands_of(spaced)


def test_passages_shared_are_marked_and_nothing_is_lost():
    text, other = (
        "甲方应于每月十日支付工资，不得拖欠。另行约定。",
        "约定：甲方应于每月十日支付工资。",
    )
    pieces = passages(text, other)

    assert "".join(piece for piece, _shared in pieces) == text
    assert [piece for piece, shared in pieces if shared] == ["甲方应于每月十日支付工资"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_passages_together_are_the_text(text, other):
    assert "".join(piece for piece, _shared in passages(text, other)) == text

"""Consultations: commented on by level, gathered, and answered with reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.consultations import (
    answer_comment,
    comment_on,
    forward_digest,
    keep_consultation,
)
from campaigns.models import Consultation, ConsultationComment
from campaigns.workflows.consultation import CONSULTATION, ConsultationStep
from kernel.days import today
from unions.inbox import todos
from unions.refusals import MoveRefused, Refused

T = ConsultationStep


def draft(by, **changes):
    said = {"title": "评选办法", "text": "第一条 目的。\n\n第二条 范围。",
            "until": today() + timedelta(days=10)}  # fmt: skip
    made = Consultation(**{**said, **changes})
    keep_consultation(made, by=by)
    return made


@pytest.fixture
def asked(town):
    """The city's draft, open for comments."""
    made = draft(town.city)
    CONSULTATION.take(T.OPEN, made, by=town.city)
    return made


def say(consultation, by, words="建议写明依据", paragraph=1):
    return comment_on(consultation, {"paragraph": paragraph, "words": words}, by=by)


def test_each_line_is_a_paragraph(town):
    assert draft(town.city).paragraphs == ["第一条 目的。", "第二条 范围。"]


def test_a_unit_finds_it_on_the_workbench_until_it_has_spoken(town, asked):
    assert "评选办法" in [todo.title for todo in todos(town.chair)]
    say(asked, town.chair)
    assert "评选办法" not in [todo.title for todo in todos(town.chair)]


def test_nothing_is_said_after_the_day(town, asked):
    asked.until = today() - timedelta(days=1)

    with pytest.raises(Refused):
        say(asked, town.chair)
    assert asked.is_late


def test_answers_are_published_when_every_comment_has_one(town, asked):
    comment = say(asked, town.chair)
    CONSULTATION.take(T.CLOSE, asked, by=town.city)
    with pytest.raises(MoveRefused) as refused:
        CONSULTATION.take(T.ANSWER, asked, by=town.city)
    assert refused.value.missing
    answer_comment(comment, "partly", "依据写入附则", by=town.city)

    CONSULTATION.take(T.ANSWER, asked, by=town.city)
    assert asked.stage == "answered"
    comment.consultation.refresh_from_db()
    with pytest.raises(Refused):
        answer_comment(comment, "not", "改变主意", by=town.city)


@pytest.mark.parametrize(("verdict", "reason"), [("not", " "), ("", "因为"), ("perhaps", "因为")])
def test_an_answer_needs_a_reason(town, asked, verdict, reason):
    comment = say(asked, town.chair)

    with pytest.raises(Refused):
        answer_comment(comment, verdict, reason, by=town.city)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationComment.objects.update(verdict="not", reason="")


def test_only_the_issuer_answers(town, asked):
    comment = say(asked, town.chair)

    with pytest.raises(Refused):
        answer_comment(comment, "adopted", "有理", by=town.county)


def test_a_county_gathers_its_own_unions_and_the_answer_reaches_them(town, asked):
    mine, theirs = say(asked, town.chair), say(asked, town.far_chair)
    say(asked, town.chair, "另一条", paragraph=2)
    digest = forward_digest(asked, {"paragraph": 1, "words": "两条意见"}, by=town.county)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.gathered_in, theirs.gathered_in) == (digest, None)
    with pytest.raises(Refused):
        answer_comment(mine, "adopted", "有理", by=town.city)
    answer_comment(digest, "adopted", "有理", by=town.city)

    mine.refresh_from_db()
    assert (mine.verdict, mine.reason) == ("adopted", "有理")


def test_there_is_no_digest_of_nothing(town, asked):
    with pytest.raises(Refused):
        forward_digest(asked, {"paragraph": 1, "words": "无"}, by=town.county)


def test_comments_stand_beside_their_paragraph_in_the_own_branch(town, asked, as_officer):
    comment = say(asked, town.chair)
    answer_comment(comment, "not", "已在上位法中", by=town.city)

    assert "已在上位法中" in as_officer(town.chair).get(asked.get_absolute_url()).content.decode()
    page = as_officer(town.stranger).get(asked.get_absolute_url())
    assert "第二条 范围。" in page.content.decode()
    assert "建议写明依据" not in page.content.decode()
    assert page.context["totals"]["all"] == 0


def test_the_unanswered_are_found_by_a_filter(town, asked, as_officer):
    answer_comment(say(asked, town.chair, "已答"), "not", "重复", by=town.city)
    say(asked, town.far_chair, "未答")
    page = as_officer(town.city).get(f"{asked.get_absolute_url()}?state=open")

    assert [c.words for c in page.context["page"].rows] == ["未答"]
    assert (page.context["totals"]["all"], page.context["totals"]["unanswered"]) == (2, 1)


def test_a_draft_and_a_countys_own_are_not_the_neighbours(town, as_officer):
    begun, open_one = draft(town.city), draft(town.county)
    CONSULTATION.take(T.OPEN, open_one, by=town.county)

    client = as_officer(town.stranger)
    assert client.get(begun.get_absolute_url()).status_code == 404
    assert client.get(open_one.get_absolute_url()).status_code == 404


def test_the_forms_keep_what_is_said(town, asked, as_officer):
    client = as_officer(town.chair)
    address = f"/campaigns/consultations/{asked.pk}/comment/"

    assert client.post(address, {"paragraph": 3, "words": "没有第三条"}).status_code == 422
    said = {"paragraph": 2, "words": "扩大范围", "channel": "phone", "said_by": "二车间"}
    assert client.post(address, said).status_code == 302
    comment = ConsultationComment.objects.get()
    answer = as_officer(town.city).post(
        f"/campaigns/consultations/comments/{comment.pk}/", {"verdict": "adopted", "reason": ""}
    )
    assert answer.status_code == 422

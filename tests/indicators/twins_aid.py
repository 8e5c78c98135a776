"""Twins of aid by its kind, of cards, mutual aid and jobs, and of how many calls and disputes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from assistance import models as a
from tests.indicators.reading import Part, World, by, in_year, twin
from tests.indicators.twins_unions import as_it_stood


def payments(world: World, aid: Any, on: date, year: int) -> list[Decimal]:
    return [
        row.amount
        for row in world.of(a.Transfer, "aid_id", aid.pk)
        if row.kind in {"pay", "hand_out", "lend"} and in_year(row.made_on, on, year)
    ]


def aids(kind: str, what: Any) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for aid in world.of(a.Aid, "kind", kind):
            paid = payments(world, aid, on, year)
            yield world.place(aid.union_id, on), what(paid), None

    return told


for kind in ("living", "medical", "tuition", "festival", "temporary", "mutual", "loan"):
    twin(f"assistance.aids_{kind}")(aids(kind, bool))
    twin(f"assistance.yuan_{kind}")(aids(kind, sum))


@twin("assistance.cards")
def cards(world: World, on: date, year: int) -> Iterator[Part]:
    for card in world.all(a.BenefitCard):
        over = by(card.ended_on, on) or card.valid_until < on
        if by(card.issued_on, on) and not over:
            yield world.place(card.union_id, on), 1, None


@twin("assistance.card_partners")
def card_partners(world: World, on: date, year: int) -> Iterator[Part]:
    for partner in world.all(a.Partner):
        if by(partner.valid_from, on) and (partner.valid_to is None or partner.valid_to >= on):
            yield world.place(partner.union_id, on), 1, None


@twin("assistance.cards_saved")
def cards_saved(world: World, on: date, year: int) -> Iterator[Part]:
    for use in world.all(a.CardUse):
        if in_year(use.used_on, on, year):
            yield world.place(use.union_id, on), use.saved, None


@twin("assistance.mutual_covers")
def mutual_covers(world: World, on: date, year: int) -> Iterator[Part]:
    for cover in world.all(a.MutualCover):
        if cover.begins_on <= on <= cover.ends_on:
            yield world.place(cover.union_id, on), 1, None


@twin("assistance.jobs_created")
def jobs_created(world: World, on: date, year: int) -> Iterator[Part]:
    for jobs in world.all(a.JobsCreated):
        if in_year(jobs.since, on, year):
            yield world.place(jobs.union_id, on), jobs.persons, None


# Calls and disputes


def calls(*channels: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for call in world.all(a.HotlineTicket):
            if in_year(call.received_on, on, year) and (not channels or call.channel in channels):
                yield world.place(as_it_stood(world, call, on).union_id, on), 1, None

    return told


twin("assistance.hotline_calls")(calls())
for channel in ("phone", "web", "app"):
    twin(f"assistance.hotline_{channel}")(calls(channel))


@twin("assistance.mediations")
def mediations(world: World, on: date, year: int) -> Iterator[Part]:
    for case in world.all(a.MediationCase):
        if case.stage != "withdrawn" and in_year(case.agreed_on or case.closed_on, on, year):
            yield world.place(case.union_id, on), 1, None

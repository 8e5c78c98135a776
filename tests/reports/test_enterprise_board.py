"""The board of an enterprise and its return of members."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from kernel.days import today
from reports.boards.enterprise import board_of_enterprise
from targets.models import TargetLine, TargetSheet
from tests.cast import make_return
from unions.scoping import owned_by

JOINED = "targets.joined"


@pytest.fixture
def asked(town):
    """90 % are asked of everybody this year."""
    sheet = TargetSheet.objects.create(year=today().year, stage="issued", **owned_by(town.root))
    return TargetLine.objects.create(
        sheet=sheet, indicator=JOINED, measure="rate", value=Decimal(90), split_by="same",
        **owned_by(town.root),
    )  # fmt: skip


def part_of(chair):
    board = board_of_enterprise(chair, "")
    return next(part for part in board.parts if part.indicator.code == JOINED)


@pytest.mark.parametrize(("members", "tone"), [(258, "green"), (257, "amber")])
def test_an_enterprise_counts_where_as_many_joined_as_is_asked(town, asked, members, tone):
    town.mill.member_returns.all().delete()
    make_return(town.mill, today(), members=members)

    part = part_of(town.chair)

    assert (part.tone, part.base) == (tone, f"{members} / 286")


def test_the_board_asks_for_the_return_that_is_missing(town, as_officer):
    link = reverse("unions:return-new", args=[town.mill.pk])
    client = as_officer(town.chair)
    assert link not in client.get(reverse("reports:board")).content.decode()

    town.mill.member_returns.all().delete()

    assert link in client.get(reverse("reports:board")).content.decode()

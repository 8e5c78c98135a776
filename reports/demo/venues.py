"""Venues of the demo: reading rooms, studios and stations; every name is made up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from campaigns.actions.rotations import due_back, lend_books
from campaigns.actions.venues import open_venue, recognise_venue, record_result, record_use
from campaigns.models import BookRotation, StudioResult, Venue, VenueUse
from kernel.days import months_after, today
from unions.models import Officer
from unions.offices import Level, Role

SINCE = date(2023, 5, 1)


def keep_venues(linghai: Officer, city: Officer) -> None:
    """The county's library and the venues of its first unions, as their keepers write them."""
    officers = Officer.objects.visible_to(linghai).complete().filter(role=Role.CHAIR)
    chairs = list(officers.filter(union__level=Level.BASE).order_by("pk")[:4])
    if not chairs:
        return
    library = _venue(
        linghai, kind="reading_room", name="凌海市总工会图书室", books=9200, papers=42,
        recordings=160, has_pc=True, staff=2, seats=60, area=180,
    )  # fmt: skip
    rooms = [
        _venue(
            chair, kind="reading_room", name=f"{chair.union.short_name}职工书屋",
            books=788 + 160 * number, papers=8 + 2 * number, recordings=20 + 15 * number,
            seats=16 + 4 * number, area=40 + 10 * number, keeper="张丽",
        )
        for number, chair in enumerate(chairs)
    ]  # fmt: skip
    recognise_venue(rooms[-1], "county", today() - timedelta(days=200), "凌书屋-003", by=linghai)
    if len(rooms) > 2:
        recognise_venue(rooms[2], "city", today() - timedelta(days=400), "锦书屋-017", by=city)
    _use(rooms[0], chairs[0])
    _lend(library, rooms, linghai)
    _studio(chairs[0], city)
    _venue(
        linghai, kind="station", name="职工服务站（凌海大街）", full_time=True, staff=2, area=90,
        hours="8:30–17:00",
    )  # fmt: skip
    _venue(linghai, kind="station", name="户外劳动者驿站（河滨路）", area=25)


def _venue(by: Officer, **facts: Any) -> Venue:
    known = {"place": "职工活动中心二楼", "opened_on": SINCE, "hours": "周一至周五 11:30–13:30"}
    venue = Venue(**{**known, **facts})
    open_venue(venue, by=by)
    return venue


def _use(room: Venue, by: Officer) -> None:
    for ago, visitors, activity in ((1, 18, ""), (3, 46, "读书分享会"), (8, 12, "")):
        day = today() - timedelta(days=ago)
        use = VenueUse(
            venue=room, day=day, visitors=visitors, loans=visitors // 2, hours_open=Decimal(2),
            activity=activity,
        )  # fmt: skip
        record_use(use, by=by)


def _lend(library: Venue, rooms: list[Venue], by: Officer) -> None:
    for months, room in zip((1, 4), rooms, strict=False):
        day = months_after(today(), -months)
        rotation = BookRotation(
            venue=room, lender=library, books=300, lent_on=day, due_on=due_back(day)
        )
        lend_books(rotation, by=by)


def _studio(chair: Officer, city: Officer) -> None:
    studio = _venue(
        chair, kind="studio", name="刘海涛劳模创新工作室", leader="刘海涛",
        leader_honour="市劳动模范", team=9, topics=2, area=60, hours="",
    )  # fmt: skip
    recognise_venue(studio, "city", months_after(today(), -26), "锦创-009", by=city)
    for kind, title, count, yuan in (
        ("topic", "冲压模具快换", 1, None), ("method", "海涛换模法", 1, None),
        ("award", "市职工技术创新成果一等奖", 1, Decimal(5000)),
        ("grant", "命名补助", 1, Decimal(50000)), ("promotion", "晋升高级工", 2, None),
    ):  # fmt: skip
        result = StudioResult(
            venue=studio, year=today().year, kind=kind, title=title, count=count, yuan=yuan
        )
        record_result(result, by=chair)

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from assistance import models as m
from assistance.ledger import Entry, book_all, open_accounts
from assistance.models.funds import AidKind
from assistance.models.visit import Occasion
from kernel.days import today
from tests.campaigns.contests import person_id
from tests.indicators.worlds import Scene
from unions.scoping import owned_by

SAID = {"finding": "慰问", "place": "家中", "visitors": "张三"}


def visit(scene: Scene) -> None:
    """Events on some occasion, paid in time, late, or not at all; and the federation's own five."""
    dice = scene.dice
    m.FiveOccasions.objects.bulk_create(
        m.FiveOccasions(
            codes=dice.random.sample(Occasion.values, 5), valid_from=day, basis="试",
            **owned_by(scene.city.root),
        )
        for day in dice.random.sample(dice.days, dice.pick([0, 1, 2]))
    )  # fmt: skip
    visits = []
    for _ in dice.some(5):
        happened = dice.maybe_day(0.9)
        paid = dice.maybe_day(0.7, since=happened)
        visits.append(
            m.Visit(
                occasion=dice.pick(Occasion.values), worker_name="李工", event_on=happened,
                due_on=dice.maybe_day(1, since=happened), visited_on=paid,
                employer=scene.employer(0.9), **(SAID if paid else {}), **scene.owner(),
            )
        )  # fmt: skip
    m.Visit.objects.bulk_create(visits)


def put_on_file(scene: Scene) -> None:
    """Households on file and not, some of them gone again; and what was paid to them today."""
    dice = scene.dice
    files = []
    for _ in dice.some(4):
        filed = dice.maybe_day(0.85)
        gone = dice.maybe_day(0.3, since=filed) if filed else None
        on_file = dice.pick(["active", "annual_review", "suspended"])
        files.append(
            m.HouseholdFile(
                stage="exited" if gone else on_file if filed else "draft", filed_on=filed,
                exited_on=gone, exit_reason="moved" if gone else "", applicant_name="王工",
                worker_kind="employed", workplace="某厂", main_reason="low_income",
                employer=scene.employer(0.7), **scene.owner(),
            )
        )  # fmt: skip
    m.HouseholdFile.objects.bulk_create(files)
    pay(scene, files)


def pay(scene: Scene, files: list[m.HouseholdFile]) -> None:
    """The database dates what is booked: all of it is of today."""
    dice = scene.dice
    fund = m.FundBatch.objects.create(
        name="资金", source="dues", purpose="relief", year=today().year, document_number="1号",
        promised=10**6, kinds=AidKind.values, categories=["deep"], filed_only=False,
        valid_from=dice.days[0].replace(year=2000), valid_to=dice.days[-1].replace(year=2099),
        **owned_by(scene.city.root),
    )  # fmt: skip
    open_accounts(fund)
    visit = m.Visit.objects.create(occasion="festival", worker_name="周工", **scene.owner())
    aids = m.Aid.objects.bulk_create(
        m.Aid(
            file=dice.pick(files) if files and dice.often(0.85) else None,
            visit=visit,
            fund=fund,
            recipient="某人",
            kind=dice.pick([*["living", "loan", "tuition"] * 2, "festival", "mutual"]),
            year=today().year,
            asked=5000,
            granted=5000,
            approved_by=scene.city.city,
            **scene.owner(),
        )
        for _ in dice.some(4)
    )
    deeds: list[tuple[str, Decimal, m.Aid | None]] = [("arrive", Decimal(10**6), None)]
    for aid in aids:
        deeds += [(kind, amount, aid) for kind, amount in bookings(scene, aid.kind == "loan")]
    for n, (kind, amount, one) in enumerate(deeds):
        book_all(fund, [Entry(kind, amount, f"{fund.pk}:{n}", one)], by=None)
    make_jobs(scene, [aid for aid in aids if aid.kind == "loan"])
    for n, file in enumerate(files):
        protect(scene, file, n)


def make_jobs(scene: Scene, aids: list[m.Aid]) -> None:
    dice = scene.dice
    for aid in aids:
        loan = m.Loan.objects.create(
            aid=aid, months=12, business="小店", guarantor="某人", guarantor_phone="13900000000",
            **scene.owner(),
        )  # fmt: skip
        m.JobsCreated.objects.bulk_create(
            m.JobsCreated(loan=loan, persons=dice.pick([1, 4]), since=dice.day(), what="帮工",
                          **scene.owner())
            for _ in range(dice.pick([0, 1, 2]))
        )  # fmt: skip


def protect(scene: Scene, file: m.HouseholdFile, number: int) -> None:
    """A member of the household, some of them with a card that was used, and a cover."""
    dice = scene.dice
    member = m.HouseholdMember.objects.create(
        file=file, relation="self", name="王工", id_number=person_id(100 + number), sex="m",
        birth_year=1980, **scene.owner(),
    )  # fmt: skip
    issued = dice.day()
    ended = dice.maybe_day(0.3, since=issued)
    until = dice.maybe_day(1, since=issued) or issued
    card = m.BenefitCard.objects.create(
        file=file, member=member, number=f"{number}", holder="王工", issued_on=issued,
        valid_until=until, state="lost" if ended else "valid", ended_on=ended, **scene.owner(),
    )  # fmt: skip
    partner = m.Partner.objects.create(
        name=f"药店{number}", kind="pharmacy", valid_from=issued,
        valid_to=dice.maybe_day(0.5, since=issued), **scene.owner(),
    )  # fmt: skip
    m.CardUse.objects.bulk_create(
        m.CardUse(
            card=card, partner=partner, used_on=dice.day(), service="pharmacy", receipt=f"{n}",
            total="100", charged="87.60", saved="12.40", rule="九折", **scene.owner(),
        )
        for n in range(dice.pick([0, 1, 2]))
    )  # fmt: skip
    first, over = dice.span()
    m.MutualCover.objects.create(
        file=file, member=member, scheme="住院医疗互助", begins_on=first, premium=50,
        ends_on=over or first + timedelta(days=400), paid_by="union", **scene.owner(),
    )  # fmt: skip


def bookings(scene: Scene, is_loan: bool) -> list[tuple[str, Decimal]]:
    """One of the ways of an aid's money through the books, as far as it came."""
    dice = scene.dice
    paid = [("send", "lend", "repay")] if is_loan else [("send", "pay", "refund"), ("hand_out",)]
    way = ("reserve", *dice.pick([*paid, ("send", "bounce"), ("release",)]))
    amount = Decimal(dice.pick(["0.40", "0.60", "99.99", "1000"]))
    return [(kind, amount) for kind in way[: dice.random.randint(1, len(way))]]


def serve(scene: Scene) -> None:
    """Calls, and the cases that grew out of some of them."""
    dice = scene.dice
    calls = []
    for _ in dice.some(4):
        received = dice.day()
        answered = dice.maybe_day(0.75, since=received)
        calls.append(
            m.HotlineTicket(
                stage=dice.pick(["answered", "closed"]) if answered else "handling",
                channel=dice.pick(["phone", "phone", "web", "app"]), matter="complaint",
                request="欠薪", received_on=received,
                promised_on=dice.maybe_day(1, since=received), answered_on=answered,
                recovered=money(scene) if answered else None, taken_by=scene.city.linghai,
                **scene.owner(),
            )
        )  # fmt: skip
    m.HotlineTicket.objects.bulk_create(calls)
    m.HotlinePast.objects.bulk_create(
        m.HotlinePast(
            ticket=call, until=day, answered_on=dice.maybe_day(0.5, since=call.received_on),
            recovered=money(scene), **scene.owner(),
        )
        for call in calls
        for day in dice.random.sample(dice.days, dice.pick([0, 0, 1, 2]))
    )  # fmt: skip
    m.LegalCase.objects.bulk_create(legal(scene, calls) for _ in dice.some(5))
    m.MediationCase.objects.bulk_create(mediation(scene, calls) for _ in dice.some(6))


def money(scene: Scene) -> str | None:
    return scene.dice.yuan() if scene.dice.often(0.8) else None


def of_a_call(scene: Scene, calls: list[m.HotlineTicket]) -> dict[str, Any]:
    dice = scene.dice
    # Of few calls, so that out of one several cases grow.
    call = dice.pick(calls[: 2 + dice.size // 3]) if calls and dice.often(0.7) else None
    return {"ticket": call, "opened_on": dice.day(), **scene.owner()}


def legal(scene: Scene, calls: list[m.HotlineTicket]) -> m.LegalCase:
    closed = scene.dice.maybe_day(0.8)
    ended = {"stage": "closed", "recovered": scene.dice.yuan(), "fee": 0}
    way = {"stage": scene.dice.pick(["applied", "handling", "withdrawn"]), "recovered": None}
    return m.LegalCase(
        name="周工", kind="dispute", opponent="某厂", facts="欠薪", closed_on=closed,
        **(ended if closed else way), **of_a_call(scene, calls),
    )  # fmt: skip


def mediation(scene: Scene, calls: list[m.HotlineTicket]) -> m.MediationCase:
    """Opened, agreed, kept, broken, referred without an agreement, or withdrawn."""
    dice = scene.dice
    stage = dice.pick(["mediating", "agreed", *["closed"] * 4, "referred", "withdrawn"])
    agreed = stage in {"agreed", "closed"} or (stage == "referred" and dice.often(0.5))
    agreed_on = dice.day() if agreed else None
    over = stage in {"closed", "referred", "withdrawn"}
    return m.MediationCase(
        stage=stage, tier="unit", in_charge=scene.city.linghai, name="吴工", respondent="某厂",
        claim="wages", facts="欠薪", agreed_on=agreed_on, agreement_number="1" if agreed else "",
        closed_on=dice.maybe_day(1, since=agreed_on) if over else None,
        recovered=money(scene) if stage == "closed" else None, **of_a_call(scene, calls),
    )  # fmt: skip

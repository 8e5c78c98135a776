"""How a household, a fund and an aid come to stand where a test begins. All names are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from assistance import models as m
from assistance.ledger import book, open_accounts
from assistance.models.funds import TransferKind
from assistance.workflows.household import FILE, FileStage, FileStep
from evidence.models import EvidenceFile
from kernel.days import today
from tests.cast import City, make_person
from unions.models import Officer, Union
from unions.offices import Role
from unions.scoping import owned_by, same_owner

PHONE = "13841650001"
CARD = "6217000012345678907"
ILLNESS = "尿毒症透析"
STANDARD = Decimal(700)

_numbers = count(1)


@dataclass
class Centre:
    """The people of a county's assistance centre, and its township."""

    township: Officer
    township_deputy: Officer
    staff: Officer  # the county's, as in the city's cast
    director: Officer
    vice_chair: Officer
    chair: Officer
    finance: Officer
    city: Officer


def open_centre(city: City, tag: str = "") -> Centre:
    county = city.linghai
    return Centre(
        township=make_person(f"{tag}town", city.street, Role.STAFF),
        township_deputy=make_person(f"{tag}town2", city.street, Role.STAFF),
        staff=city.county,
        director=make_person(f"{tag}director", county, Role.DIRECTOR),
        vice_chair=make_person(f"{tag}vice", county, Role.VICE_CHAIR),
        chair=make_person(f"{tag}countychair", county, Role.CHAIR),
        finance=make_person(f"{tag}finance", county, Role.FINANCE),
        city=city.city,
    )


def citizen_id(number: int, *, year: int = 1980, prefix: str = "210781") -> str:
    """A made-up identity number with a right check character."""
    born = date(year, 1, 1) + timedelta(days=number // 1000)
    body = f"{prefix}{born:%Y%m%d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c) * w for c, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def set_standard(city: City, monthly: Decimal = STANDARD) -> m.LivingStandard:
    return m.LivingStandard.objects.create(
        monthly=monthly, valid_from=date(2020, 1, 1), basis="锦民发〔2020〕1号",
        **owned_by(city.root),
    )  # fmt: skip


def make_file(
    union: Union, *, name: str = "赵和平", number: int | None = None, **changes: Any
) -> m.HouseholdFile:
    """A household of one, drafted; with its card, phone and illness."""
    number = number or next(_numbers)
    known: dict[str, Any] = {
        "applicant_name": name, "worker_kind": "employed", "workplace": "大凌河农机厂",
        "phone": PHONE, "card": CARD, "card_holder": name, "bank_name": "凌海农商银行",
        "address": "大凌河街道1号", "main_reason": "own_illness",
    }  # fmt: skip
    file = m.HouseholdFile.objects.create(**{**known, **changes}, **owned_by(union))
    m.HouseholdMember.objects.create(
        file=file, relation="self", name=name, id_number=citizen_id(number), birth_year=1980,
        sex="m", illness=ILLNESS, **same_owner(file),
    )  # fmt: skip
    return file


def scan(union: Union, by: Officer, *, confidential: bool = True) -> EvidenceFile:
    return EvidenceFile.objects.create(
        name="file.jpg", media_type="image/jpeg", extension=".jpg", size=3,
        sm3=f"{next(_numbers):064d}", file="evidence/none.jpg", uploaded_by=by,
        confidential=confidential, **owned_by(union),
    )  # fmt: skip


def complete(file: m.HouseholdFile, by: Officer) -> m.HouseholdFile:
    """Papers, consents, a visit by two, an answered means check, the checklist, a decision."""
    mine = same_owner(file)
    paper = scan(file.union, by)
    for kind in ("application", "identity", "income", "bank_card", "medical"):
        m.Proof.objects.create(file=file, kind=kind, scan=paper, issued_on=today(), **mine)
    for consent in ("notice", "sensitive", "means_check"):
        m.Consent.objects.create(
            file=file, kind=consent, wording="2026-01", given_by=file.applicant_name,
            given_at=timezone.now(), **mine,
        )  # fmt: skip
    m.Visit.objects.create(
        file=file, occasion="survey", worker_name=file.applicant_name, visited_on=today(),
        visitors="钱勇\n孙丽", place="家中", finding="住房一居,无车", recorded_by=by, **mine,
    )  # fmt: skip
    m.MeansCheck.objects.create(
        file=file, receiver="凌海市民政局", purpose="家庭经济状况核对", data_kinds="姓名、身份证号",
        sent_on=today(), answered_on=today(), result="agrees", **mine,
    )  # fmt: skip
    for exclusion in ("homes", "business", "school", "vehicle"):
        m.ExclusionAnswer.objects.create(
            file=file, exclusion=exclusion, applies=False, evidence="入户核实", **mine
        )
    file.category, file.decided_on, file.decided_by = "deep", today(), by
    file.save(update_fields=["category", "decided_on", "decided_by"])
    return file


def on_file(union: Union, *, category: str = "deep", **changes: Any) -> m.HouseholdFile:
    """A household on the register, without telling how it came there."""
    file = make_file(union, **changes)
    stand_at(file, FileStage.ACTIVE, category=category, filed_on=today(), review_due_on=today())
    return file


def take_steps(file: m.HouseholdFile, centre: Centre, *steps: str) -> None:
    """Let the right people take them, one after the other."""
    for step in steps:
        if step == FileStep.SHOWN:
            FILE.follow_on(step, file, by=None)
        else:
            decided = {FileStep.CHECKED: centre.staff, FileStep.APPROVE: centre.director}
            FILE.take(step, file, by=decided.get(step, centre.township))


def stand_at(record: Any, stage: str, **changes: Any) -> Any:
    type(record)._base_manager.filter(pk=record.pk).update(stage=stage, **changes)
    record.refresh_from_db()
    return record


def make_fund(
    union: Union, *, by: Officer | None = None, arrived: Decimal | int = 100_000, **changes: Any
) -> m.FundBatch:
    known: dict[str, Any] = {
        "name": f"中央帮扶资金{next(_numbers)}", "source": "central", "purpose": "relief",
        "year": today().year, "document_number": f"辽工发〔2026〕{next(_numbers)}号",
        "promised": 100_000, "kinds": ["living", "medical", "tuition", "festival", "temporary"],
        "categories": ["deep", "relative", "accident"], "valid_from": date(2020, 1, 1),
        "valid_to": date(2099, 12, 31),
    }  # fmt: skip
    fund = m.FundBatch.objects.create(**{**known, **changes}, **owned_by(union))
    open_accounts(fund)
    if arrived:
        book(fund, TransferKind.ARRIVE, Decimal(arrived), by=by, key=f"arrive:{fund.pk}")
    return fund


def make_aid(file: m.HouseholdFile, *, by: Officer | None = None, **changes: Any) -> m.Aid:
    known: dict[str, Any] = {
        "recipient": file.applicant_name, "kind": "living", "category": file.category,
        "year": today().year, "asked": Decimal(1200), "why": "基本生活困难", "drafted_by": by,
    }  # fmt: skip
    return m.Aid.objects.create(file=file, **{**known, **changes}, **same_owner(file))

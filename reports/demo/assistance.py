"""The demo's assistance centre in one county: funds, and households at every point of their way.

All people are made up; identity numbers are right only in their check character.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone

from assistance.actions.deciding import work_out
from assistance.ledger import book, open_accounts
from assistance.models import (
    Aid,
    Consent,
    ExclusionAnswer,
    FundBatch,
    HouseholdFile,
    HouseholdMember,
    Income,
    LivingStandard,
    MeansCheck,
    Proof,
    RigidCost,
    Station,
    Visit,
)
from assistance.models.circumstances import Exclusion
from assistance.models.completeness import proofs_needed
from assistance.models.funds import TransferKind
from assistance.workflows.household import FileStage
from evidence.models import EvidenceFile
from kernel.days import months_after, today
from kernel.digest import sm3
from kernel.search import pinyin_key
from kernel.workdays import add_working_days
from unions.models import Officer, Union
from unions.offices import Role
from unions.scoping import owned_by, same_owner

if TYPE_CHECKING:
    from reports.demo.loading import Cast

# A page saying that it stands for a scan; the smallest PDF that a reader opens.
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Household:
    """One family of the demo: yearly income, yearly rigid spending, and how many they are."""

    name: str
    reason: str
    stage: FileStage
    income: int
    rigid: int
    members: int
    worker: str = "employed"


S = FileStage
HOUSEHOLDS = (
    Household("赵和平", "own_illness", S.ACTIVE, 36_000, 12_000, 3),
    Household("钱秀兰", "schooling", S.ACTIVE, 30_000, 9_000, 3, "laid_off"),
    Household("孙德福", "disability", S.ACTIVE, 22_000, 4_000, 2),
    Household("李玉梅", "single_parent", S.ACTIVE, 21_600, 0, 2),
    Household("周长顺", "family_illness", S.ACTIVE, 40_000, 16_000, 4),
    Household("吴桂芝", "low_income", S.ACTIVE, 18_000, 0, 2, "migrant"),
    Household("郑建业", "work_injury", S.ACTIVE, 48_000, 42_000, 3),
    Household("王春生", "laid_off", S.ACTIVE, 15_000, 0, 2, "laid_off"),
    Household("冯立新", "own_illness", S.ANNUAL_REVIEW, 33_000, 10_000, 3),
    Household("陈素云", "schooling", S.COUNTY_REVIEW, 34_000, 12_000, 3),
    Household("褚文静", "family_illness", S.MEANS_CHECK, 30_000, 11_000, 3),
    Household("卫国强", "low_income", S.UNIT_PUBLICITY, 20_000, 2_000, 2),
    Household("蒋晓燕", "accident", S.UNIT_REVIEW, 52_000, 46_000, 3),
    Household("沈立春", "own_illness", S.DRAFT, 28_000, 9_000, 3),
)


# A county that is a tenant of its own: one family on file, one whose file is being written.
COUNTY_HOUSEHOLDS = (
    Household("黄志明", "low_income", S.ACTIVE, 16_000, 0, 2),
    Household("蔡美兰", "own_illness", S.DRAFT, 26_000, 9_000, 3),
)


def open_county_centre(root: Union, township: Union, cast: Cast) -> None:
    """The same offices held at a root that is a county: nobody stands above them."""
    town = cast.appoint("tongan-town", township, Role.STAFF, "叶青")
    cast.appoint("tongan-director", root, Role.DIRECTOR, "洪波")
    cast.appoint("tongan-vicechair", root, Role.VICE_CHAIR, "苏琳")
    finance = cast.appoint("tongan-finance", root, Role.FINANCE, "许岩")
    set_standards(root)
    _fund(
        root, finance, "区级帮扶资金", source="dues", purpose="relief", promised=50_000,
        arrived=50_000, kinds=["living", "medical", "temporary"],
        document_number=f"同工发〔{today().year}〕6号",
    )  # fmt: skip
    scan = _scan(township, town)
    for number, household in enumerate(COUNTY_HOUSEHOLDS, 1):
        _file(household, number, township, town, scan)


def open_centre(county: Union, township: Union, cast: Cast) -> None:
    """Appoint the centre's people, fill its funds, and write its households' files."""
    town = cast.appoint("town", township, Role.STAFF, "刘芸")
    cast.appoint("director", county, Role.DIRECTOR, "高远")
    cast.appoint("vicechair", county, Role.VICE_CHAIR, "何静")
    cast.appoint("countychair", county, Role.CHAIR, "马林")
    finance = cast.appoint("finance", county, Role.FINANCE, "罗慧")
    Station.objects.create(
        place="大凌河街道办事处一楼", telephone="0416-8800000", hours="工作日 8:30–17:00",
        **owned_by(township),
    )  # fmt: skip
    _fill_funds(county, finance)
    scan = _scan(township, town)
    for number, household in enumerate(HOUSEHOLDS, 1):
        file = _file(household, number, township, town, scan)
        if file.is_on_file:
            _ask_for_aid(file, number, town)


def set_standards(root: Union) -> None:
    LivingStandard.objects.create(
        monthly=Decimal(760), valid_from=date(2024, 7, 1), basis="演示用低保标准文件",
        **owned_by(root),
    )  # fmt: skip


def _fill_funds(county: Union, finance: Officer) -> None:
    year = today().year
    central = _fund(
        county, finance, "中央财政帮扶资金", source="central", purpose="relief", promised=300_000,
        arrived=300_000, kinds=["living", "medical", "tuition", "temporary"],
        document_number=f"辽工发〔{year}〕12号",
    )  # fmt: skip
    _fund(
        county, finance, "地方匹配资金", source="local", purpose="relief", promised=150_000,
        arrived=60_000, kinds=["living", "medical", "temporary"], matches=central,
        document_number=f"凌财社〔{year}〕8号",
    )  # fmt: skip
    _fund(
        county, finance, "两节送温暖资金", source="dues", purpose="warmth", promised=120_000,
        arrived=120_000, kinds=["festival", "temporary", "mutual"], filed_only=False,
        document_number=f"凌海工发〔{year}〕3号",
    )  # fmt: skip
    _fund(
        county, finance, "小额无息借款周转金", source="dues", purpose="loans", promised=100_000,
        arrived=100_000, kinds=["loan"], document_number=f"凌海工发〔{year}〕4号",
    )  # fmt: skip


def _fund(
    county: Union, finance: Officer, name: str, *, arrived: int, **known: object
) -> FundBatch:
    year = today().year
    everyone: dict[str, object] = {
        "name": name, "year": year, "categories": ["deep", "relative", "accident"],
        "valid_from": date(year, 1, 1), "valid_to": months_after(date(year, 12, 31), 3),
    }  # fmt: skip
    fund = FundBatch.objects.create(**{**everyone, **known}, **owned_by(county))
    open_accounts(fund)
    key = f"arrive:demo:{fund.pk}"
    book(fund, TransferKind.ARRIVE, Decimal(arrived), by=finance, key=key, document="演示凭证")
    return fund


def _scan(township: Union, town: Officer) -> EvidenceFile:
    scan = EvidenceFile(
        name="file.pdf", media_type="application/pdf", extension=".pdf", size=len(PAPER),
        sm3=sm3(PAPER), uploaded_by=town, confidential=True, **owned_by(township),
    )  # fmt: skip
    scan.file.save(scan.name, ContentFile(PAPER))
    return scan


def _file(
    family: Household, number: int, township: Union, town: Officer, scan: EvidenceFile
) -> HouseholdFile:
    county, place = _county_of(township), township.short_name
    file = HouseholdFile.objects.create(
        applicant_name=family.name, pinyin=pinyin_key(family.name), worker_kind=family.worker,
        workplace=f"{county}华兴机械有限公司", phone=f"138416500{number:02d}", card=_card(number),
        card_holder=family.name, bank_name=f"{county}农商银行", address=f"{place}幸福里",
        main_reason=family.reason, story="演示数据,情况为虚构。", drafted_by=town,
        intended_amount=Decimal(2000), **owned_by(township),
    )  # fmt: skip
    _live_together(file, family, number)
    _prove(file, scan, town)
    _stand(file, family)
    return file


def _county_of(township: Union) -> str:
    return township.parent.short_name if township.parent else ""


def _card(number: int) -> str:
    body = f"62170000123456{number:04d}"
    doubled = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(body))
    )
    return body + str(-doubled % 10)


def _citizen_id(year: int, number: int) -> str:
    body = f"210781{year}0601{number:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def _live_together(file: HouseholdFile, family: Household, number: int) -> None:
    relations = ("self", "spouse", "child", "parent")
    born = (1978, 1979, 2008, 1951)
    for place in range(family.members):
        sex = "m" if (number + place) % 2 else "f"
        ill = place == 0 and family.reason in {"own_illness", "work_injury", "disability"}
        member = HouseholdMember.objects.create(
            file=file, relation=relations[place],
            name=family.name if place == 0 else family.name[0] + "敏安宁康"[place],
            id_number=_citizen_id(born[place], number * 10 + place * 2 + (sex == "m")),
            birth_year=born[place], sex=sex, illness="慢性病(演示)" if ill else "",
            schooling="senior" if place == 2 else "", **same_owner(file),
        )  # fmt: skip
        if place == 0:
            Income.objects.create(
                file=file, member=member, kind="wages", amount=family.income, **same_owner(file)
            )
    if family.rigid:
        kind = "education" if family.reason == "schooling" else "medical"
        RigidCost.objects.create(
            file=file, kind=kind, spent=family.rigid * 2, reimbursed=family.rigid,
            sudden=family.reason in {"accident", "work_injury"}, **same_owner(file),
        )  # fmt: skip


def _prove(file: HouseholdFile, scan: EvidenceFile, town: Officer) -> None:
    mine, name = same_owner(file), file.applicant_name
    for kind in proofs_needed(file):
        Proof.objects.create(file=file, kind=kind, scan=scan, issued_on=today(), **mine)
    for consent in ("notice", "sensitive", "means_check"):
        Consent.objects.create(
            file=file, kind=consent, wording="2026-01", given_by=name, given_at=timezone.now(),
            scan=scan, **mine,
        )  # fmt: skip
    Visit.objects.create(
        file=file, occasion="survey", worker_name=name, visited_on=today() - timedelta(days=20),
        visitors=f"{town.user.display_name}\n张勇", place=f"{file.union.short_name}幸福里",
        finding="家庭情况与申请一致(演示)。", recorded_by=town, **mine,
    )  # fmt: skip


def _stand(file: HouseholdFile, family: Household) -> None:
    """Put the file where its story stands, as taken over from the paper register."""
    file.stage, file.due_on = family.stage, add_working_days(today(), 4)
    decided = family.stage in {S.ACTIVE, S.ANNUAL_REVIEW}
    finding = work_out(file)
    file.proposed_category = finding.category or ""
    if decided or family.stage == S.COUNTY_REVIEW:
        MeansCheck.objects.create(
            file=file, receiver=f"{_county_of(file.union)}民政局",
            purpose="家庭经济状况核对", data_kinds="姓名、身份证号",
            sent_on=today() - timedelta(days=15), answered_on=today() - timedelta(days=3),
            result="agrees", **same_owner(file),
        )  # fmt: skip
    if decided:
        file.category = file.proposed_category
        file.decided_on = today() - timedelta(days=330)
        file.filed_on, file.review_due_on = file.decided_on, months_after(file.decided_on, 12)
        file.due_on = file.review_due_on if family.stage == S.ANNUAL_REVIEW else None
        for exclusion in Exclusion:
            ExclusionAnswer.objects.create(
                file=file, exclusion=exclusion, applies=False, evidence="入户核实(演示)",
                **same_owner(file),
            )  # fmt: skip
    if family.stage == S.UNIT_PUBLICITY:
        file.publicity_stage, file.publicity_until = file.stage, file.due_on
    file.save()


def _ask_for_aid(file: HouseholdFile, number: int, town: Officer) -> None:
    """Every third household has asked for living aid; one of them is checked."""
    if number % 3 != 1:
        return
    Aid.objects.create(
        file=file, recipient=file.applicant_name, kind="living", category=file.category,
        year=today().year, asked=Decimal(1800), why="基本生活困难(演示)", drafted_by=town,
        stage="checked" if number == 1 else "applied", due_on=add_working_days(today(), 3),
        **same_owner(file),
    )  # fmt: skip

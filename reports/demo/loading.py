"""Founding the demo: a city with its counties, employers and people, and last year's work done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password

from homes.actions.listing import empty_measures, standard_for
from homes.actions.standards import adopt_standards
from homes.models import Finding, Home, HomePlan
from homes.scoring import Level as HomeLevel
from homes.workflow import Stage
from kernel.days import today
from reports.demo.assistance import open_centre, open_county_centre, set_standards
from reports.demo.bargaining import enter_contracts
from reports.demo.boards import take_over_last_year
from reports.demo.campaigns import run_campaigns
from reports.demo.congress import hold_congresses
from reports.demo.contests import hold_contests
from reports.demo.dispatches import write_dispatches
from reports.demo.honours import give_honours
from reports.demo.members import count_members
from reports.demo.places import (
    BRANDS,
    COUNTIES,
    INSTITUTIONS,
    PUBLIC_BODIES,
    TRADES,
    County,
    credit_code,
    people,
)
from reports.demo.reports import put_reports_together
from reports.demo.rounds import open_rounds
from reports.demo.venues import keep_venues
from targets.actions import draft_sheet
from targets.planning import adopt_known_plans
from unions.actions import (
    RollEntry,
    appoint,
    cover_employer,
    enrol_employer,
    found_root,
    found_union,
)
from unions.events import log_event
from unions.models import Employer, Federation, Officer, Union, User
from unions.offices import Level, Role
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

PASSWORD = "Hejia-2026"  # noqa: S105 - the demo's own, printed at its start
BEFORE = date(2014, 1, 1)
EMPLOYERS = 120
WITHOUT_UNION = 12  # of them, so that the list of the eligible is not the roll


@dataclass(frozen=True)
class Account:
    """A way into the demo, as the start prints it."""

    username: str
    who: str


@dataclass
class Cast:
    """Who is made as the demo goes along: one hash of the one password, names without end."""

    chance: Random
    password: str = field(default_factory=lambda: make_password(PASSWORD))

    def __post_init__(self) -> None:
        self.names = people(self.chance)

    def appoint(self, username: str, union: Union, role: str, name: str = "") -> Officer:
        user = User.objects.create(
            username=username, display_name=name or next(self.names), password=self.password
        )
        return appoint(user, union, role, on=BEFORE)


def load_demo() -> bool:
    """Found the demo's federations; False if they are there already."""
    if Federation.objects.filter(division_code="210700").exists():
        return False
    jinzhou = _found("锦州市总工会", "锦州市", "210700", "锦工发")
    with federation_scope(jinzhou.pk):
        _build_city(jinzhou, Cast(Random(2026)))  # noqa: S311 - made-up names, no secrets
    tongan = _found("厦门市同安区总工会", "同安区", "350212", "同工发", root_is_county=True)
    with federation_scope(tongan.pk):
        _build_county_tenant(tongan, Cast(Random(212)))  # noqa: S311
    return True


def accounts() -> list[Account]:
    return [
        Account("city", "锦州市总工会 工作人员"),
        Account("city2", "锦州市总工会 工作人员(核稿)"),
        Account("citychair", "锦州市总工会 主席(签发)"),
        Account("inspector", "锦州市总工会 验收员"),
        Account("linghai", "凌海市总工会 工作人员"),
        Account("chair", "凌海市华兴机械有限公司工会 主席"),
        Account("town", "凌海市大凌河街道总工会 工作人员"),
        Account("director", "凌海市总工会 帮扶中心负责人"),
        Account("vicechair", "凌海市总工会 分管副主席"),
        Account("countychair", "凌海市总工会 主席"),
        Account("finance", "凌海市总工会 财务人员"),
        Account("worker", "黑山县 企业工会 职工代表"),
        Account("expert", "北镇市 企业工会 验收员(其他工会受邀)"),
        *[
            Account(c.account, f"{c.name}总工会 工作人员")
            for c in COUNTIES
            if c.account != "linghai"
        ],
        Account("tongan", "厦门市同安区总工会 工作人员(另一租户)"),
        Account("tongan-town", "大同街道总工会 工作人员(另一租户)"),
        Account("tongan-director", "厦门市同安区总工会 帮扶中心负责人"),
        Account("tongan-vicechair", "厦门市同安区总工会 分管副主席"),
        Account("tongan-finance", "厦门市同安区总工会 财务人员"),
    ]


def _found(
    name: str, short_name: str, code: str, mark: str, *, root_is_county: bool = False
) -> Federation:
    # Founding a tenant is the platform's act: no federation is open yet.
    return Federation.objects.using("platform").create(
        name=name,
        short_name=short_name,
        division_code=code,
        document_mark=mark,
        root_is_county=root_is_county,
    )


def _build_city(federation: Federation, cast: Cast) -> None:
    federation = Federation.objects.get(pk=federation.pk)
    root = found_root(federation, on=date(1949, 5, 1))
    adopt_standards(root, from_year=2014)
    city = cast.appoint("city", root, Role.STAFF, "周明")
    second = cast.appoint("city2", root, Role.STAFF)
    chair = cast.appoint("citychair", root, Role.CHAIR, "李国强")
    set_standards(root)
    cast.appoint("inspector", root, Role.INSPECTOR, "赵静")
    for number, place in enumerate(COUNTIES):
        # The first employer of each county has built nothing yet: it is the one to begin with.
        _last_years_work(_build_county(root, place, number, cast)[1:], cast.chance)
    count_members()
    enter_contracts(_staff_of("linghai"), _staff_of("heishan"))
    hold_congresses(_staff_of("linghai"))
    hold_contests(_staff_of("linghai"), city)
    keep_venues(_staff_of("linghai"), city)
    run_campaigns(_staff_of("city"), _staff_of("linghai"))
    give_honours(_staff_of("city"), _staff_of("linghai"))
    draft_sheet(today().year, by=city)
    adopt_known_plans(root, by=city)
    take_over_last_year(root)
    write_dispatches(city, second, chair)
    put_reports_together(city)


def _staff_of(username: str) -> Officer:
    posts = Officer.objects.unscoped("the demo's own people").complete()
    return posts.get(user__username=username)


def _build_county(
    root: Union, place: County, number: int, cast: Cast
) -> list[tuple[Employer, Union]]:
    county = found_union(
        f"{place.name}总工会", Level.COUNTY, root, on=BEFORE, short_name=place.name, code=place.code
    )
    cast.appoint(place.account, county, Role.STAFF, "王敏" if place.account == "linghai" else "")
    if place.account == "linghai":
        cast.appoint("linghai2", county, Role.STAFF)
    townships = [
        found_union(f"{town}总工会", Level.TOWNSHIP, county, on=BEFORE, short_name=town)
        for town in place.townships
    ]
    if place.account == "linghai":
        open_centre(county, townships[0], cast)
    share = EMPLOYERS // len(COUNTIES) + (1 if number < EMPLOYERS % len(COUNTIES) else 0)
    covered = []
    for index in range(share):
        keeper = townships[index % len(townships)]
        employer = _enrol(place, keeper, number, index, cast.chance)
        if index < share - WITHOUT_UNION // 6:
            covered.append((employer, _organise(employer, keeper, place, number, index, cast)))
    if place.account == "linghai":
        # The street's, without the first: its chair has everything still to do.
        open_rounds([pair for pair in covered if pair[1].parent_id == townships[0].pk][1:])
    return covered


def _enrol(place: County, keeper: Union, number: int, index: int, chance: Random) -> Employer:
    if index % 6 == 4:
        (trade, industry), registration, holding, kind = (
            PUBLIC_BODIES[(number + index) % len(PUBLIC_BODIES)], "151", "1", "enterprise",
        )  # fmt: skip
        name = f"{place.name}{BRANDS[(number + index) % len(BRANDS)]}{trade}"
    elif index % 6 == 5:
        (trade, industry), registration, holding, kind = (
            INSTITUTIONS[(number + index) % len(INSTITUTIONS)], "190", "1", "institution",
        )  # fmt: skip
        name = f"{place.name}第{'一二三四五六七八九十'[index // 6]}{trade}"
    else:
        (trade, industry), registration, holding, kind = (
            TRADES[(index * 3 + number) % len(TRADES)], "173", "3", "enterprise",
        )  # fmt: skip
        name = f"{place.name}{BRANDS[(index + number * 5) % len(BRANDS)]}{trade}"
        if index % 6 == 3:
            registration, holding = "330", "5"
    headcount = chance.choice([18, 26, 38, 55, 64, 88, 104, 130, 167, 210, 286, 420, 860])
    if place.account == "linghai" and index == 0:
        name, headcount, registration, holding = f"{place.name}华兴机械有限公司", 286, "173", "3"
    entry = RollEntry(
        name=name,
        uscc=credit_code(
            place.code, 10_000 + number * 100 + index, prefix="12" if index % 6 == 5 else "91"
        ),
        registration=registration,
        holding=holding,
        kind=kind,
        industry=industry,
        headcount=headcount,
    )
    return enrol_employer(entry, keeper=keeper, on=BEFORE)


def _organise(
    employer: Employer, keeper: Union, place: County, number: int, index: int, cast: Cast
) -> Union:
    """The employer's own union, with a chair who can sign in."""
    union = found_union(f"{employer.name}工会", Level.BASE, keeper, on=BEFORE)
    cover_employer(employer, union, on=BEFORE)
    first = index == 0
    special = {"linghai": "chair"}.get(place.account, "") if first else ""
    cast.appoint(
        special or f"{place.account}-{index + 1:02d}",
        union,
        Role.CHAIR,
        "李强" if special else "",
    )
    if first and place.account == "heishan":
        cast.appoint("worker", union, Role.REPRESENTATIVE, "陈芳")
    if first and place.account == "beizhen":
        cast.appoint("expert", union, Role.INSPECTOR, "孙浩")
    return union


def _last_years_work(covered: list[tuple[Employer, Union]], chance: Random) -> None:
    """Homes accepted before, last year's among them, and last year's that failed."""
    year = today().year - 1
    for index, (employer, union) in enumerate(covered):
        if index % 3 == 1:
            _accept(employer, union, date(year - 1, 11, 20), year - 1, HomeLevel.QUALIFIED)
        elif index % 9 == 2:
            _accept(employer, union, date(year, 11, 18), year, HomeLevel.ADVANCED)
        elif index % 18 == 5:
            _fail(employer, union, year, chance)


def _accept(employer: Employer, union: Union, on: date, year: int, level: HomeLevel) -> None:
    plan = _past_plan(employer, union, year, Stage.ACCEPTED)
    plan.level, plan.score = level, Decimal("92.5") if level == HomeLevel.ADVANCED else Decimal(86)
    plan.save(update_fields=["level", "score"])
    Home.objects.create(
        plan=plan, employer=employer, level=level, accepted_on=on, **owned_by(union)
    )


def _fail(employer: Employer, union: Union, year: int, chance: Random) -> None:
    plan = _past_plan(employer, union, year, Stage.FAILED)
    plan.score = Decimal(chance.choice(["71.5", "74", "77.5"]))
    plan.save(update_fields=["score"])
    must = plan.measures.select_related("criterion").filter(criterion__must=True).first()
    if must:
        Finding.objects.create(
            plan=plan,
            criterion=must.criterion,
            origin="inspection",
            reason="经费审查委员会尚未成立,缺少批复",
            raised_on=date(year, 11, 12),
            **owned_by(union),
        )


def _past_plan(employer: Employer, union: Union, year: int, stage: Stage) -> HomePlan:
    """A plan taken over from the paper files of a past year, at its end."""
    plan = HomePlan.objects.create(
        year=year,
        employer=employer,
        name=employer.name,
        pinyin=employer.pinyin,
        standard=standard_for(employer, year),
        stage=stage,
        **owned_by(union),
    )
    empty_measures(plan)
    log_event(plan, "import", "由历年档案转入", by=None, target=stage)
    return plan


def _build_county_tenant(federation: Federation, cast: Cast) -> None:
    federation = Federation.objects.get(pk=federation.pk)
    root = found_root(federation, on=date(1950, 1, 1))
    adopt_standards(root, from_year=2014)
    staff = cast.appoint("tongan", root, Role.STAFF)
    place = County("350212", "同安区", "tongan", ())
    town = found_union("大同街道总工会", Level.TOWNSHIP, root, on=BEFORE, short_name="大同街道")
    for index in range(6):
        employer = _enrol(place, town, 9, index, cast.chance)
        _organise(employer, town, place, 9, index, cast)
    count_members()
    adopt_known_plans(root, by=staff)
    open_county_centre(root, town, cast)

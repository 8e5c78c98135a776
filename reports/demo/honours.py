"""The demo's honours at every stage, and a draft put to the unions with what they said."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from campaigns.actions.consultations import answer_comment, comment_on, keep_consultation
from campaigns.actions.honours import (
    draft_scheme,
    keep_nomination,
    object_to_nomination,
    set_quotas,
)
from campaigns.catalogue import known_honours
from campaigns.models import Consultation, HonourScheme, Nomination
from campaigns.workflows.consultation import CONSULTATION, ConsultationStep
from campaigns.workflows.honour import NOMINATION, SCHEME, NominationStep, SchemeStep
from kernel.days import today
from unions.models import Coverage, Employer, Officer, Union
from unions.offices import Level

T = NominationStep
NOW = "the demo's own"
# How far each collective of the county has come; the last step of each is the one that waits.
TEAMS = (
    ("总装二班", 12, ()),
    ("电气维修班", 9, (T.FORWARD,)),
    ("化验室", 6, (T.FORWARD, T.PUBLISH)),
    ("抢修突击队", 15, (T.FORWARD, T.PUBLISH, T.OBJECT)),
    ("客服窗口", 8, (T.FORWARD, T.PUBLISH, T.AWARD)),
    ("锻造车间", 31, (T.FORWARD, T.PUBLISH, T.AWARD)),
)
# Who is honoured under titles the portal knows; an enterprise by its own name.
NAMED = {
    "skill_leader": ("王志刚", "李红梅"),
    "guide": ("赵立新",),
    "method": ("“三联三送”党工共建工作法",),
    "leading": ("", ""),
}
ABOUT = "面向一线，公开公正（演示）。"
DRAFT = """第一条 为规范评选工作，制定本办法。
第二条 评选面向基层一线，名额向班组倾斜。
第三条 推荐对象应公示不少于五个工作日。
第四条 授牌后每两年复核一次，不合格的予以摘牌。"""


def give_honours(city: Officer, county: Officer) -> None:
    chairs = list(_chairs(county))
    counties = Union.objects.unscoped(NOW).counties()
    scheme = _open(city, "工人先锋号", honours="collective", recheck_months=12)
    set_quotas(scheme, dict.fromkeys(counties, 6), by=city)
    for (team, members, steps), chair in zip(TEAMS, chairs, strict=False):
        said = {"name": team, "members": members, "summary": "连续三年安全生产无事故（演示）。"}
        _take(_nominate(scheme, chair, **said), steps, city=city, county=county)
    harmony = {"honours": "employer", "family": "harmony", "recheck_months": 24}
    first = _open(city, "劳动关系和谐企业", grade="A", least_score=Decimal(80), **harmony)
    for chair, score in zip(chairs, (88, 91), strict=False):
        nomination = _nominate(first, chair, summary="工资按时足额发放（演示）。", score=score)
        _take(nomination, (T.FORWARD, T.PUBLISH, T.AWARD), city=city, county=county)
    _by_title(city, county, chairs)
    _consult(city, county, chairs)


def _chairs(county: Officer) -> Any:
    posts = Officer.objects.unscoped(NOW).complete().in_office()
    return posts.filter(county=county.county_id, union__level=Level.BASE, role="chair").order_by(
        "pk"
    )[: len(TEAMS)]


def _open(by: Officer, title: str, **said: Any) -> HonourScheme:
    basis = f"锦工发〔{today().year}〕12号" if by.level == Level.FEDERATION else ""
    known = {
        "title": title,
        "year": today().year,
        "basis": basis,
        "about": "面向一线，公开公正（演示）。",
    }
    scheme = draft_scheme({**known, **said}, by=by)
    SCHEME.take(SchemeStep.ISSUE, scheme, by=by)
    return scheme


def _nominate(scheme: HonourScheme, chair: Officer, **said: Any) -> Nomination:
    covered = Coverage.objects.current().filter(covering=chair.union_id)
    employer = Employer.objects.unscoped(NOW).get(pk=covered.values("employer")[:1])
    nomination = Nomination(scheme=scheme, employer=employer, deeds="事迹材料（演示）。", **said)
    keep_nomination(nomination, by=chair)
    NOMINATION.take(T.HAND_IN, nomination, by=chair)
    return nomination


def _take(
    nomination: Nomination, steps: tuple[NominationStep, ...], *, city: Officer, county: Officer
) -> None:
    for step in steps:
        if step == T.OBJECT:
            object_to_nomination(nomination, ground="参评人数与名册不符（演示）。", by=county)
            continue
        if step == T.AWARD:
            nomination.published_on = today() - timedelta(days=9)
            nomination.publicity_until = today() - timedelta(days=1)
            nomination.save(update_fields=["published_on", "publicity_until"])
        NOMINATION.take(step, nomination, by=county if step == T.FORWARD else city)


def _by_title(city: Officer, county: Officer, chairs: list[Officer]) -> None:
    """Honours that plans ask for by their title."""
    _open(county, known_honours()["union"]["title"], honours="employer")
    for code, names in NAMED.items():
        known = known_honours()[code]
        scheme = _open(city, known["title"], honours=known["honours"])
        for chair, name in zip(chairs, names, strict=False):
            named = {"name": name} if name else {}
            nomination = _nominate(scheme, chair, summary="事迹突出（演示）。", **named)
            _take(nomination, (T.FORWARD, T.PUBLISH, T.AWARD), city=city, county=county)


def _consult(city: Officer, county: Officer, chairs: list[Officer]) -> None:
    draft = Consultation(
        title="先进集体评选办法（征求意见稿）", text=DRAFT, until=today() + timedelta(days=10),
        basis=f"锦工发〔{today().year}〕15号",
    )  # fmt: skip
    keep_consultation(draft, by=city)
    CONSULTATION.take(ConsultationStep.OPEN, draft, by=city)
    said = {"paragraph": 3, "words": "建议公示期延长到七个工作日。", "channel": "phone"}
    first = comment_on(draft, {**said, "said_by": "职工代表"}, by=chairs[1])
    comment_on(draft, {"paragraph": 2, "words": "建议写明一线名额的比例。"}, by=county)
    answer_comment(first, "partly", "公示期定为不少于五个工作日，各县区可以延长。", by=city)

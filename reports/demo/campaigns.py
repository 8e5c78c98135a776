"""The demo's campaigns: the catalogue taken over, one under way in a county, one of the city's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from campaigns.actions.drafting import draft_campaign
from campaigns.actions.issuing import issue_campaign, units_open_to
from campaigns.actions.programmes import load_programmes
from campaigns.models import Campaign, Participation, Programme
from campaigns.workflows.campaign import PartStage
from kernel.days import today
from kernel.workdays import add_working_days
from unions.models import Officer
from unions.offices import Level

# A cup of the county, unit by unit: joined, teams, trained, hazards, mended, accidents.
CUP = ("joined", "teams", "safety_trained", "hazards", "hazards_fixed", "accidents")
REPORTS = (
    (PartStage.ACCEPTED, ("180", "12", "176", "9", "9", "0")),
    (PartStage.ACCEPTED, ("96", "6", "90", "4", "3", "0")),
    (PartStage.REPORTED, ("52", "4", "52", "7", "6", "1")),
    (PartStage.RETURNED, ("410", "20", "38", "2", "2", "0")),
)
# What the first units of the county reported of standards they are to reach.
STANDARDS: tuple[tuple[str, str, Level, tuple[dict[str, Any], ...]], ...] = (
    ("eight-haves", "职工文化“八个有”建设", Level.BASE,
     ({"eight_met": "8"}, {"eight_met": "8"}, {"eight_met": "6"})),
    ("six-haves", "镇（街道）工会“六个有”建设", Level.TOWNSHIP, ({"six_met": "6"},)),
    ("standard-unions", "基层工会规范化建设", Level.BASE,
     ({"standard_met": True}, {"standard_met": True}, {"standard_met": False})),
)  # fmt: skip


def run_campaigns(city: Officer, county: Officer) -> None:
    load_programmes(city.union, by=city)
    cup = _campaign(county, "ankang-cup", "“安康杯”竞赛", f"凌海工发〔{today().year}〕9号")
    issue_campaign(cup, units_open_to(cup, county).filter(level=Level.BASE), by=county)
    _report(cup)
    rooms = _campaign(city, "reading-rooms", "职工书屋调查", f"锦工发〔{today().year}〕21号")
    issue_campaign(rooms, units_open_to(rooms, city).filter(level=Level.COUNTY), by=city)
    _campaign(county, "proposals", "合理化建议月", "")
    for code, name, level, answers in STANDARDS:
        campaign = _campaign(county, code, name, f"凌海工发〔{today().year}〕11号")
        issue_campaign(campaign, units_open_to(campaign, county).filter(level=level), by=county)
        _accept(campaign, answers)


def _campaign(by: Officer, code: str, name: str, basis: str) -> Campaign:
    day = today()
    programmes = Programme.objects.unscoped("the demo's own")
    said = {
        "programme": programmes.get(code=code),
        "title": f"{day.year}年{name}",
        "year": day.year,
        "starts_on": date(day.year, 1, 1),
        "ends_on": day + timedelta(days=20),
        "report_by": add_working_days(day, 8),
        "basis": basis,
        "about": "请据实填报，已知内容不必重复填写（演示）。",
    }
    return draft_campaign(said, by=by)


def _accept(campaign: Campaign, answers: tuple[dict[str, Any], ...]) -> None:
    parts = list(campaign.parts.order_by("pk")[: len(answers)])
    for part, said in zip(parts, answers, strict=False):
        part.answers, part.stage, part.due_on = said, PartStage.ACCEPTED, None
        part.reported_on = part.accepted_on = today()
    columns = ["answers", "stage", "reported_on", "accepted_on", "due_on"]
    Participation.objects.bulk_update(parts, columns)


def _report(campaign: Campaign) -> None:
    """Some have reported; the first unit, whose chair one signs in as, has everything to do."""
    parts = list(campaign.parts.order_by("pk")[1 : len(REPORTS) + 1])
    for part, (stage, answers) in zip(parts, REPORTS, strict=True):
        said = dict(zip(CUP, answers, strict=True))
        part.answers = {"headcount": "200", "safety_cards": True, **said}
        part.stage, part.reported_on = stage, today()
        part.due_on = add_working_days(today(), 3)
        if stage == PartStage.ACCEPTED:
            part.due_on, part.accepted_on = None, today()
    columns = ["answers", "stage", "reported_on", "accepted_on", "due_on"]
    Participation.objects.bulk_update(parts, columns)

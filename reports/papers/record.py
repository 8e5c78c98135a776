"""验收记录: one home's inspection, criterion by criterion, for its file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from homes.models import HomePlan
from homes.records import AcceptanceRecord, acceptance_record
from kernel.official import Heading, Paragraph
from reports.facts import WHY
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day
from unions.models import Union
from unions.refusals import Refused


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    plan = HomePlan.objects.unscoped(WHY).get(pk=inputs["plan_id"])
    record = acceptance_record(plan)
    if record is None:
        raise Refused(_("This home has not been inspected yet."))
    title = f"{record.unit}{record.year}年度“职工之家”验收记录"
    return Frozen(title, record.year, _plain(record), None)


def _plain(record: AcceptanceRecord) -> dict[str, Any]:
    return {
        "unit": record.unit,
        "union": record.union,
        "federation": record.federation,
        "year": record.year,
        "unit_type": record.unit_type,
        "visit_on": record.visit_on.isoformat(),
        "place": record.place,
        "seats": [[seat.name, seat.post, seat.is_chair, seat.is_worker] for seat in record.seats],
        "lines": [
            {
                "chapter": chapter.title,
                "code": line.code,
                "title": line.title,
                "must": line.must,
                "full": str(line.full),
                "mean": None if line.mean is None else str(line.mean),
                "notes": list(line.notes),
            }
            for chapter in record.chapters
            for line in chapter.lines
        ],
        "score": str(record.score),
        "level": record.level,
        "satisfaction": None if record.satisfaction is None else str(record.satisfaction),
        "vetoes": list(record.vetoes),
        "conclusion": record.conclusion,
        "self_score": None if record.self_score is None else str(record.self_score),
        "publicity_until": record.publicity_until.isoformat() if record.publicity_until else "",
        "accepted_on": record.accepted_on.isoformat() if record.accepted_on else "",
    }


def draw(data: dict[str, Any]) -> Drawn:
    return Drawn(
        issuer=data["federation"],
        addressees="",
        body=[
            Heading("基本情况"),
            Paragraph(
                f"受验单位{data['unit']}，所属工会{data['union']}，类型为{data['unit_type']}。"
                f"验收组于{chinese_day(data['visit_on'])}到{data['place']}进户验收。"
            ),
            Heading("验收组"),
            *[Paragraph(_seat_words(seat)) for seat in data["seats"]],
            Heading("验收结果"),
            Paragraph(_result_words(data)),
            *([Paragraph(data["conclusion"])] if data["conclusion"] else []),
            Heading("公示和命名"),
            Paragraph(_ending_words(data)),
        ],
        grids=[_score_grid(data)],
        mark_suffix="",
    )


def _seat_words(seat: list[Any]) -> str:
    name, post, is_chair, is_worker = seat
    roles = [*(["组长"] if is_chair else []), *(["职工代表"] if is_worker else [])]
    return f"{name}（{post}{'，' + '、'.join(roles) if roles else ''}）"


def _result_words(data: dict[str, Any]) -> str:
    own = f"自评{data['self_score']}分，" if data["self_score"] else ""
    content = f"会员满意率{data['satisfaction']}%，" if data["satisfaction"] else ""
    vetoes = f"存在一票否决情形：{'、'.join(data['vetoes'])}。" if data["vetoes"] else ""
    return f"{own}验收得分{data['score']}分，{content}等次为{data['level']}。{vetoes}"


def _ending_words(data: dict[str, Any]) -> str:
    if data["accepted_on"]:
        until = chinese_day(data["publicity_until"]) if data["publicity_until"] else ""
        shown = f"公示至{until}，期满无异议，" if until else ""
        return f"{shown}于{chinese_day(data['accepted_on'])}命名。"
    if data["publicity_until"]:
        return f"公示至{chinese_day(data['publicity_until'])}。"
    return "本次验收未通过，验收意见转为下年建设方案的整改事项。"


def _score_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("项目", 0.7),
        Col("内容", 3, "left"),
        Col("标准分", 0.8),
        Col("验收分", 0.8),
        Col("验收组意见", 2.2, "left"),
    ]
    rows = [
        [
            line["code"],
            f"{'★' if line['must'] else ''}{line['title']}",
            line["full"],
            "不适用" if line["mean"] is None else line["mean"],
            "；".join(line["notes"]),
        ]
        for line in data["lines"]
    ]
    return Grid("逐项评分表", columns, rows)

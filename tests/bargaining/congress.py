"""Sessions, rules and postings for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from bargaining.models import CongressEmployer, CongressSession, OpennessRule, Posting
from unions.models import Employer, Union
from unions.scoping import owned_by

HELD = date(2026, 3, 1)


def hold(union: Union, employer: Employer | None = None, **changes: Any) -> CongressSession:
    """The mill's session, or a regional one where no employer is named; with no shortcoming."""
    known = {
        "kind": "congress" if employer else "regional", "employer": employer,
        "area": "" if employer else "大凌河街道", "term": 3, "sitting": 2, "held_on": HELD,
        "employees": 286, "employees_women": 90, "representatives": 60, "present": 50, "women": 20,
        "managers": 10, "agenda": "审议工作报告",
    }  # fmt: skip
    return CongressSession.objects.create(**{**known, **changes}, **owned_by(union))


def list_at(session: CongressSession, employer: Employer) -> CongressEmployer:
    return CongressEmployer.objects.create(
        session=session, employer=employer, **owned_by(session.union)
    )


def adopt(union: Union, employer: Employer, **changes: Any) -> OpennessRule:
    known = {"title": "厂务公开实施办法", "adopted_on": date(2020, 1, 1)}
    return OpennessRule.objects.create(employer=employer, **{**known, **changes}, **owned_by(union))


def post(union: Union, employer: Employer, **changes: Any) -> Posting:
    known = {
        "item": "业务招待费", "form": "board", "audience": "全体职工",
        "posted_on": date(2026, 5, 1), "until": date(2026, 5, 20),
    }  # fmt: skip
    return Posting.objects.create(employer=employer, **{**known, **changes}, **owned_by(union))

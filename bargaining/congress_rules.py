"""What a session of a workers' congress should be like, where a province has a rule for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bargaining.hints import Hint, Rules
from bargaining.models import CongressSession
from bargaining.models.congress import CongressKind
from kernel.days import months_after

LARGEST = 5000  # the rule goes no further


def least_representatives(employees: int, rules: Rules) -> int:
    """How many representatives so many employees have at least; a part of a hundred adds none."""
    if employees < 100:
        return rules["congress_least"]
    if employees < 1000:
        return rules["congress_base_100"] + rules["congress_per_100"] * ((employees - 100) // 100)
    thousands = (min(employees, LARGEST) - 1000) // 1000
    return rules["congress_base_1000"] + rules["congress_per_1000"] * thousands


def hints_on(session: CongressSession, before: date | None, rules: Rules) -> list[Hint]:
    """`before`: the day of the session before it."""
    found = [*_attendance(session, rules), *_rhythm(session, before, rules)]
    if session.kind != CongressKind.ALL_STAFF:
        found = [*_representation(session, rules), *found]
    return found


def _representation(s: CongressSession, rules: Rules) -> Iterator[Hint]:
    least = least_representatives(s.employees, rules)
    told = {"least": least, "employees": s.employees, "more": least - s.representatives}
    short = _("With %(employees)d employees at least %(least)d representatives: %(more)d more.")
    if s.employees < 100:
        short += _(" Under 100 employees, a meeting of all staff will do.")
    yield from rules.told(
        "congress_least", falls_short=s.representatives < least, text=short % told
    )
    most = rules["congress_managers_percent"]
    yield from rules.told(
        "congress_managers_percent",
        falls_short=s.managers * 100 > most * s.representatives,
        text=_("At most %(most)d%% managers: %(managers)d of %(all)d are too many.")
        % {"most": most, "managers": s.managers, "all": s.representatives},
    )
    wanted = -(-s.employees_women * s.representatives // s.employees)
    yield from rules.told(
        "congress_women_share",
        falls_short=s.women < wanted,
        text=_("By their share of the employees, women have %(wanted)d representatives: %(more)d "
               "more.") % {"wanted": wanted, "more": wanted - s.women},
    )  # fmt: skip


def _attendance(s: CongressSession, rules: Rules) -> Iterator[Hint]:
    absent = -(-s.representatives * 2 // 3) - s.present
    yield from rules.told(
        "congress_quorum",
        falls_short=absent > 0,
        text=_("Two thirds have to be present: %(n)d were missing.") % {"n": absent},
    )
    wanted = -(-s.representatives // 3)
    yield from rules.told(
        "congress_third_asks",
        falls_short=s.extraordinary and s.asked_by < wanted,
        text=_("An extraordinary session is asked for by a third: %(wanted)d representatives.")
        % {"wanted": wanted},
    )


def _rhythm(s: CongressSession, before: date | None, rules: Rules) -> Iterator[Hint]:
    if before is not None:
        yield from rules.told(
            "congress_yearly",
            falls_short=months_after(before, 12) < s.held_on,
            text=_("At least one session a year: the one before was held on %(day)s.")
            % {"day": date_format(before, "Y-m-d")},
        )

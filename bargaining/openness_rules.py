"""How an affair should be opened to the workers, where a province has a rule for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bargaining.hints import Hint, Rules
from bargaining.models import Posting
from kernel.days import today


def hints_on(posting: Posting, rules: Rules) -> list[Hint]:
    return [*_meeting(posting, rules), *_posting(posting, rules)]


def _meeting(p: Posting, rules: Rules) -> Iterator[Hint]:
    if p.meeting_on is None:
        return
    days = rules["agenda_days"]
    latest = p.meeting_on - timedelta(days=days)
    yield from rules.told(
        "agenda_days",
        falls_short=(p.agenda_on or today()) > latest,
        text=_("The agenda is made known %(days)d days before the meeting: by %(day)s.")
        % {"days": days, "day": date_format(latest, "Y-m-d")},
    )
    days = rules["results_days"]
    latest = p.meeting_on + timedelta(days=days)
    yield from rules.told(
        "results_days",
        falls_short=(p.results_on or today()) > latest,
        text=_("The results are posted within %(days)d days after the meeting: by %(day)s.")
        % {"days": days, "day": date_format(latest, "Y-m-d")},
    )


def _posting(p: Posting, rules: Rules) -> Iterator[Hint]:
    if p.posted_on is None:
        return
    days = rules["posted_days"]
    least = p.posted_on + timedelta(days=days)
    yield from rules.told(
        "posted_days",
        falls_short=p.until is None or p.until < least,
        text=_("It stays posted for %(days)d days: until %(day)s.")
        % {"days": days, "day": date_format(least, "Y-m-d")},
    )

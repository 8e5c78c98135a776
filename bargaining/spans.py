"""Every span of the legal clock at once, for the card of a round: rule, last day, done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kernel.days import today
from kernel.workdays import add_days_rolling, add_working_days
from unions.parameters import InForce, figures_in_force
from unions.workflow import Words


@dataclass(frozen=True)
class Span:
    """What must follow within days of what; `before`: it must lie so many days before it."""

    name: str
    label: Words
    since: str
    done: str
    before: bool = False


SPANS = (
    Span("reply", gettext_lazy("Reply to the offer"), "offered_on", "replied_on"),
    Span("delegates_shown", pgettext_lazy("clock", "Delegates published"),
         "replied_on", "shown_on"),
    Span("upper_union", gettext_lazy("Upper union told"), "talks_planned_on", "upper_told_on",
         before=True),
    Span("information", pgettext_lazy("clock", "Information given"),
         "talks_planned_on", "informed_on", before=True),
    Span("talks", gettext_lazy("Talks brought to an end"), "replied_on", "agreed_on"),
    Span("congress", gettext_lazy("Draft put to the vote"), "agreed_on", "last_vote_on"),
    Span("filing", gettext_lazy("Reported to the labour authority"), "signed_on", "filed_on"),
    Span("objection", gettext_lazy("Labour authority may object"), "filed_on", "effective_on"),
    Span("publish", gettext_lazy("Contract published"), "effective_on", "published_on"),
)  # fmt: skip


@dataclass(frozen=True)
class Tick:
    """One line of the card."""

    label: Words
    rule: str
    source: str
    unread: bool
    due_on: date | None
    done_on: date | None

    @property
    def late(self) -> bool:
        return self.due_on is not None and (self.done_on or today()) > self.due_on


def clock_of(round_: Any) -> list[Tick]:
    """The spans some rule sets for this round, by the figures in force when it was offered."""
    day = round_.offered_on or today()
    figures = {figure.declared.key: figure for figure in figures_in_force(day)}
    return list(_ticks(round_, figures, day))


def _ticks(r: Any, figures: Mapping[str, InForce], day: date) -> Iterator[Tick]:
    for span in SPANS:
        name = "resubmit" if span.name == "congress" and r.rejections else span.name
        figure = figures[f"bargaining.{name}_days"]
        days, working = int(figure.value), bool(figures[f"bargaining.{name}_working"].value)
        if not days:
            continue
        since, done = _counted_from(r, span), getattr(r, span.done)
        yield Tick(
            span.label, said(days, working=working), figure.source, _unread(figure, day),
            _last_day(span, since, days, working=working), _done(span, since, done),
        )  # fmt: skip


def _counted_from(r: Any, span: Span) -> date | None:
    """None where a second attempt took the place of the day the span ended on: its own day would
    tell the first late."""
    again = (span.name == "filing" and r.objection_on) or (span.name == "talks" and r.rejections)
    return None if again else getattr(r, span.since)


def _unread(figure: InForce, day: date) -> bool:
    """Whether it holds only because nobody has entered the province's own rule."""
    unread = {rule.province for rule in figure.declared.locally if rule.value is None}
    sources = {figure.declared.source_in(province, day) for province in unread}
    plain = str(figure.declared.source)
    return figure.row is None and figure.source != plain and figure.source in sources


def _last_day(span: Span, since: date | None, days: int, *, working: bool) -> date | None:
    if since is None:
        return None
    if span.before:
        return since - timedelta(days=days)
    return add_working_days(since, days) if working else add_days_rolling(since, days)


def _done(span: Span, since: date | None, done: date | None) -> date | None:
    """A day from before the span began was another time's: before a rejection, an objection."""
    if since and done and not span.before and done < since:
        return None
    return done


def said(days: int, *, working: bool) -> str:
    """“10 working days”."""
    if working:
        return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def next_of(clock: list[Tick], due_on: date | None) -> str:
    """The line over the card: what is due next, by which rule; "" where no rule waits."""
    waiting = next((tick for tick in clock if tick.due_on == due_on and not tick.done_on), None)
    if due_on is None or waiting is None:
        return ""
    return _("%(what)s by %(day)s: %(rule)s, %(source)s.") % {
        "what": waiting.label,
        "day": date_format(due_on, "Y-m-d"),
        "rule": waiting.rule,
        "source": waiting.source,
    }

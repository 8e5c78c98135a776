"""What stands against a step of a round, as sentences that say what to do.

集体合同规定 (2004) §19–§36; what a province sets otherwise is in bargaining/parameters.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bargaining.clock import LegalClock
from bargaining.kinds import ContractKind
from bargaining.workflows.round import RoundStep as T
from kernel.days import today
from unions.casework.guards import lines
from unions.parameters import parameter

# A step's own day, and the day it cannot come before.
DAYS: dict[str, tuple[str, str]] = {
    T.OFFER: ("offered_on", ""),
    T.REPLY: ("replied_on", "offered_on"),
    T.NAME: ("shown_on", ""),
    T.INFORM: ("informed_on", "offered_on"),
    T.OPEN: ("talks_from", "shown_on"),
    T.AGREE: ("agreed_on", "talks_from"),
    T.SIGN: ("signed_on", "last_vote_on"),
    T.FILE: ("filed_on", "signed_on"),
    T.OBJECT: ("objection_on", "filed_on"),
    T.FILE_AGAIN: ("filed_on", "objection_on"),
    T.APPROVE: ("approved_on", "filed_on"),
    T.PUBLISH: ("published_on", "effective_on"),
}


def what_stands_against(step: str, r: Any) -> list[str]:
    further = CHECKS.get(step)
    return [*_days(step, r), *(further(r) if further else ())]


def _days(step: str, r: Any) -> Iterator[str]:
    if step not in DAYS:
        return
    column, after = DAYS[step]
    day, floor = getattr(r, column), getattr(r, after) if after else None
    words = {"what": _label(r, column)}
    if day is None:
        yield _("Say the day: “%(what)s”.") % words
    elif day > today():
        yield _("“%(what)s” lies in the future: record it when it has happened.") % words
    elif floor and day < floor:
        earlier = {"before": _label(r, after), "day": date_format(floor, "Y-m-d")}
        yield _("“%(what)s” comes before “%(before)s” (%(day)s): one of the two is wrong.") % {
            **words,
            **earlier,
        }


def _label(r: Any, column: str) -> str:
    return str(r._meta.get_field(column).verbose_name)


def offer(r: Any) -> list[str]:
    planned, opens = r.talks_planned_on, _renewal_opens(r)
    return lines(
        (bool(r.offer_number), _("The offer is in writing: give its number.")),
        (bool(r.place), _("The offer names the place of the talks.")),
        (bool(r.matters), _("The offer names the matters to bargain about.")),
        (planned is not None, _("The offer names the time: propose a day for the talks.")),
        (
            not (planned and r.offered_on) or planned > r.offered_on,
            _("Propose a day for the talks that comes after the offer."),
        ),
        (
            opens is None or r.offered_on is None or r.offered_on >= opens,
            _("A renewal may be asked for from %(day)s on.")
            % {"day": date_format(opens, "Y-m-d") if opens else ""},
        ),
    )


def _renewal_opens(r: Any) -> date | None:
    if r.purpose != "renew":
        return None
    opens: date = r.renews.expires_on - timedelta(days=int(parameter("bargaining.renewal_days")))
    return opens


def reply(r: Any) -> list[str]:
    return lines((bool(r.reply_number), _("The reply is in writing: give its number.")))


def settle(r: Any) -> list[str]:
    return lines((bool(r.coordination), _("Write down who coordinated, and with what result.")))


def delegates(r: Any) -> list[str]:
    """Both sides as the rules want them."""
    seated = list(r.delegates.filter(left_on=None))
    workers = [d for d in seated if d.side == "workers"]
    employer = [d for d in seated if d.side == "employer"]
    least = int(parameter(_least(r)))
    return [
        *_of_side(_("Workers' side"), workers, least),
        *_of_side(_("Employer's side"), employer, least),
        *_balance(len(workers), len(employer)),
        *_front_line(workers),
        *lines((
            r.kind != ContractKind.WOMEN or any(d.is_woman for d in workers),
            _("Women's rights are bargained about: name a woman for the workers' side."),
        )),
    ]  # fmt: skip


def _least(r: Any) -> str:
    return f"bargaining.delegates_least{'_large' if r.above_size else ''}"


def _of_side(side: str, seated: list[Any], least: int) -> list[str]:
    chief = next((d for d in seated if d.is_chief), None)
    external = sum(d.is_external for d in seated)
    share = int(parameter("bargaining.external_share"))
    checks = lines(
        (
            len(seated) >= least,
            _("at least %(least)d delegates; name %(more)d more.")
            % {"least": least, "more": least - len(seated)},
        ),
        (chief is not None, _("mark one delegate as the chief.")),
        (
            chief is None or chief.leads_rightly,
            _("the chief is the union chair or the legal representative; else give the number of "
              "their written mandate."),
        ),
        (
            # In whole percent, so that 33 lets through one of three.
            not seated or external * 100 // len(seated) <= share,
            _("at most %(share)d%% external experts; %(external)d are too many.")
            % {"share": share, "external": external},
        ),
    )  # fmt: skip
    return [_("%(side)s: %(what)s") % {"side": side, "what": check} for check in checks]


def _balance(workers: int, employer: int) -> list[str]:
    told = {"workers": workers, "employer": employer}
    if parameter("bargaining.equal_sides"):
        unequal = _("Both sides have as many delegates: %(workers)d against %(employer)d now.")
        return lines((workers == employer, unequal % told))
    more = _("The employer's side has no more delegates than the workers': %(workers)d against "
             "%(employer)d now.")  # fmt: skip
    return lines((employer <= workers, more % told))


def _front_line(workers: list[Any]) -> list[str]:
    share, found = int(parameter("bargaining.front_line_share")), 0
    if workers:
        found = sum(d.is_front_line for d in workers) * 100 // len(workers)
    told = {"share": share, "found": found}
    short = _("At least %(share)d%% of the workers' delegates are front-line workers: "
              "%(found)d%% now.")  # fmt: skip
    return lines((found >= share, short % told))


def inform(r: Any) -> list[str]:
    return lines((bool(r.information), _("Write down which information was given.")))


def open_talks(r: Any) -> list[str]:
    """Enough days between the information, the word to the upper union, and the talks."""
    if r.talks_from is None:
        return []
    found = []
    for span, column in (("information", "informed_on"), ("upper_union", "upper_told_on")):
        days, told_on = int(parameter(LegalClock(span).key, on=r.talks_from)), getattr(r, column)
        told = {"what": _label(r, column), "days": days}
        if days and told_on is None:
            found.append(
                _("“%(what)s” is not written down; it comes %(days)d days before the talks.") % told
            )
        elif days and told_on + timedelta(days=days) > r.talks_from:
            told["day"] = date_format(told_on + timedelta(days=days), "Y-m-d")
            found.append(
                _("“%(what)s” comes %(days)d days before the talks: open them on %(day)s or later.")
                % told
            )
    return found


def agree(r: Any) -> list[str]:
    meetings = list(r.meetings.all())
    unsigned = sum(meeting.scan_id is None for meeting in meetings)
    ends = r.purpose == "end"
    return [
        *lines(
            (bool(meetings), _("Record the meetings first.")),
            (
                not unsigned,
                _("The minutes of %(n)d meetings lack the scan signed by both chiefs.")
                % {"n": unsigned},
            ),
            (bool(r.draft.strip()), _("Enter the text of the draft.")),
            (
                ends or 12 <= r.term_months <= 36,
                _("A collective contract runs one to three years: 12 to 36 months."),
            ),
        ),
        *delegates(r),
    ]


def passed(r: Any) -> list[str]:
    ballot = _last_ballot(r)
    if ballot is None:
        return [_("Record the vote first.")]
    return list(ballot.shortfalls)


def _last_ballot(r: Any) -> Any:
    return r.ballots.filter(held_on__gte=r.agreed_on).order_by("pk").last()


def unopposed(r: Any) -> list[str]:
    last = r.objection_until
    still = _("The labour authority may object until %(day)s.")
    return [
        *lines(
            (last is None or today() >= last, still % {"day": last and date_format(last, "Y-m-d")})
        ),
        *_contract_still_runs(r),
    ]


def _contract_still_runs(r: Any) -> list[str]:
    """What is changed or ended must not have run out meanwhile."""
    if r.purpose not in ("change", "end"):
        return []
    over = r.renews.ended_on is not None or r.renews.expires_on < today()
    return lines((not over, _("The contract has ended meanwhile: give this round up.")))


def objected(r: Any) -> list[str]:
    last = r.objection_until
    in_time = not (r.objection_on and last) or r.objection_on <= last
    late = _("The time to object ended on %(day)s.")
    return lines(
        (bool(r.objection), _("Write down what is objected to.")),
        (in_time, late % {"day": last and date_format(last, "Y-m-d")}),
    )


def approved(r: Any) -> list[str]:
    numbered = lines((bool(r.approval_number), _("The approval has a number: give it.")))
    return [*numbered, *_contract_still_runs(r)]


def published(r: Any) -> list[str]:
    return lines((bool(r.published_where), _("Say where the contract was published.")))


CHECKS: dict[str, Callable[[Any], list[str]]] = {
    T.OFFER: offer,
    T.REPLY: reply,
    T.SETTLE: settle,
    T.NAME: delegates,
    T.INFORM: inform,
    T.OPEN: open_talks,
    T.AGREE: agree,
    T.PASS: passed,
    T.UNOPPOSED: unopposed,
    T.OBJECT: objected,
    T.FILE_AGAIN: lambda r: lines((bool(r.draft.strip()), _("Enter the revised text."))),
    T.APPROVE: approved,
    T.PUBLISH: published,
}

"""Competitions: kept, entered, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.actions.units import keeper_of
from campaigns.models import Contest, Contestant, ContestOutcome, ContestUnit
from campaigns.offices import organises, runs
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Employer, Officer
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

RESULT = ["rank", "award"]


def enters(officer: Officer, contest: Contest) -> bool:
    """Whether the officer may enter units of their branch: the runner, and unions below."""
    return contest.takes_entries and organises(officer)


def records_results(officer: Officer, contest: Contest) -> bool:
    return contest.takes_results and runs(officer, contest)


@transaction.atomic
def keep_contest(contest: Contest, *, by: Officer) -> None:
    """Plan a competition of the officer's union, or change it. Raises Refused."""
    label = _("Competition changed") if contest.pk else _("Competition planned")
    if contest.pk is None:
        contest.drafted_by = by
        for name, value in owned_by(by.union).items():
            setattr(contest, name, value)
    elif not runs(by, contest) or not contest.takes_entries:
        raise Refused(_("It is changed by the union that runs it, and before the judging."))
    contest.pinyin = pinyin_key(contest.name)
    contest.save()
    log_event(contest, "contest", label, by=by)


@transaction.atomic
def enter_unit(contest: Contest, employer: Employer, *, teams: int = 0, by: Officer) -> ContestUnit:
    """Raises Refused where it takes part already, or entries are closed."""
    hold_entries(contest, by)
    known = {"teams": teams, **owned_by(keeper_of(employer))}
    unit, entered = ContestUnit.objects.get_or_create(
        contest=contest, employer=employer, defaults=known
    )
    if not entered:
        raise Refused(_("This employer already takes part."))
    log_event(unit, "enter", _("Entered in a competition"), by=by, detail={"contest": contest.pk})
    return unit


@transaction.atomic
@sensitive_variables("person")
def enter_person(person: Contestant, *, by: Officer) -> None:
    """One worker of a unit that takes part. Raises Refused as `import_contestants` does."""
    hold_entries(person.contest, by)
    unit = person.unit
    person.employer = unit.employer
    for name, value in same_owner(unit).items():
        setattr(person, name, value)
    fill_in_known([person])
    if has_entered(person):
        raise Refused(_("This person already takes part."))
    person.save(force_insert=True)
    fill_in_others([person])
    log_event(person, "enter", _("Entered in a competition"), by=by)


def has_entered(person: Contestant) -> bool:
    return bool(entered_keys(person.contest) & keys_of(person))


def keys_of(person: Contestant) -> set[tuple[str, ...]]:
    """By what this person is told from others: number, and staff number at the employer."""
    index = Contestant._meta.get_field("id_index").of_row(person)
    staff = (str(person.employer_id), person.staff_number) if person.staff_number else ()
    return {key for key in ((index,) if index else (), staff) if key}


def entered_keys(contest: Contest) -> set[tuple[str, ...]]:
    rows = contest.contestants.values_list("id_index", "employer_id", "staff_number")
    keys: set[tuple[str, ...]] = set()
    for index, employer_id, staff in rows:
        keys |= {(index,)} if index else set()
        keys |= {(str(employer_id), staff)} if staff else set()
    return keys


@sensitive_variables("people")
def fill_in_known(people: Iterable[Contestant]) -> None:
    """Give those entered by staff number the identity number an earlier entry told."""
    nameless = [p for p in people if p.staff_number and not p.id_number]
    known = Contestant.objects.filter(
        employer__in={p.employer_id for p in nameless},
        staff_number__in={p.staff_number for p in nameless},
    ).exclude(id_index="")
    numbers = {(row.employer_id, row.staff_number): row for row in known.order_by("-pk")}
    for person in nameless:
        if row := numbers.get((person.employer_id, person.staff_number)):
            person.id_number = row.id_number.reveal()


@sensitive_variables("people")
def fill_in_others(people: Iterable[Contestant]) -> None:
    """And the other way round: earlier entries by staff number alone learn the number."""
    told = {(p.employer_id, p.staff_number): p for p in people if p.staff_number and p.id_number}
    others = Contestant.objects.filter(
        employer__in={employer for employer, _staff in told},
        staff_number__in={staff for _employer, staff in told},
        id_index="",
    )
    for other in others:
        if person := told.get((other.employer_id, other.staff_number)):
            other.id_number = person.id_number.reveal()
            other.save(update_fields=["id_number"])


@transaction.atomic
def record_results(
    contest: Contest, results: Iterable[ContestUnit | Contestant], *, by: Officer
) -> None:
    """Ranks and awards, as the judges gave them. Raises Refused."""
    if not records_results(by, contest):
        raise Refused(_("Results are entered by the union that runs it, once it runs."))
    written = list(results)
    for row in written:
        row.save(update_fields=RESULT)
    log_event(contest, "results", _("Results recorded"), by=by, detail={"rows": len(written)})


@transaction.atomic
def record_outcome(outcome: ContestOutcome, *, by: Officer) -> None:
    """What a unit brought about. Raises Refused."""
    contest = outcome.contest
    if contest.stage in {"planned", "dropped"} or not organises(by):
        raise Refused(_("Outcomes are entered once the competition runs."))
    for name, value in same_owner(outcome.unit).items():
        setattr(outcome, name, value)
    outcome.save(force_insert=True)
    detail = {"kind": outcome.kind, "count": outcome.count}
    log_event(outcome, "outcome", _("Outcome recorded"), by=by, detail=detail)


def hold_entries(contest: Contest, by: Officer) -> None:
    # Of two who enter somebody at once, the second waits here.
    held = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
    if not enters(by, held):
        raise Refused(_("Entries are closed: the competition is judged."))

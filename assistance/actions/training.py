"""Classes, who sits in them and what came of it; jobs found, and whether they were kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import HouseholdMember, JobPlacement, MutualCover, Trainee, TrainingClass
from assistance.models.training import CHECKED_AFTER, Outcome
from assistance.offices import COUNTY, TOWN
from kernel.days import months_after
from kernel.identifiers import clean_citizen_id
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

TRAINERS = (*TOWN, *COUNTY)  # who runs classes, finds jobs and enrols in schemes
OUTCOME = ["attended", "passed", "certificate", "skill"]


def runs_classes(officer: Officer) -> bool:
    return holds_any(officer, TRAINERS)


@transaction.atomic
def keep_class(training: TrainingClass, *, by: Officer) -> None:
    """Open a class of the officer's union, or change one of the branch."""
    label = _("Class changed") if training.pk else _("Class opened")
    if training.pk is None:
        for name, value in owned_by(by.union).items():
            setattr(training, name, value)
    training.pinyin = pinyin_key(training.title)
    training.save()
    log_event(training, "class", label, by=by)


@transaction.atomic
def enrol_members(
    training: TrainingClass, members: Iterable[HouseholdMember], *, by: Officer
) -> list[Trainee]:
    """Members of households, all or none. Raises Refused as `enrol_worker` does."""
    return [
        _enrol(training, member.name, member.id_number.reveal(), by, member=member)
        for member in members
    ]


@transaction.atomic
@sensitive_variables("id_number")
def enrol_worker(training: TrainingClass, name: str, id_number: str, *, by: Officer) -> Trainee:
    """A worker by name and identity number.

    Raises ValidationError for a number that is none, Refused for a full class and for a person
    who sits in it.
    """
    return _enrol(training, name, clean_citizen_id(id_number), by)


@sensitive_variables("id_number")
def _enrol(
    training: TrainingClass,
    name: str,
    id_number: str,
    by: Officer,
    *,
    member: HouseholdMember | None = None,
) -> Trainee:
    # Of two who take the last seat, the second waits here and finds it taken.
    held = TrainingClass.objects.select_for_update().get(pk=training.pk)
    if held.trainees.count() >= held.seats:
        raise Refused(_("The class is full: it has %(n)d seats.") % {"n": held.seats})
    index = Trainee._meta.get_field("id_index").of(training.federation_id, id_number)
    if held.trainees.filter(id_index=index).exists():
        raise Refused(_("%(name)s is already in the class.") % {"name": name})
    trainee = Trainee.objects.create(
        training=training,
        file=member.file if member else None,
        member=member,
        name=name,
        id_number=id_number,
        **same_owner(training),
    )
    log_event(trainee, "enrol", _("Enrolled in a class"), by=by, detail={"class": training.pk})
    return trainee


@transaction.atomic
def strike_trainee(trainee: Trainee, *, by: Officer) -> None:
    """Take a person out of a class again. Raises Refused once an outcome is on record."""
    if trainee.passed is not None or trainee.attended:
        raise Refused(_("What this person attended is on record; the row stays."))
    log_event(trainee, "strike", _("Taken out of a class"), by=by)
    trainee.delete()


@transaction.atomic
def record_outcomes(training: TrainingClass, trainees: Iterable[Trainee], *, by: Officer) -> None:
    """Hours, result, certificate and level of each, as the sheet came back."""
    written = list(trainees)
    for trainee in written:
        trainee.save(update_fields=OUTCOME)
    detail = {"trainees": len(written)}
    log_event(training, "outcomes", _("Outcomes recorded"), by=by, detail=detail)


@transaction.atomic
def place(job: JobPlacement, *, by: Officer) -> None:
    """Put a job found for a member of a household on record; it is asked after in three months."""
    job.file, job.name = job.member.file, job.member.name
    for name, value in same_owner(job.member).items():
        setattr(job, name, value)
    job.pinyin, job.placed_by = pinyin_key(job.name), by
    job.check_due_on = months_after(job.since, CHECKED_AFTER[0])
    job.save(force_insert=True)
    log_event(job, "place", _("Placed in a job"), by=by, detail={"since": str(job.since)})


@transaction.atomic
def check_job(job: JobPlacement, *, kept: bool, outcome: str, by: Officer) -> None:
    """Say whether the job was kept at the next of its two marks. Raises Refused if there is none.

    A job that was not kept is asked after no more.
    """
    held = JobPlacement.objects.select_for_update().get(pk=job.pk)
    if held.check_due_on is None:
        raise Refused(_("Nothing is left to ask about this job."))
    mark = "kept_3" if held.kept_3 is None else "kept_6"
    setattr(job, mark, kept)
    job.outcome = Outcome.WORKING if kept else outcome
    job.check_due_on = job.next_check
    job.save(update_fields=[mark, "outcome", "check_due_on"])
    log_event(job, "check", _("Asked after a job"), by=by, detail={mark: kept})


@transaction.atomic
def enrol_in_scheme(cover: MutualCover, *, by: Officer) -> None:
    """Put a member of a household into a mutual aid scheme.

    Raises Refused for a person whom the scheme covers at that time.
    """
    cover.file, cover.enrolled_by = cover.member.file, by
    for name, value in same_owner(cover.member).items():
        setattr(cover, name, value)
    # The household stands still, so that two officers do not enrol one person at once.
    HouseholdMember.objects.select_for_update().get(pk=cover.member_id)
    overlap = MutualCover.objects.filter(
        member=cover.member,
        scheme=cover.scheme,
        begins_on__lte=cover.ends_on,
        ends_on__gte=cover.begins_on,
    )
    if overlap.exists():
        raise Refused(_("This scheme covers the person at that time already."))
    cover.save(force_insert=True)
    log_event(cover, "enrol", _("Enrolled in mutual aid"), by=by, detail={"scheme": cover.scheme})

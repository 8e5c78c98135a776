"""To whom a row about an employer belongs."""

from __future__ import annotations

from collections.abc import Iterable

from unions.models import Coverage, Employer, Officer, Union


def keepers_of(employers: Iterable[Employer]) -> dict[int, Union]:
    """The union that covers each employer, or else keeps it on its roll, by the employer's id."""
    known = list(employers)
    covered = Coverage.objects.current().filter(employer__in=known).select_related("covering")
    return {e.pk: e.union for e in known} | {c.employer_id: c.covering for c in covered}


def keeper_of(employer: Employer) -> Union:
    return keepers_of([employer])[employer.pk]


def employers_by_code(codes: Iterable[str], *, by: Officer) -> dict[str, Employer]:
    """Employers the officer sees, by credit code."""
    found = Employer.objects.visible_to(by).filter(uscc__in=set(codes)).select_related("union")
    return {employer.uscc: employer for employer in found}

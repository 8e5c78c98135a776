"""Returns of members: last year's of all employers, and this year's of most."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from kernel.days import today
from unions.membership.registering import put_in_order
from unions.models import Employer, MemberReturn
from unions.models.employers import Ownership
from unions.models.members import OneShoulder
from unions.scoping import same_owner

THIS_YEAR, LAST_YEAR = 60, 425  # days ago


def count_members() -> None:
    """Of the open federation. Few have not joined; more did this year than the last."""
    chance = Random(90)  # noqa: S311 - made-up figures
    employers = list(Employer.objects.unscoped("the demo's own").with_union(today()).order_by("pk"))
    # In each township one has still to return: the first on its roll.
    firsts = {employer.union_id: employer for employer in reversed(employers)}.values()
    MemberReturn.objects.bulk_create(
        _return(employer, days, chance)
        for employer in employers
        for days in (LAST_YEAR, THIS_YEAR)
        if days == LAST_YEAR or employer not in firsts
    )
    put_in_order([employer.pk for employer in employers])


def _return(employer: Employer, days: int, chance: Random) -> MemberReturn:
    day = today() - timedelta(days=days)
    members = employer.headcount * chance.choice([84, 90, 93, 96, 98, 100]) // 100
    if days == LAST_YEAR:
        members = members * 97 // 100
    private = employer.ownership == Ownership.NON_PUBLIC
    parties = OneShoulder.values if private else [OneShoulder.YES, OneShoulder.NO]
    return MemberReturn(
        employer=employer,
        counted_on=day,
        entered_on=day,
        employees=employer.headcount,
        members=members,
        women_members=members * chance.choice([22, 35, 48]) // 100,
        migrant_members=members * chance.choice([5, 18, 30]) // 100 if private else 0,
        one_shoulder=chance.choice(parties),
        has_women_organisation=chance.random() < 0.9,
        **same_owner(employer),
    )

"""Returns of members: this year's and the last of most employers, and of some none."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from random import Random

from kernel.days import today
from unions.membership.registering import put_in_order
from unions.membership.standing import with_union
from unions.models import Employer, MemberReturn
from unions.models.employers import Ownership
from unions.models.members import OneShoulder
from unions.scoping import same_owner

THIS_YEAR, LAST_YEAR = 60, 425  # days ago
# By their place on the roll of a township: the first has still to return, and the fourth never did.
STILL_TO_RETURN, NEVER = 0, 3


def count_members() -> None:
    """Of the open federation. Few have not joined; more did this year than the last."""
    chance = Random(90)  # noqa: S311 - made-up figures
    employers = list(
        with_union(Employer.objects.unscoped("the demo's own"), today()).order_by("pk")
    )
    place = {union: count() for union in {employer.union_id for employer in employers}}
    MemberReturn.objects.bulk_create(
        _return(employer, days, chance)
        for employer in employers
        for number in [next(place[employer.union_id])]
        for days in (LAST_YEAR, THIS_YEAR)
        if number != NEVER and (days == LAST_YEAR or number != STILL_TO_RETURN)
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

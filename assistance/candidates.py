"""Who comes onto the list of a round, and who does not and why: one rule, in SQL, for thousands.

It is asked twice: when the list is made, and of the list as it stands when it is decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.models.funds import AidKind
from assistance.models.limits import cap_rule
from assistance.models.proofs import NEEDED
from assistance.workflows.aid import COMMITTED, AidStage, RoundStage
from assistance.workflows.household import ON_FILE, FileStage

if TYPE_CHECKING:
    from assistance.models.round import AidRound


class Against(TextChoices):
    """What keeps a household off the list of a round."""

    NOT_ON_FILE = "not_on_file", _("Not on file at present")
    CHANGED = "changed", _("In another category since the list was made")
    NO_CONSENT = "no_consent", _("The consent was taken back")
    ELSEWHERE = "elsewhere", _("In another round for the same occasion")
    NO_CARD = "no_card", _("No bank card in the applicant's own name")
    CAP = "cap", _("Above the cap of the year")


_TAKEN = """
gone AS (
    SELECT c.file_id FROM assistance_consent c
    WHERE c.withdrawn_at IS NOT NULL AND c.kind = ANY(%(consents)s) AND NOT EXISTS (
        SELECT FROM assistance_consent anew
        WHERE anew.file_id = c.file_id AND anew.kind = c.kind AND anew.withdrawn_at IS NULL)
),
taken AS (
    SELECT file_id, COALESCE({member}, 0) AS member_id, sum(granted) AS yuan
    FROM assistance_aid
    WHERE kind = %(kind)s AND year = %(year)s AND stage = ANY(%(committed)s) AND file_id IS NOT NULL
    GROUP BY 1, 2
),
elsewhere AS (
    SELECT DISTINCT a.file_id, COALESCE({a_member}, 0) AS member_id
    FROM assistance_aid a JOIN assistance_aidround o ON o.id = a.round_id
    WHERE o.id <> %(round)s AND o.kind = %(kind)s AND o.festival = %(festival)s
      AND o.year = %(year)s AND o.stage <> %(dropped)s AND a.stage <> ALL(%(off_the_way)s)
      AND a.file_id IS NOT NULL
)
"""

_AGAINST = """
CASE
    WHEN f.stage <> ALL(%(on_file)s) THEN 'not_on_file'
    WHEN EXISTS (SELECT FROM gone WHERE gone.file_id = f.id) THEN 'no_consent'
    WHEN elsewhere.file_id IS NOT NULL THEN 'elsewhere'
    WHEN %(money)s AND (COALESCE(f.card, '') = '' OR f.card_holder <> f.applicant_name)
        THEN 'no_card'
    WHEN COALESCE(taken.yuan, 0) + {yuan} > %(cap)s::numeric * CASE WHEN %(by_member)s
            THEN (SELECT count(*) FROM assistance_householdmember c
                  WHERE c.file_id = f.id AND c.not_counted = '')
            ELSE 1 END
        THEN 'cap'
    ELSE ''
END
"""

_BESIDE = """
LEFT JOIN taken ON taken.file_id = f.id AND taken.member_id = COALESCE({member}, 0)
LEFT JOIN elsewhere ON elsewhere.file_id = f.id AND elsewhere.member_id = COALESCE({member}, 0)
"""

_HOUSEHOLDS = "(SELECT id AS file_id, NULL::bigint AS member_id FROM assistance_householdfile)"
_STUDENTS = """
(SELECT file_id, id AS member_id FROM assistance_householdmember
 WHERE not_counted = '' AND schooling = ANY(%(schooling)s))
"""

_LIST = """
WITH rule AS (
    SELECT key AS category, value::numeric AS yuan FROM jsonb_each_text(%(amounts)s::jsonb)
),
{taken},
candidate AS (
    SELECT f.id AS file_id, p.member_id, f.applicant_name, f.category, f.federation_id,
        f.county_id, f.township_id, f.union_id, rule.yuan, {against} AS against
    FROM assistance_householdfile f
    JOIN rule USING (category)
    JOIN {people} p ON p.file_id = f.id
    {beside}
    WHERE f.{place} = %(place)s AND f.stage = ANY(%(considered)s)
),
listed AS (
    INSERT INTO assistance_aid (
        round_id, file_id, member_id, recipient, category, asked, federation_id, county_id,
        township_id, union_id, kind, form, goods, year, stage, drafted_by_id, moves, why, minutes,
        excepted_why, bank_reason, created_at)
    SELECT %(round)s, file_id, member_id, applicant_name, category, yuan, federation_id, county_id,
        township_id, union_id, %(kind)s, %(form)s, %(goods)s, %(year)s, %(listed)s,
        %(drafted_by)s, 0, '', '', '', '', now()
    FROM candidate WHERE against = '' ORDER BY township_id, file_id, member_id
    ON CONFLICT DO NOTHING RETURNING 1
),
left_out AS (
    INSERT INTO assistance_roundexclusion (
        round_id, file_id, member_id, reason, federation_id, county_id, township_id, union_id)
    SELECT %(round)s, file_id, member_id, against, federation_id, county_id, township_id, union_id
    FROM candidate WHERE against <> ''
    ON CONFLICT DO NOTHING RETURNING 1
)
SELECT (SELECT count(*) FROM listed), (SELECT count(*) FROM left_out)
"""

_UNFIT = """
WITH {taken},
looked_at AS (
    SELECT a.id, f.category <> a.category AS changed, {against} AS against
    FROM assistance_aid a JOIN assistance_householdfile f ON f.id = a.file_id
    {beside}
    WHERE a.round_id = %(round)s AND a.stage = %(listed)s
)
SELECT CASE WHEN against = '' THEN 'changed' ELSE against END, count(*),
       (array_agg(id ORDER BY id))[:3]
FROM looked_at WHERE against <> '' OR changed GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class Unfit:
    """Households of a list that may no longer be helped so: why, how many, the first aids' ids."""

    against: Against
    count: int
    first: list[int]


def make_list(a_round: AidRound) -> tuple[int, int]:
    """Put every household that fits onto the list, and the others beside it with the reason.

    Gives how many were added to each; what is there already stays as it is.
    """
    students = a_round.kind == AidKind.TUITION
    sql = _LIST.format(
        people=_STUDENTS if students else _HOUSEHOLDS,
        place=f"{a_round.union.level}_id",
        **_parts(a_round, "p.member_id", "rule.yuan"),
    )
    ((listed, left_out),) = _ask(sql, a_round)
    return listed, left_out


def unfit(a_round: AidRound) -> list[Unfit]:
    """What has changed since the list was made, against those still on it."""
    sql = _UNFIT.format(**_parts(a_round, _member_of(a_round, "a"), "a.asked"))
    return [Unfit(Against(against), count, first) for against, count, first in _ask(sql, a_round)]


def _parts(a_round: AidRound, member: str, yuan: str) -> dict[str, str]:
    return {
        "taken": _TAKEN.format(
            member=_member_of(a_round, "assistance_aid"), a_member=_member_of(a_round, "a")
        ),
        "beside": _BESIDE.format(member=member),
        "against": _AGAINST.format(yuan=yuan),
    }


def _member_of(a_round: AidRound, alias: str) -> str:
    """Tuition is counted by student; everything else by household."""
    return f"{alias}.member_id" if a_round.kind == AidKind.TUITION else "NULL::bigint"


def _ask(sql: str, a_round: AidRound) -> Iterable[tuple[Any, ...]]:
    cap = cap_rule(a_round.kind, a_round.union)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**_values(a_round), "cap": cap.yuan, "by_member": cap.by_member})
        return list(cursor.fetchall())


def _values(a_round: AidRound) -> dict[str, Any]:
    return {
        "round": a_round.pk,
        "kind": a_round.kind,
        "festival": a_round.festival,
        "year": a_round.year,
        "form": a_round.form,
        "money": a_round.is_money,
        "goods": a_round.goods,
        "amounts": a_round.amounts_as_json,
        "schooling": a_round.schooling,
        "place": a_round.union_id,
        "drafted_by": a_round.drafted_by_id,
        "listed": AidStage.CHECKED.value,
        "dropped": RoundStage.DROPPED.value,
        "committed": list(COMMITTED),
        "off_the_way": [AidStage.WITHDRAWN.value, AidStage.REFUSED.value],
        "consents": list(NEEDED),
        "on_file": list(ON_FILE),
        "considered": [*ON_FILE, FileStage.SUSPENDED.value],
    }

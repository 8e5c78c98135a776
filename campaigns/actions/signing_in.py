"""Signing in to a lesson: by the QR code on its wall, or by the organiser's hand.

The code holds the lesson's secret and the window of minutes it was drawn in, signed. One drawn in
the window before still counts, so that nobody who has just scanned it is cut off while typing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Learner, Lesson, SignIn
from campaigns.models.course import SignInWay
from campaigns.offices import runs
from unions.bounds import HOUR, Bound
from unions.events import log_event
from unions.models import Federation, Officer
from unions.parameters import parameter
from unions.refusals import Refused
from unions.rowsecurity import open_federation
from unions.scoping import same_owner

# A whole class may share one address of a mobile network, hence the generous bound of an address.
ASKED_FROM = Bound("lesson-from", 300, HOUR)
ASKED_FOR = Bound("lesson-name", 8, HOUR)
TAIL = 4


class CodeRefused(Refused):
    """A code that is not ours, or too old, or not of a lesson that is being held."""

    status = 404


def code_at(lesson: Lesson, moment: datetime) -> tuple[str, datetime]:
    """What the wall shows at a moment, and when another code follows it."""
    seconds = _window_seconds()
    window = int(moment.timestamp()) // seconds
    ends = datetime.fromtimestamp((window + 1) * seconds, tz=moment.tzinfo)
    return _signer().sign(f"{lesson.code}~{window}"), ends


def sign_code(lesson: Lesson) -> str:
    return code_at(lesson, timezone.now())[0]


def open_lesson(division_code: str, code: str) -> Lesson:
    """The lesson of a public address; opens its federation. Raises CodeRefused.

    Forged, expired, of another federation, and of a lesson not being held: all in the same words.
    """
    refused = CodeRefused(
        _("This code no longer holds. Please scan the one on the wall once more.")
    )
    federation = Federation.objects.filter(division_code=division_code).first()
    if federation is None:
        raise refused
    open_federation(federation.pk)
    try:
        secret, window = _signer().unsign(code).rsplit("~", 1)
    except (BadSignature, ValueError):
        raise refused from None
    now = timezone.now()
    lesson = Lesson.objects.select_related("course", "federation").filter(code=secret).first()
    current = int(now.timestamp()) // _window_seconds()
    fresh = window.isdecimal() and 0 <= current - int(window) <= 1
    if lesson is None or not fresh or not lesson.is_open_at(now):
        raise refused
    return lesson


@transaction.atomic
@sensitive_variables("name", "tail")
def sign_in_by_phone(lesson: Lesson, name: str, tail: str, *, address: str | None) -> SignIn:
    """Sign in the learner of that name whose identity number or phone ends in `tail`.

    Who is signed in already stays so. Raises Refused, in the same words whichever is wrong, and
    TooOften.
    """
    ASKED_FROM.count(lesson.federation_id, address or "")
    ASKED_FOR.count(lesson.federation_id, f"{lesson.pk} {name}")
    # Rosters pad short names with a blank; on a phone people type none.
    unpadded = Replace(Replace("name", Value(" ")), Value("\u3000"))
    namesakes = Learner.objects.annotate(unpadded=unpadded).filter(
        course=lesson.course_id, unpadded="".join(name.split())
    )
    found = [learner for learner in namesakes if _ends_in(learner, tail)]
    if len(found) != 1:
        raise Refused(
            _("No one on the list fits these two. Please check both, or ask the teacher.")
        )
    return _sign(found[0], lesson, SignInWay.PHONE, None)


@transaction.atomic
def sign_in_by_hand(lesson: Lesson, learners: Iterable[Learner], *, by: Officer) -> int:
    """Those whose phone failed them; how many were not signed in yet. Raises Refused."""
    if not runs(by, lesson):
        raise Refused(_("Only the union that holds the course may do that."))
    if timezone.now() < lesson.opens:
        raise Refused(_("The lesson has not begun."))
    before = lesson.sign_ins.count()
    for learner in learners:
        _sign(learner, lesson, SignInWay.HAND, by)
    added = lesson.sign_ins.count() - before
    log_event(lesson, "sign-in", _("Signed in by hand"), by=by, detail={"learners": added})
    return added


def _sign(learner: Learner, lesson: Lesson, way: str, by: Officer | None) -> SignIn:
    known = {"way": way, "by": by, **same_owner(learner)}
    signed, _new = SignIn.objects.get_or_create(learner=learner, lesson=lesson, defaults=known)
    return signed


@sensitive_variables("tail", "numbers")
def _ends_in(learner: Learner, tail: str) -> bool:
    numbers = [learner.id_number.reveal(), learner.phone.reveal()]
    ends = [secrets.compare_digest(n[-TAIL:].upper().encode(), tail.encode()) for n in numbers]
    return any(ends)


def _signer() -> Signer:
    return Signer(salt="campaigns.lesson", sep=".")


def _window_seconds() -> int:
    return 60 * max(1, int(parameter("campaigns.sign_in_code_minutes")))

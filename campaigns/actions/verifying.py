"""Whether a certificate's number holds, and nothing else about it."""

from __future__ import annotations

from enum import StrEnum

from campaigns.models import Learner
from kernel.days import today
from unions.bounds import HOUR, Bound
from unions.models import Federation
from unions.rowsecurity import open_federation

ASKED_FROM = Bound("certificate-from", 60, HOUR)


class Standing(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def open_public_federation(division_code: str) -> Federation | None:
    """The federation of an address, opened for this transaction; None if there is none."""
    federation = Federation.objects.filter(division_code=division_code).first()
    if federation:
        open_federation(federation.pk)
    return federation


def standing_of(federation: Federation, number: str, *, address: str | None) -> Standing:
    """`number` as printed: year, course, number within it. Raises TooOften."""
    ASKED_FROM.count(federation.pk, address or "")
    year, course, certificate = (int(part) for part in number.split("-"))
    found = Learner.objects.filter(
        course=course, course__starts_on__year=year, certificate=certificate
    ).first()
    if found is None:
        return Standing.UNKNOWN
    over = found.expires_on is not None and found.expires_on < today()
    return Standing.EXPIRED if over else Standing.VALID

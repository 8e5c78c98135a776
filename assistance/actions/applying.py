"""A worker without an account applies on the page of a help station."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.bounds import LOOKED_UP, LOOKED_UP_FROM, SENT_BY, SENT_FROM, SENT_TO
from assistance.models import PublicApplication, Station
from assistance.notices import CURRENT
from assistance.workflows.application import ANSWER
from kernel.ciphers import blind_index
from kernel.days import today
from kernel.digest import sm3
from unions.events import log_event
from unions.models import Federation
from unions.refusals import Refused
from unions.rowsecurity import open_federation
from unions.scoping import same_owner

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else
LENGTH = 12
SALT = "assistance.agreement"
VALID_FOR = timedelta(hours=2)
FASTEST = timedelta(seconds=3)  # nobody reads and fills the page in less


class NotFound(Refused):
    """The same words for a wrong number and a wrong pair."""


@dataclass(frozen=True)
class Agreement:
    """To which wording somebody said yes, and when; `number` makes it good for one application."""

    wording: str
    at: datetime
    number: str


def open_public_federation(division_code: str) -> Federation | None:
    """The federation of an address, opened for this transaction; None if there is none."""
    federation = Federation.objects.filter(division_code=division_code).first()
    if federation:
        open_federation(federation.pk)
    return federation


def find_station(division_code: str, token: str) -> Station | None:
    """The station of a public address; opens its federation."""
    if open_public_federation(division_code) is None:
        return None
    stations = Station.objects.select_related("union", "federation")
    return stations.filter(token=token, union__closed_on=None).first()


def sign_agreement() -> str:
    """What the page carries from the notice to the form; nothing is kept until somebody applies."""
    given = {
        "wording": CURRENT.version,
        "at": timezone.now().timestamp(),
        "number": secrets.token_hex(8),
    }
    return signing.dumps(given, salt=SALT)


def read_agreement(signed: str) -> Agreement:
    """Raises Refused if it is not ours, or too old."""
    try:
        given = signing.loads(signed, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        raise Refused(_("Too much time has passed. Please read the notice once more.")) from None
    at = datetime.fromtimestamp(given["at"], tz=timezone.get_current_timezone())
    return Agreement(given["wording"], at, given["number"])


@transaction.atomic
def apply_for_help(
    station: Station, said: dict[str, Any], agreement: Agreement, *, address: str | None
) -> str:
    """Keep an application and give its receipt number, which is shown this once.

    `said`: name, phone, workplace, reason, wanted, words. The same phone may apply again: each
    gets a number of its own, so that nobody learns what another wrote under that phone.
    Raises Refused, TooOften; nothing is kept then.
    """
    if timezone.now() - agreement.at < FASTEST:
        raise Refused(_("That was too fast for a person. Please wait a moment and send it again."))
    federation_id = station.federation_id
    SENT_FROM.count(federation_id, address or "")
    SENT_BY.count(federation_id, said["phone"])
    SENT_TO.count(federation_id, str(station.pk))
    used = f"agreement:{blind_index(federation_id, 'agreement', agreement.number)}"
    if not cache.add(used, 1, int(VALID_FOR.total_seconds())):
        raise Refused(_("This was sent already, and its receipt number has been shown."))
    receipt = new_receipt()
    application = PublicApplication.objects.create(
        station=station, receipt_sm3=receipt_digest(federation_id, receipt), **said,
        notice=agreement.wording, agreed_at=agreement.at, address=address,
        due_on=ANSWER.after(today()), **same_owner(station),
    )  # fmt: skip
    log_event(
        application, "apply", _("Applied on the public page"), by=None, actor=_("The applicant")
    )
    return in_groups(receipt)


def new_receipt() -> str:
    return "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))


def in_groups(receipt: str) -> str:
    return "-".join(receipt[n : n + 4] for n in range(0, len(receipt), 4))


def receipt_digest(federation_id: int, receipt: str) -> str:
    """Of sixty random bits: it cannot be turned back, and outlives a change of keys."""
    return sm3(f"{federation_id}|{receipt}".encode())


def clean_receipt(text: str) -> str:
    """As somebody copies it from a slip of paper."""
    return "".join(c for c in text.upper() if c in ALPHABET)


def find_application(
    federation_id: int, receipt: str, tail: str, *, address: str | None
) -> PublicApplication:
    """The application of a receipt number and the last four digits of its phone.

    Raises NotFound, in the same words whichever is wrong; TooOften.
    """
    number = clean_receipt(receipt)
    LOOKED_UP_FROM.count(federation_id, address or "")
    LOOKED_UP.count(federation_id, number)
    found = PublicApplication.objects.select_related("station__union", "file").filter(
        receipt_sm3=receipt_digest(federation_id, number), blanked_at=None
    )
    application = found.first()
    # The mask ends in the four digits; a phone never has fewer.
    if application is None or not secrets.compare_digest(str(application.phone)[-4:], tail):
        raise NotFound(_("No application fits these two. Please check both and try again."))
    return application

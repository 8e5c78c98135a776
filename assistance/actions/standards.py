"""The living standard of a county, as the city enters it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import LivingStandard
from unions.events import log_event
from unions.models import Officer, Union
from unions.refusals import Refused
from unions.scoping import owned_by


@transaction.atomic
def set_standard(
    monthly: Decimal, *, valid_from: date, basis: str, place: Union | None, by: Officer
) -> LivingStandard:
    """`monthly` is yuan a person; without a place it holds for every county without its own.

    Raises Refused where the standard already changes on that day.
    """
    try:
        with transaction.atomic():
            standard = LivingStandard.objects.create(
                monthly=monthly, valid_from=valid_from, basis=basis, **owned_by(place or by.union)
            )
    except IntegrityError:
        raise Refused(_("The standard already changes on that day.")) from None
    detail = {"monthly": str(monthly), "valid_from": valid_from.isoformat(), "basis": basis}
    log_event(standard, "set", _("Living standard set"), by=by, detail=detail)
    return standard

"""The learners of a course, as a workbook lists them."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_variables

from campaigns.actions.sheets import RowFault, read_rows, short
from campaigns.actions.units import employers_by_code, keepers_of
from campaigns.models import Course, Learner
from kernel.identifiers import clean_citizen_id, clean_mobile, clean_uscc
from kernel.tables import BadTable
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner


def headers() -> list[str]:
    """The columns, in their order, in the reader's language."""
    return [
        _("Name"), _("Identity number"), _("Mobile number"), _("Credit code of the employer"),
        pgettext("learner", "Migrant worker"),
    ]  # fmt: skip


@transaction.atomic
@sensitive_variables()
def import_learners(course: Course, content: bytes, *, by: Officer) -> int:
    """All of them, or none; how many.

    Raises BadTable with a message for each row at fault, Refused where the seats do not suffice.
    """
    held = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    rows = read_rows(content, headers(), lambda number, cells: (number, _clean(cells)))
    if held.learners.count() + len(rows) > held.seats:
        raise Refused(_("The course is full: it has %(n)d seats.") % {"n": held.seats})
    employers = employers_by_code((s["code"] for _n, s in rows if s["code"]), by=by)
    keepers = keepers_of(employers.values())
    taken = set(held.learners.values_list("id_index", flat=True))
    learners, faults = [], []
    for number, said in rows:
        code = said.pop("code")
        employer = employers.get(code)
        if code and employer is None:
            fault = _("Row %(row)s: no employer of your branch has the code %(code)s.")
            faults.append(fault % {"row": number, "code": code})
            continue
        owner = owned_by(keepers[employer.pk]) if employer else same_owner(held)
        learner = Learner(course=held, employer=employer, **said, **owner)
        index = Learner._meta.get_field("id_index").of_row(learner)
        if index in taken:
            faults.append(_("Row %(row)s: this person is already in.") % {"row": number})
        taken.add(index)
        learners.append(learner)
    if faults:
        raise BadTable(faults[:50])
    try:
        with transaction.atomic():
            Learner.objects.bulk_create(learners, batch_size=1000)
    except IntegrityError:
        raise BadTable(_("Somebody of this file has just been enrolled.")) from None
    log_event(held, "import", _("Learners imported"), by=by, detail={"learners": len(learners)})
    return len(learners)


@sensitive_variables()
def _clean(cells: list[str]) -> dict[str, Any]:
    name, id_number, phone, code, migrant = cells
    if not name:
        raise RowFault(_("the name is missing."))
    return {
        "name": short(name, 40, _("Name")),
        "id_number": clean_citizen_id(id_number),
        "phone": clean_mobile(phone) if phone else "",
        "code": clean_uscc(code) if code else "",
        "is_migrant": _is_yes(migrant),
    }


def _is_yes(text: str) -> bool:
    """Whoever is not said to be one is none."""
    if text not in ("", _("yes"), _("no")):
        raise RowFault(_("Migrant worker: yes or no, or nothing, please."))
    return text == _("yes")

"""Asking for aid, and what the recipient's side mends: the application, the card."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import Aid, HouseholdFile, Payee, Visit
from assistance.offices import REPORTERS
from assistance.workflows.aid import CHECK, AidStage
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import same_owner

CARD_STAGES = (AidStage.APPLIED, AidStage.RETURNED, AidStage.CHECKED, AidStage.FAILED)


def may_apply(officer: Officer) -> bool:
    return holds_any(officer, REPORTERS)


def may_rewrite(aid: Aid, officer: Officer) -> bool:
    return aid.stage == AidStage.RETURNED and may_apply(officer) and officer.oversees(aid)


def may_correct_card(aid: Aid, officer: Officer) -> bool:
    return (
        aid.is_money
        and aid.stage in CARD_STAGES
        and may_apply(officer)
        and officer.oversees(aid)
        and (aid.file_id is not None or hasattr(aid, "payee"))
    )


@transaction.atomic
def apply_for_household(file: HouseholdFile, *, by: Officer, **asked: Any) -> Aid:
    """Ask for aid to a household on file; `asked` are the columns of the application.

    Raises Refused where the household is not on file: file first, then help.
    """
    if not file.is_on_file:
        raise Refused(_("The household is not on file: file first, then help."))
    return _apply(file, by, file=file, recipient=file.applicant_name,
                  category=file.category, **asked)  # fmt: skip


@transaction.atomic
@sensitive_variables("card")
def apply_after_visit(
    visit: Visit, *, by: Officer, card: str = "", bank_name: str = "", **asked: Any
) -> Aid:
    """Ask for aid to a worker without a file, whom a visit on record names (实名制).

    Raises Refused for a visit that has not been made.
    """
    if visit.visited_on is None:
        raise Refused(_("The visit has not been made yet."))
    aid = _apply(visit, by, visit=visit, recipient=visit.worker_name, **asked)
    if card:
        Payee.objects.create(
            aid=aid, name=aid.recipient, card=card, bank_name=bank_name, **same_owner(aid)
        )
    return aid


def _apply(owner: Any, by: Officer, **columns: Any) -> Aid:
    aid = Aid.objects.create(
        drafted_by=by, due_on=CHECK.after(today()), **columns, **same_owner(owner)
    )
    log_event(aid, "apply", _("Applied for"), by=by, target=aid.stage)
    return aid


@transaction.atomic
def rewrite_aid(aid: Aid, *, by: Officer, **asked: Any) -> None:
    """Change what a returned application asks for. Raises Refused once it is handed in again."""
    if not may_rewrite(_hold(aid), by):
        raise Refused(_("The application can no longer be changed."))
    for name, value in asked.items():
        setattr(aid, name, value)
    aid.save(update_fields=list(asked))
    log_event(aid, "rewrite", _("Application changed"), by=by)


def _hold(aid: Aid) -> Aid:
    """The aid as it now stands; it goes no step on until this is written."""
    held = Aid.objects.unscoped("the caller found it in the officer's branch")
    return held.select_for_update().get(pk=aid.pk)


@transaction.atomic
@sensitive_variables("card")
def correct_card(aid: Aid, *, card: str, bank_name: str, by: Officer) -> None:
    """Put the right card on the recipient's file, or on the aid of one who has none.

    The holder is the recipient by name: money goes to no other card. The log does not have the
    number. Raises Refused where a payment is under way.
    """
    if not may_correct_card(_hold(aid), by):
        raise Refused(_("The card cannot be changed now."))
    if aid.file:
        aid.file.card, aid.file.bank_name = card, bank_name
        aid.file.card_holder = aid.file.applicant_name
        aid.file.save(update_fields=["card", "card_index", "bank_name", "card_holder"])
        log_event(aid.file, "card", _("Bank card corrected"), by=by)
    else:
        aid.payee.card, aid.payee.bank_name = card, bank_name
        aid.payee.save(update_fields=["card", "card_index", "bank_name"])
    log_event(aid, "card", _("Bank card corrected"), by=by)

"""What the copy of a person's data calls tables and columns that no page of the portal names."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TABLES: dict[str, Any] = {
    "publicapplication": _("Application for help"),
    "householdfile": _("Hardship file"),
    "householdmember": _("Members of the household"),
    "income": _("Incomes"),
    "rigidcost": _("Rigid spending"),
    "exclusionanswer": _("Exclusions"),
    "aid": pgettext_lazy("copy", "Aid"),
    "benefitcard": _("Benefit cards"),
    "hotlineticket": _("Calls to 12351"),
    "legalcase": _("Legal aid"),
    "mutualcover": _("Mutual aid"),
    "proof": _("Papers"),
    "consent": _("Consents"),
    "meanscheck": _("Means checks"),
    "callback": _("Call-backs"),
    "trainee": _("Training"),
    "jobplacement": _("Job placements"),
    "visit": _("Visits"),
    "paymentline": pgettext_lazy("copy", "Payments"),
}
COLUMNS: dict[str, Any] = {
    "about": _("What about"),
    "address": _("Network address"),
    "aid": pgettext_lazy("copy", "Aid"),
    "answered_by": _("Bank's answer read by"),
    "approved_by": _("Approved by"),
    "approved_on": _("Approved on"),
    "batch": _("Payment batch"),
    "blanked_at": _("Deleted"),
    "created_at": _("Entered at"),
    "decided_by": _("Decided by"),
    "decided_on": _("Decided on"),
    "enrolled_by": _("Enrolled by"),
    "exclusion": _("Exclusion"),
    "issued_by": _("Handed out by"),
    "made_by": _("Called back by"),
    "member": _("Member"),
    "origin": _("How it began"),
    "photo": _("Photo"),
    "placed_by": _("Placed by"),
    "previous": _("Earlier file"),
    "proposed_category": _("Category proposed by the system"),
    "publicity_days_left": _("Days of publicity left"),
    "publicity_stage": _("Stage of the publicity"),
    "publicity_until": _("Publicity until"),
    "recorded_by": _("Recorded by"),
    "round": _("Round"),
    "scan": _("Scanned paper"),
    "set_aside_by": _("Set aside by"),
    "station": _("Assistance station"),
    "taken_by": _("Call taken by"),
    "ticket": _("Call"),
    "training": _("Training class"),
    "visit": _("Visit"),
    "withdrawn_at": _("Withdrawn at"),
    "working": _("How the category was worked out"),
}


def table_label(model: type[models.Model]) -> str:
    return str(TABLES[model._meta.model_name or ""])


def column_label(field: models.Field[Any, Any]) -> str:
    """The model's own words where it has any: what Django makes of a name is English."""
    named = str(field.verbose_name)
    unnamed = named == field.name.replace("_", " ")
    return str(capfirst(str(COLUMNS.get(field.name, named) if unnamed else named)))


def steps_in_words(working: dict[str, Any]) -> str:
    return "; ".join(f"{step['words']} {step['sum']}" for step in working.get("steps", []))

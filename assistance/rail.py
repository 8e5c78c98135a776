"""Assistance's entries of the left rail, for those whose work it is.

Each entry's `shown_to` is `reads_assistance` unless fewer may go there.
"""

from django.utils.translation import gettext_lazy as _

from assistance.offices import reads_assistance, sees_payments
from assistance.workflows.privacy import (
    answers_requests,
    ends_keeping,
    keeps_registers,
)
from unions.navigation import Item, section

ASSISTANCE, FUNDS, SERVICES = 3, 4, 5

section(_("Assistance"), ASSISTANCE)
section(_("Funds"), FUNDS).items += [
    Item(_("Funds"), "assistance:fund-list", sees_payments),
]
section(_("Services"), SERVICES)

section(_("Assistance"), ASSISTANCE).items += [
    Item(_("Hardship files"), "assistance:file-list", reads_assistance),
    Item(_("Living standards"), "assistance:standard-list", reads_assistance),
]

section(_("Services"), SERVICES).items += [
    Item(_("Visits"), "assistance:visit-list", reads_assistance),
    Item(_("Medical discount cards"), "assistance:card-list", reads_assistance),
    Item(_("Mutual aid"), "assistance:cover-list", reads_assistance),
    Item(_("Training"), "assistance:class-list", reads_assistance),
    Item(_("Placements"), "assistance:placement-list", reads_assistance),
]

section(_("Assistance"), ASSISTANCE).items += [
    Item(_("Publicity of files"), "assistance:in-publicity-list", reads_assistance),
    Item(_("Yearly reviews"), "assistance:yearly-review-list", reads_assistance),
    Item(_("Call-backs"), "assistance:call-back-list", reads_assistance),
]

section(_("Assistance"), ASSISTANCE).items += [
    Item(_("Applications for help"), "assistance:help-list", answers_requests),
    Item(_("Data requests"), "assistance:request-list", answers_requests),
    Item(_("Privacy registers"), "assistance:privacy-list", keeps_registers),
    Item(_("End of keeping"), "assistance:retention-list", ends_keeping),
]

section(_("Services"), SERVICES).items += [
    Item(_("Legal aid"), "assistance:legal-list", reads_assistance),
    Item(_("Mediation"), "assistance:mediation-list", reads_assistance),
    Item(_("Counselling"), "assistance:counsel-list", reads_assistance),
    Item(_("12351 hotline"), "assistance:hotline-list", reads_assistance),
    Item(_("Labour law supervision"), "assistance:opinion-list", reads_assistance),
]

section(_("Funds"), FUNDS).items += [
    Item(_("Payments"), "assistance:batch-list", sees_payments),
    Item(_("Reconciliation"), "assistance:reconciliation", sees_payments),
]

section(_("Assistance"), ASSISTANCE).items += [
    Item(_("Small loans"), "assistance:loan-list", reads_assistance),
]

section(_("Assistance"), ASSISTANCE).items += [
    Item(_("Aid"), "assistance:aid-list", reads_assistance),
    Item(_("Rounds"), "assistance:round-list", sees_payments),
]

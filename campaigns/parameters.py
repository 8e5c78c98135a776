"""The figures of campaigns a federation may set. None is shown as law."""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

_OURS = _("default of the portal")

declare(
    Declared("campaigns.minutes_a_field", _("Minutes to fill one field of a form"), 1, _("minutes"), _OURS),
    Declared("campaigns.accept_days", _("To accept a report or send it back"), 5, _("working days"), _OURS),
    Declared("campaigns.correct_days", _("To mend a returned report"), 5, _("working days"), _OURS),
)  # fmt: skip

declare(
    Declared("campaigns.suggestion_days", _("To answer a suggestion"), 15, _("working days"), _OURS),
    Declared("campaigns.sign_in_code_minutes", _("A sign-in code changes after"), 5, _("minutes"), _OURS),
    Declared("campaigns.sign_in_opens_minutes", _("Signing in opens before a lesson"), 30, _("minutes"), _OURS),
    Declared("campaigns.certificate_days", _("Certificates ending soon are listed"), 60, _("days"), _OURS),
)  # fmt: skip

declare(
    Declared("campaigns.rotation_months", _("Books of a rotation are lent for"), 3, _("months"), _("Tong'an, seed 003")),
    Declared("campaigns.rotation_books", _("Books lent to a reading room at a time"), 300, _("books"), _("Tong'an, seed 003")),
    Declared("campaigns.studio_confirm_months", _("An innovation studio is confirmed anew after"), 24, _("months"), _("examples of cities: one to two years")),
    Declared("campaigns.venue_idle_days", _("A venue without any use is pointed out after"), 90, _("days"), _OURS),
)  # fmt: skip

declare(
    Declared("campaigns.honour_review_days", _("To review a nomination"), 10, _("working days"), _OURS),
    Declared("campaigns.honour_objection_days", _("To settle an objection to a nomination"), 10, _("working days"), _OURS),
)  # fmt: skip

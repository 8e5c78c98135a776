"""What a person is told before their data is taken (PIPL §17, 28–30), version by version.

A version that somebody has agreed to is never changed: another wording is another version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Notice:
    """`lines` are (heading, text); `federation`, `place`, `telephone`, `years` are filled in."""

    version: str
    lines: tuple[tuple[Any, Any], ...]
    sensitive: Any

    def filled(self, **known: str) -> list[tuple[str, str]]:
        return [(str(heading), str(text) % known) for heading, text in self.lines]


NOTICES = {
    "2026-01": Notice(
        "2026-01",
        (
            (_("Who takes your data"), _("%(federation)s, by its help station: %(place)s %(telephone)s")),
            (_("What for"), _("Only to see whether and how the union can help you, to help, and to account for it.")),
            (_("Which data"), _("Your name, mobile number, unit, the reason of your hardship and what you write yourself. If a file is made, later also your household, income, papers and bank card.")),
            (_("How"), _("Numbers, illness and your own words are kept encrypted. Only the officers of this work read them; reading them in clear is recorded.")),
            (_("Who else"), _("Civil affairs, to check the means, and the bank, to pay: only if you agree to it separately, later.")),
            (_("How long"), _("If no file is made, you may have it deleted at any time. A file is kept for %(years)s years after it ends, because payments must be accounted for.")),
            (_("Your rights"), _("To see, copy, correct and delete your data and to take your consent back: at the station, or on the progress page.")),
        ),
        _("I agree that what I write about health, money and family, which is sensitive, is used for this. Without it the union cannot judge the need; if it became known, it could hurt my reputation."),
    ),
}  # fmt: skip
CURRENT = NOTICES["2026-01"]

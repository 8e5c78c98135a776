"""How a vote of the workers fares: two thirds present, and yes from more than half of ALL.

集体合同规定 (2004) §36; a congress decides by the same rule.
"""

from __future__ import annotations

from django.utils.translation import gettext, ngettext


def shortfalls_of(total: int, present: int, yes: int, *, half_inclusive: bool = False) -> list[str]:
    """Why it did not pass; empty when it did."""
    found = []
    if (absent := -(-total * 2 // 3) - present) > 0:
        found.append(
            ngettext(
                "Two thirds have to be present: %(n)d person was missing.",
                "Two thirds have to be present: %(n)d persons were missing.",
                absent,
            ) % {"n": absent}
        )  # fmt: skip
    needed = -(-total // 2) if half_inclusive else total // 2 + 1
    if yes < needed:
        told = {"needed": needed, "yes": yes}
        found.append(
            gettext(
                "It takes %(needed)d votes of all who are entitled; %(yes)d were cast for it."
            ) % told
        )  # fmt: skip
    return found

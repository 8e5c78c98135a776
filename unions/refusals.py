"""Answers that are no errors of ours: what was refused, why, and what to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class Refused(Exception):
    """An act that may not happen now; nothing was changed.

    `missing` lists what stands against it, a line each; `again` is where one may go on, if not on
    the page that was sent.
    """

    status = 422

    def __init__(self, reason: str, *, missing: Sequence[str] = (), again: str = "") -> None:
        super().__init__(str(reason))
        self.missing = [str(line) for line in missing]
        self.again = again


class MoveRefused(Refused):
    """A step of a workflow that is not open."""


class Overtaken(MoveRefused):
    """Someone else changed the record since the page was made."""

    status = 409

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason or _("Someone else has just changed this."))

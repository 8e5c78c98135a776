"""Answers that are no errors of ours: what was refused, why, and what to do."""

from collections.abc import Sequence


class Refused(Exception):
    """An act that may not happen now; nothing was changed.

    `missing` lists what stands against it, a line each.
    """

    status = 422

    def __init__(self, reason: str, *, missing: Sequence[str] = ()) -> None:
        super().__init__(str(reason))
        self.missing = [str(line) for line in missing]


class MoveRefused(Refused):
    """A step of a workflow that is not open."""


class Overtaken(MoveRefused):
    """Someone else changed the record since the page was made."""

    status = 409

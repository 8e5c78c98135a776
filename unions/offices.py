"""Who may act: a level of the tree and a role held there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from unions.models import Officer


class Level(TextChoices):
    """Levels of the tree; each value is also the name of the place column it owns."""

    FEDERATION = "federation", _("Federation")
    COUNTY = "county", _("County or district")
    TOWNSHIP = "township", _("Township or street")
    BASE = "union", _("Basic union")


class Role(TextChoices):
    STAFF = "staff", _("Staff")
    CHAIR = "chair", _("Chair")
    INSPECTOR = "inspector", _("Inspector")
    REPRESENTATIVE = "representative", _("Worker representative")
    DIRECTOR = "director", _("Head of the assistance centre")
    VICE_CHAIR = "vice_chair", _("Vice chair")
    FINANCE = "finance", _("Finance officer")
    ADMINISTRATOR = "administrator", _("System administrator")


@dataclass(frozen=True)
class Office:
    """A role at a level; the table of moves names offices, never people."""

    level: Level
    role: Role

    def held_by(self, officer: Officer) -> bool:
        if officer.role != self.role:
            return False
        if officer.level == self.level:
            return True
        # In a county that is a tenant of its own, the root does the county's part too.
        return (
            self.level == Level.COUNTY
            and officer.level == Level.FEDERATION
            and officer.federation.root_is_county
        )

    @property
    def label(self) -> str:
        return f"{self.level.label} · {self.role.label}"


CITY_STAFF = Office(Level.FEDERATION, Role.STAFF)
COUNTY_STAFF = Office(Level.COUNTY, Role.STAFF)
TOWNSHIP_STAFF = Office(Level.TOWNSHIP, Role.STAFF)
BASE_CHAIR = Office(Level.BASE, Role.CHAIR)


def holds_any(officer: Officer, offices: Iterable[Office]) -> bool:
    return any(office.held_by(officer) for office in offices)

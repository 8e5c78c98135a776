"""The workbench's and the reports' entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from reports.workflows.dispatch import at_the_desk
from unions.models import Officer
from unions.navigation import Item, section
from unions.offices import Level

WORKBENCH, RESULTS = 1, 8


def above_base(officer: Officer) -> bool:
    return officer.level != Level.BASE


def has_board(officer: Officer) -> bool:
    return officer.level != Level.TOWNSHIP


section("", WORKBENCH).items += [
    Item(_("Workbench"), "reports:workbench"),
    Item(_("Board"), "reports:board", has_board),
    Item(_("Pivot"), "reports:pivot", above_base),
]
section(_("Results"), RESULTS).items.insert(
    0, Item(_("Reports"), "reports:report-list", above_base)
)
section(_("Results"), RESULTS).items.append(Item(_("Dispatches"), "reports:dispatch-list"))
section(_("Results"), RESULTS).items.append(
    Item(_("Register of numbers"), "reports:number-list", at_the_desk)
)

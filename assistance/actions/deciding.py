"""Working out what a household's figures come to. The portal proposes; a person decides."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assistance.eligibility import Finding, classify
from assistance.models import HouseholdFile
from assistance.models.circumstances import sums_of
from assistance.models.standard import standard_of
from kernel.days import today
from unions.refusals import Refused


def work_out(file: HouseholdFile) -> Finding:
    """The category the rule proposes today, with every step of the sum.

    Raises Refused while nobody counts as living in the household, or no standard is in force.
    """
    standard = standard_of(file.county, today())
    if standard is None:
        raise Refused(_("No living standard is set for this county yet; the city enters it."))
    sums = sums_of(file)
    if not sums["members"]:
        raise Refused(_("Enter at least one member who lives with the household."))
    return classify(
        sums["income"],
        sums["rigid_spending"],
        int(sums["members"]),
        standard.monthly,
        loss=sums["loss"],
    )

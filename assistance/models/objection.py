from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from unions.scoping import UnionOwned


class Outcome(models.TextChoices):
    OPEN = "", _("Being looked into")
    DISMISSED = "dismissed", _("Dismissed")
    UPHELD = "upheld", _("Upheld")


class Objection(UnionOwned):
    """What someone said against a file in publicity, and what came of it.

    The objector may stay unnamed; a name stands here alone, never in the log.
    """

    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="objections")
    objector = models.CharField(_("who objects"), max_length=40, blank=True)
    ground = models.CharField(_("what is objected"), max_length=1000)
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, blank=True, default=Outcome.OPEN
    )
    settled_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)
    why = models.CharField(_("why so settled"), max_length=1000, blank=True)

    objects = AssistanceQuerySet["Objection"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(outcome=""), name="objection_one_open_a_file"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", settled_on=None)
                | ~Q(outcome="") & Q(settled_on__isnull=False, settled_by__isnull=False),
                name="objection_settled_by_someone",
            ),
        ]

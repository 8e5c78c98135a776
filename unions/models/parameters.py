from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.scoping import SharedQuerySet, UnionOwned


class Parameter(UnionOwned):
    """A figure the federation has set for itself, from a day on, and the document it rests on."""

    key = models.CharField(_("key"), max_length=60)
    value = models.JSONField(_("value"))
    valid_from = models.DateField(_("valid from"))
    basis = models.CharField(_("basis document"), max_length=120)

    objects = SharedQuerySet["Parameter"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "key", "valid_from"],
                name="parameter_once_a_day",
                violation_error_message=_("This parameter already changes on that day."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

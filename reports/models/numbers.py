from __future__ import annotations

from django.db import models

from unions.scoping import Placed, ScopedQuerySet


class NumberRegister(Placed):
    """The last number given out under one mark (代字) in one year."""

    mark = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet["NumberRegister"].as_manager()

    class Meta(Placed.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "mark", "year"], name="numberregister_once"
            ),
        ]

"""Offers a season asks the own union for; those urged come first."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bargaining.models import SeasonUnit
from bargaining.workflows.season import SeasonStage
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer


def offers_to_make(officer: Officer) -> Any:
    asked = (
        SeasonUnit.objects.visible_to(officer)
        .silent()
        .filter(union_id=officer.union_id, season__stage=SeasonStage.ISSUED)
    )
    return asked.select_related("season", "employer").order_by(
        F("urged_on").desc(nulls_last=True), "season__offer_by", "pk"
    )


def as_todo(unit: SeasonUnit, officer: Officer) -> ToDo:
    urged = (
        _("urged on %(day)s") % {"day": date_format(unit.urged_on, "m-d")} if unit.urged_on else ""
    )
    return ToDo(
        tag=_("Offer season"),
        title=unit.employer.name,
        sub=" · ".join(filter(None, [unit.season.title, urged])),
        url=unit.season.get_absolute_url(),
        due_on=unit.season.offer_by,
        tone="red" if unit.urged_on else "amber",
    )


SOURCES += [Source("bargaining:season-list", offers_to_make, as_todo)]

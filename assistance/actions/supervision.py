"""Drafting a supervision opinion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import SupervisionOpinion
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.scoping import owned_by


@transaction.atomic
def draft_opinion(values: Mapping[str, Any], *, by: Officer) -> SupervisionOpinion:
    opinion = SupervisionOpinion.objects.create(
        **values, pinyin=pinyin_key(values["name"]), drafted_by=by, **owned_by(by.union)
    )
    log_event(opinion, "open", _("Opinion drafted"), by=by)
    return opinion

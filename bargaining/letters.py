"""The letters the law asks for, and from which day of a round on each can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from bargaining.models import Round


class Letter(TextChoices):
    OFFER = "offer", _("Letter of offer")
    REPLY = "reply", _("Letter of reply")
    FILING = "filing", _("Form of filing and review")
    PUBLICATION = "publication", _("Text to be published")


def letters_of(a_round: Round) -> list[Letter]:
    """Those whose facts the round already holds, in the order of its life."""
    known = {
        Letter.OFFER: a_round.offered_on,
        Letter.REPLY: a_round.offered_on,
        Letter.FILING: a_round.signed_on,
        Letter.PUBLICATION: a_round.effective_on,
    }
    return [letter for letter, day in known.items() if day is not None]

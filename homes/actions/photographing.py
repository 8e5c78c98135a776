"""Photos of what a score rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import keep_file
from homes.models import Criterion, PanelMember, ScorePhoto
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import same_owner

MOST_PHOTOS = 9  # of one score


@transaction.atomic
def keep_photos(
    member: PanelMember,
    criterion: Criterion,
    uploads: Iterable[UploadedFile[Any]],
    *,
    by: Officer,
) -> None:
    """Keep photos with a member's score, which must stand already and not be handed in.

    The files belong to the member's own union: the inspected unit and its county see them through
    the score, once the panel has closed; until then nobody but the member sees them.
    """
    uploads = list(uploads)
    if not uploads:
        return
    score = member.scores.filter(criterion=criterion, member__handed_in_at=None).first()
    if score is None or member.officer_id != by.pk:
        raise Refused(_("Score it first: photos and notes go with the score."))
    if score.photos.count() + len(uploads) > MOST_PHOTOS:
        raise Refused(_("At most %(most)s photos of one score.") % {"most": MOST_PHOTOS})
    for upload in uploads:
        file = keep_file(upload, union=by.union, by=by, sealed=True)
        ScorePhoto.objects.get_or_create(score=score, file=file, defaults=same_owner(score))

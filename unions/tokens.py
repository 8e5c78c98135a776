"""Keys to the API: for one post, shown once, kept as a digest, with an end."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.events import log_event
from unions.models import Officer, PostToken


@transaction.atomic
def issue_token(label: str, *, by: Officer) -> str:
    """Make a key for the officer's post; the text returned is never to be had again."""
    _row, key = PostToken.objects.create(
        user=by.user, federation=by.federation, officer=by, label=label
    )
    log_event(by, "issue-token", _("API token issued"), by=by, note=label)
    return str(key)


def tokens_of(officer: Officer) -> QuerySet[PostToken]:
    live: QuerySet[PostToken] = PostToken._default_manager.filter(
        officer=officer, expiry__gt=timezone.now()
    )
    return live.order_by("-created")


@transaction.atomic
def revoke_token(token_key: str, *, by: Officer) -> bool:
    """End one of the officer's own keys; False if there is none such."""
    row = PostToken.objects.filter(officer=by, token_key=token_key).first()
    if row is None:
        return False
    label = row.label
    row.delete()
    log_event(by, "revoke-token", _("API token revoked"), by=by, note=label)
    return True

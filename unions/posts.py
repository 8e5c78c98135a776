"""A person's posts, before a federation is open."""

from __future__ import annotations

from typing import Any

from unions.models import Officer
from unions.rowsecurity import federation_scope, open_federation


def posts_of(user: Any) -> list[Officer]:
    """The posts this person holds today, in whatever federation, with union and federation."""
    # The policy `own_posts` shows a person their own rows; names come from each federation's scope.
    open_federation(0, user_id=user.pk)
    own = Officer.objects.unscoped("a person's own posts").in_office().filter(user_id=user.pk)
    federations = sorted(set(own.values_list("federation_id", flat=True)))
    posts: list[Officer] = []
    for federation_id in federations:
        with federation_scope(federation_id):
            held = Officer.objects.unscoped("a person's own posts").in_office().complete()
            posts += held.filter(user_id=user.pk, federation_id=federation_id).order_by("pk")
    return posts

"""The API's door: a token for one post and its scope, keyset pages, refusals as answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from rest_framework import exceptions, permissions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from unions.models import Officer, PostToken
from unions.offices import Office, holds_any
from unions.refusals import Refused
from unions.rowsecurity import open_federation


class PostTokenAuthentication(TokenAuthentication):  # type: ignore[misc]
    """A knox token; it opens the federation of the post it carries."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, PostToken]:
        if not token.isalnum():  # knox decodes what it is given, and some bytes are no text
            raise exceptions.AuthenticationFailed(_("Invalid token."))
        user, held = super().authenticate_credentials(token)
        open_federation(held.federation_id)
        officer = (
            Officer.objects.unscoped("the token's own post")
            .in_office()
            .complete()
            .filter(pk=held.officer_id, user_id=user.pk)
            .first()
        )
        if officer is None:
            raise exceptions.AuthenticationFailed(_("The post of this token has ended."))
        held.officer = officer
        return user, held


class HoldsPost(permissions.BasePermission):
    """Only with a post; and only an office the view names, if it names any."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, PostToken):
            return False
        offices: tuple[Office, ...] = getattr(view, "offices", ())
        return not offices or holds_any(request.auth.officer, offices)


class NewestFirst(CursorPagination):
    """Keyset pages, the newest first."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 200


def answer_refusals(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, and our refusals as 409 or 422 with what is missing; nothing is kept."""
    from rest_framework.serializers import as_serializer_error
    from rest_framework.views import exception_handler  # reads settings that name this module

    if isinstance(error, Refused):
        transaction.set_rollback(True)
        return Response({"detail": str(error), "missing": error.missing}, status=error.status)
    if isinstance(error, RequestDataTooBig):
        return Response({"detail": _("This request is too large.")}, status=413)
    if isinstance(error, ValidationError):  # a rule of the kernel's or of a model's
        error = exceptions.ValidationError(as_serializer_error(error))
    return exception_handler(error, context)

"""What every API view shares."""

from __future__ import annotations

from typing import Any

from rest_framework import viewsets
from rest_framework.views import APIView

from unions.models import Officer, PostToken


class OfficerAPI:
    """Mixed into API views: `policy` for the first net, `officer` for the queries."""

    policy = ("officers", ())

    @property
    def officer(self) -> Officer:
        token: PostToken = self.request.auth  # type: ignore[attr-defined] # HoldsPost saw to it
        officer: Officer = token.officer
        return officer


class OfficerReadOnlyViewSet(OfficerAPI, viewsets.ReadOnlyModelViewSet[Any]):
    """Lists and single rows of what `visible()` gives."""

    def visible(self) -> Any:
        raise NotImplementedError

    def get_queryset(self) -> Any:
        return self.visible()


class OfficerAPIView(OfficerAPI, APIView):
    pass

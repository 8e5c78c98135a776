"""What every API view shares."""

from __future__ import annotations

from typing import Any

from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.views import APIView

from unions.models import Officer, PostToken


class OfficerAPI:
    """Mixed into API views: `policy` for the first net, `officer` for the queries."""

    policy = ("officers", ())
    request: Request

    @property
    def officer(self) -> Officer:
        assert isinstance(self.request.auth, PostToken)  # noqa: S101 - HoldsPost has seen to it
        return self.request.auth.officer


class OfficerReadOnlyViewSet(OfficerAPI, viewsets.ReadOnlyModelViewSet[Any]):
    """Lists and single rows of what `visible()` gives."""

    def visible(self) -> Any:
        raise NotImplementedError

    def get_queryset(self) -> Any:
        return self.visible()


class OfficerAPIView(OfficerAPI, APIView):
    pass

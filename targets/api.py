"""Targets and shares over the API: the same rows, the same workflow."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from targets.actions import MOST, counter_share
from targets.models import Share, TargetLine, TargetSheet
from targets.workflow import SHARE, Step
from unions.api import OfficerReadOnlyViewSet


class LineSerializer(serializers.ModelSerializer[TargetLine]):
    class Meta:
        model = TargetLine
        fields = ["indicator", "operator", "value", "basis"]


class TargetSheetSerializer(serializers.ModelSerializer[TargetSheet]):
    lines = LineSerializer(many=True, read_only=True)

    class Meta:
        model = TargetSheet
        fields = ["year", "quota", "stage", "moves", "lines"]


class ShareSerializer(serializers.ModelSerializer[Share]):
    year = serializers.IntegerField(source="sheet.year", read_only=True)
    county = serializers.CharField(source="union.short_name", read_only=True)

    class Meta:
        model = Share
        fields = [
            "id", "year", "county", "eligible", "quota", "counter", "stage", "due_on", "moves",
        ]  # fmt: skip


class ShareStepSerializer(serializers.Serializer[Any]):
    """`seen`: the `moves` of the share the caller last read; 409 if it has moved since."""

    seen = serializers.IntegerField(min_value=0, required=False)


class CounterSerializer(ShareStepSerializer):
    quota = serializers.IntegerField(min_value=0, max_value=MOST)
    note = serializers.CharField(max_length=500)


class SheetViewSet(OfficerReadOnlyViewSet):
    serializer_class = TargetSheetSerializer
    lookup_field = lookup_url_kwarg = "year"
    lookup_value_regex = r"\d{4}"

    def visible(self) -> QuerySet[TargetSheet]:
        return TargetSheet.objects.visible_to(self.officer).prefetch_related("lines")


class ShareViewSet(OfficerReadOnlyViewSet):
    serializer_class = ShareSerializer
    lookup_url_kwarg = "share_id"
    lookup_value_regex = r"\d{1,18}"

    def visible(self) -> QuerySet[Share]:
        return Share.objects.visible_to(self.officer).select_related("sheet", "union")

    @action(detail=True, methods=["post"], serializer_class=ShareStepSerializer)
    def accept(self, request: Request, share_id: str) -> Response:
        share, sent = self._sent(request)
        SHARE.take(Step.ACCEPT, share, by=self.officer, **sent)
        return Response(ShareSerializer(share).data)

    @action(detail=True, methods=["post"], serializer_class=CounterSerializer)
    def counter(self, request: Request, share_id: str) -> Response:
        share, sent = self._sent(request)
        counter_share(share, by=self.officer, **sent)
        return Response(ShareSerializer(share).data)

    def _sent(self, request: Request) -> tuple[Share, dict[str, Any]]:
        share: Share = self.get_object()
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        return share, body.validated_data

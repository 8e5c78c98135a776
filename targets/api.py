"""Targets and shares over the API: the same rows, the same workflow."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from targets.actions import MOST
from targets.models import Share, SharePart, TargetLine, TargetSheet
from targets.negotiation import Answer, counter_share
from targets.workflow import SHARE, Step
from unions.api import OfficerReadOnlyViewSet
from unions.refusals import Refused


class LineSerializer(serializers.ModelSerializer[TargetLine]):
    class Meta:
        model = TargetLine
        fields = [
            "indicator", "measure", "operator", "value", "deadline", "base_year", "base_value",
            "split_by", "basis",
        ]  # fmt: skip


class TargetSheetSerializer(serializers.ModelSerializer[TargetSheet]):
    lines = LineSerializer(many=True, read_only=True)

    class Meta:
        model = TargetSheet
        fields = ["year", "version", "reason", "document", "stage", "moves", "lines"]


class PartSerializer(serializers.ModelSerializer[SharePart]):
    indicator = serializers.CharField(source="line.indicator", read_only=True)

    class Meta:
        model = SharePart
        fields = ["indicator", "value", "base", "most", "counter", "reason"]


class ShareSerializer(serializers.ModelSerializer[Share]):
    year = serializers.IntegerField(source="sheet.year", read_only=True)
    version = serializers.IntegerField(source="sheet.version", read_only=True)
    county = serializers.CharField(source="union.short_name", read_only=True)
    parts = PartSerializer(many=True, read_only=True)

    class Meta:
        model = Share
        fields = [
            "id", "year", "version", "county", "stage", "due_on", "moves", "county_signed_at",
            "city_signed_at", "parts",
        ]  # fmt: skip


class ShareStepSerializer(serializers.Serializer[Any]):
    """`seen`: the `moves` of the share the caller last read; 409 if it has moved since."""

    seen = serializers.IntegerField(min_value=0, required=False)


class CounterPartSerializer(serializers.Serializer[Any]):
    indicator = serializers.CharField(max_length=60)
    value = serializers.DecimalField(max_digits=9, decimal_places=1, min_value=0, max_value=MOST)
    reason = serializers.CharField(max_length=200)


class CounterSerializer(ShareStepSerializer):
    parts = CounterPartSerializer(many=True, allow_empty=False)


class SheetViewSet(OfficerReadOnlyViewSet):
    """The version of each year that is in force, or the first draft."""

    serializer_class = TargetSheetSerializer
    lookup_field = lookup_url_kwarg = "year"
    lookup_value_regex = r"\d{4}"

    def visible(self) -> QuerySet[TargetSheet]:
        sheets = TargetSheet.objects.visible_to(self.officer).one_a_year()
        return sheets.prefetch_related("lines")


class ShareViewSet(OfficerReadOnlyViewSet):
    serializer_class = ShareSerializer
    lookup_url_kwarg = "share_id"
    lookup_value_regex = r"\d{1,18}"

    def visible(self) -> QuerySet[Share]:
        shares = Share.objects.visible_to(self.officer).select_related("sheet", "union")
        return shares.prefetch_related("parts__line")

    @action(detail=True, methods=["post"], serializer_class=ShareStepSerializer)
    def accept(self, request: Request, share_id: str) -> Response:
        share, sent = self._sent(request)
        SHARE.take(Step.ACCEPT, share, by=self.officer, **sent)
        return self._now(share)

    @action(detail=True, methods=["post"], serializer_class=CounterSerializer)
    def counter(self, request: Request, share_id: str) -> Response:
        share, sent = self._sent(request)
        parts = {part.line.indicator: part.pk for part in share.parts.all()}
        if unknown := {row["indicator"] for row in sent["parts"]} - set(parts):
            raise Refused(_("This is no part of the share: %(codes)s") % {"codes": sorted(unknown)})
        answers = {
            parts[row["indicator"]]: Answer(row["value"], row["reason"]) for row in sent["parts"]
        }
        counter_share(share, answers, by=self.officer, seen=sent.get("seen"))
        return self._now(share)

    def _now(self, share: Share) -> Response:
        return Response(ShareSerializer(self.visible().get(pk=share.pk)).data)

    def _sent(self, request: Request) -> tuple[Share, dict[str, Any]]:
        share: Share = self.get_object()
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        return share, body.validated_data

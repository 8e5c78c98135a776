"""Documents over the API: read, and asked for; their files by the portal's own addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from reports.actions import request_report
from reports.catalogue import definitions
from reports.models import Document
from unions.api import OfficerReadOnlyViewSet
from unions.models import Job, Union


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """`data` is everything the document says; `data_sm3` is the digest of its canonical JSON."""

    number = serializers.CharField(read_only=True)
    union = serializers.CharField(source="union.name", read_only=True)

    class Meta:
        model = Document
        fields = ["id", "kind", "title", "number", "year", "union", "as_of", "data_sm3", "data"]
        read_only_fields = fields


class ReportRequestSerializer(serializers.Serializer[Any]):
    """`kind`: the code of a report. year, half (1 or 2), day: what the span of the report asks."""

    kind = serializers.CharField(max_length=60)
    union = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    year = serializers.IntegerField(min_value=1, max_value=9999, default=0)
    half = serializers.IntegerField(min_value=1, max_value=2, default=0)
    day = serializers.DateField(default=None)

    def validate_kind(self, kind: str) -> str:
        if kind not in definitions():
            raise serializers.ValidationError(_("There is no such report."))
        return kind

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        lacking = definitions()[asked["kind"]].lacks(year=asked["year"], half=asked["half"])
        if lacking:
            raise serializers.ValidationError(lacking)
        return asked


class JobSerializer(serializers.ModelSerializer[Job]):
    class Meta:
        model = Job
        fields = ["id", "kind", "title", "state", "done", "total", "problem"]
        read_only_fields = fields


class DocumentViewSet(OfficerReadOnlyViewSet):
    serializer_class = DocumentSerializer
    lookup_url_kwarg = "document_id"
    lookup_value_regex = r"\d{1,18}"

    def visible(self) -> QuerySet[Document]:
        documents = Document.objects.visible_to(self.officer).finished()
        return documents.select_related("union")

    @extend_schema(request=ReportRequestSerializer, responses={202: JobSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a report; the job that makes it is the answer."""
        asked = ReportRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        known = dict(asked.validated_data)
        unions = Union.objects.visible_to(self.officer)
        union = get_object_or_404(unions, pk=known.pop("union"))
        job = request_report(known.pop("kind"), union=union, by=self.officer, **known)
        return Response(JobSerializer(job).data, status=status.HTTP_202_ACCEPTED)

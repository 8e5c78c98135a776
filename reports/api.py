"""Documents over the API: read, and asked for; their files by the portal's own addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from reports.actions import request_report
from reports.models import YEARLY, Document
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
    kind = serializers.ChoiceField(choices=[kind.value for kind in YEARLY])
    year = serializers.IntegerField(min_value=1, max_value=9999)
    union = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


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
        """Ask for a yearly report; the job that makes it is the answer."""
        asked = ReportRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        known = asked.validated_data
        union = get_object_or_404(Union.objects.visible_to(self.officer), pk=known["union"])
        job = request_report(known["kind"], known["year"], union=union, by=self.officer)
        return Response(JobSerializer(job).data, status=status.HTTP_202_ACCEPTED)

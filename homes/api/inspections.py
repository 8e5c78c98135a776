"""Inspections over the API: who is on the panel, and a member's own scores; never another's."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from homes.actions.assessing import Answer
from homes.actions.inspecting import hand_in_scores, score_criteria
from homes.models import Criterion, Inspection, PanelMember, PanelScore
from homes.scoring import MOST_COUNTED
from unions.api import OfficerReadOnlyViewSet
from unions.refusals import Refused

MOST_AT_ONCE = 100


class SeatSerializer(serializers.ModelSerializer[PanelMember]):
    name = serializers.CharField(source="officer.user.display_name", read_only=True)

    class Meta:
        model = PanelMember
        fields = ["id", "name", "is_chair", "is_worker", "handed_in_at"]
        read_only_fields = fields


class InspectionSerializer(serializers.ModelSerializer[Inspection]):
    """`score` and `level` are empty until the panel closes."""

    name = serializers.CharField(source="plan.name", read_only=True)
    members = SeatSerializer(many=True, read_only=True)

    class Meta:
        model = Inspection
        fields = [
            "id",
            "plan",
            "name",
            "visit_on",
            "place",
            "stage",
            "moves",
            "score",
            "level",
            "members",
        ]
        read_only_fields = fields


class ScoreSerializer(serializers.ModelSerializer[PanelScore]):
    code = serializers.CharField(source="criterion.code", read_only=True)

    class Meta:
        model = PanelScore
        fields = ["criterion", "code", "applies", "answer", "points", "note"]
        read_only_fields = fields


class AnswerSerializer(serializers.Serializer[Any]):
    """`answer`: 1, 0.5 or 0; a share from 0 to 1; or a number. None: it does not apply."""

    criterion = serializers.IntegerField(min_value=1)
    answer = serializers.DecimalField(
        max_digits=8, decimal_places=4, min_value=0, max_value=MOST_COUNTED, allow_null=True
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class MarksSerializer(serializers.Serializer[Any]):
    scores = serializers.ListField(child=AnswerSerializer(), max_length=MOST_AT_ONCE)


class InspectionViewSet(OfficerReadOnlyViewSet):
    """Inspections of the post's branch, and those whose panel the post sits on."""

    serializer_class = InspectionSerializer
    lookup_url_kwarg = "inspection_id"
    lookup_value_regex = r"\d{1,18}"

    def visible(self) -> Any:
        shown = Inspection.objects.visible_to(self.officer).select_related("plan")
        return shown.prefetch_related("members__officer__user")

    def _seat(self, inspection_id: str) -> PanelMember:
        inspection = get_object_or_404(self.get_queryset(), pk=inspection_id)
        seat: PanelMember | None = inspection.members.filter(officer=self.officer.pk).first()
        if seat is None:
            raise PermissionDenied(_("You do not sit on this panel."))
        return seat

    def _own(self, seat: PanelMember) -> Response:
        own = seat.scores.select_related("criterion").order_by("criterion__position")
        return Response(ScoreSerializer(own, many=True).data)

    @extend_schema(responses=ScoreSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def scores(self, request: Request, inspection_id: str) -> Response:
        """The post's own scores."""
        return self._own(self._seat(inspection_id))

    @extend_schema(request=MarksSerializer, responses=ScoreSerializer(many=True), filters=False)
    @scores.mapping.put
    def keep_scores(self, request: Request, inspection_id: str) -> Response:
        """Keep scores of one's own; those not named stay as they are."""
        seat = self._seat(inspection_id)
        said = MarksSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        score_criteria(seat, self._answers(said.validated_data["scores"]), by=self.officer)
        return self._own(seat)

    def _answers(self, given: list[dict[str, Any]]) -> list[Answer]:
        wanted = {line["criterion"] for line in given}
        known = Criterion.objects.visible_to(self.officer).in_bulk(wanted)
        if wanted - known.keys():
            raise Refused(_("That criterion is not part of this plan's standard."))
        return [Answer(known[line["criterion"]], line["answer"], line["note"]) for line in given]

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="handing-in", url_name="hand-in")
    def hand_in(self, request: Request, inspection_id: str) -> Response:
        """Make one's scores stand."""
        hand_in_scores(self._seat(inspection_id), by=self.officer)
        return Response(status=204)

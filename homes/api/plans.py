"""Plans over the API: the same rows, the same steps, the same refusals."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from homes.actions.stepping import take_step
from homes.models import HomePlan, Measure
from homes.workflow import PLAN
from unions.api import OfficerReadOnlyViewSet


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    code = serializers.CharField(source="criterion.code", read_only=True)
    title = serializers.CharField(source="criterion.title", read_only=True)

    class Meta:
        model = Measure
        fields = [
            "id",
            "code",
            "title",
            "text",
            "responsible",
            "due_on",
            "already_met",
            "done_on",
        ]
        read_only_fields = fields


class PlanSerializer(serializers.ModelSerializer[HomePlan]):
    """`steps` are the steps open to the token's post; `moves` is what a step sends as `seen`."""

    steps = serializers.SerializerMethodField()

    class Meta:
        model = HomePlan
        fields = ["id", "year", "name", "stage", "moves", "due_on", "score", "level", "steps"]
        read_only_fields = fields

    def get_steps(self, plan: HomePlan) -> list[str]:
        officer = self.context["view"].officer
        return [str(move.step.value) for move in PLAN.open_to(officer, plan)]


class PlanDetailSerializer(PlanSerializer):
    measures = MeasureSerializer(many=True, read_only=True)

    class Meta(PlanSerializer.Meta):
        fields = [*PlanSerializer.Meta.fields, "measures"]
        read_only_fields = fields


class PlanStepSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, default="")
    seen = serializers.IntegerField(required=False, min_value=0, allow_null=True, default=None)


class PlanViewSet(OfficerReadOnlyViewSet):
    """Home plans of the post's branch."""

    serializer_class = PlanSerializer
    lookup_url_kwarg = "plan_id"
    lookup_value_regex = r"\d{1,18}"

    def visible(self) -> Any:
        plans = HomePlan.objects.visible_to(self.officer).select_related("drafted_by")
        if self.action == "retrieve":
            return plans.prefetch_related("measures__criterion")
        return plans

    def get_serializer_class(self) -> Any:
        return PlanDetailSerializer if self.action == "retrieve" else PlanSerializer

    @extend_schema(request=PlanStepSerializer, responses=PlanSerializer)
    @action(detail=True, methods=["post"], url_path=r"steps/(?P<step>[a-z-]+)", url_name="step")
    def steps(self, request: Request, plan_id: str, step: str) -> Response:
        """Take the plan one step on."""
        plan = get_object_or_404(self.get_queryset(), pk=plan_id)
        said = PlanStepSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        take_step(plan, step, by=self.officer, **said.validated_data)
        return Response(PlanSerializer(plan, context=self.get_serializer_context()).data)

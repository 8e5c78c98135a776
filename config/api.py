"""The API's addresses under /api/v1/, its schema and the page that shows it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import include, path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from homes.api.inspections import InspectionViewSet
from homes.api.plans import PlanViewSet
from reports.api import DocumentViewSet
from targets.api import ShareViewSet, SheetViewSet
from unions.api import TokenDetail, TokenList
from unions.policy import public


class PostTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "unions.api_access.PostTokenAuthentication"
    name = "postToken"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return build_bearer_security_scheme_object("Authorization", "Token")


class Schema(SpectacularAPIView):
    """The schema; it names no row, and knows our languages only."""

    api_version = "1"  # or an address could put any text into a header

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if request.GET.get("lang", "en") not in dict(settings.LANGUAGES):
            raise NotFound
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        return response


router = SimpleRouter()
router.register("plans", PlanViewSet, "plan")
router.register("inspections", InspectionViewSet, "inspection")
router.register("documents", DocumentViewSet, "document")
router.register("targets", SheetViewSet, "target")
router.register("shares", ShareViewSet, "share")

app_name = "api"
urlpatterns = [
    path("tokens/", TokenList.as_view(), name="token-list"),
    path("tokens/<str:token_key>/", TokenDetail.as_view(), name="token-detail"),
    path(
        "schema/", public("it describes the API, and names no row")(Schema.as_view()), name="schema"
    ),
    path(
        "docs/",
        public("the schema, to be read")(
            SpectacularSwaggerSplitView.as_view(url_name="api:schema")
        ),
        name="docs",
    ),
    path("", include(router.urls)),
]

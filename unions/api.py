"""What every API view shares, and the keys to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from unions.models import Officer, PostToken
from unions.posts import posts_of
from unions.rowsecurity import open_federation
from unions.tokens import issue_token, revoke_token, tokens_of


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

    swagger_fake_view = False  # drf-spectacular sets it while it draws the schema

    def visible(self) -> Any:
        raise NotImplementedError

    def get_queryset(self) -> Any:
        if self.swagger_fake_view:
            model = self.get_serializer_class().Meta.model  # type: ignore[attr-defined]
            return model._default_manager.unscoped("only the types are asked for").none()
        return self.visible()


class OfficerAPIView(OfficerAPI, APIView):
    pass


class TokenSerializer(serializers.ModelSerializer[PostToken]):
    class Meta:
        model = PostToken
        fields = ["token_key", "label", "created", "expiry"]
        read_only_fields = fields


class TokenRequestSerializer(serializers.Serializer[Any]):
    """`post` may be left out by a person who holds one post only."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    post = serializers.IntegerField(required=False, min_value=1)
    label = serializers.CharField(max_length=60, default="API")  # type: ignore[assignment]


class NewTokenSerializer(serializers.Serializer[Any]):
    """`token` is sent once and never again."""

    token = serializers.CharField()
    post = serializers.IntegerField()
    title = serializers.CharField()


class TokenList(OfficerAPIView):
    """The keys of the post that the key in use carries; POST makes one from a password."""

    throttle_scope = "token"

    def get_permissions(self) -> Any:
        return [] if self.request.method == "POST" else super().get_permissions()

    def get_authenticators(self) -> Any:
        asked = getattr(self, "request", None)
        return [] if asked and asked.method == "POST" else super().get_authenticators()

    def get_throttles(self) -> Any:
        return [ScopedRateThrottle()] if self.request.method == "POST" else []

    @extend_schema(responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(TokenSerializer(tokens_of(self.officer), many=True).data)

    @extend_schema(request=TokenRequestSerializer, responses={201: NewTokenSerializer})
    def post(self, request: Request) -> Response:
        asked = TokenRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        # The request beneath, because the lock-out marks it for its middleware.
        beneath = request._request
        user = authenticate(beneath, username=said["username"], password=said["password"])
        if user is None:
            # Returned, not raised: an exception would roll the counted failure back.
            return Response({"detail": _("The name or the password is wrong.")}, status=401)
        posts = posts_of(user)
        post = _chosen(posts, said.get("post"))
        if post is None:
            choices = [{"post": held.pk, "title": held.title} for held in posts]
            return Response({"post": [_("Name one of your posts.")], "posts": choices}, status=400)
        user_logged_in.send(sender=type(user), request=beneath, user=user)
        open_federation(post.federation_id)
        key = issue_token(said["label"], by=post)
        made = {"token": key, "post": post.pk, "title": post.title}
        return Response(NewTokenSerializer(made).data, status=201)


def _chosen(posts: list[Officer], officer_id: int | None) -> Officer | None:
    if officer_id is None:
        return posts[0] if len(posts) == 1 else None
    return next((post for post in posts if post.pk == officer_id), None)


class TokenDetail(OfficerAPIView):
    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, token_key: str) -> Response:
        """End one of the post's own keys."""
        if not revoke_token(token_key, by=self.officer):
            raise NotFound
        return Response(status=204)

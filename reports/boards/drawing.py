"""A board's figures as they are drawn: the same figures are drawn once, and then taken from Redis.

The key is what is drawn, so that nothing old can be shown; a change of the templates shows within
minutes. Without a cache the board is drawn.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from redis.exceptions import RedisError

from kernel.digest import sm3

KEPT = 600  # seconds

log = logging.getLogger(__name__)


def drawn(template: str, said: Any, context: Callable[[], dict[str, Any]]) -> SafeString:
    """`said`: everything that `context` says, in values whose repr tells it whole."""
    told = repr((template, get_language(), get_script_prefix(), said))
    key = f"board-{sm3(told.encode())}"
    try:
        found: str | None = cache.get(key)
    except RedisError:
        log.warning("no cache for the board", exc_info=True)
        found = None
    if found is None:
        found = str(render_to_string(template, context()))
        with suppress(RedisError):
            cache.set(key, found, KEPT)
    return mark_safe(found)  # noqa: S308 - a template wrote it

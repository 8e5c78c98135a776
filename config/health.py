"""Is everything there that a request or a job needs?"""

from collections.abc import Callable

import redis
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from unions.policy import public

PATIENCE = 0.6  # seconds for the broker, and again for the worker


def find_missing() -> dict[str, str]:
    """The parts that do not answer, each with its error: {"worker": "no answer"}."""
    found = {"database": _problem(_ask_database), "broker": _problem(_ask_broker)}
    # Without a broker nobody can be asked, and trying would wait for it.
    found["worker"] = "not asked" if found["broker"] else _problem(_ask_worker)
    return {part: problem for part, problem in found.items() if problem}


@public("Monitors ask without signing in, and learn nothing but which part is missing.")
@transaction.non_atomic_requests  # or a lost database would fail before we can say so
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    missing = find_missing()
    status = 503 if missing else 200
    return JsonResponse({"ok": not missing, "missing": missing}, status=status)


def _problem(ask: Callable[[], None]) -> str:
    try:
        ask()
    except (DatabaseError, redis.RedisError, NoAnswer) as error:
        # The class only: messages name hosts and users.
        return type(error).__name__
    return ""


class NoAnswer(Exception):
    pass


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker() -> None:
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL,
        socket_connect_timeout=PATIENCE,
        socket_timeout=PATIENCE,
    ) as broker:
        broker.ping()


def _ask_worker() -> None:
    # The first answer is enough, so that a worker that is there costs no waiting.
    if not current_app.control.ping(timeout=PATIENCE, limit=1):
        raise NoAnswer

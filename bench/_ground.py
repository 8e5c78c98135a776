"""What the figures stand on: a city of a given size in a database of its own, and fair timing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from kernel.days import today
from reports.demo.loading import load_demo
from unions.models import Federation, Officer
from unions.rowsecurity import federation_scope

settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True

# Each basic union with its employer, its coverage and a plan, all below one township.
_GROW = """
WITH town AS (SELECT * FROM unions_union WHERE short_name = '石山镇'),
     std AS (SELECT id FROM homes_standard WHERE unit_type = 'B' LIMIT 1),
     u AS (
        INSERT INTO unions_union (federation_id, county_id, township_id, parent_id, level, name,
                                  short_name, code, pinyin, founded_on)
        SELECT federation_id, county_id, id, id, 'union', '企业' || n || '工会', '企业' || n, '',
               'qiye' || n, '2014-01-01'
        FROM town, generate_series(1, %(size)s) n
        RETURNING id, federation_id, short_name
     ),
     e AS (
        INSERT INTO unions_employer (federation_id, union_id, name, uscc, pinyin, industry,
                                     joined_on, ownership, kind, headcount)
        SELECT u.federation_id, u.id, u.short_name || '机械有限公司', lpad(u.id::text, 18, '0'),
               u.short_name, 'C', '2014-01-01', 'non_public', 'enterprise', 100 + u.id %% 400
        FROM u RETURNING id, federation_id, union_id, name
     )
INSERT INTO homes_homeplan (federation_id, union_id, employer_id, standard_id, year, name, pinyin,
                            stage, moves, due_on, declared_vetoes, level)
SELECT e.federation_id, e.union_id, e.id, std.id, %(year)s, e.name, '',
       (ARRAY['drafting', 'submitted', 'building', 'accepted'])[1 + e.id %% 4], 0,
       %(today)s::date + (e.id %% 60)::int, '{}', 'none'
FROM e, std
"""


@contextmanager
def city_of(size: int, *, named: str = "") -> Iterator[None]:
    """Stand in a city with `size` plans in one county; made on the first use, then kept."""
    name = f"bench_{named or size}"
    plain = connections["owner"].settings_dict["NAME"]
    owner = connections["owner"]
    with owner._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        made = cursor.fetchone() is not None
        if not made:
            cursor.execute(f"CREATE DATABASE {name}")
    _stand_in(name)
    try:
        if not made:
            _grow(size)
        yield
    finally:
        _stand_in(plain)


def _stand_in(name: str) -> None:
    for each in connections.all():
        each.close()
        each.settings_dict["NAME"] = name


def _grow(size: int) -> None:
    call_command("migrate", database="owner", verbosity=0)
    load_demo()
    with federation_scope(jinzhou().pk), connection.cursor() as cursor:
        cursor.execute(_GROW, {"size": size, "year": today().year, "today": today()})
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def jinzhou() -> Federation:
    return Federation.objects.get(division_code="210700")


def client_of(username: str) -> Client:
    """A client signed in at this person's only post."""
    with federation_scope(jinzhou().pk):
        officer = Officer.objects.unscoped("the bench signs in").get(user__username=username)
        client = Client()
        client.force_login(officer.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = [officer.federation_id, officer.pk]
    session.save()
    return client


@dataclass(frozen=True)
class Ratio:
    """A figure over its denominator, medians of interleaved runs, in milliseconds."""

    name: str
    figure: float
    base: float
    target: float
    spread: float

    def __str__(self) -> str:
        ratio = self.figure / self.base
        verdict = "met" if ratio <= self.target else "MISSED"
        return (
            f"{self.name}: {self.figure:.2f} ms / {self.base:.2f} ms = {ratio:.2f} "
            f"(target ≤ {self.target}, spread ±{self.spread:.0%}) {verdict}"
        )


def ratio(
    name: str,
    figure: Callable[[], None],
    base: Callable[[], None],
    *,
    target: float,
    rounds: int = 15,
) -> Ratio:
    """Time both in turn, so that a busy minute weighs on both."""
    figure(), base()  # warm caches and connections
    tops, bottoms = [], []
    for _round in range(rounds):
        tops.append(milliseconds(figure))
        bottoms.append(milliseconds(base))
    middle = statistics.median(tops)
    spread = (statistics.quantiles(tops, n=4)[2] - statistics.quantiles(tops, n=4)[0]) / 2 / middle
    return Ratio(name, middle, statistics.median(bottoms), target, spread)


def milliseconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)

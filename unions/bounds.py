"""How often somebody unknown may ask: counters in the cache that forget by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rest_framework.throttling import BaseThrottle

from kernel.ciphers import blind_index
from unions.refusals import Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooOften(Refused):
    """More than the bound; `until` is when counting begins anew."""

    status = 429

    def __init__(self, until: datetime) -> None:
        said = date_format(timezone.localtime(until), "m-d H:i")
        super().__init__(
            _("Too many tries from here. Please come back after %(when)s.") % {"when": said}
        )
        self.until = until

    @property
    def seconds(self) -> int:
        return max(1, int((self.until - timezone.now()).total_seconds()))


@dataclass(frozen=True)
class Bound:
    """At most `most` times in each `span` for one and the same."""

    name: str
    most: int
    span: timedelta

    def count(self, federation_id: int, whom: str) -> None:
        """Count one more. Raises TooOften. The key tells nobody who it was."""
        now, seconds = timezone.now(), int(self.span.total_seconds())
        window = int(now.timestamp()) // seconds
        index = blind_index(federation_id, f"bound {self.name}", whom or "nobody")
        key = f"bound:{self.name}:{window}:{index}"
        cache.add(key, 0, seconds)
        if cache.incr(key) > self.most:
            raise TooOften(datetime.fromtimestamp((window + 1) * seconds, tz=now.tzinfo))


def address_of(request: HttpRequest) -> str | None:
    """The asker's address, as our own proxy names it (settings: NUM_PROXIES)."""
    said = BaseThrottle().get_ident(request)  # type: ignore[arg-type] # reads headers only
    try:
        return str(ip_address(str(said).strip()))
    except ValueError:
        return None

"""What a studio's results say of it, for the checklist of the next level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from campaigns.models import StudioResult, Venue
from campaigns.models.venue import StudioResultKind
from kernel.days import today

K = StudioResultKind
RESULTS = {K.INNOVATION.value, K.METHOD.value, K.AWARD.value}


def told_by(venue: Venue, results: Iterable[StudioResult]) -> dict[str, int]:
    """The measures of `venue_levels.FROM_RESULTS`; exchanges are those of the best year."""
    exchanges: Counter[int] = Counter()
    told = {"results": 0, "promoted": 0}
    for result in results:
        if result.kind in RESULTS:
            told["results"] += result.count
        elif result.kind == K.PROMOTION:
            told["promoted"] += result.count
        elif result.kind == K.EXCHANGE:
            exchanges[result.year] += result.count
    last = venue.closed_on or today()
    years = last.year - venue.opened_on.year
    years -= (last.month, last.day) < (venue.opened_on.month, venue.opened_on.day)
    return {**told, "exchanges": max(exchanges.values(), default=0), "years_running": max(0, years)}

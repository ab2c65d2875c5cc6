"""Learning a base: one pass over the clients gathers what the parts are learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

import attrs

from ..errors import ClientReturnError
from ..history import Client
from ..history.merging import survivors
from ..money import Rates
from ..rhythm import visits_of
from . import Base
from .attempts import Offered, attempts_of, decided
from .cases import learn_reasons, verified_reason
from .cuts import learn_cuts
from .engine import PLAIN, Engine
from .feed import stale
from .learnt import learn_chances
from .prior import learn_prior
from .returns import learn_return

__all__ = ["learn", "learn_from"]


def learn(
    clients: Iterable[Client],
    *,
    as_of: date,
    horizon: float = 365,
    rates: Rates | None = None,
    engine: Engine | None = None,
) -> Base:
    """See `Base.learn`."""
    if type(as_of) is not date:
        raise ClientReturnError("as_of", as_of, "a date", "say up to which day: date(2026, 3, 1)")
    earlier: dict[str, tuple[str, ...]] = {}
    buyers: list[tuple[str, tuple[int, ...], float | None]] = []
    kinds: set[str] = set()
    verified: list[tuple[str, str]] = []
    offers: list[tuple[str, Offered]] = []
    sources: dict[str, Counter[int]] = {}
    closures: Counter[tuple[date, date]] = Counter()
    reach = date.min
    for client in clients:
        known = client.known_at(as_of)
        if client.same_as:
            earlier[client.id] = client.same_as
        kinds.update(event.kind for event in known.events)
        reason = verified_reason(known)
        if reason is not None:
            verified.append((client.id, reason))
        visits = visits_of(known, rates)
        if visits.days:
            buyers.append((client.id, visits.days, None if visits.revenue is None else float(visits.revenue)))
            offers += [(client.id, offered) for offered in attempts_of(known, visits, as_of)]
            closures.update(known.closures)
            reach = max(reach, known.horizon(as_of))
            _count(sources, known, visits.days[0])
    merged = survivors(earlier)
    tracks = [track for account, track, _ in buyers if account not in merged]
    closed = {
        day
        for (first, last), clients_closed in closures.items()
        if 2 * clients_closed > len(buyers)
        for day in range(first.toordinal(), last.toordinal() + 1)
    }
    base = learn_from(
        tracks,
        [revenue for account, _, revenue in buyers if account not in merged],
        as_of=as_of,
        reach=reach if buyers else None,
        horizon=horizon,
        kinds=frozenset(kinds),
        sources=sources,
        closed=closed,
        engine=engine or PLAIN,
    )
    attempts = decided([offered for account, offered in offers if account not in merged])
    returns = learn_return(attempts) if attempts else None
    return attrs.evolve(
        base, cases=learn_reasons([reason for account, reason in verified if account not in merged]), returns=returns
    )


def learn_from(
    tracks: Sequence[Sequence[int]],
    revenues: Sequence[float | None],
    *,
    as_of: date,
    reach: date | None = None,
    horizon: float = 365,
    kinds: frozenset[str] | None = None,
    sources: Mapping[str, Mapping[int, int]] | None = None,
    closed: Collection[int] = (),
    engine: Engine = PLAIN,
) -> Base:
    """A base from what is left of the clients once they are summed up; for tables that never become clients.

    Args:
        tracks: ordinals of each client's days of visit up to `as_of`, ascending, each once, at least one.
        revenues: each client's revenue, in the order of the tracks; `None` where it is unknown.
        as_of: the day up to which is learnt.
        reach: last day that the records claim to cover; `as_of` by default (R24).
        horizon: days within which the chance of a purchase is meant.
        kinds: kinds of events that the records carry; `None` when unknown.
        sources: visits by day for each source of purchases, first visits of clients left out.
        closed: ordinals of days on which the firm was shut.
        engine: who does the arithmetic.
    """
    end = (reach or as_of).toordinal()
    again = Counter(chain.from_iterable(track[1:] for track in tracks))
    found = [stale(again, end, closed=closed)]
    found += [stale(visits, end, source=name, closed=closed) for name, visits in sorted((sources or {}).items())]
    feeds = tuple(feed for feed in found if feed is not None)
    until = min([end, *(feed.until for feed in feeds if not feed.source)])
    rhythm = learn_prior(sorted(tracks, key=tuple), until) if tracks else None  # sums of floats depend on their order
    scored = [
        (float(max(until - track[-1], 0)), float(len(track)), revenue)
        for track, revenue in zip(tracks, revenues, strict=True)
        if revenue is not None
    ]
    return Base(
        rhythm=attrs.evolve(rhythm.prior, reach=rhythm.reach) if rhythm is not None else Base().rhythm,
        chances=learn_chances(tracks, until, horizon, engine=engine),
        learnt_on=as_of,
        clients=len(tracks),
        kinds=kinds,
        cuts=learn_cuts(scored),
        feeds=feeds,
    )


def _count(sources: dict[str, Counter[int]], client: Client, first: int) -> None:
    """Adds a client's purchases after its first day of visit to the counts of their sources."""
    for purchase in client.purchases:
        if purchase.source is not None and purchase.amount > 0:
            counts = sources.setdefault(purchase.source, Counter())
            day = purchase.on.toordinal()
            if day > first:
                counts[day] += 1

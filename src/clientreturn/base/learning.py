"""Learning a base: one pass over the clients gathers what the parts are learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..errors import ClientReturnError
from ..history import Client
from ..money import Rates
from ..rhythm import visits_of
from . import Base
from .attempts import attempts_of
from .cases import learn_reasons, verified_reason
from .cuts import learn_cuts
from .engine import PLAIN, Engine
from .learnt import learn_chances
from .prior import learn_prior
from .returns import Attempt, learn_return

__all__ = ["learn"]


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
    tracks: list[tuple[int, ...]] = []
    scored: list[tuple[float, float, float]] = []
    kinds: set[str] = set()
    verified: list[str] = []
    attempts: list[Attempt] = []
    for client in clients:
        known = client.known_at(as_of)
        kinds.update(event.kind for event in known.events)
        reason = verified_reason(known)
        if reason is not None:
            verified.append(reason)
        visits = visits_of(known, rates)
        if visits.days:
            tracks.append(visits.days)
            attempts += attempts_of(known, visits, as_of)
            if visits.revenue is not None:
                silence = as_of.toordinal() - visits.days[-1]
                scored.append((float(silence), float(len(visits.days)), float(visits.revenue)))
    rhythm = learn_prior(tracks, as_of.toordinal()) if tracks else None
    return Base(
        rhythm=attrs.evolve(rhythm.prior, reach=rhythm.reach) if rhythm is not None else Base().rhythm,
        chances=learn_chances(tracks, as_of.toordinal(), horizon, engine=engine or PLAIN),
        learnt_on=as_of,
        clients=len(tracks),
        kinds=frozenset(kinds),
        cuts=learn_cuts(scored),
        cases=learn_reasons(verified),
        returns=learn_return(attempts) if attempts else None,
    )

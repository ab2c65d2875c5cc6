"""What facts are about: one silence, or one client's whole story as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

import attrs

from ..base import Base
from ..conditions import Tuning
from ..history import BREAKS, Client, Event
from ..rhythm import Pooled, Rhythm, Visits

__all__ = ["Loss", "Silence", "Story", "ends_client"]


@attrs.frozen
class Silence:
    """One silence: a rhythm, and days on which nothing was bought since.

    Attributes:
        rhythm: running sums of the life before it.
        track: ordinals of all days of visit before it, ascending, in all lives.
        days: days without a purchase, closures left out.
        base: what was learnt from all clients.
        numbers: the policy's values.
        breaks: known breaks in it, oldest first.
        events: everything else that happened in it.
        until: ordinal of the day asked about.
        closures: ordinals of the first and last day of each period that does not count.
        contract_runs: whether a contract binds the client.
        dead: whether the consumer has died.
    """

    rhythm: Rhythm
    track: tuple[int, ...]
    days: int
    base: Base
    numbers: Tuning
    breaks: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    until: int = 0
    closures: tuple[tuple[int, int], ...] = ()
    contract_runs: bool = False
    dead: bool = False

    @property
    def visits(self) -> int:
        """Days of visit before it."""
        return len(self.track)

    @property
    def since(self) -> int:
        """Ordinal of the last visit; 0 before the first."""
        return self.track[-1] if self.track else 0

    @property
    def pooled(self) -> Pooled | None:
        """The rhythm pooled with that of clients alike."""
        return self.rhythm.pooled(self.base.rhythm)

    def day_at(self, days: int) -> date:
        """The day on which the silence had lasted so many days that count."""
        day = self.since + days
        for first, last in self.closures:
            if self.since < last and first <= day:
                day += last - max(first - 1, self.since)
        return date.fromordinal(day)


@attrs.frozen
class Loss:
    """One time the client was lost.

    Attributes:
        on: the day the line was crossed, or of the break.
        confirmed: by a declared or observed break, not by silence alone; only these count towards twice lost (E4.19).
        returned_on: the day of the first purchase after it, `None` while it lasts.
    """

    on: date
    confirmed: bool
    returned_on: date | None = None


@attrs.frozen(eq=False)
class Story:
    """One client as of a day, with everything the rooms read.

    Attributes:
        client: the account, as known on the day.
        as_of: the day asked about.
        base: what was learnt from all clients.
        numbers: the policy's values.
        visits: days of visit with their money.
        silence: the present silence.
        losses: past losses from which the client came back, oldest first.
    """

    client: Client
    as_of: date
    base: Base
    numbers: Tuning
    visits: Visits
    silence: Silence
    losses: tuple[Loss, ...] = ()
    __dict__: dict[str, Any] = attrs.field(init=False, repr=False, factory=dict)

    @cached_property
    def by_kind(self) -> dict[str, list[Event]]:
        """Events by kind, oldest first."""
        kinds: dict[str, list[Event]] = {}
        for event in sorted(self.client.events, key=lambda event: event.on):
            kinds.setdefault(event.kind, []).append(event)
        return kinds

    def events(self, *kinds: str) -> Sequence[Event]:
        """Events of these kinds, oldest first."""
        known = self.by_kind
        found = [known[kind] for kind in kinds if kind in known]
        if len(found) < 2:
            return found[0] if found else ()
        return sorted(chain.from_iterable(found), key=lambda event: event.on)

    @cached_property
    def last_visit(self) -> date | None:
        """Day of the last purchase."""
        return date.fromordinal(self.visits.days[-1]) if self.visits.days else None

    @cached_property
    def first_visit(self) -> date | None:
        """Day of the first purchase."""
        return date.fromordinal(self.visits.days[0]) if self.visits.days else None


def ends_client(event: Event, company: bool | None) -> bool:
    """Whether an event breaks the relation; the death of a contact or a suspected one does not (section 6)."""
    if event.kind != "died":
        return event.kind in BREAKS
    if event.detail("suspected") or company:
        return False
    return company is False or not event.detail("person")

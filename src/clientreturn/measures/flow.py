"""Flows: who came, stayed, went quiet, woke, was lost and returned between dates; in one pass over the clients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

import attrs

from ..base import Base
from ..conditions import Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..history.merging import survivors
from ..money import total
from ..phrases import Said, composed, listed, said
from ..policy import Policy
from ..reviews.row import judged, yearly_revenue
from ..standing import Judgement
from .clock import Replay, reach_of, replay_from, replay_said

__all__ = ["Cohort", "Flow", "FlowTable", "Flows", "Place", "flows", "month_ends"]


class Place(StrEnum):
    """Where a client is on a day, coarsely."""

    NOT_YET = "not a client yet"
    HERE = "client"
    QUIET = "dormant"
    LOST = "lost"
    MOVED = "goes on under another record"


class Flow(StrEnum):
    """What became of a client from one day to another."""

    NOT_YET = "not a client yet"
    NEW = "new"
    NEW_AND_GONE = "new, and gone again"
    KEPT = "kept"
    WENT_QUIET = "gone quiet"
    STILL_QUIET = "still quiet"
    WOKEN = "woken"
    LOST = "lost"
    LOST_AGAIN = "lost again"
    STILL_LOST = "still lost"
    RETURNED = "returned"
    RETURNED_AND_QUIET = "returned, and quiet again"
    MOVED = "its record ended, not its buying"
    CANCELLED = "all its orders cancelled"


@attrs.frozen(field_transformer=typed)
class FlowTable:
    """Everybody between two days.

    Attributes:
        start: the first day.
        end: the second day.
        moves: ids by flow, every flow named.
        money: revenue a year of the clients in each flow, as far as it is known.
        places: how many clients went from one place to another.

    Each client stands in exactly one flow, so the table adds up to all clients.
    """

    start: date
    end: date
    moves: dict[Flow, tuple[str, ...]] = attrs.field(repr=False, hash=False)
    money: dict[Flow, Decimal] = attrs.field(hash=False)
    places: dict[tuple[Place, Place], int] = attrs.field(hash=False)

    def __attrs_post_init__(self) -> None:
        if self.moves.keys() != self.money.keys():
            raise ClientReturnError("FlowTable.money", self.money, "money of each flow in moves")

    @property
    def counts(self) -> dict[Flow, int]:
        """How many clients went each way."""
        return {flow: len(ids) for flow, ids in self.moves.items()}

    def __len__(self) -> int:
        return sum(self.counts.values())

    @property
    def text(self) -> Said:
        """The table in words."""
        lines = [said("review.period", "{start} to {end}", start=self.start, end=self.end)]
        for flow, count in self.counts.items():
            if count:
                money = (self.money[flow], Unit.MONEY)
                told = said("flow.line", "{flow}, {money} a year", flow=flow, money=money)
                lines.append(composed(f"  {count:>7,} ", told))
        return listed(lines, "\n")

    def __str__(self) -> str:
        return str(self.text)


@attrs.frozen(field_transformer=typed)
class Cohort:
    """Clients that first bought in the same stretch.

    Attributes:
        after: first purchase after this day; `None` for all earlier ones.
        until: first purchase on this day at the latest.
        size: how many they are.
        present: on each of the days from `until` on, how many are clients.
    """

    after: date | None
    until: date
    size: int
    present: tuple[tuple[date, int], ...]

    def __attrs_post_init__(self) -> None:
        if self.size < 1:
            raise ClientReturnError("Cohort.size", self.size, "a number of clients above 0")

    @property
    def retention(self) -> tuple[float, ...]:
        """Share that is still there, day by day."""
        return tuple(count / self.size for _, count in self.present)


@attrs.frozen(field_transformer=typed)
class Flows:
    """The base from day to day.

    Attributes:
        days: the days asked about, ascending.
        base: on each day, how many clients are in each place.
        money: on each day, revenue a year of those who are clients.
        tables: what happened between each day and the next.
        cohorts: clients by the stretch between two days in which they first bought.
        known_on: the day by whose knowledge all days were judged.
        replay: how true that is to what was known then.
    """

    days: tuple[date, ...]
    base: tuple[dict[Place, int], ...] = attrs.field(hash=False)
    money: tuple[Decimal, ...]
    tables: tuple[FlowTable, ...]
    cohorts: tuple[Cohort, ...]
    known_on: date
    replay: Replay = Replay.PRESENT

    @property
    def text(self) -> Said:
        """All tables in words."""
        return listed([*replay_said(self.replay, self.known_on), *(table.text for table in self.tables)], "\n")

    def __str__(self) -> str:
        return str(self.text)


MOST_MONTHS: Final = 1200


@door
def month_ends(last: date, months: int) -> tuple[date, ...]:
    """So many days a month apart that end with `last`, and the one before them.

    >>> month_ends(date(2026, 3, 31), 2)
    (datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    if not 0 <= months <= MOST_MONTHS:
        raise ClientReturnError("months", months, f"from 0 to {MOST_MONTHS} months")
    return tuple(later(last, months=-back) for back in range(months, -1, -1))


@attrs.frozen
class _Path:
    """One client on all the days."""

    id: str
    places: tuple[Place, ...]
    flows: tuple[Flow, ...]
    money: tuple[Decimal | None, ...]
    first: date | None


@door
def flows(
    clients: Iterable[Client],
    days: Sequence[date],
    *,
    policy: Policy | None = None,
    base: Base | None = None,
    known_on: date | None = None,
) -> Flows:
    """Who came and went between these days; every client is read once.

    Args:
        clients: any iterable of clients; one that another names in `same_as` is counted there (R21).
        days: two days or more, ascending; `month_ends` gives months.
        policy: what the firm decides.
        base: what was learnt from all clients.
        known_on: the day by whose knowledge all days are judged; the last day by default.

    >>> from clientreturn.history import Purchase
    >>> buys = [Purchase(date(2025, month, 5), 100, "EUR") for month in range(1, 8)]
    >>> table = flows([Client("C", purchases=buys)], [date(2025, 7, 31), date(2025, 9, 30)]).tables[0]
    >>> table.moves[Flow.WENT_QUIET]
    ('C',)
    """
    policy, base = policy or Policy(), base or Base()
    asked = _checked(days)
    known_on = asked[-1] if known_on is None else known_on
    if known_on < asked[-1]:
        raise ClientReturnError("known_on", known_on, f"a day not before the last one, {asked[-1]}")
    base.check(asked[-1])
    paths: list[_Path] = []
    earlier: dict[str, tuple[str, ...]] = {}
    reaches: set[tuple[bool, bool]] = set()
    for client in clients:
        reaches.add(reach_of(client, known_on))
        paths.append(_path(client.recorded_by(known_on), asked, policy, base))
        if client.same_as:
            earlier[client.id] = client.same_as
    merged = survivors(earlier)
    paths = [path for path in paths if path.id not in merged]
    return Flows(
        asked,
        tuple({place: sum(path.places[at] is place for path in paths) for place in Place} for at in range(len(asked))),
        tuple(
            total(money for path in paths if path.places[at] is Place.HERE and (money := path.money[at]) is not None)
            for at in range(len(asked))
        ),
        tuple(_table(paths, at, pair) for at, pair in enumerate(pairwise(asked))),
        tuple(_cohorts(paths, asked)),
        known_on,
        replay_from(reaches),
    )


def _checked(days: Sequence[date]) -> tuple[date, ...]:
    for day in days:
        if type(day) is not date:
            raise ClientReturnError("days", day, "dates", "say date(2026, 3, 1)")
    if len(days) < 2 or any(later <= earlier for earlier, later in pairwise(days)):
        raise ClientReturnError("days", days, "two days or more, ascending", "sort them, each once")
    return tuple(days)


def _path(client: Client, days: tuple[date, ...], policy: Policy, base: Base) -> _Path:
    stands: list[Judgement] = []
    for day in days:
        stands.append(judged(client, day, policy, base, stands[-1] if stands else None))
    places = tuple([_place(one, policy.strict) for one in stands])
    moves = tuple(
        [_flow(was, now, before, after) for (was, before), (now, after) in pairwise(zip(places, stands, strict=True))]
    )
    return _Path(client.id, places, moves, tuple(yearly_revenue(one) for one in stands), stands[-1].story.first_visit)


def _place(judgement: Judgement, strict: bool) -> Place:
    if judgement.moved:
        return Place.MOVED
    if judgement.here:
        return Place.HERE
    if not judgement.ever_client:
        return Place.NOT_YET
    return Place.LOST if strict or all(says.lost for says in judgement.verdict.possible) else Place.QUIET


def _flow(was: Place, now: Place, before: Judgement, after: Judgement) -> Flow:
    came_back = any(loss.returned_on and loss.returned_on > before.story.as_of for loss in after.story.losses)
    match was, now:
        case _, Place.MOVED:
            return Flow.MOVED
        case Place.NOT_YET, Place.NOT_YET:
            return Flow.NOT_YET
        case Place.NOT_YET, Place.HERE:
            return Flow.NEW
        case Place.NOT_YET, _:
            return Flow.NEW_AND_GONE
        case _, Place.NOT_YET:
            return Flow.CANCELLED
        case Place.HERE | Place.MOVED, Place.HERE:
            return Flow.KEPT
        case Place.LOST, Place.HERE:
            return Flow.RETURNED
        case Place.QUIET, Place.HERE:
            return Flow.RETURNED if came_back else Flow.WOKEN
        case Place.LOST, Place.LOST if not came_back:
            return Flow.STILL_LOST
        case _, Place.LOST:
            return Flow.LOST_AGAIN if after.story.losses else Flow.LOST
        case Place.HERE | Place.MOVED, Place.QUIET:
            return Flow.WENT_QUIET
        case _:
            return Flow.RETURNED_AND_QUIET if came_back else Flow.STILL_QUIET


def _table(paths: list[_Path], at: int, pair: tuple[date, date]) -> FlowTable:
    moves: dict[Flow, list[str]] = {flow: [] for flow in Flow}
    money = dict.fromkeys(Flow, Decimal(0))
    places: dict[tuple[Place, Place], int] = {}
    for path in paths:
        flow = path.flows[at]
        moves[flow].append(path.id)
        money[flow] += path.money[at + 1] or path.money[at] or Decimal(0)
        way = path.places[at], path.places[at + 1]
        places[way] = places.get(way, 0) + 1
    return FlowTable(*pair, {flow: tuple(ids) for flow, ids in moves.items()}, money, places)


def _cohorts(paths: list[_Path], days: tuple[date, ...]) -> Iterator[Cohort]:
    for at, until in enumerate(days):
        after = days[at - 1] if at else None
        inside = [path for path in paths if path.first and path.first <= until and (not after or path.first > after)]
        if inside:
            present = ((day, sum(path.places[n] is Place.HERE for path in inside)) for n, day in enumerate(days))
            yield Cohort(after, until, len(inside), tuple(present)[at:])

"""Two reviews compared: each client that moved, and what moved it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs

from .. import __version__
from ..base import Base
from ..case import assess
from ..causes.across.artefacts import SAME_AS
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client, Event, Purchase
from ..phrases import SEMICOLON, Said, composed, listed, named, said
from ..policy import Policy
from ..reviews import Review, Row
from ..reviews.row import row_of
from ..standing import Standing
from .movers import Mover, arrived, departed, exchanged, silent, turns, versions

__all__ = ["Comparison", "Moved", "Part", "Position", "Shift", "compare", "stepwise"]


@attrs.frozen(field_transformer=typed)
class Position:
    """Where one review sees a client.

    Attributes:
        standing: where it stands; `None` when it cannot be told.
        reason: code of the first cause; empty when unknown.
        return_class: 1 to 4 for the gone.
        money: revenue lost a year; zero for those who are not gone, or whose money is unknown.
    """

    standing: Standing | None
    reason: str = ""
    return_class: int | None = None
    money: Decimal = Decimal(0)

    @property
    def gone(self) -> bool:
        """Counted in the loss figures."""
        return self.standing is not None and self.standing.gone


@attrs.frozen(field_transformer=typed)
class Shift:
    """One part of the way from one review to the other.

    Attributes:
        mover: what changed.
        before: where the client was before that change; `None` when it was not there.
        after: where it was after it.
        names: the rules, numbers, records or learnt values that did it.
    """

    mover: Mover
    before: Position | None
    after: Position | None
    names: tuple[str, ...] = ()


@attrs.frozen(field_transformer=typed)
class Moved:
    """One client that the two reviews see differently.

    Attributes:
        client: its id.
        before: where the first review sees it; `None` when it does not have it.
        after: where the second one does.
        shifts: the way from one to the other; each begins where the last one ended.
    """

    client: str
    before: Position | None
    after: Position | None
    shifts: tuple[Shift, ...]

    @property
    def movers(self) -> tuple[Mover, ...]:
        """What moved it."""
        return tuple(dict.fromkeys(shift.mover for shift in self.shifts))

    @property
    def text(self) -> Said:
        """The way in words."""
        return composed(f"{self.client}: ", listed(map(_way, self.shifts), SEMICOLON))

    def __str__(self) -> str:
        return str(self.text)


def _way(shift: Shift) -> Said:
    way = way_said(position_said(shift.before), position_said(shift.after), shift.mover)
    return composed(way, " (", listed(shift.names), ")") if shift.names else way


def way_said(before: str, after: str, mover: Mover) -> Said:
    """One change of place, and its mover."""
    return said("compare.shift", "{before} → {after} by {mover}", before=before, after=after, mover=mover)


def position_said(position: Position | None) -> str:
    """Where a review sees a client, in words."""
    if position is None:
        return said("compare.not-there", "not there")
    told = named(position.standing) if position.standing else said("compare.untold", "cannot be told")
    extra: list[str] = [Said(f"reason.{position.reason}", position.reason)] if position.reason else []
    if position.return_class:
        extra.append(said("explain.class", "class {number}", number=position.return_class))
    return composed(told, " (", listed(extra), ")") if extra else told


@attrs.frozen
class Part:
    """What one mover did in all.

    Attributes:
        clients: ids of those whom it moved.
        counts: change in the number of clients by standing.
        gone: change in the number of the gone.
        money: change in the revenue lost a year.
    """

    clients: tuple[str, ...]
    counts: dict[str, int]
    gone: int
    money: Decimal


@attrs.frozen(field_transformer=typed)
class Comparison:
    """The difference between two reviews.

    Attributes:
        start: day of the first review.
        end: day of the second.
        moved: clients that they see differently, by id.
    """

    start: date
    end: date
    moved: tuple[Moved, ...]

    def __len__(self) -> int:
        return len(self.moved)

    def __iter__(self) -> Iterator[Moved]:
        return iter(self.moved)

    @door
    def part(self, mover: Mover | None = None) -> Part:
        """What one mover did, or all of them together: the parts add up to the whole."""
        shifts = [
            (moved.client, shift)
            for moved in self.moved
            for shift in moved.shifts
            if mover is None or shift.mover is mover
        ]
        counts: dict[str, int] = {}
        gone, money = 0, Decimal(0)
        for _, shift in shifts:
            for position, sign in ((shift.before, -1), (shift.after, 1)):
                if position is not None:
                    name = "unknown" if position.standing is None else position.standing.value
                    counts[name] = counts.get(name, 0) + sign
                    gone += sign * position.gone
                    money += sign * position.money
        ids = tuple(dict.fromkeys(client for client, _ in shifts))
        return Part(ids, {name: count for name, count in sorted(counts.items()) if count}, gone, money)

    @property
    def parts(self) -> dict[Mover, Part]:
        """What each mover did."""
        return {mover: self.part(mover) for mover in Mover}

    @property
    def text(self) -> Said:
        """The difference in words."""
        whole = self.part()
        lines = [
            said(
                "compare.title",
                "{start} to {end}: {clients} clients moved, {gone} gone, {money} a year",
                start=self.start,
                end=self.end,
                clients=len(self),
                gone=f"{whole.gone:+}",
                money=f"{whole.money:+,.2f}",
            )
        ]
        lines += [
            composed(
                "  ",
                said(
                    "compare.by",
                    "by {mover}: {clients} clients, {gone} gone, {money} a year",
                    mover=mover,
                    clients=len(part.clients),
                    gone=f"{part.gone:+}",
                    money=f"{part.money:+,.2f}",
                ),
            )
            for mover, part in self.parts.items()
            if part.clients
        ]
        return listed([*lines, *(composed("    ", moved.text) for moved in self.moved)], "\n")

    def __str__(self) -> str:
        return str(self.text)


@door
def compare(a: Review, b: Review) -> Comparison:
    """Each client that two reviews see differently, and what moved it.

    The first review is turned into the second by one change at a time, always in the same order: library version,
    late data (records of the first review's time that it did not know), time (days and what they brought), base,
    policy. A change is named for what it alters at its turn, so the parts add up to the difference. An account that
    another one took over is counted there, as in the reviews.

    Raises:
        ClientReturnError: when a client moved and the reviews kept no records (`keep_records=False`).
    """
    if a.as_of > b.as_of:
        return _reversed(compare(b, a))
    before = {row.client: row for row in a.counted}
    after = {row.client: row for row in b.counted}
    moved = []
    for client in sorted(before.keys() | after.keys()):
        first, last = _position(before.get(client)), _position(after.get(client))
        if first != last:
            moved.append(Moved(client, first, last, tuple(_shifts(client, first, last, a, b))))
    return Comparison(a.as_of, b.as_of, tuple(moved))


@door
def stepwise(
    start: date, end: date, first: Mapping[str, Position], *steps: tuple[Mover, Mapping[str, Position]]
) -> Comparison:
    """A comparison from positions that somebody else has computed, a data frame for instance.

    Args:
        start: day of the first review.
        end: day of the second.
        first: where each client stood in the first review.
        steps: where each stands after one more change, in the order of `Mover`; the last one is the second review.

    >>> here, gone = Position(Standing.ACTIVE), Position(Standing.DORMANT)
    >>> found = stepwise(date(2026, 1, 1), date(2026, 2, 1), {"C": here}, (Mover.TIME, {"C": gone}))
    >>> found.part(Mover.TIME).gone
    1
    """
    ways = [(None, first), *steps]
    clients = sorted({client for _, positions in ways for client in positions})
    moved = []
    for client in clients:
        shifts = [
            Shift(mover, before.get(client), after.get(client))
            for (_, before), (mover, after) in pairwise(ways)
            if mover is not None and before.get(client) != after.get(client)
        ]
        last = ways[-1][1].get(client)
        if first.get(client) != last:
            moved.append(Moved(client, first.get(client), last, tuple(shifts)))
    return Comparison(start, end, tuple(moved))


def _reversed(comparison: Comparison) -> Comparison:
    def back(shift: Shift) -> Shift:
        return attrs.evolve(shift, before=shift.after, after=shift.before)

    moved = tuple(
        Moved(one.client, one.after, one.before, tuple(back(shift) for shift in reversed(one.shifts)))
        for one in comparison.moved
    )
    return Comparison(comparison.end, comparison.start, moved)


def _position(row: Row | None) -> Position | None:
    if row is None:
        return None
    lost = Decimal(str(row.yearly)) if row.gone and row.yearly is not None else Decimal(0)
    return Position(row.standing, row.reason, row.return_class, lost)


@attrs.frozen
class _Inputs:
    """Everything that a verdict depends on besides the library."""

    client: Client
    as_of: date
    base: Base
    policy: Policy

    @property
    def position(self) -> Position | None:
        case = assess(self.client, as_of=self.as_of, base=self.base, policy=self.policy)
        return _position(row_of(case))


def _shifts(client: str, first: Position | None, last: Position | None, a: Review, b: Review) -> Iterator[Shift]:
    if first is None:
        yield Shift(_arrival(_record(b, client), a.as_of), None, last, (arrived(),))
        return
    if last is None:
        yield Shift(Mover.LATE_DATA, first, None, (SAME_AS if client in b.merged else departed(),))
        return
    old, new = _record(a, client), _record(b, client)
    start = _Inputs(old, a.as_of, a.inputs.base, a.inputs.policy)
    here = start.position
    yield from _shift(Mover.VERSION, first, here, [versions(a.stamp.version, __version__)])
    corrected = attrs.evolve(start, client=new.recorded_by(b.as_of))
    there = here if start == corrected else corrected.position
    yield from _shift(Mover.LATE_DATA, here, there, _late(old, new, a.as_of, b.as_of))
    here = there
    for mover, before, after in turns(corrected, _Inputs(new, b.as_of, b.inputs.base, b.inputs.policy)):
        there = here if before == after else after.position
        yield from _shift(mover, here, there, _named(mover, before, after))
        here = there
    yield from _shift(Mover.VERSION, here, last, [versions(__version__, b.stamp.version)])


def _shift(mover: Mover, before: Position | None, after: Position | None, names: Iterable[str]) -> Iterator[Shift]:
    if before != after:
        yield Shift(mover, before, after, tuple(names))


def _record(review: Review, client: str) -> Client:
    record = review.inputs.records.get(client)
    if record is None:
        raise ClientReturnError(
            "compare", client, "a review that kept its records", "review with keep_records=True to compare later"
        )
    return record


# --- naming what moved it -------------------------------------------------------------------------


def _named(mover: Mover, before: _Inputs, after: _Inputs) -> Iterator[str]:
    if mover is Mover.TIME:
        return _news(after.client, before.as_of, after.as_of)
    return _exchanged(mover, before, after)


def _arrival(client: Client, before: date) -> Mover:
    """A client that begins after the first review came with time; an older one was missing from the records."""
    days = [record.on for record in _records(client)]
    return Mover.LATE_DATA if days and min(days) <= before else Mover.TIME


def _told(record: Purchase | Event) -> Said:
    if isinstance(record, Event):
        kind = Said(f"event.{record.kind}", record.kind)
        return said("compare.event", "{kind} of {day}", kind=kind, day=record.on)
    if record.amount < 0:
        return said("compare.credit-note", "credit note of {day}", day=record.on)
    return said("compare.purchase", "purchase of {day}", day=record.on)


def _late(old: Client, new: Client, before: date, after: date) -> Iterator[str]:
    """Records of the first review's time that it did not know, and those that are gone or changed since."""
    knew = {attrs.evolve(record, known_on=None) for record in _records(old.known_at(before))}
    knows = {attrs.evolve(record, known_on=None) for record in _records(new.known_at(after)) if record.on <= before}
    for record in sorted(knows - knew, key=lambda record: (record.on, repr(record))):
        yield _told(record)
    for record in sorted(knew - knows, key=lambda record: (record.on, repr(record))):
        yield said("compare.gone", "{record}, no longer there", record=_told(record))
    bare: dict[str, Any] = {"purchases": (), "events": ()}
    for field in attrs.fields(Client):
        if getattr(attrs.evolve(old, **bare), field.name) != getattr(attrs.evolve(new, **bare), field.name):
            yield f"Client.{field.name}"


def _news(client: Client, before: date, after: date) -> Iterator[str]:
    """What happened between the reviews; silence, when nothing did."""
    happened: list[Purchase | Event] = [record for record in _records(client) if before < record.on <= after]
    for record in sorted(happened, key=lambda record: (record.on, repr(record))):
        yield _told(record)
    if not happened:
        yield silent(before, after)


def _records(client: Client) -> tuple[Purchase | Event, ...]:
    return (*client.purchases, *client.events)


def _exchanged(mover: Mover, inputs: _Inputs, end: _Inputs) -> Iterator[str]:
    """The learnt values, numbers, rules and whatever else that alter the position when exchanged one by one."""
    here = inputs.position
    for name, changed in exchanged(mover, inputs, end):
        there = changed.position
        if there != here:
            yield name
        here = there

"""A table and how it is looked at; the looks on the way from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from .. import __version__
from ..base import Base
from ..conditions import Number
from ..facts import silence
from ..measures import Mover
from ..measures.movers import exchanged, turns, versions
from ..policy import Policy
from ..standing import book, past
from .door import columns_present, ordinal, table
from .table import standing

__all__ = ["NEVER", "Look", "Turn", "Way", "everybody", "way"]

NEVER: Final = date.max.toordinal() + 1

READ: Final = frozenset(
    value.name for room in (silence, book, past) for value in vars(room).values() if isinstance(value, Number)
)
"""Numbers on which standing depends; those of causes, worth and plans alter no table of standings."""


def _policy(given: Policy | None) -> Policy:
    return given or Policy()


def _base(given: Base | None) -> Base:
    return given or Base()


@attrs.frozen(eq=False)
class Look:
    """A table of purchases, and how it is looked at.

    Attributes:
        purchases: a row for each document of buying, as `standing` takes it.
        as_of: the day asked about.
        policy: rules and numbers of the firm.
        base: what was learnt from all clients.
        rest: whatever else `standing` is given: names of columns, tables of clients, events and breaks.
        kept: the rows that `standing` gave of this very look, where they were kept (a file, a table): key, `standing`,
            `purchases_a_year` and `ticket`. What the library says otherwise today is put down to its version.
        version: the library's version that made the kept rows.
    """

    purchases: Any = attrs.field(repr=False)
    as_of: date
    policy: Policy = attrs.field(default=None, kw_only=True, converter=_policy, repr=False)
    base: Base = attrs.field(default=None, kw_only=True, converter=_base, repr=False)
    rest: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True, repr=False)
    kept: Any = attrs.field(default=None, kw_only=True, repr=False)
    version: str = attrs.field(default=__version__, kw_only=True)

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns of a row's key: the client, and the part where parts are judged."""
        part = self.rest.get("part")
        return (self.rest.get("client", "client"), *([part] if part is not None else []))

    def rows(self) -> Any:
        """The row of each client, as `standing` gives it."""
        return standing(self.purchases, as_of=self.as_of, policy=self.policy, base=self.base, **self.rest)


@attrs.frozen
class Turn:
    """One exchange on the way.

    Attributes:
        mover: what was exchanged.
        name: its name, where one alone says what it was.
        place: which rows hold after it.
    """

    mover: Mover
    name: str
    place: int


@attrs.frozen(eq=False)
class Way:
    """From one look to another, one exchange at a time.

    Attributes:
        rows: standings as they were on the way, the first look's and the last one's among them; an exchange that can
            move nobody has none of its own.
        turns: the exchanges, in the order of `Mover`.
        closing: from today's version to that of the last look's kept rows, if it has any.
    """

    rows: list[Any]
    turns: list[Turn]
    closing: Turn | None

    def after(self, mover: Mover) -> int:
        """Which rows hold once a mover has had its turn."""
        order = list(Mover)
        done = (turn.place for turn in self.turns if order.index(turn.mover) <= order.index(mover))
        return max(done, default=0)

    def named(self, mover: Mover) -> Iterator[tuple[str, int, int]]:
        """The single exchanges of a mover: the name, and which rows hold before and after it."""
        for before, turn in zip((0, *(turn.place for turn in self.turns)), self.turns, strict=False):
            if turn.mover is mover and turn.name and turn.place != before:
                yield turn.name, before, turn.place

    def at_last(self) -> Iterator[tuple[str, int, int]]:
        """The closing exchange in the same way, if there is one."""
        if self.closing is not None:
            yield self.closing.name, self.closing.place - 1, self.closing.place


def way(before: Look, after: Look) -> Way:
    """The looks that lead from the first to the second."""
    found = Way([before.rows() if before.kept is None else before.kept], [], None)

    def turn(mover: Mover, name: str, rows: Any = None) -> Turn:
        if rows is not None:
            found.rows.append(rows)
        return Turn(mover, name, len(found.rows) - 1)

    if before.kept is not None:
        found.turns.append(turn(Mover.VERSION, versions(before.version, __version__), before.rows()))
    last = _recorded(after, before)
    here = attrs.evolve(last, as_of=before.as_of, policy=before.policy, base=before.base)
    if not _same_tables(before, after) or ("known_on" in after.rest and before.as_of < after.as_of):
        found.turns.append(turn(Mover.LATE_DATA, "", here.rows()))
    for mover, start, end in turns(here, last):
        for name, there in exchanged(mover, start, end) if mover is not Mover.TIME else [("", end)]:
            found.turns.append(turn(mover, name, None if _reads(here) == _reads(there) else there.rows()))
            here = there
    if after.kept is None:
        return found
    return attrs.evolve(found, closing=turn(Mover.VERSION, versions(__version__, after.version), after.kept))


def _reads(look: Look) -> tuple[Any, ...]:
    """All of a look's question on which standing and yearly money depend."""
    base, policy = look.base, look.policy
    numbers = tuple((name, value) for name, value in policy.numbers.items if name in READ)
    return look.as_of, base.rhythm, base.chances, base.cuts, base.feeds, policy.standing, policy.presence, numbers


def _same_tables(before: Look, after: Look) -> bool:
    """Whether both look at the very same tables, by the same names."""
    names = before.rest.keys() | after.rest.keys()
    pairs = [(before.rest.get(name), after.rest.get(name)) for name in names]
    return all(a is b or (isinstance(a, str) and a == b) for a, b in [(before.purchases, after.purchases), *pairs])


def _recorded(look: Look, earlier: Look) -> Look:
    """The look with all that was known by its day, whenever it became known; facts that the earlier rules need stay."""
    rest = {**look.rest, "own": {**earlier.rest.get("own", {}), **look.rest.get("own", {})}}
    known_on = rest.pop("known_on", None)
    if known_on is None:
        return attrs.evolve(look, rest=rest)
    bought = table(look.purchases, "purchases")
    columns_present(bought, "purchases", [known_on])
    known = ordinal(bought, "purchases", known_on, nullable=True)
    kept = bought.filter(known.is_null() | (known <= look.as_of.toordinal()))
    return attrs.evolve(look, purchases=kept.to_native(), rest=rest)


def everybody(before: Look, after: Look) -> Any:
    """The key of each row that either look may have, with what the later look's records say of the days between.

    `first` is the day of the first record, `news` how many days have one after the first look's day.
    """
    keys, found = before.keys, []
    for look in (before, after):
        more = ("clients", "events", "breaks") if len(keys) == 1 else ()
        tables = {"purchases": look.purchases, "kept": look.kept, **{name: look.rest.get(name) for name in more}}
        for name, native in tables.items():
            if native is not None:
                rows = table(native, name)
                dated = look is after and name not in ("clients", "kept")
                found.append(rows.select(*keys, *(_told(rows, name, look, before.as_of) if dated else _UNTOLD)))
    return nw.concat(found).group_by(*keys).agg(nw.col("first").min(), nw.col("news").sum())


_UNTOLD: Final = (nw.lit(NEVER).cast(nw.Int64).alias("first"), nw.lit(0).cast(nw.Int64).alias("news"))


def _told(rows: Any, name: str, look: Look, since: date) -> tuple[Any, Any]:
    """The day of each record, and whether it is news: of the days since then, and known by the look's day."""
    day, known_on = look.rest.get("day", "day"), look.rest.get("known_on")
    columns_present(rows, name, [day])
    first = ordinal(rows, name, day, nullable=True).fill_null(NEVER)
    news = (first > since.toordinal()) & (first <= look.as_of.toordinal())
    if name == "purchases" and known_on is not None:
        known = ordinal(rows, name, known_on, nullable=True)
        news = news & (known.is_null() | (known <= look.as_of.toordinal())).fill_null(True)
    counted = nw.when(news).then(nw.lit(1)).otherwise(nw.lit(0))
    return first.cast(nw.Int64).alias("first"), counted.cast(nw.Int64).alias("news")

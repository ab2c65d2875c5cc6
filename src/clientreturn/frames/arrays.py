"""The sums of every client by sorting whole numbers: faster than any group-by.

A visit is one whole number, client and day together; sorted, the gaps are differences of neighbours and
running sums are cumulative sums. Only gaps that a quick look cannot hold below the line are asked closely.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ..arithmetic import rounded
from ..base import Base
from ..conditions import Tuning, requires
from ..errors import ClientReturnError
from ..facts import Silence
from ..facts.silence import early_days, fixed_line, gone, gone_deviations, gone_ratio, season_cycles
from ..history import Event
from ..rhythm import MILLION, MILLIONTH, Rhythm, log_normal, pooled_of, square_of
from ..rules import RuleBook
from ..standing import Standing
from ..standing.past import dated_by_line, losing, loss_day, new_life
from .events import FOREVER, MARKS
from .vectors import ARRAYS, Silences, lost

__all__ = ["FRACTIONAL", "SUMS", "Reading", "has_formula"]

Whole = NDArray[np.int64]
Yes = NDArray[np.bool_]
Real = NDArray[np.float64]
Ruling = tuple[Whole, Whole, Whole, Whole]
"""Visits, Σ log, Σ log² and first day of the lives that rule."""

SUMS: Final = (
    "sum:visits",
    "sum:first",
    "sum:last",
    "sum:revenue",
    "sum:lately",
    "sum:ruling",
    "sum:logs",
    "sum:squares",
    "sum:losses",
    "sum:confirmed",
    "sum:returned",
    "sum:since",
    "sum:gone",
)
"""One row of sums a client, whole numbers without a null.

visits, first, last: days of visit, and ordinals (0 without one). revenue: ten-thousandths of money; lately: days of visit
in the last twelve months of buying. ruling, logs, squares: the rhythm that rules the present silence. losses, confirmed,
returned, since: the past; the ordinal of the last return (0 without one), and visits since then. gone: ordinal of the day
on which a client without a break is gone.
"""

MONEY: Final = ("money:revenue", "money:year", "money:before", "money:ticket")
"""Money to the cent: of all time, of the last twelve months of buying, of those before, and of a visit."""

FRACTIONAL: Final = ("sum:season", "sum:chance", *MONEY)
"""Further sums that are no whole numbers: silence that seasons explain; the chance where it is no closed form, else -1."""

BLOCK: Final = 1 << 17
"""Visits looked at together: so few that their arrays stay in the processor's cache and their memory is used again."""

YEAR: Final = 365


def has_formula(base: Base) -> bool:
    """Whether the chance is a closed form; if not, it is asked client by client."""
    return hasattr(base.chances, "formula")


def revenue_of(code: Whole, documents: Whole, units: Whole) -> Whole:
    """Money of each code, in ten-thousandths; `documents` counts the rows of each.

    Raises:
        ClientReturnError: for sums beyond what a whole number of 64 bits holds.
    """
    most = max(float(units.max()), -float(units.min())) if len(units) else 0.0
    near = most * float(documents.max(initial=0)) > 9e18  # only then is each client's own sum looked at
    if near and np.bincount(code, weights=np.abs(units.astype(np.float64))).max() > 9e18:
        raise ClientReturnError("amount", "…", "amounts whose sum for a client stays below 9e14", "count in thousands")
    revenue = np.zeros(len(documents), np.int64)
    np.add.at(revenue, code, units)
    return revenue


def cents(units: Whole, shares: Whole | int = 1) -> Real:
    """As `money.cents`, of a share of the ten-thousandths."""
    return (units + shares * 50) // (shares * 100) / 100


def visit_keys(code: Whole, day: Whole, units: Whole) -> tuple[Whole, int, int]:
    """Days of visit as sorted whole numbers, each once: the code above so many bits, the day since the earliest below."""
    earliest = int(day.min())
    bits = max(int(day.max()) - earliest, 1).bit_length()
    key = code << bits
    key += day
    key -= earliest
    bought = units > 0
    if not bought.all():
        key = key[bought]
    key.sort()
    return key[np.append(True, key[1:] != key[:-1])] if len(key) else key, bits, earliest


@attrs.frozen
class Reading:
    """How purchases are read: it goes to the workers of a cluster, too.

    Attributes:
        presence: the rules that judge one silence.
        base: what was learnt.
        numbers: the policy's values.
        today: ordinal of the day asked about.
        reach: ordinal of the day up to which silence is real.
    """

    presence: RuleBook[Standing]
    base: Base
    numbers: Tuning
    today: int
    reach: int

    def of(
        self, code: Whole, clients: int, day: Whole, units: Whole, marks: tuple[Whole, Whole] | None
    ) -> dict[str, NDArray[Any]]:
        """Columns of sums by code, and how many documents each has.

        Args:
            code: the client of each document or mark, from 0 on.
            clients: how many codes there are.
            day: its ordinal.
            units: its money in ten-thousandths; 0 for a mark.
            marks: 0 for a document, else one of `MARKS`; and the ordinal until which a pause lasts.
        """
        documents = np.bincount(code, minlength=clients)
        columns: dict[str, NDArray[Any]] = {name: np.zeros(clients, np.int64) for name in (*SUMS, "life:first")}
        columns["sum:season"] = np.zeros(clients)
        columns["sum:chance"] = np.full(clients, -1.0)
        columns["sum:documents"] = documents
        columns["sum:revenue"] = revenue_of(code, documents, units)
        if len(day):
            self._visits(columns, code, day, units, marks)
        years = np.zeros((2, clients), np.int64)
        for begin in range(0, len(day), BLOCK):
            some = slice(begin, begin + BLOCK)
            owner, money = code[some], units[some]
            ago = (columns["sum:last"][owner] - day[some]) // YEAR
            for year, earned in enumerate(years):
                inside = np.flatnonzero((ago == year) & (money > 0))
                np.add.at(earned, owner[inside], money[inside])
        visits = np.maximum(columns["sum:visits"], 1)
        revenue = columns["sum:revenue"]
        columns |= zip(MONEY, (cents(revenue), cents(years[0]), cents(years[1]), cents(revenue, visits)), strict=True)
        del columns["life:first"]
        return columns

    def _visits(
        self, columns: dict[str, NDArray[Any]], code: Whole, day: Whole, units: Whole, marks: tuple[Whole, Whole] | None
    ) -> None:
        """Sorts the visits and fills the columns, block by block of whole clients."""
        key, bits, earliest = visit_keys(code, day, units)
        marked = None
        if marks is not None:
            at = np.flatnonzero(marks[0])
            own = (code[at] << bits) | (day[at] - earliest)
            order = np.argsort(own, kind="stable")
            marked = (own[order], marks[0][at[order]], marks[1][at[order]])
        begin = 0
        while begin < len(key):
            end = min(begin + BLOCK, len(key))
            if end < len(key):
                end = int(np.searchsorted(key, (key[end] >> bits) << bits))
                if end <= begin:
                    end = int(np.searchsorted(key, ((key[begin] >> bits) + 1) << bits))
            _Block(self, key[begin:end], bits, earliest, marked).fill(columns)
            begin = end


class _Block:
    """Visits of some clients, one after another, with running sums over all of them."""

    def __init__(
        self, reading: Reading, key: Whole, bits: int, earliest: int, marked: tuple[Whole, Whole, Whole] | None
    ) -> None:
        self.reading = reading
        self.key = key
        self.bits = bits
        self.earliest = earliest
        code = key >> bits
        self.day = (key & ((1 << bits) - 1)) + earliest
        self.start = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
        self.end = np.append(self.start[1:], len(key))
        self.code = code[self.start]
        self.gap = np.diff(self.day, prepend=self.day[0])
        self.gap[self.start] = 0
        longest = int(self.gap.max()) + 1
        logs = np.floor(np.log(np.maximum(np.arange(longest), 1)) * MILLION + 0.5).astype(np.int64)
        self.logs = np.cumsum(logs[self.gap])
        self.squares = np.cumsum(square_of(logs)[self.gap])
        nothing = np.zeros(len(key), np.int64)
        self.breaks = (nothing, nothing)
        self.pauses: dict[str, Yes] = {}
        self.paused: dict[str, Whole] = {}
        self.broken_before = nothing[:0]
        self.dead = np.zeros(len(self.code), np.bool_)
        if marked is not None:
            self._place(*marked)

    def fill(self, columns: dict[str, NDArray[Any]]) -> None:
        """The sums of these clients."""
        start, end, day = self.start, self.end, self.day
        visits = end - start
        here = {
            "sum:visits": visits,
            "sum:first": day[start],
            "sum:last": day[end - 1],
            "sum:lately": np.add.reduceat(day >= np.repeat(day[end - 1], visits) - 364, start, dtype=np.int64),
            "sum:ruling": visits,
            "sum:logs": self.logs[end - 1] - self.logs[start],
            "sum:squares": self.squares[end - 1] - self.squares[start],
            "life:first": day[start],
        }
        for name, column in here.items():
            columns[name][self.code] = column
        self._replay(columns)
        self._present(columns)

    def _place(self, mark: Whole, kind: Whole, until: Whole) -> None:
        """Puts breaks and pauses into the gaps that they lie in, by the visit that ends the gap.

        A break before the first visit is a loss that the first visit ended; a gap has its count of breaks and the
        ordinal of the last. Pauses after the last visit are the present ones.
        """
        key, bits = self.key, self.bits
        low, high = np.searchsorted(mark, [(key[0] >> bits) << bits, ((key[-1] >> bits) + 1) << bits])
        mark, kind, until = mark[low:high], kind[low:high], until[low:high]
        mine = np.isin(mark >> bits, self.code)
        mark, kind, until = mark[mine], kind[mine], until[mine]
        at = np.searchsorted(key, mark, side="right")
        owner = np.searchsorted(self.code, mark >> bits)
        before, after = at == self.start[owner], at >= self.end[owner]
        broken, finished, hard, died = (
            kind == MARKS[name] for name in ("break", "project-finished", "hard-times", "died")
        )
        self.dead[owner[died]] = True
        broken |= died
        self.broken_before = np.unique(owner[before & broken])
        count, last = np.zeros(len(key), np.int64), np.zeros(len(key), np.int64)
        inside = ~before & ~after
        np.add.at(count, at[inside & broken], 1)
        np.maximum.at(last, at[inside & broken], (mark[inside & broken] & ((1 << bits) - 1)) + self.earliest)
        self.breaks = (count, last)
        for name, holds in (("project_finished", finished), ("hard_times", hard)):
            lasting = inside & holds
            if name == "hard_times":
                lasting[lasting] = until[lasting] >= self.day[at[lasting]]
            self.pauses[name] = np.zeros(len(key), np.bool_)
            self.pauses[name][at[lasting]] = True
            now = after & holds & ((until >= self.reading.today) | finished)
            self.paused[name] = np.full(len(self.code), FOREVER)
            np.minimum.at(self.paused[name], owner[now], (mark[now] & ((1 << bits) - 1)) + self.earliest)

    # --- the past ---

    def _replay(self, columns: dict[str, NDArray[Any]]) -> None:
        """Past losses, found in rounds: each round finds the next loss of every client that has one."""
        enough = self.reading.numbers(new_life)
        day, logs, squares, end = self.day, self.logs, self.squares, self.end
        back = self.broken_before
        for name in ("sum:losses", "sum:confirmed"):
            columns[name][self.code[back]] = 1
        columns["sum:returned"][self.code[back]] = day[self.start[back]]
        columns["sum:since"][self.code[back]] = end[back] - self.start[back]
        rows = np.flatnonzero(self.gap > 0)
        client = np.repeat(np.arange(len(end)), end - self.start - 1)
        born = self.start[client]
        ruling: Ruling = (rows - born, logs[rows - 1] - logs[born], squares[rows - 1] - squares[born], day[born])
        client, row, old = self._next_losses(rows, client, ruling)
        while len(client):
            code, last = self.code[client], end[client] - 1
            columns["sum:losses"][code] += 1
            columns["sum:confirmed"][code] += self.breaks[0][row] > 0
            columns["sum:returned"][code] = day[row]
            columns["sum:since"][code] = end[client] - row
            own = end[client] - row >= enough
            new = (end[client] - row, logs[last] - logs[row], squares[last] - squares[row], day[row])
            for at, name in enumerate(("sum:ruling", "sum:logs", "sum:squares", "life:first")):
                columns[name][code] = np.where(own, new[at], old[at])
            later = end[client] - row - 1
            owner = np.repeat(np.arange(len(client)), later)
            rows = np.arange(later.sum()) - np.repeat(np.cumsum(later) - later, later) + row[owner] + 1
            born = row[owner]
            ripe = rows - born >= enough
            life = (rows - born, logs[rows - 1] - logs[born], squares[rows - 1] - squares[born], day[born])
            grown = [np.where(ripe, sum_, before[owner]) for sum_, before in zip(life, old, strict=True)]
            client, row, old = self._next_losses(rows, client[owner], (grown[0], grown[1], grown[2], grown[3]))

    def _next_losses(self, rows: Whole, client: Whole, ruling: Ruling) -> tuple[Whole, Whole, Ruling]:
        """The first lost gap of each client among these rows, with the sums that ruled it."""
        near = self._maybe_beyond(rows, ruling)
        rows, client, ruling = rows[near], client[near], _at(ruling, near)
        count, last = self.breaks[0][rows], self.breaks[1][rows]
        values = {
            "breaks": count,
            "days_since_break": np.where(count > 0, self.day[rows] - last, np.nan),
            **{name: holds[rows] for name, holds in self.pauses.items()},
        }
        facts = self._silences(client, rows, ruling, self.gap[rows], values)
        found = np.flatnonzero(lost(self.reading.presence, facts))
        if not len(found):
            return client[:0], rows[:0], _at(ruling, rows[:0])
        owners = client[found]
        first = found[np.append(True, owners[1:] != owners[:-1])]
        return client[first], rows[first], _at(ruling, first)

    def _maybe_beyond(self, rows: Whole, ruling: Ruling) -> Whole:
        """Rows that `facts.silence.below_line` would not hold below the line, and those with a break."""
        numbers, prior = self.reading.numbers, self.reading.base.rhythm
        if not requires(losing(self.reading.presence), gone.node):
            return np.arange(len(rows))
        broken = self.breaks[0][rows] > 0
        if fixed := numbers(fixed_line):
            return np.flatnonzero((self.gap[rows] >= fixed) | broken)
        visits, logs, squares, _ = ruling
        weight = 0.0 if prior.centre is None else prior.weight
        gaps = np.maximum(visits - 1, 1)
        logarithms = np.log(np.arange(int(self.gap.max()) + 1) + numbers(early_days) + 0.01)
        far = logarithms[self.gap[rows]]
        reach = far - (logs * MILLIONTH + weight * (prior.centre or 0.0)) / (gaps + weight)
        seen = visits > 1
        if prior.centre is not None:
            reach = np.where(seen, reach, far - prior.centre)
        beyond = (reach >= np.log(numbers(gone_ratio)) - 0.006) & (seen | (prior.centre is not None))
        at = np.flatnonzero(beyond & seen)
        spread = log_normal(gaps[at].astype(np.float64), logs[at], squares[at], prior, ARRAYS)[1]
        deviations = max(numbers(gone_deviations), prior.reach)
        beyond[at] = reach[at] >= np.minimum(spread * deviations, 50.0) - 0.006
        return np.flatnonzero(beyond | broken)

    # --- silences ---

    def _present(self, columns: dict[str, NDArray[Any]]) -> None:
        """What of the present silence needs all days of visit."""
        ruling: Ruling = tuple(
            columns[name][self.code] for name in ("sum:ruling", "sum:logs", "sum:squares", "life:first")
        )
        everybody = np.arange(len(self.code))
        silence = np.maximum(self.reading.reach - self.day[self.end - 1], 0)
        facts = self._silences(everybody, self.end, ruling, silence, {})
        line, season = facts["line"], facts["season"]
        columns["sum:season"][self.code] = season
        if not has_formula(self.reading.base):
            columns["sum:chance"][self.code] = np.where(np.isnan(facts["chance"]), -1.0, facts["chance"])
        known = ~np.isnan(line)
        crossed = np.minimum(np.ceil(np.where(known, np.maximum(line, season), 0.0)), silence)
        gone_on = self.day[self.end - 1] + crossed.astype(np.int64)
        closely = np.ones(len(known), np.bool_)
        if dated_by_line(self.reading.presence):
            closely = np.minimum.reduce([*self.paused.values(), np.full(len(known), FOREVER)]) < FOREVER
        for at in np.flatnonzero(closely).tolist():
            gone_on[at] = self._gone_on(at, ruling, int(silence[at]))
        columns["sum:gone"][self.code] = gone_on

    def _gone_on(self, at: int, ruling: Ruling, silence: int) -> int:
        """The ordinal of the date of loss where it is no matter of the line: asked as for one client."""
        track = tuple(self.day[self.start[at] : self.end[at]].tolist())
        since = {name: date.fromordinal(int(first[at])) for name, first in self.paused.items() if first[at] < FOREVER}
        pauses = {"project_finished": Event.project_finished, "hard_times": Event.hard_times}
        subject = Silence(
            Rhythm(int(ruling[0][at]), int(ruling[3][at]), track[-1], int(ruling[1][at]), int(ruling[2][at])),
            track,
            silence,
            self.reading.base,
            self.reading.numbers,
            events=tuple(pauses[name](day) for name, day in since.items()),
            until=self.reading.today,
            dead=bool(self.dead[at]),
        )
        return loss_day(subject, self.reading.presence).toordinal()

    def _silences(
        self, client: Whole, rows: Whole, ruling: Ruling, silence: Whole, values: dict[str, NDArray[Any]]
    ) -> Silences:
        """Silences of these clients after the visits before these rows."""
        known = {
            "visits": rows - self.start[client],
            "silence": silence,
            "ruling": ruling[0],
            "logs": ruling[1],
            "squares": ruling[2],
            **values,
        }
        made: dict[str, Any] = {"season": lambda facts: self._season(client, rows, facts["line"])}
        if not has_formula(self.reading.base):
            made["chance"] = lambda facts: self._chance(client, rows, ruling, silence)
        return Silences(self.reading.base, self.reading.numbers, known, made)

    def _season(self, client: Whole, rows: Whole, line: Real) -> Real:
        """`facts.silence.season_rest` for many clients."""
        numbers = self.reading.numbers
        rests = ~np.isnan(line) & (not numbers(fixed_line))
        which = np.flatnonzero(rests)
        client, rows, line = client[which], rows[which], line[which]
        rest = np.full(len(which), float(YEAR))
        holds = np.ones(len(which), np.bool_)
        last = self.day[rows - 1]
        for cycle in range(1, int(numbers(season_cycles)) + 1):
            turn = last + line / 2 - YEAR * cycle
            until = np.clip(np.floor(turn) - self.earliest, -1, (1 << self.bits) - 1).astype(np.int64)
            at = np.searchsorted(self.key, (self.code[client] << self.bits) + until, side="right")
            at = np.minimum(at, rows)
            inside = (at > self.start[client]) & (at < rows)
            before = self.day[np.maximum(at - 1, 0)]
            after = self.day[np.minimum(at, len(self.day) - 1)]
            holds &= inside & (before > turn - YEAR) & (after > turn + line)
            rest = np.where(holds, np.minimum(rest, after - turn + line), rest)
        found = np.zeros(len(rests))
        found[which] = np.where(holds, rounded(rest, 2, ARRAYS), 0.0)
        return found

    def _chance(self, client: Whole, rows: Whole, ruling: Ruling, silence: Whole) -> Real:
        """Chances without a closed form, asked one by one; NaN where they cannot be told."""
        base, days = self.reading.base, self.day.tolist()
        found = np.full(len(rows), np.nan)
        columns = (self.start[client], rows, *ruling, silence)
        for at, (start, end, visits, logs, squares, first, quiet) in enumerate(
            zip(*(c.tolist() for c in columns), strict=True)
        ):
            rhythm = Rhythm(visits, first, days[end - 1], logs, squares)
            pooled = pooled_of(visits, logs, squares, base.rhythm)
            chance = base.chances.chance(rhythm, pooled, quiet, tuple(days[start:end]))
            if chance is not None:
                found[at] = rounded(chance, 6)
        return found


def _at(ruling: Ruling, rows: Whole) -> Ruling:
    return ruling[0][rows], ruling[1][rows], ruling[2][rows], ruling[3][rows]

"""The sums of every client by sorting whole numbers: for rows at hand, faster than any group-by.

A visit is one whole number, client and day together; sorted, the gaps are differences of neighbours and
running sums are cumulative sums. Only gaps that a quick look cannot hold below the line are asked closely.
"""

from __future__ import annotations

from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from ..arithmetic import rounded
from ..base import Base
from ..conditions import Tuning
from ..errors import ClientReturnError
from ..facts.silence import early_days, gone_deviations, gone_ratio
from ..rhythm import MILLION, MILLIONTH, Rhythm, RhythmPrior, log_normal, pooled_of
from ..rules import RuleBook
from ..standing import Standing
from ..standing.past import new_life
from .columns import has_formula
from .events import MARKS
from .past import lost_gaps, needs_line

__all__ = ["sums_at_hand"]

Whole = NDArray[np.int64]
BLOCK: Final = 1 << 21
"""Visits looked at together: what fits into a processor's cache beats what fits into memory."""


Ruling = tuple[Whole, Whole, Whole, Whole]
"""Visits, Σ log, Σ log² and first day of the lives that rule."""


def _at(ruling: Ruling, rows: Whole) -> Ruling:
    return ruling[0][rows], ruling[1][rows], ruling[2][rows], ruling[3][rows]


class _Numpy:
    """`Arithmetic` on arrays, as far as `log_normal` needs it."""

    greatest = staticmethod(np.maximum)
    sqrt = staticmethod(np.sqrt)


def sums_at_hand(
    documents: Any, keys: list[str], presence: RuleBook[Standing], base: Base, numbers: Tuning, reach: int
) -> Any:
    """One row of `SUMS` a client, from eager rows of `keys`, `doc:day` and `doc:units`, and of marks."""
    names, code, clients = _coded(documents, keys)
    day = documents["doc:day"].to_numpy().astype(np.int64, copy=False)
    units = documents["doc:units"].to_numpy()
    marks = None
    if "doc:mark" in documents.columns:
        marks = documents["doc:mark"].to_numpy(), documents["doc:until"].to_numpy()
    columns = _Sums(presence, base, numbers, documents.implementation, reach).of(code, clients, day, units, marks)
    sums = nw.from_dict(columns, backend=documents.implementation)
    return names(sums)


def _coded(documents: Any, keys: list[str]) -> tuple[Any, Whole, int]:
    """Clients as whole numbers from 0 on, and how to put their keys before their sums."""
    if len(keys) == 1 and documents.schema[keys[0]].is_integer() and len(documents):
        own = documents[keys[0]].to_numpy()
        lowest, highest = int(own.min()), int(own.max())
        if highest - lowest < 4 * len(own) + 1024:

            def named(sums: Any) -> Any:
                key = nw.new_series(
                    keys[0],
                    np.arange(lowest, highest + 1),
                    documents.schema[keys[0]],
                    backend=documents.implementation,
                )
                return sums.with_columns(key).filter(nw.col("sum:documents") > 0)

            return named, own.astype(np.int64) - lowest, highest - lowest + 1
    unique = documents.select(*keys).unique(keys).with_row_index("sum:code")
    coded = documents.select(*keys).with_row_index("doc:row").join(unique, on=keys, how="left").sort("doc:row")
    code = coded["sum:code"].to_numpy().astype(np.int64)

    def joined(sums: Any) -> Any:
        return nw.concat([unique.drop("sum:code"), sums], how="horizontal")

    return joined, code, len(unique)


class _Sums:
    """What does not change from one block of clients to the next."""

    def __init__(self, presence: RuleBook[Standing], base: Base, numbers: Tuning, backend: Any, reach: int) -> None:
        self.presence = presence
        self.base = base
        self.numbers = numbers
        self.backend = backend
        self.reach = reach
        self.row_by_row = not has_formula(base)
        self.only_beyond_line = needs_line(presence)

    def of(
        self, code: Whole, clients: int, day: Whole, units: Whole, marks: tuple[Whole, Whole] | None
    ) -> dict[str, NDArray[Any]]:
        """Columns of sums by code."""
        if len(units) and float(np.abs(units.astype(np.float64)).sum()) > 9e18:
            raise ClientReturnError("amount", "…", "amounts whose sum stays below 9e14", "count in thousands")
        documents = np.bincount(code, minlength=clients)
        revenue = np.zeros(clients, np.int64)
        np.add.at(revenue, code, units)
        earliest = int(day.min()) if len(day) else 0
        bits = max(int(day.max()) - earliest, 1).bit_length() if len(day) else 1
        bought = units > 0
        key = (code[bought] << bits) | (day[bought] - earliest)
        key.sort()
        if len(key):
            key = key[np.append(True, key[1:] != key[:-1])]
        marked = None
        if marks is not None:
            at = np.flatnonzero(marks[0])
            at = at[np.argsort((code[at] << bits) | (day[at] - earliest), kind="stable")]
            marked = _Marks((code[at] << bits) | (day[at] - earliest), marks[0][at], marks[1][at])
        columns = {
            "sum:documents": documents,
            "sum:revenue": revenue,
            **{
                name: np.zeros(clients, np.int64)
                for name in (
                    "sum:visits",
                    "sum:first",
                    "sum:last",
                    "sum:lately",
                    "sum:ruling",
                    "sum:logs",
                    "sum:squares",
                    "sum:losses",
                    "sum:confirmed",
                    "sum:returned",
                    "sum:since",
                    "life:first",
                )
            },
        }
        if self.row_by_row:
            columns["sum:chance"] = np.full(clients, -1.0)
        begin = 0
        while begin < len(key):
            end = min(begin + BLOCK, len(key))
            if end < len(key):
                end = int(np.searchsorted(key, (key[end] >> bits) << bits))
                if end <= begin:
                    end = int(np.searchsorted(key, ((key[begin] >> bits) + 1) << bits))
            self._block(key[begin:end], bits, earliest, marked, columns)
            begin = end
        year = np.zeros(clients, np.int64)
        late = bought & (day >= columns["sum:last"][code] - 364)
        np.add.at(year, code[late], units[late])
        del columns["life:first"]
        return {**columns, "sum:year": year}

    def _block(self, key: Whole, bits: int, earliest: int, marked: _Marks | None, columns: dict[str, Whole]) -> None:
        """Fills the columns for a run of whole clients."""
        code = key >> bits
        day = (key & ((1 << bits) - 1)) + earliest
        new = np.append(True, code[1:] != code[:-1])
        start = np.flatnonzero(new)
        end = np.append(start[1:], len(key))
        gap = np.diff(day, prepend=day[0])
        gap[start] = 0
        logs, squares, _ = self._tables(int(gap.max()) + 1)
        life = _Lives(gap, np.cumsum(logs[gap]), np.cumsum(squares[gap]), day, start, end)
        here = code[start]
        visits = end - start
        columns["sum:visits"][here] = visits
        columns["sum:first"][here] = day[start]
        columns["sum:last"][here] = day[end - 1]
        columns["sum:lately"][here] = np.add.reduceat(
            day >= np.repeat(day[end - 1], visits) - 364, start, dtype=np.int64
        )
        columns["sum:ruling"][here] = visits
        columns["life:first"][here] = day[start]
        columns["sum:logs"][here] = life.logs[end - 1] - life.logs[start]
        columns["sum:squares"][here] = life.squares[end - 1] - life.squares[start]
        if marked is not None:
            life.gaps_hold(marked, key, bits, earliest)
        self._replay(life, here, columns)
        if self.row_by_row:
            ruling = tuple(columns[name][here] for name in ("sum:ruling", "sum:logs", "sum:squares", "life:first"))
            silent = np.maximum(self.reach - day[end - 1], 0)
            columns["sum:chance"][here] = self._chances(life, np.arange(len(start)), end, ruling, silent)

    def _tables(self, longest: int) -> tuple[Whole, Whole, NDArray[np.float64]]:
        """Log gap, its square, and the log that a quick look takes, by days of gap."""
        gaps = np.arange(longest + 1, dtype=np.float64)
        gaps[0] = 1
        logs = np.floor(np.log(gaps) * MILLION + 0.5).astype(np.int64)
        farthest = np.log(np.arange(longest + 1) + self.numbers(early_days) + 0.01)
        return logs, (logs * logs + 500_000) // 1_000_000, farthest

    def _replay(self, life: _Lives, here: Whole, columns: dict[str, Whole]) -> None:
        """Past losses, found in rounds: each round finds the next loss of every client that has one."""
        enough = self.numbers(new_life)
        back = life.broken_before
        columns["sum:losses"][here[back]] = 1
        columns["sum:confirmed"][here[back]] = 1
        columns["sum:returned"][here[back]] = life.day[life.start[back]]
        columns["sum:since"][here[back]] = life.end[back] - life.start[back]
        rows = np.flatnonzero(life.gap > 0)
        position = np.searchsorted(life.start, rows, side="right") - 1
        since = life.start[position]
        ruling = (
            rows - since,
            life.logs[rows - 1] - life.logs[since],
            life.squares[rows - 1] - life.squares[since],
            life.day[since],
        )
        client, row, sums = self._next_losses(life, rows, position, ruling)
        while len(client):
            code = here[client]
            columns["sum:losses"][code] += 1
            columns["sum:confirmed"][code] += life.breaks[0][row] > 0
            columns["sum:returned"][code] = life.day[row]
            columns["sum:since"][code] = life.end[client] - row
            own = life.end[client] - row >= enough
            last = life.end[client] - 1
            for name, old, new in zip(
                ("sum:ruling", "sum:logs", "sum:squares", "life:first"),
                sums,
                (
                    life.end[client] - row,
                    life.logs[last] - life.logs[row],
                    life.squares[last] - life.squares[row],
                    life.day[row],
                ),
                strict=True,
            ):
                columns[name][code] = np.where(own, new, old)
            later = life.end[client] - row - 1
            owner = np.repeat(np.arange(len(client)), later)
            rows = np.arange(later.sum()) - np.repeat(np.cumsum(later) - later, later) + row[owner] + 1
            born = row[owner]
            ripe = rows - born >= enough
            ruling = (
                np.where(ripe, rows - born, sums[0][owner]),
                np.where(ripe, life.logs[rows - 1] - life.logs[born], sums[1][owner]),
                np.where(ripe, life.squares[rows - 1] - life.squares[born], sums[2][owner]),
                np.where(ripe, life.day[born], sums[3][owner]),
            )
            client, row, sums = self._next_losses(life, rows, client[owner], ruling)

    def _next_losses(self, life: _Lives, rows: Whole, client: Whole, ruling: Ruling) -> tuple[Whole, Whole, Ruling]:
        """The first lost gap of each client among these rows, with the sums that ruled it."""
        if self.only_beyond_line:
            near = self._maybe_beyond(life, rows, ruling)
            rows, client = rows[near], client[near]
            ruling = _at(ruling, near)
        count, last = life.breaks
        pauses = (
            {} if life.finished is None else {"project_finished": life.finished[rows], "hard_times": life.hard[rows]}
        )
        chances = {"sum:chance": self._chances(life, client, rows, ruling, life.gap[rows])} if self.row_by_row else {}
        gaps = nw.from_dict(
            {
                **pauses,
                **chances,
                "visits": rows - life.start[client],
                "silence": life.gap[rows],
                "breaks": count[rows],
                "row:break": last[rows],
                "row:day": life.day[rows],
                "sum:ruling": ruling[0],
                "sum:logs": ruling[1],
                "sum:squares": ruling[2],
            },
            backend=self.backend,
        ).with_columns(
            nw.when(nw.col("breaks") > 0).then(nw.col("row:day") - nw.col("row:break")).alias("days_since_break")
        )
        lost = np.flatnonzero(lost_gaps(gaps, self.presence, self.base, self.numbers)["lost"].to_numpy())
        client = client[lost]
        first = lost[np.append(True, client[1:] != client[:-1])[: len(client)]]
        return (
            client[np.append(True, client[1:] != client[:-1])[: len(client)]],
            rows[first],
            _at(ruling, first),
        )

    def _chances(self, life: _Lives, client: Whole, rows: Whole, ruling: Ruling, silent: Whole) -> NDArray[np.float64]:
        """The chance at the end of silences after the visits before each row, asked one by one; -1 where unknown."""
        found = np.full(len(rows), -1.0)
        days = life.day.tolist()
        cells = zip(
            life.start[client].tolist(),
            rows.tolist(),
            *(sum_.tolist() for sum_ in ruling),
            silent.tolist(),
            strict=True,
        )
        for at, (start, end, visits, logs, squares, first, quiet) in enumerate(cells):
            pooled = pooled_of(visits, logs, squares, self.base.rhythm)
            rhythm = Rhythm(visits, first, days[end - 1], logs, squares)
            chance = self.base.chances.chance(rhythm, pooled, quiet, tuple(days[start:end]))
            if chance is not None:
                found[at] = rounded(chance, 6)
        return found

    def _maybe_beyond(self, life: _Lives, rows: Whole, ruling: Ruling) -> Whole:
        """Rows that `below_line` would not hold below the line, and those with a break."""
        prior: RhythmPrior = self.base.rhythm
        visits, logs, squares, _ = ruling
        weight = 0.0 if prior.centre is None else prior.weight
        others = weight * (prior.centre or 0.0)
        nearest = float(np.log(self.numbers(gone_ratio))) - 0.006
        farthest = self._tables(int(life.gap.max()) + 1)[2][life.gap[rows]]
        gaps = visits - 1
        unseen = gaps == 0
        reach = farthest - (logs * MILLIONTH + others) / np.where(unseen, 1, gaps + weight)
        if prior.centre is not None:
            reach = np.where(unseen, farthest - prior.centre, reach)
        beyond = (reach >= nearest) & ~(unseen & (prior.centre is None))
        at = np.flatnonzero(beyond)
        seen = at[~unseen[at]]
        spread = log_normal(
            gaps[seen].astype(np.float64),
            logs[seen],
            squares[seen],
            prior,
            _Numpy(),  # type: ignore[arg-type]
        )[1]
        beyond[seen] = reach[seen] >= np.minimum(spread * max(self.numbers(gone_deviations), prior.reach), 50.0) - 0.006
        return np.flatnonzero(beyond | (life.breaks[0][rows] > 0))


class _Lives:
    """Visits of a run of clients, one after another, with running sums over all of them."""

    def __init__(self, gap: Whole, logs: Whole, squares: Whole, day: Whole, start: Whole, end: Whole) -> None:
        self.gap = gap
        self.logs = logs
        self.squares = squares
        self.day = day
        self.start = start
        self.end = end
        nothing = np.zeros(len(gap), np.int64)
        self.breaks = (nothing, nothing)
        self.broken_before = nothing[:0]
        self.finished: NDArray[np.bool_] | None = None
        self.hard = nothing.astype(np.bool_)

    def gaps_hold(self, marked: _Marks, key: Whole, bits: int, earliest: int) -> None:
        """Puts breaks and pauses into the gaps that they lie in, by the visit that ends the gap.

        A break before the first visit is a loss that the first visit ended; a break has its gap's count and the
        ordinal of the last.
        """
        low, high = np.searchsorted(marked.key, [(key[0] >> bits) << bits, ((key[-1] >> bits) + 1) << bits])
        mine, kind, until = marked.key[low:high], marked.kind[low:high], marked.until[low:high]
        client = mine >> bits
        bought = np.isin(client, key[self.start] >> bits)
        mine, kind, until, client = mine[bought], kind[bought], until[bought], client[bought]
        at = np.searchsorted(key, mine, side="right")
        owner = np.searchsorted(key[self.start] >> bits, client)
        before = at == self.start[owner]
        self.broken_before = np.unique(owner[before & (kind == MARKS["break"])])
        inside = ~before & (at < self.end[owner])
        at, kind, until, on = at[inside], kind[inside], until[inside], (mine[inside] & ((1 << bits) - 1)) + earliest
        count, last = np.zeros(len(key), np.int64), np.zeros(len(key), np.int64)
        broken = kind == MARKS["break"]
        np.add.at(count, at[broken], 1)
        np.maximum.at(last, at[broken], on[broken])
        self.breaks = (count, last)
        self.finished = np.zeros(len(key), np.bool_)
        self.finished[at[kind == MARKS["project-finished"]]] = True
        lasting = (kind == MARKS["hard-times"]) & (until >= self.day[at])
        self.hard[at[lasting]] = True


class _Marks:
    """Breaks and pauses, sorted like visits."""

    def __init__(self, key: Whole, kind: Whole, until: Whole) -> None:
        self.key = key
        self.kind = kind
        self.until = until

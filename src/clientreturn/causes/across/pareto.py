"""The Pareto of reasons: which few of them cost most clients, and which of these could have been kept (E3.10, E4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

import attrs

from ...phrases import Said, composed, listed, said
from ...reasons import UNKNOWN
from .account import Account

__all__ = ["Pareto", "ParetoRow", "pareto"]


@attrs.frozen
class ParetoRow:
    """One reason's part in the losses.

    Attributes:
        reason: reason code, or `unknown`.
        title: the reason in words.
        losses: expected number of losses for which it was the main cause: the sum of their probabilities.
        first: losses for which it is the first cause.
        verified: those of them that are verified.
        money: revenue a year that goes with `losses`; `None` when no money is known.
        avoidable: whether such losses could have been prevented; `None` for unknown.
        cumulative: share of all losses down to this row (0–1).
    """

    reason: str
    title: str
    losses: float
    first: int
    verified: int
    money: float | None
    avoidable: bool | None
    cumulative: float


@attrs.frozen
class Pareto:
    """Reasons by the losses they caused, most first; unknown stands last.

    Attributes:
        rows: one for each reason that plays a part.
        losses: how many losses were looked at.
    """

    rows: tuple[ParetoRow, ...]
    losses: int

    def _sum(self, avoidable: bool | None) -> float:
        return fsum(row.losses for row in self.rows if row.avoidable is avoidable)

    @property
    def avoidable(self) -> float:
        """Expected number of losses that could have been prevented: work starts here (E4.5)."""
        return self._sum(True)

    @property
    def inevitable(self) -> float:
        """Expected number of losses that nobody could have prevented."""
        return self._sum(False)

    @property
    def unknown(self) -> float:
        """Expected number of losses whose main cause is none on record."""
        return self._sum(None)

    @property
    def text(self) -> Said:
        """The table in words."""
        title = said(
            "pareto.title",
            "{losses} losses: {avoidable} avoidable, {inevitable} inevitable, {unknown} of unknown cause",
            losses=self.losses,
            avoidable=round(self.avoidable, 1),
            inevitable=round(self.inevitable, 1),
            unknown=round(self.unknown, 1),
        )
        return listed((title, *map(_line, self.rows)), "\n")


def _line(row: ParetoRow) -> Said:
    kept = {True: said("pareto.avoidable", "avoidable"), False: said("pareto.inevitable", "inevitable"), None: ""}
    mark = kept[row.avoidable]
    title = Said(f"reason.{row.reason}", row.title) if row.reason != UNKNOWN else row.title
    return composed(f"  {row.losses:5.1f}  {row.cumulative:4.0%}  ", title, *((" [", mark, "]") if mark else ()))


def pareto(accounts: Iterable[Account]) -> Pareto:
    """Reasons ticked off against the departed clients; each loss is shared out by its probabilities.

    Accounts that stayed are passed over.
    """
    losses: dict[str, list[float]] = {}
    money: dict[str, list[float]] = {}
    first: dict[str, int] = {}
    verified: dict[str, int] = {}
    titles: dict[str, tuple[str, bool | None]] = {UNKNOWN: (said("review.unknown", "not known yet: ask"), None)}
    count = 0
    for account in accounts:
        diagnosis = account.diagnosis
        if not account.lost or diagnosis is None:
            continue
        count += 1
        top = diagnosis.first
        key = UNKNOWN if top is None else top.reason
        first[key] = first.get(key, 0) + 1
        if top is not None and top.verified:
            verified[key] = verified.get(key, 0) + 1
        for code, p in ((UNKNOWN, diagnosis.unknown), *((cause.reason, cause.p) for cause in diagnosis.causes)):
            losses.setdefault(code, []).append(p)
            if account.money is not None:
                money.setdefault(code, []).append(p * account.money)
            if code not in titles:
                titles[code] = diagnosis.reasons[code].title, diagnosis.reasons[code].avoidable
    total = {code: fsum(parts) for code, parts in losses.items()}
    order = sorted(total, key=lambda code: (code == UNKNOWN, -total[code], code))
    rows, so_far = [], 0.0
    for code in order:
        so_far += total[code]
        title, avoidable = titles[code]
        worth = fsum(money[code]) if code in money else None
        rows.append(
            ParetoRow(
                code,
                title,
                total[code],
                first.get(code, 0),
                verified.get(code, 0),
                None if worth is None else round(worth, 2),
                avoidable,
                min(so_far / count, 1.0),
            )
        )
    return Pareto(tuple(rows), count)

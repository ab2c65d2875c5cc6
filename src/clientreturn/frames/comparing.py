"""Two looks at tables compared: each client whose standing differs, and what moved it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from ..arithmetic import rounded
from ..base import Base
from ..doors import door
from ..errors import ClientReturnError
from ..history.door import checked_day
from ..measures import Mover
from ..policy import Policy
from ..standing import Standing
from .door import alike, columns_present, ordinal, table
from .expressions import EXPRESSIONS
from .table import standing

__all__ = ["Look", "compare"]

STAGES: Final = (None, Mover.LATE_DATA, Mover.TIME, Mover.BASE, Mover.POLICY)
"""One change at a time, always in this order, as `measures.compare` does."""

NOT_THERE, UNTOLD = -1, 0
CODES: Final = {one.value: code for code, one in enumerate(Standing, 1)}
GONE: Final = tuple(CODES[one.value] for one in Standing if one.gone)


@attrs.frozen(eq=False)
class Look:
    """A table of purchases, and how it is looked at.

    Attributes:
        purchases: a row for each document of buying, as `standing` takes it.
        as_of: the day asked about.
        policy: rules and numbers of the firm.
        base: what was learnt from all clients.
        rest: whatever else `standing` is given: names of columns, tables of clients, events and breaks.
    """

    purchases: Any = attrs.field(repr=False)
    as_of: date
    policy: Policy | None = attrs.field(default=None, kw_only=True)
    base: Base | None = attrs.field(default=None, kw_only=True)
    rest: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)

    def rows(self) -> Any:
        """The row of each client, as `standing` gives it."""
        return standing(self.purchases, as_of=self.as_of, policy=self.policy, base=self.base, **self.rest)


@door
def compare(before: Look, after: Look) -> Any:
    """Each client whose standing or yearly money differs between two looks, with what every change moved.

    The first look is turned into the second by one change at a time: late data (the later tables as of the earlier
    day), time, base, policy. Each part begins where the last one ended, so that the parts add up to the difference.

    Args:
        before: the earlier look.
        after: the later one, on the same backend.

    Returns:
        A frame of the same backend, lazy where the tables are: the key, `before` and `after` (a standing, `unknown`, or
        nothing where the client was not there), and for each mover `standing_…` after its change, `gone_by_…` (−1, 0
        or 1) and `money_by_…` (change in the revenue lost a year); `gone` and `money` are the sums of these.

    Raises:
        ClientReturnError: when the later look asks about an earlier day, or the keys differ.
    """
    if checked_day("before.as_of", before.as_of) > checked_day("after.as_of", after.as_of):
        raise ClientReturnError("compare", after.as_of, f"a day not before {before.as_of}", "swap the two looks")
    keys = _keys(before)
    if keys != _keys(after):
        raise ClientReturnError("compare", _keys(after), f"the same keys in both looks: {', '.join(keys)}")
    alike(
        table(after.purchases, "after.purchases"), "after.purchases", table(before.purchases, "before.purchases"), keys
    )
    looks, places = _ways(before, after)
    stages = [_stage(one.rows(), keys, number, len(looks)) for number, one in enumerate(looks)]
    rows = nw.concat(stages) if len(stages) > 1 else stages[0]
    rows = rows.group_by(*keys).agg(
        *(nw.col(f"code:{number}").max() for number in range(len(looks))),
        *(nw.col(f"money:{number}").sum() for number in range(len(looks))),
    )
    codes, monies = ([f"{name}:{number}" for number in places] for name in ("code", "money"))
    rows = rows.filter((nw.col(codes[0]) != nw.col(codes[-1])) | (nw.col(monies[0]) != nw.col(monies[-1])))
    named = {mover.value.replace(" ", "_"): number for number, mover in enumerate(STAGES) if mover is not None}
    return rows.select(
        *keys,
        _told(codes[0]).alias("before"),
        _told(codes[-1]).alias("after"),
        (_gone(codes[-1]) - _gone(codes[0])).alias("gone"),
        rounded(nw.col(monies[-1]) - nw.col(monies[0]), 2, EXPRESSIONS).alias("money"),
        *(_told(codes[number]).alias(f"standing_{name}") for name, number in named.items()),
        *((_gone(codes[number]) - _gone(codes[number - 1])).alias(f"gone_by_{name}") for name, number in named.items()),
        *(
            rounded(nw.col(monies[number]) - nw.col(monies[number - 1]), 2, EXPRESSIONS).alias(f"money_by_{name}")
            for name, number in named.items()
        ),
    ).to_native()


def _keys(look: Look) -> tuple[str, ...]:
    part = look.rest.get("part")
    return (look.rest.get("client", "client"), *([part] if part is not None else []))


def _ways(before: Look, after: Look) -> tuple[list[Look], list[int]]:
    """The looks on the way, and which of them stands after each change: what alters nothing needs none of its own."""
    same_tables = "known_on" not in after.rest and _same(before, after)
    corrected = attrs.evolve(_recorded(after), as_of=before.as_of, policy=before.policy, base=before.base)
    later = attrs.evolve(corrected, as_of=after.as_of)
    rebased = attrs.evolve(later, base=after.base)
    end = attrs.evolve(rebased, policy=after.policy)
    looks, places = [before], [0]
    for one, differs in (
        (corrected, not same_tables),
        (later, after.as_of != before.as_of),
        (rebased, (after.base or Base()) != (before.base or Base())),
        (end, (after.policy or Policy()).fingerprint != (before.policy or Policy()).fingerprint),
    ):
        if differs:
            looks.append(one)
        places.append(len(looks) - 1)
    return looks, places


def _same(before: Look, after: Look) -> bool:
    """Whether both look at the very same tables, by the same names."""
    names = before.rest.keys() | after.rest.keys()
    pairs = [(before.rest.get(name), after.rest.get(name)) for name in names]
    return all(a is b or (isinstance(a, str) and a == b) for a, b in [(before.purchases, after.purchases), *pairs])


def _recorded(look: Look) -> Look:
    """The look with all that was known by its day, whenever it became known."""
    known_on = look.rest.get("known_on")
    if known_on is None:
        return look
    bought = table(look.purchases, "purchases")
    columns_present(bought, "purchases", [known_on])
    known = ordinal(bought, "purchases", known_on, nullable=True)
    kept = bought.filter(known.is_null() | (known <= look.as_of.toordinal()))
    rest = {name: value for name, value in look.rest.items() if name != "known_on"}
    return attrs.evolve(look, purchases=kept.to_native(), rest=rest)


def _stage(native: Any, keys: tuple[str, ...], number: int, many: int) -> Any:
    """Standing as a code and the revenue lost a year, in columns of this stage; the other stages' are empty."""
    code: Any = nw.lit(UNTOLD)
    for value, its in CODES.items():
        code = nw.when((nw.col("standing") == value).fill_null(False)).then(nw.lit(its)).otherwise(code)
    rows = nw.from_native(native).with_columns(code.cast(nw.Int64).alias("code"))
    yearly = rounded(nw.col("purchases_a_year") * nw.col("ticket"), 2, EXPRESSIONS)
    lost = nw.when(nw.col("code").is_in(GONE)).then(yearly.fill_null(0.0)).otherwise(nw.lit(0.0))
    nothing = nw.lit(NOT_THERE).cast(nw.Int64)
    return rows.select(
        *keys,
        *((nw.col("code") if one == number else nothing).alias(f"code:{one}") for one in range(many)),
        *((lost if one == number else nw.lit(0.0)).alias(f"money:{one}") for one in range(many)),
    )


def _told(code: str) -> Any:
    told: Any = nw.when(nw.col(code) == UNTOLD).then(nw.lit("unknown"))
    for value, its in CODES.items():
        told = nw.when(nw.col(code) == its).then(nw.lit(value)).otherwise(told)
    return told


def _gone(code: str) -> Any:
    return nw.when(nw.col(code).is_in(GONE)).then(nw.lit(1)).otherwise(nw.lit(0))

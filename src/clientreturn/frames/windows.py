"""The sums of every client as a plan of windows, for backends that keep their rows to themselves."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from ..base import Base
from ..conditions import Tuning
from ..rhythm import MILLION
from ..rules import RuleBook
from ..standing import Standing
from ..standing.past import new_life
from .columns import SUMS
from .events import MARKS
from .expressions import unknown
from .past import lost_gaps

__all__ = ["sums_planned"]

RULING = ("ruling", "logs", "squares")
OPENED = ("losses", "confirmed", "born:day")
OLD = tuple(f"old:{name}" for name in RULING)


def sums_planned(
    documents: Any, keys: list[str], presence: RuleBook[Standing], base: Base, numbers: Tuning, losses_at_most: int
) -> Any:
    """One row of `SUMS` a client, and `sum:unsettled`: 1 where there may be more losses than were looked for."""
    bought = _bought(documents, keys)
    clients = _totals(documents, bought, keys)
    gaps = _gaps(bought, keys)
    if "doc:mark" in documents.collect_schema().names():
        gaps = _opened(_with_marks(gaps, documents, keys), keys)
    else:
        gaps = gaps.with_columns(
            nw.lit(0).cast(nw.Int64).alias("breaks"),
            unknown().alias("days_since_break"),
            *(nw.lit(0.0).alias(name) for name in OPENED),
        )
    lives = _lives(gaps, keys, presence, base, numbers, losses_at_most)
    rows = clients.join(lives, on=keys, how="left")
    rows = rows.with_columns(
        *(
            nw.coalesce(nw.col(f"life:{name}"), nw.col(f"sum:{name}")).cast(nw.Int64).alias(f"sum:{name}")
            for name in RULING
        ),
        *(
            nw.col(f"life:{name}").fill_null(0).cast(nw.Int64).alias(f"sum:{name}")
            for name in ("losses", "confirmed", "returned", "since", "unsettled")
        ),
    )
    return rows.select(*keys, *SUMS, "sum:unsettled")


def _bought(documents: Any, keys: list[str]) -> Any:
    """Documents above zero, each with the days since the one before, and the logarithm of that gap."""
    rows = documents.filter(nw.col("doc:units") > 0).with_columns(
        nw.col("doc:day").shift(1).over(*keys, order_by="doc:day").alias("before"),
        nw.col("doc:day").max().over(*keys).alias("last"),
    )
    rows = rows.with_columns((nw.col("doc:day") - nw.col("before")).alias("gap"))
    gapped = (nw.col("gap") > 0).fill_null(False)
    log = (nw.when(gapped).then(nw.col("gap")).otherwise(nw.lit(1)).cast(nw.Float64).log() * MILLION + 0.5).floor()
    rows = rows.with_columns(log.alias("log"), (gapped | nw.col("gap").is_null()).alias("new"))
    square = (nw.col("log") * nw.col("log") + 500_000) / 1_000_000
    return rows.with_columns(square.floor().alias("square"))


def _totals(documents: Any, bought: Any, keys: list[str]) -> Any:
    """Sums that need no memory: the whole life taken as one."""
    money = documents.group_by(*keys).agg(nw.col("doc:units").sum().cast(nw.Int64).alias("sum:revenue"))
    lately = nw.col("doc:day") >= nw.col("last") - 364
    one, none = nw.lit(1), nw.lit(0)
    life = (
        bought.with_columns(
            nw.when(nw.col("new")).then(one).otherwise(none).alias("visit"),
            nw.when(nw.col("new") & lately).then(one).otherwise(none).alias("visit:lately"),
            nw.when(lately).then(nw.col("doc:units")).otherwise(none).alias("units:lately"),
        )
        .group_by(*keys)
        .agg(
            nw.col("visit").sum().alias("sum:visits"),
            nw.col("doc:day").min().alias("sum:first"),
            nw.col("doc:day").max().alias("sum:last"),
            nw.col("log").sum().alias("sum:logs"),
            nw.col("square").sum().alias("sum:squares"),
            nw.col("visit:lately").sum().alias("sum:lately"),
            nw.col("units:lately").sum().alias("sum:year"),
        )
    )
    rows = money.join(life, on=keys, how="left")
    names = ("visits", "first", "last", "logs", "squares", "lately", "year", "revenue")
    rows = rows.with_columns(
        *(nw.col(f"sum:{name}").fill_null(0).cast(nw.Int64).alias(f"sum:{name}") for name in names)
    )
    return rows.with_columns(nw.col("sum:visits").alias("sum:ruling"))


def _gaps(bought: Any, keys: list[str]) -> Any:
    """A row for each day of visit: its number from 0 on, and the running sums up to it."""
    over = {"order_by": "doc:day"}
    rows = bought.filter(nw.col("new")).with_columns(nw.lit(1).alias("one"))
    rows = rows.with_columns(
        nw.col("one").cum_sum().over(*keys, **over).alias("at"),
        nw.col("log").cum_sum().over(*keys, **over).alias("logs"),
        nw.col("square").cum_sum().over(*keys, **over).alias("squares"),
    )
    return rows.select(
        *keys,
        nw.col("doc:day").alias("day"),
        (nw.col("at") - 1).cast(nw.Int64).alias("visits"),
        nw.col("gap").alias("silence"),
        "logs",
        "squares",
        "log",
        "square",
    )


def _with_marks(gaps: Any, documents: Any, keys: list[str]) -> Any:
    """How many known breaks lie in the gap before each visit, how long ago the last was, and whether it was a pause.

    Breaks before the first visit stand in its row: it ended a loss.
    """
    marks = documents.filter(nw.col("doc:mark") > 0).select(
        *keys, nw.col("doc:day").alias("mark:day"), "doc:mark", "doc:until"
    )
    pairs = marks.join(gaps.select(*keys, "day", "visits", "silence"), on=keys, how="inner")
    opens = nw.col("day") - nw.col("silence")
    inside = (nw.col("mark:day") < nw.col("day")) & ((nw.col("mark:day") >= opens) | (nw.col("visits") == 0))
    broken = nw.col("doc:mark") == MARKS["break"]
    hard = (nw.col("doc:mark") == MARKS["hard-times"]) & (nw.col("doc:until") >= nw.col("day"))
    one, none = nw.lit(1), nw.lit(0)
    found = (
        pairs.filter(inside)
        .with_columns(
            nw.when(broken).then(one).otherwise(none).alias("one:break"),
            nw.when(broken).then(nw.col("mark:day")).alias("break:day"),
            nw.when(nw.col("doc:mark") == MARKS["project-finished"]).then(one).otherwise(none).alias("one:finished"),
            nw.when(hard).then(one).otherwise(none).alias("one:hard"),
        )
        .group_by(*keys, "visits")
        .agg(
            nw.col("one:break").sum().alias("breaks"),
            nw.col("break:day").max(),
            nw.col("one:finished").max(),
            nw.col("one:hard").max(),
        )
    )
    rows = gaps.join(found, on=[*keys, "visits"], how="left")
    return rows.with_columns(
        nw.col("breaks").fill_null(0).cast(nw.Int64).alias("breaks"),
        (nw.col("day") - nw.col("break:day")).alias("days_since_break"),
        (nw.col("one:finished").fill_null(0) > 0).alias("project_finished"),
        (nw.col("one:hard").fill_null(0) > 0).alias("hard_times"),
    ).drop("break:day", "one:finished", "one:hard")


def _lives(
    gaps: Any, keys: list[str], presence: RuleBook[Standing], base: Base, numbers: Tuning, losses_at_most: int
) -> Any:
    """What past losses did to the clients that had any: a row for each, found in rounds of one loss.

    On every row of a client stand its present life (`born`: the visit that began it, with its day and the sums up
    to it) and the rhythm of the life before (`old`).
    """
    enough = int(numbers(new_life))
    nothing = ("born", "born:logs", "born:squares", *OLD)
    rows = gaps.with_columns(*(nw.lit(0.0).alias(name) for name in nothing))
    rows = lost_gaps(_ruled(rows, enough), presence, base, numbers)
    rows = _next(rows, keys).filter(~nw.col("next").is_null() | (nw.col("losses") > 0))
    for _ in range(losses_at_most):
        rows = _ruled(_returned(rows, keys), enough)
        rows = _next(lost_gaps(rows, presence, base, numbers), keys)
    ends = rows.group_by(*keys).agg(
        *(nw.col(name).max() for name in ("visits", "logs", "squares", *nothing, *OPENED)),
        nw.col("next").max(),
    )
    life = nw.col("visits") + 1 - nw.col("born")
    own = (nw.col("born") == 0) | (life >= enough)
    running = (life, nw.col("logs") - nw.col("born:logs"), nw.col("squares") - nw.col("born:squares"))
    return ends.select(
        *keys,
        *(
            nw.when(own).then(value).otherwise(nw.col(old)).alias(f"life:{name}")
            for name, value, old in zip(RULING, running, OLD, strict=True)
        ),
        nw.col("losses").alias("life:losses"),
        nw.col("confirmed").alias("life:confirmed"),
        nw.col("born:day").alias("life:returned"),
        life.alias("life:since"),
        nw.when(nw.col("next").is_null()).then(nw.lit(0)).otherwise(nw.lit(1)).alias("life:unsettled"),
    )


def _opened(rows: Any, keys: list[str]) -> Any:
    """A first visit after a known break is a return: of an account that bought before the records begin."""
    back = nw.when((nw.col("visits") == 0) & (nw.col("breaks") > 0))
    rows = rows.with_columns(back.then(nw.col("day").cast(nw.Float64)).alias("opened"))
    rows = rows.with_columns(nw.col("opened").max().over(*keys).alias("opened"))
    once = nw.when(nw.col("opened").is_null()).then(nw.lit(0.0)).otherwise(nw.lit(1.0))
    return rows.with_columns(
        once.alias("losses"), once.alias("confirmed"), nw.col("opened").fill_null(0.0).alias("born:day")
    ).drop("opened")


def _ruled(rows: Any, enough: int) -> Any:
    """The sums that rule each gap: those of its own life, or of the one before while that is too short."""
    life = nw.col("visits") - nw.col("born")
    own = (nw.col("born") == 0) | (life >= enough)
    running = (
        life,
        nw.col("logs") - nw.col("log") - nw.col("born:logs"),
        nw.col("squares") - nw.col("square") - nw.col("born:squares"),
    )
    return rows.with_columns(
        *(
            nw.when(own).then(value).otherwise(nw.col(old)).alias(f"sum:{name}")
            for name, value, old in zip(RULING, running, OLD, strict=True)
        )
    )


def _next(rows: Any, keys: list[str]) -> Any:
    """On every row, which visit ended the client's next lost gap."""
    lost = nw.col("lost") & (nw.col("visits") > nw.col("born"))
    rows = rows.with_columns(nw.when(lost).then(nw.col("visits")).alias("loss"))
    return rows.with_columns(nw.col("loss").min().over(*keys).alias("next")).drop("loss", "lost")


def _returned(rows: Any, keys: list[str]) -> Any:
    """The life that begins with the return from the next loss, where there is one."""
    captured = {
        "born:day": nw.col("day").cast(nw.Float64),
        "born:logs": nw.col("logs"),
        "born:squares": nw.col("squares"),
        "old:ruling": nw.col("sum:ruling"),
        "old:logs": nw.col("sum:logs"),
        "old:squares": nw.col("sum:squares"),
        "confirmed": nw.col("confirmed") + nw.when(nw.col("breaks") > 0).then(nw.lit(1.0)).otherwise(nw.lit(0.0)),
        "losses": nw.col("losses") + 1,
        "born": nw.col("next").cast(nw.Float64),
    }
    here = nw.col("visits") == nw.col("next")
    rows = rows.with_columns(*(nw.when(here).then(value).alias(f"at:{name}") for name, value in captured.items()))
    rows = rows.with_columns(*(nw.col(f"at:{name}").max().over(*keys).alias(f"at:{name}") for name in captured))
    rows = rows.with_columns(*(nw.coalesce(nw.col(f"at:{name}"), nw.col(name)).alias(name) for name in captured))
    return rows.drop("next", *(f"at:{name}" for name in captured))

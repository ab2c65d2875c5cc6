"""What happened besides buying, counted for each client."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw

from ..facts.client import NOT_TRIED
from ..history import ARTEFACTS, BREAKS, OUTREACH
from .door import columns_present, kind_of_column, ordinal, refuse_gaps
from .expressions import unknown

__all__ = ["event_columns", "event_rows", "fact_columns", "marks"]


def event_rows(events: Any, name: str, client: str, day: str, as_of: date) -> Any:
    """Events known on the day, with ordinals."""
    have = events.collect_schema().names()
    kind_of_column(events, name, client, "keys")
    kind_of_column(events, name, "kind", "texts")
    for optional, wanted in (("severity", "numbers"), ("resolved", "texts"), ("key", "texts"), ("result", "texts")):
        if optional in have:
            kind_of_column(events, name, optional, wanted)
    columns_present(events, name, [day])
    refuse_gaps(events, name, [client, day, "kind"])
    columns = [
        nw.col(client),
        ordinal(events, name, day).alias("event:day"),
        nw.col("kind").alias("event:kind"),
        (ordinal(events, name, "until", nullable=True).cast(nw.Float64) if "until" in have else unknown()).alias(
            "event:until"
        ),
        (nw.col("severity").cast(nw.Float64) if "severity" in have else unknown()).alias("event:severity"),
        (nw.col("resolved") if "resolved" in have else nw.lit("open")).alias("event:resolved"),
        (nw.col("key") if "key" in have else nw.lit("")).alias("event:key"),
        (nw.col("result") if "result" in have else nw.lit("")).alias("event:result"),
        (
            ordinal(events, name, "resolved_on", nullable=True).cast(nw.Float64) if "resolved_on" in have else unknown()
        ).alias("event:end"),
    ]
    return events.select(*columns).filter(nw.col("event:day") <= as_of.toordinal())


def _is(*kinds: str) -> nw.Expr:
    return nw.col("event:kind").is_in(list(kinds))


def breaks(kind_of_client: bool) -> nw.Expr:
    """Whether an event breaks the relation; a death does where the client is no company (section 6)."""
    declared = _is(*sorted(BREAKS - {"died"}))
    if not kind_of_client:
        return declared | _is("died")
    return declared | (_is("died") & ~(nw.col("company").cast(nw.Float64) > 0.5).fill_null(False))


MARKS: Final = {"break": 1, "project-finished": 2, "hard-times": 3, "died": 4}
"""What a past gap may hold, as sums count it; a death is a break, too."""

FOREVER: Final = 9_999_999
"""The ordinal of a day that never comes: until it last the hard times that nobody has set an end to."""


def marks(events: Any, has_company: bool) -> Any:
    """Breaks and pauses with `doc:mark` and the ordinal `doc:until` which a pause lasts."""
    kind = nw.when(breaks(has_company)).then(nw.when(_is("died")).then(nw.lit(4)).otherwise(nw.lit(1)))
    pause = nw.when(_is("project-finished")).then(nw.lit(2)).otherwise(nw.when(_is("hard-times")).then(nw.lit(3)))
    rows = events.with_columns(kind.otherwise(pause).alias("doc:mark")).filter(~nw.col("doc:mark").is_null())
    return rows.with_columns(
        nw.col("event:day").alias("doc:day"),
        nw.col("doc:mark").cast(nw.Int64),
        nw.col("event:until").fill_null(FOREVER).cast(nw.Int64).alias("doc:until"),
    )


def event_columns(events: Any, keys: Sequence[str], as_of: date, families: Sequence[str], has_company: bool) -> Any:
    """Facts of events, a row for each client that has any; `events` carries `sum:last`."""
    today = as_of.toordinal()
    day = nw.col("event:day")
    lately = day >= nw.col("sum:last")
    breaking = breaks(has_company)
    found: dict[str, Any] = {
        "breaks": breaking & lately,
        "project_finished": _is("project-finished") & lately,
        "hard_times": _is("hard-times") & lately & (nw.col("event:until").is_null() | (nw.col("event:until") >= today)),
        "dead": breaking & _is("died"),
        "complaints": _is("complaint"),
        "open_complaints": _is("complaint") & _open(today),
        "outreach": _is(*sorted(OUTREACH)) & lately,
        "referrals": _is("referral"),
        "objection": _is("objection"),
        "record_ended": _is(*sorted(ARTEFACTS)) & lately,
        "inquiries": _is("inquiry", "lead-dropped"),
        "event:outreach": _is(*sorted(OUTREACH)),
    }
    for name in families:
        prefix, _, kind = name.partition(":")
        found[name] = _is(kind) & lately if prefix == "recent" else _is(kind)
    found = {name: mark.fill_null(False) for name, mark in found.items()}
    felt = nw.when((day >= nw.col("sum:last") - 365).fill_null(False)).then(nw.col("event:severity"))
    rows = events.with_columns(*(mark.alias(f"mark:{name}") for name, mark in found.items()), felt.alias("mark:felt"))
    dated = {
        "break:last": "breaks",
        "complaint:last": "complaints",
        "outreach:last": "event:outreach",
        **{f"{name}:last": name for name in families if name.startswith("since:")},
    }
    rows = rows.with_columns(
        *(nw.when(nw.col(f"mark:{name}")).then(day).alias(f"day:{target}") for target, name in dated.items()),
        nw.when(nw.col("mark:breaks")).then(day).alias("day:break:first"),
        *(nw.when(nw.col(f"mark:{name}")).then(nw.lit(1)).otherwise(nw.lit(0)).alias(f"one:{name}") for name in found),
    )
    summed = rows.group_by(*keys).agg(
        *(nw.col(f"one:{name}").sum().alias(f"event:{name}") for name in found),
        *(nw.col(f"day:{target}").max().alias(f"event:{target}") for target in dated),
        nw.col("day:break:first").min().alias("event:break:first"),
        nw.col("mark:felt").max().alias("event:felt"),
    )
    asked = events.filter((_asked() & lately).fill_null(False)).select(*keys, "event:day").unique([*keys, "event:day"])
    return summed.join(asked.group_by(*keys).agg(nw.len().alias("event:attempts")), on=list(keys), how="left")


def _asked() -> Any:
    """An offer, or a try of asking back that reached the client."""
    tried = nw.col("event:key").str.contains("/ask-back/", literal=True) & ~nw.col("event:result").is_in(
        list(NOT_TRIED)
    )
    return _is("offer") | (_is("result") & tried.fill_null(False))


def _open(today: int) -> Any:
    """A complaint that still waits for its end."""
    waiting = nw.col("event:resolved").is_null() | _resolved("open")
    return waiting | (nw.col("event:end") > today).fill_null(False)


def _resolved(how: str) -> Any:
    return (nw.col("event:resolved") == how).fill_null(False)


COUNTS: Final = (
    "breaks",
    "complaints",
    "open_complaints",
    "outreach",
    "attempts",
    "referrals",
    "inquiries",
)
FLAGS: Final = ("project_finished", "hard_times", "dead", "objection", "record_ended")


def fact_columns(families: Sequence[str], as_of: date, known: bool) -> list[Any]:
    """The joined sums under the names of the facts; nothing on record counts as none."""
    today = as_of.toordinal()

    def count(name: str) -> Any:
        return nw.col(f"event:{name}").fill_null(0).cast(nw.Int64) if known else nw.lit(0)

    def age(name: str) -> Any:
        return (today - nw.col(f"event:{name}")) if known else unknown()

    return [
        *(count(name).alias(name) for name in COUNTS),
        *((count(name) > 0).alias(name) for name in FLAGS),
        age("break:last").alias("days_since_break"),
        age("complaint:last").alias("days_since_complaint"),
        age("outreach:last").alias("days_since_outreach"),
        (nw.col("event:felt") if known else unknown()).alias("worst_severity"),
        *((age(f"{name}:last") if name.startswith("since:") else count(name)).alias(name) for name in families),
    ]

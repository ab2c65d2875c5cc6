"""A table of purchases in, a row for each client out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ..base import Base
from ..conditions import facts_of
from ..doors import door
from ..errors import ClientReturnError
from ..history.door import checked_day
from ..money import LARGEST
from ..policy import Policy
from .arrays import Reading
from .door import alike, columns_present, is_eager, kind_of_column, ordinal, refuse_gaps, table, units
from .engine import sums_of
from .events import event_columns, event_rows, marks
from .expressions import unknown
from .judged import RowByRow, on_workers
from .question import Question

__all__ = ["documents_of", "standing"]


@door
def standing(
    purchases: Any,
    *,
    as_of: date,
    client: str = "client",
    day: str = "day",
    amount: str = "amount",
    part: str | None = None,
    ref: str | None = None,
    currency: str | None = None,
    margin: str | None = None,
    known_on: str | None = None,
    clients: Any = None,
    events: Any = None,
    breaks: Any = None,
    policy: Policy | None = None,
    base: Base | None = None,
    own: Mapping[str, nw.Expr] | None = None,
    data_until: date | None = None,
) -> Any:
    """Facts, presence and standing of every client, by the same rules as `assess`.

    Lazy in, lazy out: a polars `LazyFrame`, a DuckDB relation or a PySpark frame gives a plan, and nothing is
    collected. pandas and polars frames are worked through at once.

    Args:
        purchases: a row for each document of buying.
        as_of: the day asked about; later rows do not count.
        client: column of the client's key, in every table.
        day: column of the day, in every table.
        amount: column of the money; it is kept to ten-thousandths.
        part: column of the category, site or channel; then each part of a client has a row of its own (R18).
        ref: column of the order that documents belong to; a credit note then cancels its order.
        currency: column of the currency; money is unknown where a client's currencies mix.
        margin: column of the margin, in the amount's currency.
        known_on: column of the day on which a row was learnt of.
        clients: a row for each client: those without a purchase are prospects. Columns that are read when they are
            there: `company`, `segment`, `margin`. Any other column is a fact `data:<column>`.
        events: a row for each event, with the column `kind`; `until`, `severity`, `resolved`, `resolved_on`, `key` and `result` are
            read when they are there. A row of kind `died` stands for a confirmed death of the client itself.
        breaks: a row for each declared break: the shortest form of `events`.
        policy: rules, numbers and rates of the firm.
        base: what was learnt from all clients; its cuts give RFM and ABC.
        own: narwhals expressions over the other facts, for the firm's own facts that rules use.
        data_until: last day that the records cover (R24).

    Returns:
        A frame of the same backend: the key, every fact, `presence`, `standing`, each with `_rule` and `_known`,
        `lost_on`, `value`, `value_known`.

    Raises:
        ClientReturnError: on a backend or column that cannot be used, on rows without client, day or amount (of a plan: when it is carried out).
    """
    question = Question(
        checked_day("as_of", as_of),
        client,
        day,
        (client,) if part is None else (client, part),
        policy or Policy(),
        base or Base(),
        data_until,
    )
    question.base.check(as_of)
    families = _families(question.policy, own or {})
    bought = table(purchases, "purchases")
    accounts = (
        None
        if clients is None
        else _accounts(alike(table(clients, "clients"), "clients", bought, [question.client]), question)
    )
    documents, extras = documents_of(bought, question, amount, ref, currency, margin, known_on)
    happened = _happened(bought, documents, accounts, events, breaks, question)
    marked = None if happened is None else marks(happened, accounts is not None)
    reading = Reading(question.policy.presence, question.base, question.policy.numbers, question.today, question.reach)
    rows = sums_of(documents, marked, list(question.keys), reading)
    rows = _joined(rows, extras, accounts, question)
    if happened is not None:
        rows = _with_events(rows, happened, families, question, accounts)
    have = None if accounts is None else accounts.collect_schema().names()
    row_by_row = RowByRow(question, families, happened is not None, have, margin is not None, own or {})
    if rows.implementation.is_pyspark():
        return on_workers(rows, row_by_row)
    judged = row_by_row(rows.lazy())  # one plan: polars works it out at once, which takes half the time of step by step
    return (judged.collect() if is_eager(rows) else judged).to_native()


def _families(policy: Policy, own: Mapping[str, Any]) -> list[str]:
    """Open facts that the rules of standing use: counts and ages of kinds of events."""
    used = dict.fromkeys(name for rule in policy.standing for name in facts_of(rule.when))
    made = {fact.name for fact, _ in policy.own_facts}
    for name in used:
        if name in made and name not in own:
            raise ClientReturnError(
                "own", name, "an expression for a fact that rules use", "pass own={name: expression}"
            )
        if name in ("owner", "owned_days") or name.startswith("trait:"):
            raise ClientReturnError(
                "policy.standing", name, "facts that a table carries", "judge with cr.assess instead"
            )
    return [name for name in used if name.partition(":")[0] in ("count", "since", "recent") and ":" in name]


def _accounts(clients: Any, question: Question) -> Any:
    """The table of clients, with its own columns as facts `data:<column>`."""
    kind_of_column(clients, "clients", question.client, "keys")
    refuse_gaps(clients, "clients", [question.client])
    have = clients.collect_schema().names()
    for name, wanted in (("company", "numbers"), ("segment", "texts"), ("margin", "numbers")):
        if name in have:
            kind_of_column(clients, "clients", name, wanted)
    known = [name for name in ("company", "segment", "margin") if name in have]
    own = [name for name in have if name not in (question.client, *known)]
    return clients.select(
        nw.col(question.client),
        (nw.col("company").cast(nw.Float64) if "company" in have else unknown()).alias("company"),
        (nw.col("segment") if "segment" in have else nw.lit("")).alias("segment"),
        (nw.col("margin").cast(nw.Float64) if "margin" in have else unknown()).alias("client:margin"),
        *(nw.col(name).alias(f"data:{name}") for name in own),
    )


def documents_of(
    bought: Any,
    question: Question,
    amount: str,
    ref: str | None,
    currency: str | None,
    margin: str | None,
    known_on: str | None,
) -> tuple[Any, Any]:
    """Rows of key, day and units, orders folded; and what else is summed, or `None`."""
    optional = [name for name in (ref, currency, margin, known_on) if name is not None]
    columns_present(bought, "purchases", [*question.keys, question.day, amount, *optional])
    for key in (*question.keys, *([] if ref is None else [ref])):
        kind_of_column(bought, "purchases", key, "keys")
    if currency is not None:
        kind_of_column(bought, "purchases", currency, "texts")
    refuse_gaps(bought, "purchases", [*question.keys, question.day, amount])
    _refuse_large(bought, [amount] if margin is None else [amount, margin])
    columns = [
        *(nw.col(key) for key in question.keys),
        ordinal(bought, "purchases", question.day).alias("doc:day"),
        units(bought, "purchases", amount).alias("doc:units"),
    ]
    if ref is not None:
        columns.append(nw.col(ref).alias("doc:ref"))
    if currency is not None:
        columns.append(nw.col(currency).cast(nw.String).alias("doc:currency"))
    if margin is not None:
        columns.append(units(bought, "purchases", margin, nullable=True).alias("doc:margin"))
        columns.append(nw.when(nw.col(margin).is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias("doc:bare"))
    if known_on is not None:
        columns.append(ordinal(bought, "purchases", known_on, nullable=True).alias("doc:known"))
    happened = (nw.col("doc:day") <= question.today) | nw.col(
        "doc:day"
    ).is_null()  # a missing day is refused, not left out
    rows = bought.select(*columns).filter(happened)
    if known_on is not None:
        rows = rows.filter(nw.col("doc:known").is_null() | (nw.col("doc:known") <= question.today))
    extras = None
    if currency is not None or margin is not None:
        extras = _extras(rows, question, currency is not None, margin is not None)
    if ref is not None:
        rows = _folded(rows, question.keys)
    return rows.select(*question.keys, "doc:day", "doc:units"), extras


def _refuse_large(bought: Any, columns: list[str]) -> None:
    """Rows at hand with money beyond what stays exact are bad data, as they are for `Purchase`."""
    for name in columns if is_eager(bought) else ():
        column = bought[name]
        known = column.cast(nw.Float64).fill_nan(None).drop_nulls() if column.dtype.is_numeric() else None
        largest = 0.0 if known is None or not len(known) else known.abs().max()
        if largest > float(LARGEST):
            raise ClientReturnError(
                f"purchases column {name}", largest, f"finite amounts of at most {LARGEST:.0e}", "leave out such rows"
            )


def _folded(rows: Any, keys: tuple[str, ...]) -> Any:
    """Documents of one order as one row: on the day of its first document above zero, with their amounts together."""
    positive = nw.when(nw.col("doc:units") > 0).then(nw.col("doc:day"))
    orders = (
        rows.filter(~nw.col("doc:ref").is_null())
        .with_columns(positive.alias("doc:bought"))
        .group_by(*keys, "doc:ref")
        .agg(nw.col("doc:bought").min(), nw.col("doc:day").min().alias("doc:any"), nw.col("doc:units").sum())
        .with_columns(nw.coalesce(nw.col("doc:bought"), nw.col("doc:any")).cast(nw.Int64).alias("doc:day"))
        .select(*keys, "doc:day", nw.col("doc:units").cast(nw.Int64))
    )
    bare = rows.filter(nw.col("doc:ref").is_null()).select(*keys, "doc:day", "doc:units")
    return nw.concat([bare, orders])


def _extras(rows: Any, question: Question, currency: bool, margin: bool) -> Any:
    """Whether currencies mix, and the margin where every document carries one."""
    sums = []
    if currency:
        sums += [nw.col("doc:currency").min().alias("extra:low"), nw.col("doc:currency").max().alias("extra:high")]
    if margin:
        sums += [nw.col("doc:margin").sum().alias("extra:margin"), nw.col("doc:bare").sum().alias("extra:bare")]
    return rows.group_by(*question.keys).agg(*sums)


def _happened(bought: Any, documents: Any, accounts: Any, events: Any, breaks: Any, question: Question) -> Any:
    """Events and declared breaks, for every part of a client."""
    tables = []
    if events is not None:
        rows = alike(table(events, "events"), "events", bought, [question.client])
        tables.append(event_rows(rows, "events", question.client, question.day, question.as_of))
    if breaks is not None:
        rows = alike(table(breaks, "breaks"), "breaks", bought, [question.client])
        columns_present(rows, "breaks", [question.client, question.day])
        rows = rows.select(question.client, question.day, nw.lit("declared-break").alias("kind"))
        tables.append(event_rows(rows, "breaks", question.client, question.day, question.as_of))
    if not tables:
        return None
    happened = nw.concat(tables) if len(tables) > 1 else tables[0]
    if len(question.keys) > 1:
        parts = documents.select(*question.keys).unique(list(question.keys))
        happened = happened.join(parts, on=question.client, how="inner")
    if accounts is not None:
        happened = happened.join(accounts.select(question.client, "company"), on=question.client, how="left")
    return happened


def _joined(rows: Any, extras: Any, accounts: Any, question: Question) -> Any:
    """Sums with what else is known of the client; who bought nothing has sums of zero."""
    keys = list(question.keys)
    if accounts is not None and len(keys) == 1:
        # Zeros, not a join that leaves holes: pandas would make whole numbers into floats.
        sums = rows.collect_schema()
        others = accounts.join(rows.select(*keys), on=keys, how="anti").select(*keys)
        nothing = ((name, -1 if name == "sum:chance" else 0) for name in sums.names() if name not in keys)
        zeros = (nw.lit(value).cast(sums[name]).alias(name) for name, value in nothing)
        rows = nw.concat([rows, others.with_columns(*zeros).select(*sums.names())])
    if extras is not None:
        rows = rows.join(extras, on=keys, how="left")
    if accounts is not None:
        rows = rows.join(accounts, on=question.client, how="left")
    have = rows.collect_schema().names()
    mixed: Any = nw.lit(0)
    if "extra:low" in have:
        mixed = (
            nw.when((~nw.col("extra:low").is_null() & (nw.col("extra:low") != nw.col("extra:high"))).fill_null(False))
            .then(nw.lit(1))
            .otherwise(nw.lit(0))
        )
    return rows.with_columns(mixed.alias("sum:mixed"))


def _with_events(rows: Any, happened: Any, families: list[str], question: Question, accounts: Any) -> Any:
    keys = list(question.keys)
    lasts = happened.join(rows.select(*keys, "sum:last"), on=keys, how="inner")
    found = event_columns(lasts, keys, question.as_of, families, accounts is not None)
    return rows.join(found, on=keys, how="left")

"""Where purchases are added up: at once, or as a step of a plan that each backend carries out in its own way."""

from __future__ import annotations

from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np

from .arrays import FRACTIONAL, SUMS, Reading
from .door import is_eager, refuse_gaps, refuse_missing

__all__ = ["coded", "sums_of"]

SUM_KINDS: Final[dict[str, type]] = {**dict.fromkeys(SUMS, int), **dict.fromkeys(FRACTIONAL, float)}


def sums_of(documents: Any, marked: Any, keys: list[str], reading: Reading) -> Any:
    """A row of sums for each client, from rows of keys, `doc:day` and `doc:units`, and of breaks and pauses."""
    if marked is not None:
        none = nw.lit(0).cast(nw.Int64)
        columns = [*keys, "doc:day", "doc:units", "doc:mark", "doc:until"]
        bare = documents.with_columns(none.alias("doc:mark"), none.alias("doc:until")).select(*columns)
        documents = nw.concat([bare, marked.with_columns(none.alias("doc:units")).select(*columns)])
    if is_eager(documents):
        return _at_once(documents, keys, reading)
    native = documents.to_native()
    if documents.implementation.is_polars():
        return nw.from_native(_in_polars(native, keys, reading))
    if documents.implementation.is_pyspark():
        return nw.from_native(_in_spark(native, keys, reading))
    return nw.from_native(_in_duckdb(native, keys, reading))


def _at_once(documents: Any, keys: list[str], reading: Reading) -> Any:
    """Rows at hand."""
    named, code, clients = coded(documents, keys)
    day = documents["doc:day"].to_numpy().astype(np.int64, copy=False)
    marks = None
    if "doc:mark" in documents.columns:
        marks = documents["doc:mark"].to_numpy(), documents["doc:until"].to_numpy()
    columns = reading.of(code, clients, day, documents["doc:units"].to_numpy(), marks)
    return named(nw.from_dict(columns, backend=documents.implementation)).select(*keys, *SUM_KINDS)


def coded(documents: Any, keys: list[str]) -> tuple[Any, Any, int]:
    """Clients as whole numbers from 0 on, and how to put their keys before their sums."""
    if len(keys) == 1 and documents.schema[keys[0]].is_integer() and len(documents):
        own = documents[keys[0]].to_numpy()
        lowest, highest = int(own.min()), int(own.max())
        if highest - lowest < 4 * len(own) + 1024:
            whole, backend = documents.schema[keys[0]], documents.implementation

            def named(sums: Any) -> Any:
                key = nw.new_series(keys[0], np.arange(lowest, highest + 1), whole, backend=backend)
                return sums.with_columns(key).filter(nw.col("sum:documents") > 0)

            return named, own.astype(np.int64) - lowest, highest - lowest + 1
    unique = documents.select(*keys).unique(keys).with_row_index("sum:code")
    coded = documents.select(*keys).with_row_index("doc:row").join(unique, on=keys, how="left").sort("doc:row")

    def joined(sums: Any) -> Any:
        return nw.concat([unique.drop("sum:code"), sums], how="horizontal")

    return joined, coded["sum:code"].to_numpy().astype(np.int64), len(unique)


def _step(keys: list[str], reading: Reading) -> Any:
    """The rows of some clients in, their sums out: what is handed to a plan."""

    def step(rows: Any) -> Any:
        documents = nw.from_native(rows)
        refuse_gaps(documents, "purchases", [*keys, "doc:day", "doc:units"])
        return _at_once(documents, keys, reading).to_native()

    return step


def _in_polars(native: Any, keys: list[str], reading: Reading) -> Any:
    """One step for all clients, carried out when the plan is."""
    polars = nw.get_native_namespace(native)
    kinds = {int: polars.Int64, float: polars.Float64}
    schema = {key: native.collect_schema()[key] for key in keys} | {
        name: kinds[kind] for name, kind in SUM_KINDS.items()
    }
    return native.map_batches(_step(keys, reading), schema=schema)


def _in_spark(native: Any, keys: list[str], reading: Reading) -> Any:
    """One step for each of as many portions of clients as the session has shuffle partitions, on its workers."""
    portions = int(native.sparkSession.conf.get("spark.sql.shuffle.partitions"))
    quoted = ", ".join(f"`{key}`" for key in keys)
    portioned = native.selectExpr("*", f"pmod(hash({quoted}), {portions}) as `doc:portion`")
    own, kinds = dict(native.dtypes), {int: "bigint", float: "double"}
    schema = [f"`{key}` {own[key]}" for key in keys] + [f"`{name}` {kinds[kind]}" for name, kind in SUM_KINDS.items()]
    return portioned.groupBy("doc:portion").applyInPandas(_step(keys, reading), ", ".join(schema))


def _in_duckdb(native: Any, keys: list[str], reading: Reading) -> Any:
    """Lists of cells for each client, and one step for each vector of DuckDB's rows: memory stays bounded.

    A list for each column, all of one order: DuckDB hands them over as arrays, which pairs of cells would not be.
    Rows in the order of their clients make the lists twice as fast as scattered ones.
    """
    cells = [name for name in ("doc:day", "doc:units", "doc:mark", "doc:until") if name in native.columns]
    quoted = ", ".join(f'"{key}"' for key in keys)
    gap = " or ".join(f'"{name}" is null' for name in (*keys, *cells[:2]))
    listed = ", ".join(f'list("{name}"::bigint) as "{name}"' for name in cells)
    listed += f', count(*) filter (where {gap}) as "doc:gaps"'
    lists = native.order(quoted).aggregate(f"{quoted}, {listed}", quoted)
    types = dict(zip(native.columns, native.types, strict=True))

    def step(rows: Any) -> Any:
        refuse_missing("purchases", ", ".join((*keys, "day", "amount")), int(rows["doc:gaps"].sum()))
        each = [rows[name].to_numpy() for name in cells]
        day, units, *marks = (
            np.concatenate(lists).astype(np.int64, copy=False) if len(rows) else np.zeros(0, np.int64) for lists in each
        )
        code = np.repeat(np.arange(len(rows)), np.fromiter(map(len, each[0]), np.int64, len(rows)))
        columns = reading.of(code, len(rows), day, units, (marks[0], marks[1]) if marks else None)
        return type(rows)({**{key: rows[key] for key in keys}, **{name: columns[name] for name in SUM_KINDS}})

    # Types, not their names: those are refused where a relation belongs to DuckDB's default connection.
    named = type(native.types[0])
    kinds = {int: named("BIGINT"), float: named("DOUBLE")}
    schema = {key: types[key] for key in keys} | {name: kinds[kind] for name, kind in SUM_KINDS.items()}
    return lists.map(step, schema=schema)

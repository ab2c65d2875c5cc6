"""Where purchases are added up: at once, or as a step of a plan that each backend carries out in its own way."""

from __future__ import annotations

from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np

from .arrays import FRACTIONAL, SUMS, Reading
from .door import is_eager, refuse_gaps, refuse_missing

__all__ = ["coded", "sums_of"]

WHOLE_KINDS: Final = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT")
"""DuckDB's whole numbers that an array of numpy holds."""

CELLS: Final = {"doc:day": "INTEGER", "doc:units": "BIGINT", "doc:mark": "INTEGER", "doc:until": "INTEGER"}
"""What is added up, besides the keys, and how DuckDB hands it over."""

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
    coded = documents.select(*keys).with_row_index("doc:row").join(unique, on=keys, how="left")
    code = np.empty(len(documents), np.int64)
    code[coded["doc:row"].to_numpy()] = coded["sum:code"].to_numpy()  # a join may lose the order

    def joined(sums: Any) -> Any:
        return nw.concat([unique.drop("sum:code"), sums], how="horizontal")

    return joined, code, len(unique)


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
    """One step for some of 256 portions of the clients, whose rows DuckDB hands over as lists and takes back as lists.

    A list for each column of a whole portion: sorting the rows for a list of each client takes three times as long.
    Keys that are no whole numbers of 64 bits come as text, and become what they were.
    """
    types = {name: str(kind) for name, kind in zip(native.columns, native.types, strict=True)}
    handed = {name: types[name] if types[name] in WHOLE_KINDS else "VARCHAR" for name in keys}
    handed |= {name: kind for name, kind in CELLS.items() if name in types}
    quoted = ", ".join(f'"{key}"' for key in keys)
    listed = ", ".join(f'list("{name}"::{kind}) as "{name}"' for name, kind in handed.items())
    portions = native.aggregate(listed, f"hash({quoted}) & 255")  # a byte would make DuckDB take all in one step
    kinds = {int: "BIGINT", float: "DOUBLE"}
    found = {key: handed[key] for key in keys} | {name: kinds[kind] for name, kind in SUM_KINDS.items()}

    def step(rows: Any) -> Any:
        if not len(rows):
            return type(rows)({name: [] for name in found})
        flat = {name: _flat(rows[name].to_numpy(), name.removeprefix("doc:")) for name in handed}
        code, first = _numbered([flat[key] for key in keys], type(rows[keys[0]]))
        day, units, *marks = (flat[name] for name in handed if name not in keys)
        columns = reading.of(code, len(first), day, units, (marks[0], marks[1]) if marks else None)
        columns |= {key: flat[key][first] for key in keys}
        return type(rows)({name: [columns[name]] for name in found})

    # Types, not their names: those are refused where a relation belongs to DuckDB's default connection.
    named = type(native.types[0])
    lists = portions.map(step, schema={name: named(f"{kind}[]") for name, kind in found.items()})
    sums = ", ".join(f'unnest("{name}")::{types.get(name, kind)} as "{name}"' for name, kind in found.items())
    return lists.project(sums)


def _flat(lists: Any, name: str) -> Any:
    """A column's lists as one array; only here can rows of a plan be seen that lack a value."""
    refuse_missing("purchases", name, sum(int(np.count_nonzero(np.ma.getmaskarray(one))) for one in lists))
    return np.concatenate([np.ma.getdata(one) for one in lists])


def _numbered(columns: list[Any], series: Any) -> tuple[Any, Any]:
    """Clients as whole numbers from 0 on, by columns of their keys; and the first row of each."""
    code, *more = (series(column, dtype=column.dtype).factorize()[0] for column in columns)
    for other in more:
        code = series(code * (other.max() + 1) + other).factorize()[0]
    first = np.empty(code.max() + 1, np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    return code, first

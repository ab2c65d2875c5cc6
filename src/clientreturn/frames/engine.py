"""Who adds up the purchases: arrays for rows at hand, windows for a plan."""

from __future__ import annotations

from typing import Any, Final

import narwhals.stable.v2 as nw

from ..base import Base
from ..errors import ClientReturnError
from ..policy import Policy
from .arrays import sums_at_hand
from .columns import SUMS, has_formula
from .door import is_eager
from .windows import sums_planned

__all__ = ["sums_of"]


def sums_of(
    documents: Any, marked: Any, keys: list[str], policy: Policy, base: Base, losses_at_most: int, reach: int
) -> Any:
    """One row of `SUMS` a client, from rows of keys, `doc:day` and `doc:units`, and of breaks and pauses (`marks`)."""
    if marked is not None:
        none = nw.lit(0).cast(nw.Int64)
        columns = [*keys, "doc:day", "doc:units", "doc:mark", "doc:until"]
        bare = documents.with_columns(none.alias("doc:mark"), none.alias("doc:until")).select(*columns)
        documents = nw.concat([bare, marked.with_columns(none.alias("doc:units")).select(*columns)])
    if is_eager(documents):
        return sums_at_hand(documents, keys, policy.presence, base, policy.numbers, reach)
    if documents.implementation.is_polars():
        return _sums_in_plan(documents, keys, policy, base, reach)
    if documents.implementation.is_pyspark():
        return _sums_on_workers(documents, keys, policy, base, reach)
    if not has_formula(base):
        raise ClientReturnError(
            "base.chances",
            type(base.chances).__name__,
            "chances in closed form (a method `formula`) for DuckDB",
            "hand the table over as polars or pandas, or leave base.chances at the handbook's",
        )
    return sums_planned(documents, keys, policy.presence, base, policy.numbers, losses_at_most)


SPARK: Final = {int: "bigint", float: "double"}


def _sums(base: Base) -> dict[str, type]:
    """The columns of sums, with the chance where it is no closed form."""
    return dict.fromkeys(SUMS, int) | ({} if has_formula(base) else {"sum:chance": float})


def _sums_in_plan(documents: Any, keys: list[str], policy: Policy, base: Base, reach: int) -> Any:
    """The arrays as a step of a polars plan, carried out when the plan is."""

    def step(rows: Any) -> Any:
        return (
            sums_at_hand(nw.from_native(rows), keys, policy.presence, base, policy.numbers, reach)
            .select(*keys, *_sums(base))
            .to_native()
        )

    polars = nw.get_native_namespace(documents)
    sums = {name: {int: polars.Int64, float: polars.Float64}[kind] for name, kind in _sums(base).items()}
    schema = {key: documents.to_native().collect_schema()[key] for key in keys}
    return nw.from_native(documents.to_native().map_batches(step, schema={**schema, **sums}))


def _sums_on_workers(documents: Any, keys: list[str], policy: Policy, base: Base, reach: int) -> Any:
    """The arrays as a step of a Spark plan: clients in as many portions as the session has shuffle partitions."""
    native = documents.to_native()

    def step(rows: Any) -> Any:
        return (
            sums_at_hand(nw.from_native(rows), keys, policy.presence, base, policy.numbers, reach)
            .select(*keys, *_sums(base))
            .to_native()
        )

    portions = int(native.sparkSession.conf.get("spark.sql.shuffle.partitions"))
    quoted = ", ".join(f"`{key}`" for key in keys)
    portioned = native.selectExpr("*", f"pmod(hash({quoted}), {portions}) as `doc:portion`")
    kinds = dict(native.dtypes)
    schema = ", ".join(
        [*(f"`{key}` {kinds[key]}" for key in keys), *(f"`{name}` {SPARK[kind]}" for name, kind in _sums(base).items())]
    )
    return nw.from_native(portioned.groupBy("doc:portion").applyInPandas(step, schema))

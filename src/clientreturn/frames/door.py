"""Tables at the door: which backends can do it, and columns as whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import narwhals.stable.v2 as nw

from ..errors import ClientReturnError, closest
from ..money import UNITS

__all__ = [
    "alike", "as_day", "columns_present", "is_eager", "kind_of_column", "ordinal", "refuse_gaps", "refuse_missing", "table",
    "units",
]  # fmt: skip

EAGER: Final = ("pandas", "polars")
LAZY: Final = ("polars", "duckdb", "pyspark")
REFUSED: Final = {
    "pyarrow": "hand the table to polars.from_arrow(table) or duckdb.from_arrow(table)",
    "dask": "it refuses windows in an order; use DuckDB or polars for data beyond memory, or PySpark",
    "modin": "hand it over as pandas: frame._to_pandas()",
    "cudf": "hand it over as pandas or polars",
    "ibis": "hand over its DuckDB relation, or run the query and hand over the result",
    "sqlframe": "hand over the DuckDB relation beneath it",
    "pyspark_connect": "windows with sums are not proven there; use a classic Spark session",
}
FIRST_DAY: Final = date(1970, 1, 1).toordinal()


def table(native: Any, name: str) -> Any:
    """The table as narwhals has it; a backend that cannot do it is refused by name."""
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        raise ClientReturnError(
            name, type(native), "a pandas or polars frame, a DuckDB relation or a PySpark frame"
        ) from None
    except nw.exceptions.DuplicateError as error:
        raise ClientReturnError(name, str(error), "a table whose columns have different names") from None
    backend = frame.implementation.name.lower()
    if backend not in (EAGER if is_eager(frame) else LAZY):
        raise ClientReturnError(
            name, backend, f"one of {', '.join(dict.fromkeys((*EAGER, *LAZY)))}", REFUSED.get(backend, "")
        )
    return frame


def alike(frame: Any, name: str, first: Any, keys: Sequence[str] = ()) -> Any:
    """The table, which is of the same make as the first one, and has keys of the same kind: they are joined."""
    if frame.implementation is not first.implementation or is_eager(frame) != is_eager(first):
        made = [f"{one.implementation.name.lower()} {'rows' if is_eager(one) else 'plan'}" for one in (frame, first)]
        raise ClientReturnError(
            name, made[0], f"a table of the same make as the first: {made[1]}", "convert one of them"
        )
    own, others = frame.collect_schema(), first.collect_schema()
    for key in keys:
        if key in own and key in others and _group(own[key]) != _group(others[key]):
            raise ClientReturnError(
                f"{name} column", key, f"a column of {others[key]}, not {own[key]}", "cast one of them"
            )
    return frame


def _group(kind: Any) -> Any:
    """What a key is, as far as joining goes."""
    return "number" if kind.is_numeric() else "text" if isinstance(kind, KINDS["texts"]) else kind


KINDS: Final = {
    "texts": (nw.String, nw.Categorical, nw.Enum, nw.Unknown),
    "numbers": (nw.Object, nw.Unknown, nw.Boolean),
}


def kind_of_column(frame: Any, name: str, column: str, wanted: str) -> str:
    """The column, which holds what is wanted of it: `texts`, `numbers` or `keys`; a misspelt one raises, too."""
    columns_present(frame, name, [column])
    kind = frame.collect_schema()[column]
    if wanted == "keys":
        fits = not kind.is_nested() and not isinstance(kind, nw.Binary | nw.Duration | nw.Object)
    else:
        fits = isinstance(kind, KINDS[wanted]) or (wanted == "numbers" and kind.is_numeric())
    if not fits and not (is_eager(frame) and frame[column].is_null().all()):  # where nothing is known, any kind will do
        raise ClientReturnError(f"{name} column", column, f"a column of {wanted}, not {kind}", "cast it first")
    return column


def refuse_gaps(rows: Any, name: str, columns: Sequence[str]) -> None:
    """Rows at hand without a client, day or amount are bad data; a plan is looked into when it is carried out."""
    if not is_eager(rows):
        return
    for wanted in dict.fromkeys(columns):
        column = rows[wanted]
        missing = int(column.is_null().sum())
        if column.dtype.is_float():
            missing += int((~column.fill_null(0.0).is_finite()).sum())
        refuse_missing(name, wanted.removeprefix("doc:"), missing)


def refuse_missing(name: str, column: str, missing: int) -> None:
    """So many values that are missing where there has to be one."""
    if missing:
        raise ClientReturnError(
            f"{name} column {column}", f"{missing} missing", "a value in every row", "leave out rows without one"
        )


def is_eager(frame: Any) -> bool:
    """Whether the rows are at hand, or a plan for them."""
    return isinstance(frame, nw.DataFrame)


def columns_present(frame: Any, name: str, wanted: Sequence[str]) -> None:
    """Every wanted column is there; a misspelt one raises with the nearest."""
    have = frame.collect_schema().names()
    for column in wanted:
        if column not in have:
            names = [str(one) for one in have]  # pandas names columns by numbers and pairs, too
            raise ClientReturnError(f"{name} column", column, f"one of {', '.join(names)}", "", closest(column, names))


def ordinal(frame: Any, name: str, column: str, nullable: bool = False) -> nw.Expr:
    """A day as its proleptic ordinal.

    From year and day of year, the one way that all backends share, or from milliseconds where the backend counts them
    alike everywhere (Spark does so in the session's zone): ten times faster.
    """
    kind = frame.collect_schema()[column]
    if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
        raise ClientReturnError(
            f"{name} column", column, "days without a time zone", "convert to the zone of the business, then to a date"
        )
    if not isinstance(kind, nw.Date | nw.Datetime):
        raise ClientReturnError(f"{name} column", column, f"a column of dates, not {kind}", "cast it to dates first")
    # A whole number of pandas cannot be left out, a float can.
    whole = nw.Float64 if nullable and frame.implementation.is_pandas() else nw.Int64
    if frame.implementation.is_polars() or frame.implementation.is_pandas():
        return (nw.col(column).dt.timestamp("ms") / 86_400_000).floor().cast(whole) + FIRST_DAY
    before = nw.col(column).dt.year().cast(whole) - 1
    leaps = (before // 4) - (before // 100) + (before // 400)
    return before * 365 + leaps + nw.col(column).dt.ordinal_day().cast(whole)


def as_day(value: nw.Expr, frame: Any) -> Any:
    """An ordinal as the backend's date (pandas: a timestamp at midnight)."""
    if frame.implementation.is_polars():
        return (value - FIRST_DAY).cast(nw.Int32).cast(nw.Date)
    if frame.implementation.is_pandas():
        return ((value - FIRST_DAY) * 86_400_000).cast(nw.Int64).cast(nw.Datetime("ms"))
    return nw.lit(date(1970, 1, 1)) + (value - FIRST_DAY).cast(nw.Int32)


def units(frame: Any, name: str, column: str, nullable: bool = False) -> nw.Expr:
    """Money in ten-thousandths: the whole part and the rest apart, so that large amounts stay exact."""
    kind = frame.collect_schema()[column]
    value = nw.col(column).fill_null(0) if nullable else nw.col(column)
    if kind.is_integer():
        return value.cast(nw.Int64) * UNITS
    if kind.is_float() or kind.is_decimal():
        whole = value.floor()
        rest = ((value - whole).cast(nw.Float64) * UNITS + 0.5).floor()
        return whole.cast(nw.Int64) * UNITS + rest.cast(nw.Int64)
    raise ClientReturnError(f"{name} column", column, f"a column of numbers, not {kind}", "cast it to numbers first")

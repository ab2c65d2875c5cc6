"""Tables of any make as rows: lists of mappings, and data frames by the way they give their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from ..errors import ClientReturnError

__all__ = ["rows_of"]

Row = Mapping[str, Any]

_WAYS: Final[tuple[tuple[str, Callable[[Any], Iterable[Any]]], ...]] = (
    ("collect", lambda table: rows_of(table.collect(), "table")),  # lazy frames
    ("fetchall", lambda table: (dict(zip(table.columns, row, strict=True)) for row in table.fetchall())),  # DuckDB
    ("iter_rows", lambda table: table.iter_rows(named=True)),  # Polars, narwhals
    ("to_pylist", lambda table: table.to_pylist()),  # Arrow
    ("to_dict", lambda table: table.to_dict("records")),  # pandas and what follows it
)


def rows_of(table: Any, name: str) -> Iterator[Row]:
    """The rows of a table, each a mapping from columns to values.

    >>> list(rows_of([{"amount": 5}], "purchases"))
    [{'amount': 5}]
    """
    given = table
    if isinstance(table, Mapping | str | bytes):
        raise ClientReturnError(name, type(table).__name__, "a list of mappings or a data frame", "one row: [row]")
    if not isinstance(table, list | tuple | Iterator):
        if not hasattr(type(table), "collect"):  # a plan has to be carried out first
            _refuse_doubles(table, name)
        for way, rows in _WAYS:
            if callable(getattr(type(table), way, None)):
                given = _given(table, rows)
                break
    try:
        return iter(given)
    except TypeError:
        raise ClientReturnError(name, type(table).__name__, "a list of mappings or a data frame") from None


def _given(table: Any, rows: Callable[[Any], Iterable[Any]]) -> Any:
    """What a frame gives of its rows; what merely has a way of the same name, such as a column, gives nothing."""
    try:
        return rows(table)
    except TypeError:
        return None


def _refuse_doubles(table: Any, name: str) -> None:
    """Two columns of one name: a row would keep one of them, and nobody would know which."""
    columns = getattr(table, "column_names", getattr(table, "columns", ()))
    try:
        double = next((column for column, count in Counter(columns).items() if count > 1), None)
    except TypeError:  # no data frame
        return
    if double is not None:
        raise ClientReturnError(f"{name} column", double, "columns of different names", "rename one of the two")

"""From a row back to the story: the client behind it, and the case that `assess` gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from numbers import Integral
from typing import Any

import narwhals.stable.v2 as nw

from ..base import Base
from ..case import Case, assess
from ..doors import door
from ..errors import ClientReturnError
from ..history import Client, Event, Purchase
from ..policy import Policy
from .door import columns_present, is_eager, table

__all__ = ["client_of", "story"]


@door
def client_of(
    key: Any,
    purchases: Any,
    *,
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
    money: str = "XXX",
) -> Client:
    """One client's records, taken out of the tables that `standing` reads; the columns are named alike.

    Only rows of this client are fetched, also from a plan. `key` may be a pair of client and part. `money` is the
    currency where no column says it (`XXX`: none in particular).

    Raises:
        ClientReturnError: when no table knows the client.
    """
    own, its_part = key if part is not None and isinstance(key, tuple) and len(key) == 2 else (key, None)
    wanted = [name for name in (day, amount, part, ref, currency, margin, known_on) if name is not None]
    bought = _rows(purchases, "purchases", client, own, wanted)
    if its_part is not None and part is not None:
        bought = [row for row in bought if row[part] == its_part]
    account = next(iter(_rows(clients, "clients", client, own)), None) if clients is not None else None
    happened = _rows(events, "events", client, own, [day, "kind"]) if events is not None else []
    broken = _rows(breaks, "breaks", client, own, [day]) if breaks is not None else []
    if not bought and account is None and not happened and not broken:
        raise ClientReturnError("key", key, "a client of these tables")
    about = account or {}
    return Client(
        str(own),
        purchases=[
            Purchase(
                row[day],
                row[amount],
                row[currency] if currency else money,
                ref=None if ref is None or row[ref] is None else str(row[ref]),
                part=None if part is None or row[part] is None else str(row[part]),
                margin=row[margin] if margin else None,
                known_on=row[known_on] if known_on else None,
            )
            for row in bought
        ],
        events=[_event(row, day) for row in happened] + [Event.declared_break(row[day]) for row in broken],
        company=about.get("company"),
        segment=about.get("segment") or "",
        margin=about.get("margin"),
        data={name: value for name, value in about.items() if name not in (client, "company", "segment", "margin")},
    )


@door
def story(
    key: Any,
    purchases: Any,
    *,
    as_of: date,
    policy: Policy | None = None,
    base: Base | None = None,
    **columns: Any,
) -> Case:
    """The case of any row: the same that `assess` gives, so that whoever sees the row can ask why.

    Args:
        key: the row's client (with `part`, a pair of client and part).
        purchases: the table that the row came from.
        as_of: the day asked about.
        policy: as for `standing`.
        base: as for `standing`.
        columns: names of columns and further tables, as for `standing`.
    """
    return assess(client_of(key, purchases, **columns), as_of=as_of, policy=policy or Policy(), base=base or Base())


def _rows(native: Any, name: str, client: str, key: Any, wanted: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows of one client as plain values."""
    frame = table(native, name)
    columns_present(frame, name, [client, *wanted])
    if not isinstance(key, str | Integral) or isinstance(key, bool):
        raise ClientReturnError("story.key", key, "a text or a whole number, as the column has it")
    try:
        frame = frame.filter(nw.col(client) == key)
        if not is_eager(frame):
            frame = frame.collect()
    except Exception as error:  # every backend has errors of its own for a key that no column can hold
        raise ClientReturnError("story.key", key, f"a value of the column {client!r}", f"({error})") from None
    return [{column: _plain(value) for column, value in row.items()} for row in frame.iter_rows(named=True)]


def _plain(value: Any) -> Any:
    """A cell as the library takes it: days without an hour, nothing in place of NaN."""
    try:
        if value is None or value != value:
            return None
    except TypeError:  # pandas' own mark for what is missing refuses to be compared
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _event(row: Mapping[str, Any], day: str) -> Event:
    severity = row.get("severity")
    if severity is not None and not isinstance(severity, int | float):
        raise ClientReturnError("events column", "severity", "a column of numbers", "cast it first")
    details = {name: row[name] for name in ("until", "key", "result") if row.get(name) is not None}
    return Event(
        row[day],
        row["kind"],
        severity=None if severity is None else int(severity),
        resolved=row.get("resolved"),
        resolved_on=row.get("resolved_on"),
        data=details,
    )

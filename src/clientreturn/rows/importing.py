"""From tables to clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Final

import attrs

from ..doors import door
from ..errors import ClientReturnError, closest
from ..history import Client, Event, Owner, Person, Purchase
from ..money import checked_currency
from .reading import (
    Unreadable,
    decimal_mark,
    is_missing,
    read_amount,
    read_day,
    read_flag,
    read_key,
    read_text,
    written_day,
)
from .report import Import, Note, Treated, shown
from .tables import Row, rows_of

__all__ = ["clients_from_rows"]

FIELDS: Final = {
    "purchases": ("client", "on", "amount", "currency", "ref", "part", "margin", "source", "known_on"),
    "clients": (
        "client", "name", "company", "country", "segment", "trade", "margin", "traits", "owner", "owner_since",
        "contact", "address", "role", "language", "phone", "birthday",
    ),
    "events": (
        "client", "on", "kind", "by", "employee", "severity", "human", "resolved", "resolved_on", "text", "known_on",
    ),
}  # fmt: skip
REQUIRED: Final = {"purchases": ("client", "on", "amount"), "clients": ("client",), "events": ("client", "on", "kind")}
DATA: Final = "data:"
DAYS: Final = frozenset({"on", "known_on", "resolved_on", "owner_since", "birthday"})
AMOUNTS: Final = frozenset({"amount", "margin"})
DAY_DETAILS: Final = frozenset({"until"})


@door
def clients_from_rows(
    purchases: Any,
    *,
    clients: Any = None,
    events: Any = None,
    columns: Mapping[str, str] | None = None,
    currency: str | None = None,
    zone: tzinfo | None = None,
    decimal: str | None = None,
    day_first: bool | None = None,
    as_of: date | None = None,
) -> Import:
    """Clients from flat tables: lists of mappings, or data frames of any make.

    Args:
        purchases: one row for each document; needs `client`, `on` and `amount`.
        clients: one row for each account; needs `client`.
        events: one row for each event; needs `client`, `on` and `kind`.
        columns: the column of a field where it is called otherwise: `{"client": "customer_id", "on": "order_date"}`.
            `"clients.client"` is about one table only; `"data:stars"` keeps a column of the firm's own as that value.
        currency: of amounts that carry none.
        zone: the time zone of the business; moments become days in it.
        decimal: the decimal mark of amounts written as text, a point or a comma; else what the column tells.
        day_first: whether 3/4/2026 is in April; else what the column tells.
        as_of: rows after this day are suspected, since a swapped day and month often lies in the future.

    Returns:
        The clients, and a note on every row that was refused, repaired or is suspect.

    Raises:
        ClientReturnError: for a table without a needed column, or a name in `columns` that is none.

    >>> orders = [{"customer": 7, "day": "2026-01-05", "total": "1,250.00"}, {"customer": 7, "day": "?", "total": 5}]
    >>> found = clients_from_rows(orders, columns={"client": "customer", "on": "day", "amount": "total"}, currency="EUR")
    >>> found.clients[0].purchases[0].amount, found.accepted, found.refused
    (Decimal('1250.00'), 1, 1)
    """
    if currency is not None:
        checked_currency("currency", currency)
    if decimal not in (None, ".", ","):
        raise ClientReturnError("decimal", decimal, "a point or a comma")
    given = {"purchases": purchases, "clients": clients, "events": events}
    tables = {name: _Table(name, table, columns or {}) for name, table in given.items() if table is not None}
    _check_columns(columns or {}, tables)
    reader = _Reader(currency, zone, decimal, day_first, as_of)
    for table in tables.values():
        reader.read(table)
    found = reader.clients(listed=clients is not None)
    return Import(found, tuple(reader.notes), tuple((name, len(table.rows)) for name, table in tables.items()))


class _Table:
    """One table, and in which column each field stands."""

    def __init__(self, name: str, table: Any, columns: Mapping[str, str]) -> None:
        self.name = name
        self.rows: list[Row] = list(rows_of(table, name))
        present = dict.fromkeys(
            column for row in self.rows if isinstance(row, Mapping) for column in row if isinstance(column, str)
        )
        self.present = tuple(present)
        self.columns: dict[str, str] = {}
        for field in FIELDS[name]:
            for column in (columns.get(f"{name}.{field}"), columns.get(field), field):
                if column in present:
                    self.columns[field] = column
                    break
        if name == "clients" and "client" not in self.columns and "id" in present:
            self.columns["client"] = "id"
        self.data = {
            field.removeprefix(DATA): column
            for field, column in columns.items()
            if field.startswith(DATA) and column in present
        }
        for field in REQUIRED[name] if self.rows else ():
            if field not in self.columns:
                raise ClientReturnError(
                    f"{name} column",
                    field,
                    f"one of the columns {', '.join(self.present)}",
                    f"say which it is: columns={{{field!r}: …}}",
                    closest(field, self.present),
                )

    @property
    def unused(self) -> list[str]:
        """Columns that nobody reads."""
        used = {*self.columns.values(), *self.data.values()}
        return [column for column in self.present if column not in used]


def _check_columns(columns: Mapping[str, str], tables: Mapping[str, _Table]) -> None:
    known = [field for name in FIELDS for field in FIELDS[name]]
    known += [f"{name}.{field}" for name in FIELDS for field in FIELDS[name]]
    present = [column for table in tables.values() for column in table.present]
    for field, column in columns.items():
        if field not in known and not (isinstance(field, str) and field.startswith(DATA) and len(field) > len(DATA)):
            raise ClientReturnError(
                "columns", field, "a field of a purchase, client or event", "", closest(field, known)
            )
        if column not in present and any(table.rows for table in tables.values()):
            raise ClientReturnError(
                f"columns[{field!r}]", column, "a column of the tables", "", closest(column, present)
            )


@attrs.define
class _Account:
    """What is gathered for one client."""

    fields: dict[str, Any] = attrs.field(factory=dict)
    purchases: list[Purchase] = attrs.field(factory=list)
    events: list[Event] = attrs.field(factory=list)
    owner: str | None = None
    owner_since: date | None = None
    row: int | None = None


class _Reader:
    """Reads tables row by row, and keeps a note on whatever is not taken as it stands."""

    def __init__(
        self, currency: str | None, zone: tzinfo | None, decimal: str | None, day_first: bool | None, as_of: date | None
    ) -> None:
        self.currency, self.zone, self.decimal, self.day_first, self.as_of = currency, zone, decimal, day_first, as_of
        self.notes: list[Note] = []
        self.accounts: dict[str, _Account] = {}
        self.table = ""
        self.row: int | None = None
        self.marks: dict[str, str | None] = {}
        self.orders: dict[str, bool | None] = {}

    def read(self, table: _Table) -> None:
        """Every row of a table, after what its columns tell as a whole."""
        self.table, self.row = table.name, None
        self._look_at_columns(table)
        seen: dict[str, int] = {}
        for self.row, row in enumerate(table.rows, 1):
            mark = len(self.notes)
            try:
                if not isinstance(row, Mapping):
                    raise Unreadable("row.no-mapping", "a mapping from columns to values is expected")
                self._take(table, row, seen)
            except Unreadable as refusal:
                del self.notes[mark:]  # a refused row has one note
                self._note(refusal.key, Treated.REFUSED, "", row, refusal.text)
            except ClientReturnError as error:
                del self.notes[mark:]
                remedy = f"; {error.args[3]}" if error.args[3] else ""
                text = f"{error.field}: {error.expected} is expected{remedy}"
                self._note("value.refused", Treated.REFUSED, error.field.partition(".")[2], error.value, text)

    def clients(self, listed: bool) -> tuple[Client, ...]:
        """The accounts that were gathered; where there is a table of clients, who is missing in it is told."""
        self.table, self.row = "clients", None
        unlisted = [client_id for client_id, account in self.accounts.items() if account.row is None]
        if listed and unlisted:
            text = f"{len(unlisted)} clients with records are not in the table of clients: made without its fields"
            self._note("client.unlisted", Treated.SUSPECTED, "client", unlisted[0], text)
        return tuple(self._client(client_id, account) for client_id, account in self.accounts.items())

    # --- columns as a whole ---

    def _look_at_columns(self, table: _Table) -> None:
        for column in table.unused:
            hint = closest(column, [field for field in FIELDS[table.name] if field not in table.columns])
            text = (
                "is not read" + (f"; did you mean {hint!r}?" if hint else "") + "; keep it with columns={'data:…': …}"
            )
            self._note("column.unused", Treated.SUSPECTED, column, column, text)
        self.marks, self.orders = {}, {}
        for field, column in table.columns.items():
            values = [row.get(column) for row in table.rows if isinstance(row, Mapping)]
            if field in DAYS:
                self.orders[field] = self._order_of_days(field, values)
            elif field in AMOUNTS:
                self.marks[field] = self._mark_of_amounts(field, values)
            elif field == "currency":
                self._look_at_currencies(values)

    def _order_of_days(self, field: str, values: list[Any]) -> bool | None:
        """Whether the day comes first in days such as 3/4/2026: as stated, or as the column tells."""
        zones = {value.utcoffset() if value.tzinfo else None for value in values if isinstance(value, datetime)}
        if len(zones) > 1:
            offsets = sorted("none" if zone is None else str(zone) for zone in zones)
            text = "moments of several time zones, each turned into the day at the business"
            self._note("day.mixed-zones", Treated.SUSPECTED, field, offsets, text)
        if self.day_first is not None:
            return self.day_first
        numbers = [found for found in map(written_day, values) if found is not None]
        only_day, only_month = sum(n[0] > 12 for n in numbers), sum(n[1] > 12 for n in numbers)
        if only_day and only_month:
            text = f"{only_day} rows can only have the day first, {only_month} only the month: pass day_first="
            self._note("day.mixed-order", Treated.SUSPECTED, field, f"{len(numbers)} written days", text)
            return None
        if not only_day and not only_month:
            return None
        first = "day" if only_day else "month"
        text = f"read with the {first} first: {only_day or only_month} rows can only be read so"
        self._note("day.order-told", Treated.SUSPECTED, field, f"{len(numbers)} written days", text)
        return bool(only_day)

    def _mark_of_amounts(self, field: str, values: list[Any]) -> str | None:
        """The decimal mark of amounts written as text: as stated, or as the column tells."""
        if self.decimal is not None:
            return self.decimal
        marks = {mark for mark in map(decimal_mark, values) if mark is not None}
        if len(marks) > 1:
            text = "point and comma both stand for decimals: pass decimal=, or read the rows apart"
            self._note("amount.mixed-marks", Treated.SUSPECTED, field, sorted(marks), text)
        return marks.pop() if len(marks) == 1 else None

    def _look_at_currencies(self, values: list[Any]) -> None:
        found = Counter(shown(value) for value in values if not is_missing(value))
        if len(found) > 1:
            text = "mixed currencies: pass Rates in the policy, else the money of clients with several is unknown"
            self._note("currency.mixed", Treated.SUSPECTED, "currency", dict(found.most_common(5)), text)

    # --- rows ---

    def _take(self, table: _Table, row: Row, seen: dict[str, int]) -> None:
        values = {field: row.get(column) for field, column in table.columns.items()}
        values = {field: value for field, value in values.items() if not is_missing(value)}
        client_id, repair = read_key(_get(values, "client"))
        self._repaired(repair, "client", values["client"])
        if client_id not in self.accounts:
            Client(client_id)  # its door decides about the id
        data = {
            name: self._own(row.get(column)) for name, column in table.data.items() if not is_missing(row.get(column))
        }
        if table.name == "clients":
            self._take_client(client_id, values, data)
            return
        same = _same(row)
        if same is not None and same in seen:
            if table.name == "events" or "ref" in values:
                raise Unreadable("row.duplicate", f"the same as row {seen[same]}, column by column")
            text = f"the same as row {seen[same]}; counted again, since it has no number of an order"
            self._note("row.duplicate", Treated.SUSPECTED, "", row, text)
        record = self._purchase(values, data) if table.name == "purchases" else self._event(values, data)
        if same is not None:
            seen.setdefault(same, self.row or 0)
        account = self.accounts.setdefault(client_id, _Account())
        if isinstance(record, Purchase):
            account.purchases.append(record)
        else:
            account.events.append(record)

    def _purchase(self, values: dict[str, Any], data: dict[str, Any]) -> Purchase:
        on = self._day(values, "on")
        amount, beside, repair = read_amount(_get(values, "amount"), self.marks.get("amount"))
        self._repaired(repair, "amount", values["amount"])
        purchase = Purchase(
            on,
            amount,
            self._currency(values, beside),
            margin=self._margin(values),
            known_on=self._day(values, "known_on") if "known_on" in values else None,
            **{name: read_key(values[name])[0] for name in ("ref", "part", "source") if name in values},
        )
        if amount < 0 and "ref" not in values:
            text = "a credit note without the number of its order: it lowers the money, and the order stays a visit"
            self._note("amount.credit-note", Treated.SUSPECTED, "amount", values["amount"], text)
        if self.as_of is not None and on > self.as_of:
            self._suspect_future(on, self.as_of, values["on"])
        return purchase

    def _margin(self, values: dict[str, Any]) -> Decimal | None:
        if "margin" not in values:
            return None
        try:
            margin, _, repair = read_amount(values["margin"], self.marks.get("margin"))
        except Unreadable as unreadable:
            self._note("margin.left-out", Treated.REPAIRED, "margin", values["margin"], unreadable.text)
            return None
        self._repaired(repair, "margin", values["margin"])
        return margin

    def _suspect_future(self, on: date, as_of: date, value: Any) -> None:
        text = f"lies after {as_of}"
        if on.day <= 12:
            swapped = date(on.year, on.day, on.month)
            if swapped <= as_of:
                text += f"; with day and month swapped it would be {swapped.isoformat()}"
        self._note("day.in-future", Treated.SUSPECTED, "on", value, text)

    def _currency(self, values: dict[str, Any], beside: str | None) -> str:
        if "currency" not in values:
            code = beside or self.currency
            if code is None:
                raise Unreadable("currency.missing", "no currency: pass currency=, or name its column")
            return code
        code = read_text(values["currency"])
        if code != code.upper():
            self._repaired(("currency.written", f"read as {code.upper()}"), "currency", code)
            code = code.upper()
        if beside is not None and beside != code:
            raise Unreadable("currency.contradicts", f"the amount says {beside}, the currency {code}")
        return code

    def _event(self, values: dict[str, Any], data: dict[str, Any]) -> Event:
        fields: dict[str, Any] = {
            name: read_text(values[name]) for name in ("by", "employee", "resolved", "text") if name in values
        }
        if "severity" in values:
            severity = read_key(values["severity"])[0]
            fields["severity"] = int(severity) if severity.isdecimal() and len(severity) < 4 else severity
        if "human" in values:
            fields["human"] = read_flag(values["human"])
        for name in ("resolved_on", "known_on"):
            if name in values:
                fields[name] = self._day(values, name)
        for name in DAY_DETAILS.intersection(data):
            data[name] = read_day(data[name], self.zone, self.day_first)[0]
        return Event(self._day(values, "on"), read_text(_get(values, "kind")), data=data, **fields)

    def _take_client(self, client_id: str, values: dict[str, Any], data: dict[str, Any]) -> None:
        account = self.accounts.get(client_id)
        if account is not None and account.row is not None:
            raise Unreadable("client.duplicate", f"the id of row {account.row}: merge the two accounts first")
        fields: dict[str, Any] = {
            name: read_text(values[name]) for name in ("name", "country", "segment", "trade") if name in values
        }
        if "company" in values:
            fields["company"] = read_flag(values["company"])
        if "margin" in values:
            fields["margin"] = float(read_amount(values["margin"], self.marks.get("margin"))[0])
        if "traits" in values:
            fields["traits"] = read_text(values["traits"]).replace(",", " ").split()
        person: dict[str, Any] = {
            name: read_text(values[name]) for name in ("address", "role", "language", "phone") if name in values
        }
        if "contact" in values or person:
            birthday = self._day(values, "birthday") if "birthday" in values else None
            fields["contacts"] = [Person(read_text(values.get("contact", "")), birthday=birthday, **person)]
        Client(client_id, data=data, **fields)  # its door decides before anything is kept
        since = self._day(values, "owner_since") if "owner_since" in values else None
        owner = read_text(values["owner"]) if "owner" in values else None
        if owner is not None:
            Owner(owner, since or date.min)
        account = self.accounts.setdefault(client_id, _Account())
        account.fields, account.owner, account.owner_since, account.row = (
            {**fields, "data": data},
            owner,
            since,
            self.row,
        )

    def _client(self, client_id: str, account: _Account) -> Client:
        owners = [] if account.owner is None else self._owners(account, account.owner)
        return Client(client_id, purchases=account.purchases, events=account.events, owners=owners, **account.fields)

    def _owners(self, account: _Account, owner: str) -> list[Owner]:
        since = account.owner_since
        if since is None:
            since = min([*(one.on for one in account.purchases), *(one.on for one in account.events)], default=None)
            told = "left out, since there is no record" if since is None else f"taken from the first record, {since}"
            self.row = account.row
            self._note("owner.no-first-day", Treated.REPAIRED, "owner", owner, f"no first day of the owner: {told}")
        return [] if since is None else [Owner(owner, since)]

    # --- values ---

    def _day(self, values: Mapping[str, Any], field: str) -> date:
        value = _get(values, field)
        day, repair = read_day(value, self.zone, self.orders.get(field))
        self._repaired(repair, field, value)
        return day

    def _own(self, value: Any) -> Any:
        """A value of the firm's own, as plain as a client's data must be."""
        if isinstance(value, datetime):
            return read_day(value, self.zone, None)[0]
        return value if isinstance(value, str | bool | int | float | date) else read_text(value)

    def _repaired(self, repair: tuple[str, str] | None, column: str, value: Any) -> None:
        if repair is not None:
            self._note(repair[0], Treated.REPAIRED, column, value, repair[1])

    def _note(self, key: str, treated: Treated, column: str, value: Any, text: str) -> None:
        self.notes.append(Note(key, treated, self.table, self.row, column, shown(value), text))


def _get(values: Mapping[str, Any], field: str) -> Any:
    if field not in values:
        raise Unreadable(f"{field}.missing", f"nothing stands in {field!r}")
    return values[field]


def _same(row: Row) -> str | None:
    """What makes two rows the same; `None` when it cannot be told."""
    try:
        return repr(sorted((str(column), repr(value)) for column, value in row.items()))
    except Exception:  # a value from outside may be unable to show itself
        return None

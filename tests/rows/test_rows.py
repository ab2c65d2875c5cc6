"""Flat tables become clients, and every row is accounted for: taken, repaired with a note, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.rows import Import, Treated
from lives import clients as lives

YEREVAN = timezone(timedelta(hours=4))
GOOD = {"client": "C-7", "on": "2026-01-05", "amount": "120.50", "currency": "EUR"}


def read(*purchases: Any, **given: Any) -> Import:
    found = cr.clients_from_rows(list(purchases), **given)
    assert found.accepted + found.refused == sum(count for _, count in found.rows)
    refused = Counter((note.table, note.row) for note in found.notes if note.treated is Treated.REFUSED)
    assert not refused or max(refused.values()) == 1
    return found


def only(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in {**GOOD, **fields}.items() if value is not ...}


# --- one value, and what becomes of it ------------------------------------------------------------------

AMOUNTS = [
    # as written, read as, what is noted
    (12, "12", None),
    (12.1, "12.1", None),
    (Decimal("1.10"), "1.10", None),
    ("120.50", "120.50", None),
    ("-120.50", "-120.50", "amount.credit-note"),
    ("1,234.56", "1234.56", "amount.written"),
    ("1.234,56", "1234.56", "amount.written"),
    ("1 234,56", "1234.56", "amount.written"),
    ("1\u202f234,56 €", "1234.56", "amount.written"),
    ("1'234.50", "1234.50", "amount.written"),
    ("1,234,567", "1234567", "amount.written"),
    ("12,50", "12.50", "amount.written"),
    ("EUR 12.50", "12.50", "amount.written"),
    ("12.50eur", "12.50", "amount.written"),
    ("(12.50)", "-12.50", "amount.written"),
    ("12.50-", "-12.50", "amount.written"),
    ("۱۲۳٫۵", "123.5", "amount.written"),
    ("1,234", None, "amount.ambiguous"),
    ("1.234", None, "amount.ambiguous"),
    ("1,23,4", None, "amount.unreadable"),
    ("12.50 USD", None, "currency.contradicts"),
    ("twelve", None, "amount.unreadable"),
    ("1e5", None, "amount.unreadable"),
    ("--5", "-5", "amount.written"),
    ("9" * 100, None, "amount.unreadable"),
    (True, None, "amount.unreadable"),
    ([5], None, "amount.unreadable"),
    (float("inf"), None, "amount.infinite"),
    (float("nan"), None, "amount.missing"),
    (Decimal("nan"), None, "amount.missing"),
    (None, None, "amount.missing"),
    ("  ", None, "amount.missing"),
    (10**20, None, "value.refused"),
]


@pytest.mark.parametrize(("written", "amount", "note"), AMOUNTS, ids=lambda part: repr(part)[:30])
def test_an_amount_is_read_exactly_or_refused(written: Any, amount: str | None, note: str | None) -> None:
    found = read(only(amount=written))
    assert [str(one.amount) for client in found for one in client.purchases] == ([] if amount is None else [amount])
    assert note in found.counts() if note else not found.notes
    assert found.refused == (amount is None)


MIDNIGHT = datetime.fromisoformat("2026-03-04")
DAYS = [
    (date(2026, 3, 4), {}, date(2026, 3, 4), None),
    ("2026-03-04", {}, date(2026, 3, 4), None),
    ("2026/3/4", {}, date(2026, 3, 4), None),
    ("04.03.2026", {}, date(2026, 3, 4), None),
    ("04/03/2026", {}, None, "day.ambiguous"),
    ("04/03/2026", {"day_first": True}, date(2026, 3, 4), None),
    ("04/03/2026", {"day_first": False}, date(2026, 4, 3), None),
    ("05/05/2026", {}, date(2026, 5, 5), None),
    ("25/03/2026", {}, date(2026, 3, 25), "day.order-told"),
    ("25/03/2026", {"day_first": False}, date(2026, 3, 25), "day.swapped"),
    ("03/25/2026", {"day_first": True}, date(2026, 3, 25), "day.swapped"),
    ("31/02/2026", {"day_first": True}, None, "day.unreadable"),
    ("20260304", {}, None, "day.unreadable"),
    ("2026-02-30", {}, None, "day.unreadable"),
    ("soon", {}, None, "day.unreadable"),
    (46_000, {}, None, "day.number"),
    (MIDNIGHT, {}, date(2026, 3, 4), None),
    (MIDNIGHT.replace(hour=10), {}, None, "day.naive-moment"),
    (MIDNIGHT.replace(hour=10), {"zone": YEREVAN}, date(2026, 3, 4), "day.naive-moment"),
    (datetime(2026, 3, 4, 22, tzinfo=UTC), {"zone": YEREVAN}, date(2026, 3, 5), None),
    (datetime(2026, 3, 4, 22, tzinfo=UTC), {}, None, "day.no-zone"),
    ("2026-03-04T22:00:00+00:00", {"zone": YEREVAN}, date(2026, 3, 5), None),
    ("2026-03-04 00:00:00", {}, date(2026, 3, 4), None),
    (datetime.max.replace(tzinfo=UTC), {"zone": YEREVAN}, None, "day.unreadable"),
    (None, {}, None, "on.missing"),
    (True, {}, None, "day.unreadable"),
]


@pytest.mark.parametrize(("written", "given_with", "on", "note"), DAYS, ids=lambda part: repr(part)[:40])
def test_a_day_is_read_for_sure_or_refused(
    written: Any, given_with: dict[str, Any], on: date | None, note: str | None
) -> None:
    found = read(only(on=written), **given_with)
    assert [one.on for client in found for one in client.purchases] == ([] if on is None else [on])
    assert note in found.counts() if note else not found.notes


FAULTS = [
    ({"client": ""}, {}, "client.missing"),
    ({"client": float("nan")}, {}, "client.missing"),
    ({"client": "a\0b"}, {}, "value.refused"),
    ({"client": "\ud800"}, {}, "value.refused"),
    ({"client": ["C"]}, {}, "text.unreadable"),
    ({"currency": "euro"}, {}, "value.refused"),
    ({"currency": None}, {}, "currency.missing"),
    ({"margin": "?"}, {}, "margin.left-out"),
    ({"client": 7.0}, {}, "key.was-float"),
    ({"currency": "eur"}, {}, "currency.written"),
    ({"on": "2026-12-01"}, {"as_of": date(2026, 3, 1)}, "day.in-future"),
    ({"ammount": 5}, {}, "column.unused"),
]


@pytest.mark.parametrize(("fields", "given_with", "note"), FAULTS, ids=lambda part: repr(part)[:40])
def test_a_fault_is_noted(fields: dict[str, Any], given_with: dict[str, Any], note: str) -> None:
    assert note in read(only(**fields), **given_with).counts()


def test_a_row_that_is_no_row_is_refused() -> None:
    found = read(GOOD, 5, ["C"], None)
    assert found.refused == 3
    assert len(found) == 1


# --- what only the column tells -------------------------------------------------------------------------


def test_one_row_that_can_only_be_read_one_way_tells_for_its_column() -> None:
    found = read(only(on="25/03/2026"), only(on="04/03/2026", amount="1,234"), only(on="06/03/2026"))
    bought = found.clients[0].purchases
    assert [one.on for one in bought] == [date(2026, 3, 25), date(2026, 3, 4), date(2026, 3, 6)]
    assert [one.amount for one in bought] == [Decimal("120.50"), Decimal(1234), Decimal("120.50")]


def test_a_column_that_contradicts_itself_is_not_guessed() -> None:
    found = read(only(on="25/03/2026"), only(on="03/25/2026"), only(on="04/03/2026"))
    assert {"day.mixed-order", "day.ambiguous"} <= found.counts().keys()
    assert found.accepted == 2
    found = read(only(amount="12,50"), only(amount="12.50"), only(amount="1.234"))
    assert {"amount.mixed-marks", "amount.ambiguous"} <= found.counts().keys()


def test_mixed_zones_and_currencies_are_told() -> None:
    moments = [datetime(2026, 3, 4, 22, tzinfo=zone) for zone in (UTC, YEREVAN)]
    found = read(*(only(on=moment) for moment in moments), only(currency="USD"), zone=YEREVAN)
    assert {"day.mixed-zones", "currency.mixed"} <= found.counts().keys()


def test_a_future_day_with_day_and_month_swapped_is_told() -> None:
    found = read(only(on="2026-09-02"), as_of=date(2026, 3, 1))
    assert "2026-02-09" in found.notes[0].text


def test_a_repeated_row_is_refused_when_its_order_has_a_number_and_told_when_it_has_none() -> None:
    found = read(only(ref="A"), only(ref="A"), only(ref="B"))
    assert (found.accepted, found.counts()) == (2, {"row.duplicate": 1})
    assert "row 1" in found.notes[0].text
    found = read(GOOD, GOOD)
    assert (found.accepted, found.counts()) == (2, {"row.duplicate": 1})


# --- three tables -----------------------------------------------------------------------------------------

ACCOUNTS = [
    {"id": "C-7", "name": "Brewery Lark", "company": "yes", "owner": "olga", "owner_since": "2025-01-01", "stars": 4},
    {"id": "C-8", "name": "Clinic Sol", "company": 0, "owner": "rauf", "contact": "Anna", "phone": "+10", "birthday": "1990-05-01"},
    {"id": "C-7", "name": "twice"},
    {"id": "C-9", "company": "perhaps"},
]  # fmt: skip
HAPPENED = [
    {"client": "C-7", "on": "2026-02-01", "kind": "complaint", "severity": 4.0, "topic": "delivery"},
    {"client": "C-7", "on": "2026-02-03", "kind": "hard-times", "until": "2026-05-01"},
    {"client": "C-7", "on": "2026-02-03", "kind": "complaint", "severity": 9},
    {"client": "C-7", "on": "2026-02-03", "kind": "complaint", "by": "nobody"},
    {"client": "C-7", "on": "2026-02-01", "kind": "complaint", "severity": 4.0, "topic": "delivery"},
    {"client": "C-8", "on": "2026-02-01"},
]


def test_three_tables_make_whole_clients() -> None:
    columns = {"data:stars": "stars", "data:topic": "topic", "data:until": "until"}
    found = read(GOOD, only(client="C-8"), only(client="C-10"), clients=ACCOUNTS, events=HAPPENED, columns=columns)
    lark, sol, other = found.clients
    assert (lark.name, lark.company, lark.detail("stars")) == ("Brewery Lark", True, 4)
    assert lark.owners == (cr.Owner("olga", date(2025, 1, 1)),)
    assert [event.kind for event in lark.events] == ["complaint", "hard-times"]
    assert lark.events[0].severity == 4
    assert lark.events[0].detail("topic") == "delivery"
    assert lark.events[1].detail("until") == date(2026, 5, 1)
    assert sol.contacts[0] == cr.Person("Anna", phone="+10", birthday=date(1990, 5, 1))
    assert sol.owners[0].since == date(2026, 1, 5)
    assert other.id == "C-10"
    assert found.refused == 2 + 4
    assert {"client.duplicate", "flag.unreadable", "owner.no-first-day", "client.unlisted"} <= found.counts().keys()
    text = found.explain()
    assert "7 rows taken, 6 refused; 3 clients" in text
    assert "client.duplicate" in text
    assert cr.review(found, as_of=date(2026, 3, 1)).refused == ()


@pytest.mark.parametrize(
    ("arguments", "field", "suggestion"),
    [
        ({"purchases": [{"customer": 1, "on": 1, "amount": 1}]}, "purchases column", None),
        ({"purchases": [{"client": 1, "on": 1, "ammount": 1}]}, "purchases column", "ammount"),
        ({"purchases": [GOOD], "columns": {"amuont": "amount"}}, "columns", "amount"),
        ({"purchases": [GOOD], "columns": {"amount": "total"}}, "columns['amount']", None),
        ({"purchases": [GOOD], "columns": {"data:": "amount"}}, "columns", None),
        ({"purchases": GOOD}, "purchases", None),
        ({"purchases": 5}, "purchases", None),
        ({"purchases": "rows"}, "purchases", None),
        ({"purchases": [GOOD], "clients": 5}, "clients", None),
        ({"purchases": [GOOD], "currency": "euro"}, "currency", None),
        ({"purchases": [GOOD], "decimal": ";"}, "decimal", None),
    ],
    ids=lambda part: str(part)[:50],
)
def test_what_the_caller_says_wrongly_raises(arguments: dict[str, Any], field: str, suggestion: str | None) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        cr.clients_from_rows(**arguments)
    assert caught.value.field == field
    assert caught.value.suggestion == suggestion


# --- data frames ------------------------------------------------------------------------------------------

TABLE = {
    "customer": ["A", "A", "B"],
    "day": [date(2026, 1, 5), date(2026, 2, 5), date(2026, 1, 9)],
    "total": [5.5, None, 7.0],
}


def frames() -> list[Any]:
    def pandas() -> Any:
        module = pytest.importorskip("pandas")
        frame = module.DataFrame(TABLE)
        return frame.assign(day=module.to_datetime(frame["day"]))

    def polars() -> Any:
        return pytest.importorskip("polars").DataFrame(TABLE)

    def lazy() -> Any:
        return polars().lazy()

    def arrow() -> Any:
        return pytest.importorskip("pyarrow").table(TABLE)

    def duckdb() -> Any:
        module, frame = pytest.importorskip("duckdb"), arrow()
        return module.connect().from_arrow(frame)

    def narwhals() -> Any:
        return pytest.importorskip("narwhals").from_native(polars())

    def rows() -> Any:
        return (dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True))

    return [pandas, polars, lazy, arrow, duckdb, narwhals, rows]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.__name__)
def test_any_data_frame_gives_the_same_clients(frame: Any) -> None:
    found = cr.clients_from_rows(
        frame(), columns={"client": "customer", "on": "day", "amount": "total"}, currency="EUR"
    )
    assert [(client.id, [(one.on, one.amount) for one in client.purchases]) for client in found] == [
        ("A", [(date(2026, 1, 5), Decimal("5.5"))]),
        ("B", [(date(2026, 1, 9), Decimal("7.0"))]),
    ]
    assert (found.accepted, found.refused, found.counts()) == (2, 1, {"amount.missing": 1})


# --- laws -------------------------------------------------------------------------------------------------

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates(), st.datetimes(),
    st.datetimes(timezones=st.sampled_from([UTC, YEREVAN])), st.decimals(), st.binary(max_size=3), st.lists(st.integers(), max_size=1),
    st.from_regex(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", fullmatch=True), st.from_regex(r"[-(]?\d{1,3}([., ]\d{1,3}){0,3}[)-]?", fullmatch=True),
)  # fmt: skip
FIELDS = ("client", "on", "amount", "currency", "ref", "part", "margin", "source", "known_on", "own")
PEOPLE = (
    "client",
    "name",
    "company",
    "country",
    "margin",
    "traits",
    "owner",
    "owner_since",
    "contact",
    "birthday",
    "own",
)
EVENTS = (
    "client",
    "on",
    "kind",
    "by",
    "severity",
    "human",
    "resolved",
    "resolved_on",
    "text",
    "known_on",
    "own",
    "until",
)


def tables(names: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    good = {
        "client": st.sampled_from(["A", "B"]),
        "on": st.just("2026-01-05"),
        "amount": st.just(5),
        "kind": st.just("complaint"),
    }
    values = {name: st.one_of(good.get(name, st.none()), anything) for name in names}
    return st.lists(st.one_of(st.fixed_dictionaries(values), st.none()), max_size=4).map(
        lambda rows: [row for row in rows if row is not None]
    )


@settings(max_examples=400)
@given(
    tables(FIELDS), tables(PEOPLE), tables(EVENTS), st.sampled_from([None, YEREVAN]), st.sampled_from([None, True, False]),
    st.sampled_from([None, ".", ","]),
)  # fmt: skip
def test_whatever_comes_in_every_row_is_accounted_for(
    purchases: Any, accounts: Any, happened: Any, zone: Any, day_first: bool | None, decimal: str | None
) -> None:
    columns = {"data:own": "own", "data:until": "until"} if purchases and happened else {}
    found = cr.clients_from_rows(
        purchases, clients=accounts, events=happened, columns=columns, currency="EUR", zone=zone, day_first=day_first,
        decimal=decimal, as_of=date(2026, 3, 1),
    )  # fmt: skip
    assert found.rows == (("purchases", len(purchases)), ("clients", len(accounts)), ("events", len(happened)))
    refused = [(note.table, note.row) for note in found.notes if note.treated is Treated.REFUSED]
    assert len(set(refused)) == len(refused) == found.refused
    kept = sum(len(client.purchases) + len(client.events) for client in found)
    listed = len(accounts) - sum(table == "clients" for table, _ in refused)
    assert kept == len(purchases) + len(happened) - sum(table != "clients" for table, _ in refused)
    assert listed <= len(found) <= kept + listed
    assert found.explain()


@given(lives())
def test_what_a_client_has_bought_is_read_again_from_its_rows(client: cr.Client) -> None:
    rows = [
        {
            "client": client.id, "on": one.on, "amount": str(one.amount), "currency": one.currency, "margin": one.margin,
            "ref": one.ref, "source": one.source, "known_on": one.known_on, "number": at,
        }
        for at, one in enumerate(client.purchases)
    ]  # fmt: skip
    found = cr.clients_from_rows(rows, decimal=".")
    assert [one.purchases for one in found] == ([client.purchases] if client.purchases else [])
    assert not found.refused

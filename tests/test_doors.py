"""Every door refuses what it cannot use with the one error, naming the field; nothing else comes out."""

# mypy: disable-error-code="arg-type"
from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Consent, Contract, Event, Owner, Person, Purchase
from clientreturn.money import Rates
from clientreturn.recovery.offers import OFFERS

DAY = date(2026, 3, 1)
NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001
AWARE = datetime(2026, 3, 1, tzinfo=UTC)
GOOD: dict[type[Any], dict[str, Any]] = {
    Client: {"id": "C-7"},
    Consent: {"on": DAY},
    Contract: {"part": "hosting", "start": DAY},
    Event: {"on": DAY, "kind": "complaint"},
    Owner: {"name": "olga", "since": DAY},
    Person: {"name": "Anna"},
    Purchase: {"on": DAY, "amount": 10, "currency": "EUR"},
    Rates: {"home": "EUR", "rows": [("USD", DAY, "0.9")]},
}
FIELDS = [(kind, field.name) for kind in GOOD for field in attrs.fields(kind) if field.init]
BAD: list[Any] = [
    None, True, 0, -1, 7, 10**5000, 1.5, float("nan"), float("inf"), Decimal("NaN"),
    Decimal("sNaN"), Decimal("-Infinity"),
    "", " ", "x", "12,5", "1e400", "1_000", "２", "EUR", "eur", "\ud800", "a\0b", b"EUR", object(), object, print,
    NAIVE, AWARE, DAY, date.min, date.max,
    [], [None], ["x"], [1], [[]], [DAY], [(DAY,)], [(DAY, DAY)], [(DAY, date.min)], [(DAY, None)], [("a", 1)],
    [(1, 2)], [("a", [])], [("USD", DAY, "x")], [("USD", "2026-03-01", 1)], [("usd", DAY, 1)], [("USD", DAY, 0)],
    [("USD", NAIVE, 1)], [("USD", DAY, True)], [("USD", DAY, 1), ("EUR", 3)],
    {}, {"a": 1}, {1: 2}, {"a": []}, {"a": {}}, {"a": float("nan")}, {"a": "\ud800"}, {"": 1},
    {"a": DAY}, {"x": NAIVE},
    {"a": object()}, {1, "x"}, range(3),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_field_takes_a_value_or_names_itself(kind: type[Any], name: str) -> None:
    for value in BAD:
        try:
            made = kind(**{**GOOD[kind], name: value})
        except ClientReturnError as error:
            refusal = error
        else:
            hash(made)
            assert pickle.loads(pickle.dumps(made)) == made
            continue
        assert refusal.field.startswith(f"{kind.__name__}.{name}") or kind is Rates, refusal
        assert refusal.expected
        assert str(refusal)


def refused(build: Callable[[], object]) -> ClientReturnError:
    with pytest.raises(ClientReturnError) as caught:
        build()
    return caught.value


@pytest.mark.parametrize(
    ("build", "field", "value", "expected", "remedy"),
    [
        (lambda: Purchase("2026-03-01", 1, "EUR"), "Purchase.on", "2026-03-01", "a date", "fromisoformat"),
        (lambda: Purchase(NAIVE, 1, "EUR"), "Purchase.on", NAIVE, "a date", ".date()"),
        (
            lambda: Purchase(AWARE, 1, "EUR"),
            "Purchase.on",
            AWARE,
            "a date",
            "cr.day_of(moment, zone)",
        ),
        (lambda: Purchase(DAY, "12,50", "EUR"), "Purchase.amount", "12,50", "an amount", "1250.00"),
        (lambda: Purchase(DAY, None, "EUR"), "Purchase.amount", None, "an amount", ""),
        (lambda: Purchase(DAY, True, "EUR"), "Purchase.amount", True, "an amount", ""),
        (lambda: Purchase(DAY, 1e14, "EUR"), "Purchase.amount", Decimal("1e14"), "at most 1e+13", ""),
        (lambda: Purchase(DAY, 1, "eur"), "Purchase.currency", "eur", "ISO 4217", "'EUR'"),
        (lambda: Purchase(DAY, 1, "€"), "Purchase.currency", "€", "ISO 4217", "'EUR'"),
        (lambda: Purchase(DAY, 1, "EUR", ref=""), "Purchase.ref", "", "not empty", ""),
        (lambda: Event(DAY, ""), "Event.kind", "", "not empty", ""),
        (lambda: Event(DAY, "complaint", severity=6), "Event.severity", 6, "from 1 (trifle) to 5", ""),
        (lambda: Event(DAY, "complaint", severity=3.0), "Event.severity", 3.0, "whole number", ""),
        (
            lambda: Event(DAY, "complaint", resolved="well", resolved_on=date(2026, 2, 1)),
            "Event.resolved_on",
            date(2026, 2, 1),
            "not before the event",
            "",
        ),
        (lambda: Event(DAY, "x", data={"a": []}), "Event.data['a']", [], "a text, number, date or None", ""),
        (lambda: Event.hard_times(DAY, until="May"), "Event.data['until']", "May", "date", ""),
        (lambda: Event.price_increase(DAY, percent="5 %"), "Event.data['percent']", "5 %", "int or float", ""),
        (lambda: Event(DAY, "died", data={"suspected": "no"}), "Event.data['suspected']", "no", "bool", ""),
        (lambda: Client(""), "Client.id", "", "not empty", ""),
        (lambda: Client(7), "Client.id", 7, "a text", ""),
        (lambda: Client("C", purchases=Purchase(DAY, 1, "EUR")), "Client.purchases", None, "a list", "[ … ]"),
        (lambda: Client("C", events=[DAY]), "Client.events", DAY, "Event and nothing else", ""),
        (lambda: Client("C", margin=30), "Client.margin", 30, "from -1 to 1", "0.3 for 30 %"),
        (lambda: Client("C", closures=[(DAY, date(2026, 2, 1))]), "Client.closures", None, "not before", "swap"),
        (lambda: Client("C", data_until=NAIVE), "Client.data_until", None, "a date", ".date()"),
        (
            lambda: Client("C", owners=[Owner("olga", DAY), Owner("ivan", DAY)]),
            "Client.owners",
            None,
            "one owner a day",
            "correct one",
        ),
        (lambda: Contract("hosting", DAY, date(2026, 2, 1)), "Contract.ends", date(2026, 2, 1), "not before", ""),
        (
            lambda: Person("Anna", since=DAY, until=date(2026, 2, 1)),
            "Person.until",
            date(2026, 2, 1),
            "not before the first",
            "",
        ),
        (lambda: Rates("EUR", [("USD", DAY, 0)]), "Rates.rate", Decimal(0), "above zero", ""),
        (lambda: Rates("EUR", [("USD", "2026", 1)]), "Rates.rows", "2026", "a date", "date("),
        (lambda: Rates("EURO"), "Rates.home", "EURO", "ISO 4217", ""),
    ],
)
def test_bad_input_gets_field_value_expectation_and_remedy(
    build: Callable[[], object], field: str, value: object, expected: str, remedy: str
) -> None:
    error = refused(build)
    assert error.field == field
    assert value is None or error.value == value
    assert expected in error.expected
    assert remedy in error.remedy


@pytest.mark.parametrize(
    ("build", "meant"),
    [
        (lambda: Consent(DAY, "mial"), "mail"),
        (lambda: Person("Anna", prefers="cal"), "call"),
        (lambda: Event(DAY, "complaint", by="employe"), "employee"),
        (lambda: Event.complaint(DAY, sevrity=4), "severity"),
        (lambda: Event.confirmed_move(DAY, rivl="Acme"), "rival"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_one_meant(build: Callable[[], object], meant: str) -> None:
    assert refused(build).suggestion == meant


@pytest.mark.parametrize("margin", [-1, 0, 1, 0.35])
def test_a_margin_is_a_share_of_revenue(margin: float) -> None:
    assert Client("C", margin=margin).margin == margin


def test_a_firms_own_kind_keeps_its_own_details() -> None:
    assert Event(DAY, "audit", data={"until": "summer", "score": 7}).detail("until") == "summer"
    assert Event.complaint(DAY, topic="service", data={"score": 7}, reason="company.rude").data == (
        ("reason", "company.rude"),
        ("score", 7),
        ("topic", "service"),
    )


@pytest.mark.parametrize(
    ("amount", "exact"), [(12.1, "12.1"), ("12.10", "12.10"), (7, "7"), (Decimal("-0.5"), "-0.5"), (0.1 + 0.2, None)]
)
def test_amounts_are_exact(amount: Any, exact: str | None) -> None:
    assert Purchase(DAY, amount, "EUR").amount == Decimal(exact or repr(amount))


CASE = cr.assess(Client("C", purchases=[Purchase(DAY, 10, "EUR")]), as_of=DAY)
REVIEW = cr.review([], as_of=DAY)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CASE.plan.ready("tomorrow"),
        lambda: CASE.plan.overdue(20260301),
        lambda: CASE.plan.step(1),
        lambda: CASE.plan.changes(None),
        lambda: REVIEW.to_rows(spreadsheet="yes"),
        lambda: cr.compare(REVIEW, REVIEW).part("time"),
        lambda: cr.loss_report([], end=DAY).by(3),
        lambda: cr.desk(REVIEW, cr.Team(), week=DAY).of(None),
        lambda: cr.draw_holdout([], salt="spring").event("C", DAY),
        lambda: Client("C").with_events("complaint"),
        lambda: OFFERS[0].money("a lot"),
    ],
)
def test_a_method_refuses_what_its_annotation_does_not_say(ask: Callable[[], object]) -> None:
    with pytest.raises(ClientReturnError):
        ask()

"""Flows: every client goes one way between two days, and the ways add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Purchase
from clientreturn.measures import Flow, Place, Replay, flows, month_ends

from .firms import day, firms, shifted, steady


def way(client: Client, first: int, second: int) -> Flow:
    (table,) = flows([client], [day(first), day(second)]).tables
    (flow,) = [flow for flow, ids in table.moves.items() if ids]
    return flow


MONTHLY = list(range(0, 301, 30))


def buying(*offsets: int, breaks: tuple[int, ...] = (), **fields: Any) -> Client:
    events = [Event.declared_break(day(on)) for on in breaks]
    return Client("C", purchases=[Purchase(day(on), 100, "EUR") for on in offsets], events=events, **fields)


@pytest.mark.parametrize(
    ("client", "first", "second", "flow"),
    [
        (buying(*MONTHLY), 310, 320, Flow.KEPT),
        (buying(300, 330), 200, 340, Flow.NEW),
        (buying(100, 110, 120), 90, 400, Flow.NEW_AND_GONE),
        (Client("C"), 90, 400, Flow.NOT_YET),
        (buying(300, 330), 100, 200, Flow.NOT_YET),
        (buying(*MONTHLY), 310, 345, Flow.WENT_QUIET),
        (buying(*MONTHLY), 345, 350, Flow.STILL_QUIET),
        (buying(*MONTHLY, 352), 345, 360, Flow.WOKEN),
        (buying(*MONTHLY), 310, 1000, Flow.LOST),
        (buying(*MONTHLY), 345, 1000, Flow.LOST),
        (buying(*MONTHLY, breaks=(305,)), 302, 310, Flow.LOST),
        (buying(*MONTHLY), 1000, 1100, Flow.STILL_LOST),
        (buying(*MONTHLY, 320, 350, breaks=(305,)), 310, 360, Flow.RETURNED),
        (buying(*MONTHLY, 320, 350, breaks=(305, 355)), 352, 360, Flow.LOST_AGAIN),
        (buying(*MONTHLY, 320, breaks=(305,)), 310, 365, Flow.RETURNED_AND_QUIET),
        (buying(*MONTHLY, 320, breaks=(305, 330)), 310, 365, Flow.LOST_AGAIN),
        (buying(*MONTHLY, 320, 350, breaks=(305,)), 302, 360, Flow.KEPT),
    ],
)
def test_every_way_has_its_name(client: Client, first: int, second: int, flow: Flow) -> None:
    assert way(client, first, second) is flow


def test_a_cancelled_order_takes_its_client_away_again() -> None:
    cancelled = [Purchase(day(10), 50, "EUR", ref="A"), Purchase(day(20), -50, "EUR", ref="A")]
    assert way(Client("C", purchases=cancelled), 15, 30) is Flow.CANCELLED


def test_months_end_on_their_last_days() -> None:
    days = month_ends(day(90), 3)
    assert len(days) == 4
    assert days[-1] == day(90)


def test_a_generator_is_read_once() -> None:
    def stream() -> Iterator[Client]:
        yield steady("A", 30, 300)
        yield steady("B", 30, 100)

    found = flows(stream(), [day(100), day(200), day(310)])
    assert [sum(base.values()) for base in found.base] == [2, 2, 2]
    assert len(found.tables) == 2


def test_money_goes_with_the_clients() -> None:
    (table,) = flows([steady("A", 30, 360), steady("B", 30, 300, amount=40)], [day(310), day(365)]).tables
    assert table.money[Flow.KEPT] == 1300
    assert table.money[Flow.WENT_QUIET] == 440
    assert "440 a year" in str(table)


def test_cohorts_and_their_retention() -> None:
    clients = [steady("A", 30, 700), steady("B", 30, 200), steady("C", 30, 700, first=210)]
    found = flows(clients, [day(100), day(200), day(400), day(700)])
    assert [(cohort.until, cohort.size) for cohort in found.cohorts] == [(day(100), 2), (day(400), 1)]
    assert found.cohorts[0].retention == (1.0, 1.0, 0.5, 0.5)
    assert found.cohorts[1].retention == (1.0, 1.0)


def test_a_later_knowledge_restates_the_past() -> None:
    late = Event.declared_break(day(305), known_on=day(320))
    client = Client("C", purchases=steady("C", 30, 300).purchases, events=[late])
    days = [day(302), day(310)]
    assert flows([client], days).tables[0].counts[Flow.KEPT] == 1
    assert flows([client], days, known_on=day(330)).tables[0].counts[Flow.LOST] == 1


def test_a_past_told_again_says_how_true_it_is() -> None:
    dated = [attrs.evolve(bought, known_on=bought.on) for bought in steady("C", 30, 300).purchases]
    days = [day(100), day(200)]
    for client, known_on, replay, told in (
        (Client("C", purchases=dated), day(200), Replay.EXACT, "as known on"),
        (steady("C", 30, 300), day(200), Replay.APPROXIMATE, "approximate"),
        (steady("C", 30, 300), day(300), Replay.PRESENT, f"{day(100)} to"),
    ):
        found = flows([client], days, known_on=known_on)
        assert found.replay is replay
        assert told in str(found)


@pytest.mark.parametrize("days", [[], [day(1)], [day(2), day(1)], [day(1), day(1)], ["2024-01-01", day(3)]])
def test_days_must_ascend(days: list[Any]) -> None:
    with pytest.raises(ClientReturnError):
        flows([], days)


def test_knowledge_before_the_last_day_is_refused() -> None:
    with pytest.raises(ClientReturnError):
        flows([], [day(1), day(2)], known_on=day(1))


three_days = st.lists(st.integers(0, 900), min_size=2, max_size=5, unique=True).map(sorted)


@settings(max_examples=80)
@given(firms(), three_days)
def test_tables_add_up_to_the_base(clients: list[Client], offsets: list[int]) -> None:
    found = flows(clients, [day(on) for on in offsets])
    for at, table in enumerate(found.tables):
        assert len(table) == sum(table.places.values()) == len(clients)
        assert sorted(one for ids in table.moves.values() for one in ids) == sorted(client.id for client in clients)
        for place in Place:
            leaving = sum(count for (before, _), count in table.places.items() if before is place)
            coming = sum(count for (_, after), count in table.places.items() if after is place)
            assert (leaving, coming) == (found.base[at][place], found.base[at + 1][place])
        counts = table.counts
        here = found.base[at + 1][Place.HERE]
        assert here == counts[Flow.KEPT] + counts[Flow.NEW] + counts[Flow.WOKEN] + counts[Flow.RETURNED]
    everybody = sum(found.base[-1][place] for place in (Place.HERE, Place.QUIET, Place.LOST))
    assert sum(cohort.size for cohort in found.cohorts) == everybody


@settings(max_examples=60)
@given(firms(), three_days, st.integers(-2000, 2000))
def test_shifting_every_date_changes_nothing_but_dates(clients: list[Client], offsets: list[int], by: int) -> None:
    here = flows(clients, [day(on) for on in offsets])
    there = flows([shifted(client, by) for client in clients], [day(on + by) for on in offsets])
    assert here.base == there.base
    assert here.money == there.money
    assert [table.moves for table in here.tables] == [table.moves for table in there.tables]
    assert [cohort.retention for cohort in here.cohorts] == [cohort.retention for cohort in there.cohorts]


@settings(max_examples=60)
@given(firms(prefix="A"), firms(prefix="B"), three_days)
def test_flows_of_both_are_the_sum_of_the_flows(one: list[Client], other: list[Client], offsets: list[int]) -> None:
    days = [day(on) for on in offsets]
    a, b, both = flows(one, days), flows(other, days), flows(one + other, days)
    for part_a, part_b, whole in zip(a.tables, b.tables, both.tables, strict=True):
        for flow in Flow:
            assert whole.counts[flow] == part_a.counts[flow] + part_b.counts[flow]
            assert whole.money[flow] == part_a.money[flow] + part_b.money[flow]
    assert both.money == tuple(x + y for x, y in zip(a.money, b.money, strict=True))
    assert all(isinstance(money, Decimal) for money in both.money)

"""Two looks at a table say what two reviews of the same clients say, and their parts add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("narwhals")

from clientreturn import frames
from clientreturn.base import Base
from clientreturn.errors import ClientReturnError
from clientreturn.facts.silence import gone_ratio
from clientreturn.history import Client
from clientreturn.measures import Mover, Position, compare
from clientreturn.policy import Policy
from clientreturn.reviews import review
from clientreturn.rhythm import RhythmPrior
from clientreturn.standing.book import little_hope
from clientreturn.testing.equality import as_tables, native, rows_of
from measures.firms import day, firms, steady

POLICIES = (Policy(), Policy().tuned({little_hope: 0.6}), Policy().tuned({gone_ratio: 2.0}))
BASES = (Base(), Base(rhythm=RhythmPrior(4.0, 10.0, 0.2, 5.0, 1.3)))
MOVERS = (Mover.LATE_DATA, Mover.TIME, Mover.BASE, Mover.POLICY)


def look(
    found: list[Client], as_of: date, policy: Policy, base: Base, backend: str, session: Any = None
) -> frames.Look:
    pytest.importorskip("polars" if backend == "duckdb" else backend)
    tables = {name: native(columns, backend, session) for name, columns in as_tables(found).items()}
    rest = {"known_on": "known_on", "clients": tables["clients"], "events": tables["events"], "currency": "currency"}
    return frames.Look(tables["purchases"], as_of, policy=policy, base=base, rest=rest)


def told(position: Position | None) -> str | None:
    if position is None:
        return None
    return "unknown" if position.standing is None else position.standing.value


def by_reviews(a: Any, b: Any) -> dict[str, list[tuple[str | None, Decimal]]]:
    """Standing and money of each moved client, before and after each change."""
    ways = {}
    for moved in compare(a, b):
        here, way = moved.before, []
        after = {shift.mover: shift.after for shift in moved.shifts}
        for mover in (None, *MOVERS):
            here = after.get(mover, here) if mover is not None else here
            way.append((told(here), Decimal(0) if here is None else here.money))
        if way[0] != way[-1]:
            ways[moved.client] = way
    return ways


def by_tables(rows: list[dict[str, Any]]) -> dict[str, list[str | None]]:
    return {
        row["client"]: [row["before"], *(row[f"standing_{mover.replace(' ', '_')}"] for mover in MOVERS)]
        for row in rows
    }


def check(
    old: list[Client], new: list[Client], on: int, days: int, policy: int, base: int, backend: str, session: Any = None
) -> None:
    a = review(old, as_of=day(on))
    b = review(new, as_of=day(on + days), policy=POLICIES[policy], base=BASES[base])
    first = look(old, day(on), POLICIES[0], BASES[0], backend, session)
    second = look(new, day(on + days), POLICIES[policy], BASES[base], backend, session)
    rows = rows_of(frames.compare(first, second))
    expected = by_reviews(a, b)
    assert by_tables(rows) == {client: [one for one, _ in way] for client, way in expected.items()}
    for row in rows:
        way = expected[row["client"]]
        for number, mover in enumerate(MOVERS, 1):
            name = mover.replace(" ", "_")
            assert row[f"money_by_{name}"] == pytest.approx(float(way[number][1] - way[number - 1][1]), abs=0.011)
        parts = [mover.replace(" ", "_") for mover in MOVERS]
        assert row["gone"] == sum(row[f"gone_by_{name}"] for name in parts)
        assert row["money"] == pytest.approx(sum(row[f"money_by_{name}"] for name in parts), abs=0.02)
        assert row["after"] == row["standing_policy"]


def buying(found: list[Client]) -> list[Client]:
    return [client for client in found if client.purchases]


settings_of = st.tuples(st.integers(200, 700), st.sampled_from([0, 20, 90]), st.integers(0, 2), st.integers(0, 1))


@pytest.mark.parametrize("backend", ["pandas", "polars"])
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=firms().map(buying), asked=settings_of, late=st.integers(0, 3))
def test_tables_move_as_reviews_do(
    backend: str, found: list[Client], asked: tuple[int, int, int, int], late: int
) -> None:
    if not found:
        return
    old = [attrs.evolve(client, purchases=client.purchases[late % len(client.purchases) :]) for client in found]
    check(old, found, *asked, backend)


def test_tables_move_as_reviews_do_in_duckdb() -> None:
    pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    found = [steady("A", 30, 300), steady("B", 30, 600), steady("C", 60, 240), steady("D", 7, 350)]
    old = [attrs.evolve(found[0], purchases=found[0].purchases[:-4]), *found[1:]]
    check(old, found, 360, 60, 0, 0, "duckdb", duckdb.connect())


def test_what_is_looked_at_twice_does_not_move() -> None:
    once = look([steady("A", 30, 300), steady("B", 30, 90)], day(310), Policy(), Base(), "polars")
    assert rows_of(frames.compare(once, once)) == []


def test_clients_come_and_go() -> None:
    pytest.importorskip("polars")
    rest = {"known_on": "known_on"}
    first, second = (
        frames.Look(native(as_tables([steady(name, 30, last)])["purchases"], "polars"), day(400), rest=rest)
        for name, last in (("gone from the table", 200), ("new in it", 390))
    )
    rows = {row["client"]: row for row in rows_of(frames.compare(first, second))}
    assert (rows["gone from the table"]["before"], rows["gone from the table"]["after"]) == ("lost", None)
    assert (rows["new in it"]["before"], rows["new in it"]["after"]) == (None, "active")
    assert rows["gone from the table"]["gone_by_late_data"] == -1


def test_the_earlier_look_comes_first() -> None:
    first, second = (look([steady("A", 30, 300)], day(on), Policy(), Base(), "polars") for on in (310, 340))
    with pytest.raises(ClientReturnError, match="swap the two looks"):
        frames.compare(second, first)

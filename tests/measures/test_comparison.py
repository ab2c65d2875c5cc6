"""Two reviews compared: each client that moved, by time, late data, base, policy or library version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn
from clientreturn.base import Base
from clientreturn.case import Stamp
from clientreturn.conditions import Number
from clientreturn.errors import ClientReturnError
from clientreturn.facts.silence import gone_ratio, silence
from clientreturn.history import Client, Event, Purchase
from clientreturn.measures import Comparison, Mover, Position, compare, stepwise
from clientreturn.measures.comparison import Moved
from clientreturn.policy import Policy
from clientreturn.reviews import Review, review
from clientreturn.rhythm import RhythmPrior
from clientreturn.rules import Rule
from clientreturn.standing import Standing
from clientreturn.standing.book import little_hope

from .firms import day, firms, steady


def one(a: Review, b: Review) -> Moved:
    (moved,) = compare(a, b)
    return moved


def names(moved: Moved) -> dict[Mover, tuple[str, ...]]:
    return {shift.mover: shift.names for shift in moved.shifts}


QUIET = steady("C", 30, 300)


def test_nothing_moves_between_a_review_and_itself() -> None:
    reviewed = review([QUIET, steady("D", 30, 600)], as_of=day(400))
    assert not compare(reviewed, reviewed).moved


def test_silence_moves_by_time() -> None:
    moved = one(review([QUIET], as_of=day(310)), review([QUIET], as_of=day(345)))
    assert names(moved) == {Mover.TIME: ("35 more days of silence",)}
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.standing, moved.after.standing) == (Standing.ACTIVE, Standing.DORMANT)
    assert moved.after.money == 1100


def test_a_purchase_between_the_reviews_is_time_too() -> None:
    back = attrs.evolve(QUIET, purchases=[*QUIET.purchases, Purchase(day(350), 10, "EUR")])
    moved = one(review([QUIET], as_of=day(345)), review([back], as_of=day(355)))
    assert names(moved) == {Mover.TIME: (f"purchase of {day(350)}",)}


@pytest.mark.parametrize("known_on", [None, day(344)])
def test_a_record_of_before_that_came_later_is_late_data(known_on: date | None) -> None:
    said = Event.declared_break(day(305), known_on=known_on)
    late = attrs.evolve(QUIET, events=[said])
    moved = one(review([QUIET], as_of=day(310)), review([late], as_of=day(345)))
    assert names(moved)[Mover.LATE_DATA] == (f"declared-break of {day(305)}",)


def test_a_record_with_its_own_clock_is_late_even_if_both_reviews_carry_it() -> None:
    note = Purchase(day(300), -100, "EUR", ref="last", known_on=day(340))
    last = Purchase(day(300), 100, "EUR", ref="last")
    client = Client("C", purchases=[*steady("C", 30, 270).purchases, last, note])
    moved = one(review([client], as_of=day(310)), review([client], as_of=day(340)))
    assert names(moved)[Mover.LATE_DATA] == (f"credit note of {day(300)}",)


def test_a_changed_attribute_is_named() -> None:
    priced = attrs.evolve(QUIET, margin=-0.2)
    moved = one(review([QUIET], as_of=day(345)), review([priced], as_of=day(345)))
    assert names(moved) == {Mover.LATE_DATA: ("Client.margin",)}


def test_a_number_of_the_policy_is_named() -> None:
    policy = Policy().tuned({little_hope: 0.9, gone_ratio: 1.4})
    moved = one(review([QUIET], as_of=day(345)), review([QUIET], as_of=day(345), policy=policy))
    assert names(moved) == {Mover.POLICY: ("number little-hope: 0.05 → 0.9",)}


def test_a_number_that_is_back_at_its_default_is_named() -> None:
    policy = Policy().tuned({little_hope: 0.9})
    moved = one(review([QUIET], as_of=day(345), policy=policy), review([QUIET], as_of=day(345)))
    assert names(moved) == {Mover.POLICY: ("number little-hope: 0.9 → 0.05",)}


def test_a_rule_of_the_policy_is_named() -> None:
    early = Rule("own.early", silence >= 10, Standing.DORMANT, "silent for {silence}")
    plain = Policy()
    policy = attrs.evolve(plain, standing=plain.standing.add(early, before="standing.returned"))
    moved = one(review([QUIET], as_of=day(315)), review([QUIET], as_of=day(315), policy=policy))
    assert names(moved) == {Mover.POLICY: ("rule own.early",)}
    back = one(review([QUIET], as_of=day(315), policy=policy), review([QUIET], as_of=day(315)))
    assert names(back) == {Mover.POLICY: ("rule own.early",)}
    without = attrs.evolve(plain, standing=plain.standing.without("standing.beyond-hope"))
    gone = one(review([QUIET], as_of=day(800)), review([QUIET], as_of=day(800), policy=without))
    assert names(gone) == {Mover.POLICY: ("rule standing.beyond-hope",)}


def test_another_order_of_the_same_rules_is_named() -> None:
    plain = Policy()
    rules = [rule for rule in plain.standing if rule.id != "standing.dormant"]
    at = next(n for n, rule in enumerate(rules) if rule.id == "standing.beyond-hope")
    rules.insert(at, plain.standing["standing.dormant"])
    policy = attrs.evolve(plain, standing=attrs.evolve(plain.standing, rules=tuple(rules)))
    moved = one(review([QUIET], as_of=day(800)), review([QUIET], as_of=day(800), policy=policy))
    assert names(moved) == {Mover.POLICY: ("order of the rules",)}


def test_a_learnt_base_is_named() -> None:
    once = steady("C", 30, 300, first=300)
    base = Base(RhythmPrior(3.4, 2), learnt_on=day(400))
    moved = one(review([once], as_of=day(700)), review([once], as_of=day(700), base=base))
    assert names(moved) == {Mover.BASE: ("Base.rhythm",)}


def test_a_verdict_of_another_version_is_put_down_to_it() -> None:
    now = review([QUIET], as_of=day(345))
    then = attrs.evolve(
        now,
        rows=tuple(attrs.evolve(row, standing=Standing.ACTIVE, return_class=None) for row in now.rows),
        stamp=attrs.evolve(now.stamp, version="0.0.9"),
    )
    assert names(one(then, now)) == {Mover.VERSION: (f"0.0.9 to {clientreturn.__version__}",)}
    assert names(one(now, then)) == {Mover.VERSION: (f"{clientreturn.__version__} to 0.0.9",)}
    assert isinstance(now.stamp, Stamp)


def test_several_movers_make_a_chain() -> None:
    base = Base(RhythmPrior(3.4, 2), learnt_on=day(340))
    policy = Policy().tuned({little_hope: 0.9})
    late = attrs.evolve(QUIET, events=[Event.project_finished(day(305))])
    moved = one(review([QUIET], as_of=day(310)), review([late], as_of=day(345), base=base, policy=policy))
    assert moved.movers[0] is Mover.LATE_DATA
    assert moved.shifts[0].before == moved.before
    assert moved.shifts[-1].after == moved.after
    assert "late data" in str(moved)


def test_clients_that_come_and_go() -> None:
    new, found = steady("new", 30, 400, first=350), steady("found", 30, 400)
    a, b = review([QUIET], as_of=day(345)), review([new, found], as_of=day(405))
    comparison = compare(a, b)
    assert {moved.client: moved.movers for moved in comparison} == {
        "C": (Mover.LATE_DATA,),
        "found": (Mover.LATE_DATA,),
        "new": (Mover.TIME,),
    }
    assert comparison.part().counts == {"active": 2, "dormant": -1}


def test_a_review_without_records_cannot_be_compared() -> None:
    a, b = (review([QUIET], as_of=day(on), keep_records=False) for on in (310, 345))
    with pytest.raises(ClientReturnError, match="keep_records"):
        compare(a, b)
    assert not compare(a, a).moved


# --- laws -----------------------------------------------------------------------------------------

tunings: list[dict[Number, float]] = [{}, {little_hope: 0.5}, {gone_ratio: 3.0}, {little_hope: 0.2, gone_ratio: 1.0}]
bases = [Base(), Base(RhythmPrior(3.4, 2), learnt_on=day(100)), Base(RhythmPrior(4.5, 1), learnt_on=day(400))]


def reviewed(clients: list[Client], on: int, tuning: int, base: int) -> Review:
    return review(clients, as_of=day(on), policy=Policy().tuned(tunings[tuning]), base=bases[base])


def totals(reviewed: Review) -> tuple[dict[str, int], Decimal]:
    money = sum((Decimal(str(row.yearly)) for row in reviewed.rows if row.gone and row.yearly is not None), Decimal(0))
    return {name: count for name, count in reviewed.counts.items() if count}, money


settings_of = st.tuples(st.integers(400, 800), st.integers(0, 3), st.integers(0, 2))


@settings(max_examples=60)
@given(firms(most=4), firms(most=4), settings_of, settings_of)
def test_the_parts_add_up_to_the_difference(
    before: list[Client], after: list[Client], first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    a, b = reviewed(before, *first), reviewed(after, *second)
    comparison = compare(a, b)
    (counts_a, money_a), (counts_b, money_b) = totals(a), totals(b)
    difference = {name: counts_b.get(name, 0) - counts_a.get(name, 0) for name in {*counts_a, *counts_b}}
    assert comparison.part().counts == {name: count for name, count in sorted(difference.items()) if count}
    assert comparison.part().money == money_b - money_a
    parts = comparison.parts.values()
    assert sum(part.gone for part in parts) == comparison.part().gone
    assert sum((part.money for part in parts), Decimal(0)) == comparison.part().money
    for name in difference:
        assert sum(part.counts.get(name, 0) for part in parts) == difference[name]
    for moved in comparison:
        _is_a_chain(moved)


def _is_a_chain(moved: Moved) -> None:
    assert moved.shifts
    here = moved.before
    for shift in moved.shifts:
        assert shift.before == here
        assert shift.before != shift.after
        assert shift.names, moved
        here = shift.after
    assert here == moved.after


@settings(max_examples=40)
@given(firms(), settings_of)
def test_comparing_with_itself_is_empty(clients: list[Client], given_settings: tuple[int, int, int]) -> None:
    assert compare(reviewed(clients, *given_settings), reviewed(list(clients), *given_settings)).moved == ()


@settings(max_examples=40)
@given(firms(), settings_of, settings_of)
def test_the_way_back_is_the_way_there_reversed(
    clients: list[Client], first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    a, b = reviewed(clients, *first), reviewed(clients, *second)
    there, back = compare(a, b), compare(b, a)
    assert {moved.client for moved in there} == {moved.client for moved in back}
    if a.as_of != b.as_of:
        assert _mirrored(there) == _mirrored(compare(a, b))
        assert there.part().money == -back.part().money


@settings(max_examples=40)
@given(firms(), st.integers(400, 700), st.integers(1, 200), st.integers(0, 3))
def test_step_by_step_for_all_at_once_comes_to_the_same(clients: list[Client], on: int, days: int, tuning: int) -> None:
    """As a data frame does it: everybody after one change at a time."""
    recorded = [client.recorded_by(day(on + days)) for client in clients]
    a, b = reviewed(clients, on, 0, 0), reviewed(clients, on + days, tuning, 0)
    found = stepwise(
        a.as_of,
        b.as_of,
        positions(a),
        (Mover.LATE_DATA, positions(reviewed(recorded, on, 0, 0))),
        (Mover.TIME, positions(reviewed(recorded, on + days, 0, 0))),
        (Mover.POLICY, positions(b)),
    )
    assert {mover: part for mover, part in found.parts.items() if part.clients} == {
        mover: part for mover, part in compare(a, b).parts.items() if part.clients
    }


def positions(reviewed: Review) -> dict[str, Position]:
    return {
        row.client: Position(
            row.standing,
            row.reason,
            row.return_class,
            Decimal(str(row.yearly)) if row.gone and row.yearly is not None else Decimal(0),
        )
        for row in reviewed.rows
    }


def _mirrored(comparison: Comparison) -> Any:
    return [(moved.client, moved.movers) for moved in comparison]


@settings(max_examples=40)
@given(firms(), settings_of, st.integers(0, 3))
def test_what_did_not_change_moves_nobody(
    clients: list[Client], given_settings: tuple[int, int, int], tuning: int
) -> None:
    on, _, base = given_settings
    comparison = compare(reviewed(clients, *given_settings), reviewed(clients, on, tuning, base))
    assert {shift.mover for moved in comparison for shift in moved.shifts} <= {Mover.POLICY}

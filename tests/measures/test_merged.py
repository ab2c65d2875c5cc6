"""Merged accounts (R21): who goes on as whom is said in one place, and every figure counts an account once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.base import Base
from clientreturn.causes.across import artefacts
from clientreturn.history import Client
from clientreturn.history.merging import merged, survivors
from clientreturn.measures import Mover, backtest, compare, flows, loss_report, outcomes
from clientreturn.outcome import Holdout, draw_holdout
from clientreturn.reviews import Review, review
from clientreturn.standing import Standing

from .firms import day, firms, steady

CASES: list[tuple[str, dict[str, list[str]], dict[str, str]]] = [
    ("nobody", {"A": []}, {}),
    ("one into another", {"A": ["B"]}, {"B": "A"}),
    ("two into one", {"A": ["B", "C"]}, {"B": "A", "C": "A"}),
    ("a chain", {"A": ["B"], "B": ["C"], "C": ["D"]}, {"B": "A", "C": "A", "D": "A"}),
    ("named along the chain, too", {"A": ["B", "C"], "B": ["C"]}, {"B": "A", "C": "A"}),
    ("itself", {"A": ["A"]}, {}),
    ("each other", {"B": ["A"], "A": ["B"]}, {"B": "A"}),
    ("a ring", {"C": ["A"], "A": ["B"], "B": ["C"]}, {"B": "A", "C": "A"}),
    ("a chain out of a ring", {"B": ["A", "X"], "A": ["B"]}, {"B": "A", "X": "A"}),
    ("claimed twice", {"B": ["X"], "A": ["X"]}, {"X": "A"}),
    ("nothing as an id", {"A": [""]}, {"": "A"}),
]


@pytest.mark.parametrize(("what", "earlier", "expected"), CASES, ids=[case[0] for case in CASES])
def test_who_survives(what: str, earlier: dict[str, list[str]], expected: dict[str, str]) -> None:
    assert survivors(earlier) == expected
    assert survivors(dict(reversed(earlier.items()))) == expected


ids = st.sampled_from("ABCDEFG")


@given(st.dictionaries(ids, st.lists(ids, max_size=3)))
def test_survivors_are_not_merged_themselves_and_somebody_stays(earlier: dict[str, list[str]]) -> None:
    found = survivors(earlier)
    assert not set(found) & set(found.values())
    assert set(found) <= {old for olds in earlier.values() for old in olds}
    assert set(found.values()) <= set(earlier)


# --- each figure counts it once -------------------------------------------------------------------

ON, UNTIL = day(480), day(720)


def counted(reviewed: Review) -> tuple[Any, ...]:
    return (
        reviewed.counts,
        reviewed.counted,
        reviewed.loss_rate,
        reviewed.loss_rates,
        reviewed.money_lost,
        reviewed.reasons,
        reviewed.sides,
        reviewed.pareto,
        reviewed.systemic,
        reviewed.work_first,
        reviewed.cases,
    )


ASKED: dict[str, Callable[[list[Client]], Any]] = {
    "review": lambda clients: counted(review(clients, as_of=UNTIL)),
    "flows": lambda clients: flows(clients, [day(300), ON, UNTIL]),
    "loss report": lambda clients: loss_report(clients, start=ON, end=UNTIL),
    "outcomes": lambda clients: list(outcomes(clients, as_of=UNTIL)),
    "backtest": lambda clients: backtest(clients, at=ON, until=UNTIL),
    "holdout": lambda clients: _arms(draw_holdout(clients, salt="spring", share=0.4, stratum=_segment)),
}


def _segment(client: Client) -> str:
    return client.segment


def _arms(drawn: Holdout) -> tuple[frozenset[str], frozenset[str]]:
    return drawn.left_alone, drawn.asked


@pytest.mark.parametrize("what", ASKED)
@settings(max_examples=25)
@given(found=firms(), twice=st.booleans(), places=st.lists(st.integers(0, 6), min_size=2, max_size=2))
def test_merging_and_asking_is_asking_of_the_merged(
    what: str, found: list[Client], twice: bool, places: list[int]
) -> None:
    """The accounts that were taken over may stay in the records, anywhere among them: nothing is counted twice."""
    if len(found) < 2:
        return
    first, second, *others = found
    once = merged(first, second)
    old, histories = [second], [once, *others]
    if others and twice:  # the survivor is taken over itself
        old, histories = [second, once], [merged(others[0], once), *others[1:]]
    everything = list(histories)
    for place, account in zip(places, old, strict=False):
        everything.insert(place, account)
    assert ASKED[what](everything) == ASKED[what](histories)


# --- by hand --------------------------------------------------------------------------------------


def test_the_arm_is_drawn_by_the_surviving_id_and_its_old_ids_follow() -> None:
    accounts = [Client(f"C-{n}") for n in range(20)]
    survivor = Client("C-3", same_as=["C-7", "not in the campaign"])
    alone = draw_holdout(
        [one for one in accounts if one.id not in ("C-3", "C-7")] + [survivor], salt="spring", share=0.3
    )
    drawn = draw_holdout([*accounts[:3], survivor, *accounts[4:]], salt="spring", share=0.3)
    assert (drawn.left_alone, drawn.asked) == (alone.left_alone, alone.asked)
    assert len(drawn.left_alone | drawn.asked) == 19
    for one in ("C-7", "not in the campaign", Client("C-7"), Client("new", same_as=["C-7"])):
        assert (one in drawn) == ("C-3" in drawn)
    held = draw_holdout([Client("A", same_as=["B"]), Client("B"), Client("D")], salt="autumn", share=0.5)
    assert ("B" in held) == ("A" in held) != ("D" in held)


def test_a_backtest_judges_an_account_once() -> None:
    old, new = steady("old", 30, 300), steady("new", 30, 700, first=330)
    found = backtest([old, merged(new, old)], at=ON, until=UNTIL)
    assert found.clients == 1
    assert (found.tracks[0].here.of, found.tracks[0].gone.of) == (1, 0)


def test_a_comparison_says_that_an_account_was_taken_over() -> None:
    old, new = steady("old", 30, 300), steady("new", 30, 700)
    a, b = review([old, new], as_of=ON), review([old, merged(new, old)], as_of=ON)
    (moved,) = compare(a, b)
    assert (moved.client, moved.movers) == ("old", (Mover.LATE_DATA,))
    assert moved.shifts[0].names == ("named in same_as",)
    difference = {name: b.counts[name] - count for name, count in a.counts.items() if b.counts[name] != count}
    assert compare(a, b).part().counts == difference == {Standing.LOST.value: -1}


def test_an_artefact_names_the_last_survivor() -> None:
    chain = [steady("A", 30, 700, same_as=["B"]), steady("B", 30, 300, same_as=["C"]), steady("C", 30, 200)]
    assert [one.successor for one in artefacts(chain, {"C": day(240), "B": day(340)})] == ["A", "A"]


@settings(max_examples=25)
@given(found=firms(), at=st.sampled_from([ON, UNTIL]))
def test_parts_add_up_to_the_difference_of_the_figures(found: list[Client], at: date) -> None:
    if len(found) < 2:
        return
    a, b = review(found, as_of=ON), review([merged(found[0], found[1]), *found[1:]], as_of=at)
    difference = {name: b.counts[name] - count for name, count in a.counts.items() if b.counts[name] != count}
    assert compare(a, b).part().counts == difference
    assert not compare(b, b).moved


@settings(max_examples=10)
@given(found=firms(most=5), place=st.integers(0, 6))
def test_a_base_learns_from_an_account_once(found: list[Client], place: int) -> None:
    many = [steady(f"M-{n}", 20 + n % 40, 500 + n % 200) for n in range(110)]
    if len(found) < 2:
        return
    first, second, *others = found
    histories = [merged(first, second), *others, *many]
    everything = list(histories)
    everything.insert(place, second)
    assert Base.learn(everything, as_of=UNTIL) == Base.learn(histories, as_of=UNTIL)

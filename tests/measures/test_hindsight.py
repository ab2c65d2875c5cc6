"""Backtest: what was said against what happened, with exact limits, in money, and beside the simple rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.base import Base
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Purchase
from clientreturn.intervals import Share
from clientreturn.measures import Backtest, Replay, backtest
from clientreturn.policy import Policy
from clientreturn.standing import Standing
from clientreturn.standing.book import little_hope

from .firms import day, firms, steady

AT, UNTIL = 340, 705


def told(clients: list[Client], **given: Any) -> Backtest:
    return backtest(clients, **{"at": day(AT), "until": day(UNTIL), **given})


def bought_again(name: str, on: int, first: int = 0) -> Client:
    """Bought monthly until day 300, and once more."""
    again = Purchase(day(on), 70, "EUR")
    return Client(name, purchases=[*steady("x", 30, 300, first=first).purchases, again])


def test_what_was_said_meets_what_happened() -> None:
    left = Client("left", purchases=steady("x", 30, 300).purchases, events=[Event.declared_break(day(310))])
    returned = Client("returned", purchases=bought_again("x", 500).purchases, events=[Event.declared_break(day(310))])
    clients = [left, returned, bought_again("woken", 400), steady("quiet", 30, 300), steady("here", 30, 700)]
    clients += [steady("missed", 30, 330), Client("prospect"), steady("later", 30, 700, first=400)]
    found = told(clients)
    (track,) = found.tracks
    assert found.clients == 6
    assert track.standings == {
        Standing.ACTIVE: Share(1, 2),
        Standing.DORMANT: Share(1, 2),
        Standing.LOST: Share(1, 2),
    }
    assert (track.lost, track.gone, track.here) == (Share(1, 2), Share(2, 4), Share(1, 2))
    assert track.right == Share(3, 6)
    assert track.written_off == 70
    assert track.missed == 1200
    assert track.undecided == 0


def test_only_what_was_known_counts() -> None:
    late = Event.declared_break(day(310), known_on=day(350))
    client = Client("C", purchases=steady("x", 30, 330).purchases, events=[late])
    assert told([client])["policy"].lost.of == 0
    assert told([client]).replay is Replay.APPROXIMATE


def test_policies_stand_side_by_side_in_money() -> None:
    clients = [steady(f"quiet-{n}", 30, 300, margin=0.5) for n in range(3)] + [bought_again("woken", 400)]
    found = told(clients, policies={"as it is": Policy(), "strict": Policy().tuned({little_hope: 0.999})})
    plain, strict = found["as it is"], found["strict"]
    assert plain.lost.of == 0
    assert strict.lost == Share(1, 4)
    assert strict.written_off == 70
    assert plain.asking == strict.asking
    assert plain.net == plain.recovered - plain.asking
    assert plain.recovered > 0
    with pytest.raises(ClientReturnError, match="as it is"):
        found["loose"]
    assert "strict" in str(found)


def test_asking_who_comes_anyway_brings_nothing() -> None:
    track = told([bought_again("woken", 400)])["policy"]
    assert track.recovered == 0
    assert track.net == -track.asking < 0


def test_unknown_money_is_counted_apart() -> None:
    mixed = [Purchase(day(on), 50, "USD" if on > 100 else "EUR") for on in range(0, 301, 30)]
    track = told([Client("C", purchases=mixed)])["policy"]
    assert (track.without_money, track.asking, track.recovered) == (1, Decimal(0), Decimal(0))


def test_reliability_needs_as_long_a_watch_as_its_horizon() -> None:
    short = told([steady("C", 30, 700)], until=day(500))["policy"]
    assert short.reliability == ()
    assert "365 days" in short.note
    assert short.note in str(short)
    (only,) = told([steady("C", 30, 700)])["policy"].reliability
    assert (only.low, only.high, only.bought) == (0.9, 1.0, Share(1, 1))
    assert only.agrees


def test_a_purchase_after_the_horizon_is_no_proof_of_the_chance() -> None:
    late = told([bought_again("C", 706)], until=day(800))["policy"]
    assert late.gone == Share(1, 1)
    (only,) = late.reliability
    assert only.bought == Share(0, 1)


def test_the_simple_rule_is_the_best_of_its_kind() -> None:
    clients = [steady(f"left-{n}", 30, 300) for n in range(3)] + [steady(f"here-{n}", 30, 690) for n in range(5)]
    found = told(clients)
    assert found.hiatus is not None
    assert found.hiatus.right == Share(8, 8)
    assert 10 < found.hiatus.days <= 40
    assert told([]).hiatus is None


def test_a_base_of_later_is_refused() -> None:
    with pytest.raises(ClientReturnError):
        told([], base=Base(learnt_on=day(AT + 1)))
    with pytest.raises(ClientReturnError):
        told([], until=day(AT))


@settings(max_examples=60)
@given(firms(most=8), st.integers(300, 700), st.integers(1, 400))
def test_every_client_is_counted_once(clients: list[Client], at: int, watched: int) -> None:
    found = backtest(clients, at=day(at), until=day(at + watched))
    (track,) = found.tracks
    assert track.gone.of + track.here.of + track.undecided == found.clients
    assert sum(share.of for share in track.standings.values()) == track.gone.of + track.here.of
    right = (track.gone.of - track.gone.count) + (track.here.of - track.here.count)
    assert track.right == Share(right, track.gone.of + track.here.of)
    assert sum(one.bought.of for one in track.reliability) <= found.clients


@settings(max_examples=60)
@given(firms(most=8), st.integers(300, 700))
def test_no_cut_off_beats_the_best(clients: list[Client], at: int) -> None:
    found = backtest(clients, at=day(at), until=day(at + 365))
    if found.hiatus is None:
        return
    known = [client.known_at(day(at)) for client in clients]
    silences = {client.id: at - max(day_of(one) for one in client.purchases) for client in known if client.purchases}
    again = {
        client.id: any(at < day_of(one) <= at + 365 for one in client.known_at(day(at + 365)).purchases)
        for client in clients
    }
    for cut in range(0, 1000, 7):
        right = sum((silence >= cut) != again[name] for name, silence in silences.items())
        assert right <= found.hiatus.right.count
    best = sum((silence >= found.hiatus.days) != again[name] for name, silence in silences.items())
    assert best == found.hiatus.right.count


def day_of(purchase: Purchase) -> int:
    return (purchase.on - day(0)).days

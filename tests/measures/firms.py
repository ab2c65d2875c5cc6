"""Firms to measure: clients with a rhythm, drawn by Hypothesis or by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import attrs
from hypothesis import strategies as st

from clientreturn.history import Client, Event, Owner, Purchase

START = date(2024, 1, 1)
SPAN = 720
EMPLOYEES = ("aida", "olga", "tigran")


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def steady(name: str, gap: int, last: int, first: int = 0, amount: int = 100, **fields: Any) -> Client:
    """A client that buys every `gap` days, from the first to the last day at most."""
    bought = [Purchase(day(on), amount, "EUR") for on in range(first, last + 1, gap)]
    return Client(name, purchases=bought, **fields)


@st.composite
def clients(draw: st.DrawFn, name: str = "C") -> Client:
    """A client with visits, perhaps a break, a complaint, a credit note, records learnt late, and an owner."""
    gaps = draw(st.lists(st.sampled_from([7, 14, 30, 31, 60, 90, 200]), max_size=14))
    first = draw(st.integers(0, 400))
    visits = [on for on in accumulate(gaps, initial=first) if on <= SPAN + 200] if draw(st.integers(0, 9)) else []
    purchases = [
        Purchase(
            day(on),
            draw(st.sampled_from(["20", "75", "99.90"])),
            "EUR",
            part=draw(st.sampled_from([None, "parts", "service"])),
            known_on=day(on + draw(st.sampled_from([0, 0, 0, 45]))),
        )
        for on in visits
    ]
    kinds = st.sampled_from(["complaint", "declared-break", "referral", "price-increase", "offer"])
    events = [
        Event(day(on), kind, severity=5 if kind == "complaint" else None)
        for on, kind in draw(st.lists(st.tuples(st.integers(0, SPAN), kinds), max_size=3))
    ]
    owners = [Owner(draw(st.sampled_from(EMPLOYEES)), day(draw(st.integers(-50, 300))))]
    return Client(
        name, purchases=purchases, events=events, owners=owners, segment=draw(st.sampled_from(["a", "b", ""]))
    )


@st.composite
def firms(draw: st.DrawFn, most: int = 6, prefix: str = "C") -> list[Client]:
    """A few clients with ids of their own."""
    return [draw(clients(f"{prefix}-{n}")) for n in range(draw(st.integers(0, most)))]


def shifted(client: Client, days: int) -> Client:
    """The same client, everything so many days later."""
    by = timedelta(days)
    return attrs.evolve(
        client,
        purchases=[
            attrs.evolve(one, on=one.on + by, known_on=one.known_on + by if one.known_on else None)
            for one in client.purchases
        ],
        events=[attrs.evolve(one, on=one.on + by) for one in client.events],
        owners=[attrs.evolve(one, since=one.since + by) for one in client.owners],
    )

"""Strategies for clients with anything that the doors let in. Not a test."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

import clientreturn as cr

AS_OF = date(2026, 3, 2)

dates = st.integers(-60, 2500).map(lambda ago: AS_OF - timedelta(ago))
maybe_date = st.none() | dates
codes = st.sampled_from([reason.code for reason in cr.REASONS] + ["company.own", "x"])
names = st.sampled_from(["olga", "ivan", "Anna", "Acme"])

DETAILS: dict[str, st.SearchStrategy[Any]] = {
    "reason": codes,
    "topic": st.sampled_from(["delivery", "quality", "staff", "price", "billing", "weather"]),
    "lure": st.sampled_from(["price", "service", "promise", "amateur", "lock-in", "magic"]),
    "rival": names,
    "person": names,
    "percent": st.floats(-100, 1000),
    "days": st.integers(0, 100),
    "whys": st.integers(0, 9),
    "until": dates,
    "suspected": st.booleans(),
    "in_reach": st.booleans(),
    "channel": st.sampled_from(list(cr.Channel)).map(str),
    "key": st.text(max_size=10).filter(lambda text: text.isprintable()),
    "result": st.sampled_from(list(cr.Result)).map(str),
}


@st.composite
def events(draw: st.DrawFn) -> cr.Event:
    """An event of any kind with any details."""
    on = draw(dates)
    settled = draw(st.none() | st.integers(0, 300))
    return cr.Event(
        on,
        draw(st.sampled_from([*cr.KINDS, "own-kind"])),
        by=draw(st.sampled_from(list(cr.Reporter))),
        employee=draw(st.none() | names),
        severity=draw(st.none() | st.integers(1, 5)),
        human=draw(st.none() | st.booleans()),
        resolved=draw(st.none() | st.sampled_from(list(cr.Resolution))),
        resolved_on=None if settled is None else on + timedelta(settled),
        data=draw(st.fixed_dictionaries({}, optional=DETAILS)),
        known_on=draw(maybe_date),
    )


purchases = st.builds(
    cr.Purchase,
    dates,
    st.integers(-300, 3000),
    st.sampled_from(["EUR", "EUR", "EUR", "USD"]),
    ref=st.none() | st.sampled_from("ABC"),
    part=st.none() | st.sampled_from(["hosting", "print"]),
    margin=st.none() | st.integers(-300, 900),
    source=st.none() | st.sampled_from(["shop", "web"]),
    known_on=maybe_date,
)
people = st.builds(
    cr.Person,
    names | st.just(""),
    role=st.sampled_from(["", "buyer"]),
    birthday=maybe_date,
    prefers=st.none() | st.sampled_from(list(cr.Channel)),
    consents=st.lists(
        st.builds(cr.Consent, dates, st.none() | st.sampled_from(list(cr.Channel)), st.booleans()), max_size=2
    ),
)
contracts = st.builds(
    lambda start, length, renews, notice: cr.Contract(
        "hosting", start, None if length is None else start + timedelta(length), renews=renews, notice_on=notice
    ),
    dates,
    st.none() | st.integers(0, 1000),
    st.booleans(),
    maybe_date,
)

clients = st.builds(
    cr.Client,
    st.just("C-7"),
    purchases=st.lists(purchases, max_size=12),
    events=st.lists(events(), max_size=6),
    contacts=st.lists(people, max_size=2),
    owners=st.lists(st.builds(cr.Owner, names, dates), max_size=3, unique_by=lambda owner: owner.since),
    contracts=st.lists(contracts, max_size=2),
    company=st.none() | st.booleans(),
    country=st.sampled_from(["", "DE"]),
    traits=st.lists(st.sampled_from(["promising", "prestigious", "pays-late", "rude", "own"]), max_size=3),
    margin=st.none() | st.floats(-1, 1),
    data_until=maybe_date | st.fixed_dictionaries({"shop": dates, "web": dates}),
    closures=st.lists(st.tuples(dates, st.integers(0, 200)), max_size=2).map(
        lambda found: [(first, first + timedelta(length)) for first, length in found]
    ),
)

teams = st.just(cr.Team()) | st.lists(
    st.builds(cr.Member, names, st.lists(st.sampled_from(["account owner", "head of return", "director"]), max_size=2)),
    max_size=3,
    unique_by=lambda member: member.name,
).map(cr.Team)

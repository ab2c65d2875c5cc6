"""Strategies: whole clients with a life behind them, and some of it ahead."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

import clientreturn as cr

AS_OF = date(2026, 3, 2)

names = st.sampled_from(["olga", "rauf", "tigran"])
countries = st.sampled_from(["", "AM", "AZ"])
days = st.integers(-900, 0).map(lambda back: AS_OF + timedelta(back))
coming = st.integers(-400, 90).map(lambda off: AS_OF + timedelta(off))
learnt = st.one_of(st.none(), coming)

PLAIN_KINDS = sorted(
    set(cr.KINDS) - {"result", "stated-reason", "interview", "verified-cause", "hard-times", "bounced"}
)
REASON_CODES = [reason.code for reason in cr.REASONS]


@st.composite
def events(draw: st.DrawFn, when: st.SearchStrategy[date] = days) -> cr.Event:
    """Something that happened."""
    on = draw(when)
    match draw(st.sampled_from(["plain", "plain", "complaint", "reason", "hard-times", "contact", "own"])):
        case "complaint":
            resolved = draw(st.sampled_from([None, "open", "badly", "well"]))
            end = draw(st.one_of(st.none(), st.integers(0, 200).map(lambda n: on + timedelta(n))))
            topic = draw(st.sampled_from(["delivery", "quality", "staff", "price"]))
            severity = draw(st.one_of(st.none(), st.integers(1, 5)))
            return cr.Event.complaint(on, topic=topic, severity=severity, resolved=resolved, resolved_on=end)
        case "reason":
            reason = draw(st.sampled_from(REASON_CODES))
            return cr.Event(on, draw(st.sampled_from(["stated-reason", "verified-cause"])), data={"reason": reason})
        case "hard-times":
            return cr.Event.hard_times(on, until=draw(st.one_of(st.none(), coming)))
        case "contact":
            return cr.Event.contact(on)
        case "own":
            return cr.Event(on, "own-kind", data={"weight": draw(st.integers(0, 9)), "day": draw(days), "note": "ü"})
    kind = draw(st.sampled_from(PLAIN_KINDS))
    return cr.Event(on, kind, employee=draw(st.one_of(st.none(), names)), known_on=draw(learnt))


@st.composite
def purchases(draw: st.DrawFn) -> list[cr.Purchase]:
    """A rhythm with noise, ending some time before the day asked about."""
    count = draw(st.integers(0, 12))
    usual = draw(st.sampled_from([7, 30, 30, 90, 200]))
    on = AS_OF - timedelta(draw(st.integers(0, 3 * usual)))
    bought = []
    for _ in range(count):
        amount = Decimal(draw(st.integers(-2000, 200_000))) / 100
        margin = draw(st.sampled_from([None, Decimal("1.5")]))
        ref = draw(st.sampled_from([None, None, "A", "B"]))
        source = draw(st.sampled_from([None, None, "shop"]))
        bought.append(cr.Purchase(on, amount, "EUR", ref=ref, margin=margin, source=source, known_on=draw(learnt)))
        on -= timedelta(max(1, usual + draw(st.integers(-usual // 3, usual))))
    return bought


@st.composite
def people(draw: st.DrawFn) -> cr.Person:
    """Somebody at the client."""
    answers = st.builds(cr.Consent, coming, st.one_of(st.none(), st.sampled_from(list(cr.Channel))), st.booleans())
    return cr.Person(
        draw(st.sampled_from(["Anna", "Bat", ""])),
        until=draw(st.one_of(st.none(), coming)),
        birthday=draw(st.sampled_from([None, date(1980, 3, 20), date(1992, 2, 29)])),
        prefers=draw(st.one_of(st.none(), st.sampled_from(list(cr.Channel)))),
        country=draw(countries),
        consents=draw(st.lists(answers, max_size=2)),
    )


@st.composite
def contracts(draw: st.DrawFn) -> cr.Contract:
    """An agreement that may end, be renewed or be given notice of."""
    start = draw(days)
    ends = draw(st.one_of(st.none(), st.integers(1, 1200).map(lambda n: start + timedelta(n))))
    return cr.Contract("hosting", start, ends, renews=draw(st.booleans()), notice_on=draw(st.one_of(st.none(), coming)))


@st.composite
def clients(draw: st.DrawFn, /, **fixed: Any) -> cr.Client:
    """An account with everything that can stand in it."""
    since = draw(st.lists(coming, max_size=2, unique=True))
    shut = draw(days)
    fields: dict[str, Any] = {
        "name": draw(st.sampled_from(["", "Анна", "<b>"])),
        "purchases": draw(purchases()),
        "events": draw(st.lists(events(coming), max_size=4)),
        "contacts": draw(st.lists(people(), max_size=2)),
        "owners": [cr.Owner(draw(names), day) for day in since],
        "contracts": draw(st.one_of(st.just([]), st.lists(contracts(), max_size=1))),
        "company": draw(st.sampled_from([None, True, False])),
        "country": draw(countries),
        "traits": draw(st.lists(st.sampled_from(["prestigious", "pays-late", "rude"]), max_size=1)),
        "margin": draw(st.sampled_from([None, 0.3, -0.1])),
        "data_until": draw(st.sampled_from([None, None, AS_OF + timedelta(20), {"shop": AS_OF - timedelta(9)}])),
        "closures": draw(st.sampled_from([[], [(shut, shut + timedelta(10))], [(AS_OF, AS_OF + timedelta(40))]])),
        "data": {"stars": draw(st.integers(1, 5)), "joined": draw(days)},
    }
    return cr.Client(draw(st.sampled_from(["C-1", "ключ/7"])), **{**fields, **fixed})


HOLIDAYS: frozenset[tuple[str, date]] = frozenset({("AM", date(2026, 3, 9)), ("AZ", date(2026, 3, 20))})
TEAM = cr.Team(
    [
        cr.Member("olga", ["account owner"], days_off=[date(2026, 3, 5)]),
        cr.Member("rauf", ["account owner", "operations"]),
        cr.Member("tigran", ["head of return", "manager", "director"]),
    ],
    holidays=HOLIDAYS,
)

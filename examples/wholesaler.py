"""A made-up wholesaler with 640 clients over four years, drawn from a fixed seed: something to draw plots of.

Two of three clients buy to an even rhythm, the others by fits and starts; a few are wronged, courted by rivals, or fall
on hard times; some of those who leave are asked back, and some come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import clientreturn as cr

AS_OF = date(2026, 3, 2)
FIRST = date(2022, 1, 3)
EMPLOYEES = {"Anna": 120, "Bayar": 110, "Cyrus": 95, "Diana": 90, "Emin": 80, "Farida": 75, "Gagik": 45, "Hana": 25}
SEGMENTS = ("bakeries", "cafés", "hotels", "schools")


def clients(seed: int = 7) -> list[cr.Client]:
    """All clients; the same seed gives the same ones."""
    chance = Random(seed)
    owners = [name for name, count in EMPLOYEES.items() for _ in range(count)]
    return [_client(chance, f"W-{at:03}", owner) for at, owner in enumerate(owners, 1)]


def _client(chance: Random, code: str, owner: str) -> cr.Client:
    gap = chance.choice((7, 14, 14, 30, 30, 30, 61, 91))
    spread = chance.choice((0.18, 0.18, 1.1))
    amount = round(gap * chance.lognormvariate(2.4, 0.6))
    start = FIRST + timedelta(chance.randrange(1300))
    events: list[cr.Event] = []
    leaving = _leaving(chance, start, owner)
    if chance.random() < 0.8:
        events += [cr.Event.contact(day) for day in _days(chance, start, min(leaving, AS_OF), 150, 0.4)]
    days = list(_days(chance, start, leaving, gap, spread))
    if leaving < AS_OF:
        events += _story(chance, leaving, owner, gap)
        asked = leaving + timedelta(2 * gap + 40)
        if chance.random() < 0.6 and asked < AS_OF:
            by = chance.choice(("call", "letter", "meeting"))
            offer = {"channel": by, "offer": chance.choice(("trial-order", "priority"))}
            events.append(cr.Event(asked, "offer", data=offer))
            if chance.random() < 0.45:
                days += _days(
                    chance, asked + timedelta(chance.randrange(5, 40)), _leaving(chance, asked, owner), gap, spread
                )
    purchases = [
        cr.Purchase(day, money := round(amount * chance.uniform(0.7, 1.3)), "EUR", margin=round(money * 0.28))
        for day in sorted(set(days))
    ]
    return cr.Client(
        code,
        company=True,
        segment=chance.choice(SEGMENTS),
        purchases=purchases,
        events=events,
        owners=[cr.Owner(owner, date(2021, 6, 1))],
    )


def _leaving(chance: Random, start: date, owner: str) -> date:
    """A client of Emin's leaves twice as soon."""
    return start + timedelta(int(chance.expovariate(1 / (700 if owner == "Emin" else 1700))) + 60)


def _days(chance: Random, start: date, end: date, gap: int, spread: float) -> Iterator[date]:
    day = start
    while day < min(end, AS_OF):
        yield day
        day += timedelta(max(1, round(gap * chance.lognormvariate(0, spread))))


def _story(chance: Random, leaving: date, owner: str, gap: int) -> Iterator[cr.Event]:
    """What the records say about a leaving; of every third nothing."""
    before, after = leaving - timedelta(chance.randrange(5, 25)), leaving + timedelta(chance.randrange(1, gap + 1))
    draw = chance.random()
    if owner == "Emin" and draw < 0.6:
        yield cr.Event.staff_incident(before, employee=owner, severity=4)
    elif draw < 0.14:
        yield cr.Event.late_delivery(before, days=chance.randrange(2, 9), severity=chance.randrange(2, 5))
        yield cr.Event.complaint(before + timedelta(4), topic="delivery", severity=3, resolved="badly")
    elif draw < 0.24:
        yield cr.Event.complaint(before, topic="quality", severity=chance.randrange(2, 6))
    elif draw < 0.36:
        yield cr.Event.price_increase(before, percent=chance.randrange(8, 26))
        yield cr.Event.stated_reason(after, reason="company.priced-out")
    elif draw < 0.46:
        yield cr.Event.rival_offer(before, rival=chance.choice(("Nova", "Best Goods")), lure="price")
    elif draw < 0.52:
        yield cr.Event.management_change(before)
    elif draw < 0.58:
        yield cr.Event.hard_times(after)
    elif draw < 0.63:
        yield cr.Event(after, "closed", by="register")
    if draw < 0.5 and chance.random() < 0.5:
        yield cr.Event.declared_break(after)


if __name__ == "__main__":
    print(cr.review(clients(), as_of=AS_OF).explain())

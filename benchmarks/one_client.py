"""How long one client takes: `python benchmarks/one_client.py`."""

from __future__ import annotations

import random
from datetime import date, timedelta
from time import perf_counter_ns

from clientreturn.base import Base
from clientreturn.conditions import Tuning
from clientreturn.history import Client, Event, Purchase
from clientreturn.standing import judge

AS_OF = date(2026, 6, 30)


def client(purchases: int, events: int, seed: int = 7) -> Client:
    """A client that buys about once a month, ending some weeks before the day asked about."""
    draw = random.Random(seed)
    day = AS_OF - timedelta(45)
    documents = []
    for _ in range(purchases):
        documents.append(Purchase(day, f"{draw.uniform(20, 900):.2f}", "EUR"))
        day -= timedelta(round(draw.lognormvariate(3.4, 0.4)) or 1)
    kinds = ("complaint", "contact", "late-delivery", "offer", "referral")
    happened = [Event(AS_OF - timedelta(draw.randrange(900)), draw.choice(kinds)) for _ in range(events)]
    return Client("C", purchases=documents[::-1], events=happened)


def microseconds(subject: Client, times: int = 400, rounds: int = 15) -> float:
    """The fastest of several rounds, for one judgement with its verdict and trace."""
    base, numbers = Base(), Tuning()
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter_ns()
        for _ in range(times):
            judge(subject, AS_OF, base=base, numbers=numbers).verdict.says  # noqa: B018
        best = min(best, (perf_counter_ns() - start) / times / 1000)
    return best


def main() -> None:
    for purchases, events, target in ((10, 0, 40), (50, 20, 150)):
        took = microseconds(client(purchases, events))
        print(f"{purchases:3} purchases, {events:2} events: {took:6.1f} µs  (target {target} µs)")


if __name__ == "__main__":
    main()

"""How facts and standing of many clients in pure Python compare with merely grouping and sorting their purchases.

`python benchmarks/many_clients.py [clients …]`; about ten purchases a client. Processor time, fastest of three.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from datetime import date, timedelta
from time import process_time

from clientreturn.base import Base
from clientreturn.conditions import Tuning
from clientreturn.history import Client, Purchase
from clientreturn.standing import judge

AS_OF = date(2026, 6, 30)


def rows(clients: int) -> list[tuple[str, Purchase]]:
    """Purchases of all clients in no order."""
    draw = random.Random(42)
    found = []
    for number in range(clients):
        day = AS_OF - timedelta(draw.randrange(200))
        pace = draw.lognormvariate(3.4, 0.6)
        for _ in range(draw.randint(5, 15)):
            found.append((f"C{number}", Purchase(day, draw.randrange(100, 90_000) / 100, "EUR")))
            day -= timedelta(max(round(pace * draw.lognormvariate(0, 0.3)), 1))
    draw.shuffle(found)
    return found


def grouped(purchases: list[tuple[str, Purchase]]) -> dict[str, list[Purchase]]:
    """The least that any analysis does: each client's purchases, in order."""
    by_client: defaultdict[str, list[Purchase]] = defaultdict(list)
    for key, purchase in purchases:
        by_client[key].append(purchase)
    for own in by_client.values():
        own.sort(key=lambda purchase: purchase.on)
    return by_client


def main() -> None:
    for clients in [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        purchases = rows(clients)
        base, numbers = Base(), Tuning()
        sorting = judging = float("inf")
        for _ in range(3):
            start = process_time()
            by_client = grouped(purchases)
            sorting = min(sorting, process_time() - start)
            accounts = [Client(key, purchases=own) for key, own in by_client.items()]
            start = process_time()
            for account in accounts:
                judge(account, AS_OF, base=base, numbers=numbers).verdict.says  # noqa: B018
            judging = min(judging, process_time() - start)
        print(
            f"{clients:8,} clients: grouping and sorting {sorting:6.2f} s, facts and standing {judging:6.2f} s "
            f"({judging / sorting:.1f} ×, {judging / clients * 1e6:.0f} µs a client)"
        )


if __name__ == "__main__":
    main()

"""CDNOW: 23,570 buyers of music from 1997 on, reviewed as of 1 January 1998.

The purchases come with the PyPI package `lifetimes`, as data; only its file is read.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import clientreturn as cr

AS_OF = date(1998, 1, 1)


def purchases() -> Iterator[tuple[str, cr.Purchase]]:
    """Each line is a buyer, a day, a number of discs and an amount."""
    found = find_spec("lifetimes")
    if found is None or found.origin is None:
        sys.exit("the data come with the package lifetimes: pip install --no-deps lifetimes==0.11.3")
    path = Path(found.origin).parent / "datasets" / "CDNOW_master.txt"
    with path.open() as lines:
        for line in lines:
            if not line[:1].strip() and not line.strip():
                continue
            buyer, day, _, amount = line.split()
            if day.isdigit():
                yield buyer, cr.Purchase(date(int(day[:4]), int(day[4:6]), int(day[6:8])), amount, "USD")


def progress(done: int) -> None:
    """One line that counts along."""
    if done % 2000 == 0:
        print(f"\r  {done:,} buyers assessed", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Read, review, print, and say how long it took."""
    started = perf_counter()
    bought: dict[str, list[cr.Purchase]] = defaultdict(list)
    for buyer, purchase in purchases():
        bought[buyer].append(purchase)
    clients = [cr.Client(buyer, purchases=bought[buyer], company=False) for buyer in sorted(bought)]
    read = perf_counter()
    review = cr.review(clients, as_of=AS_OF, progress=progress)
    print(file=sys.stderr)
    print(review.explain())
    print(f"\nread in {read - started:.1f} s, assessed in {perf_counter() - read:.1f} s")


if __name__ == "__main__":
    main()

"""Memory that a review and a night keep of each client: python benchmarks/memory.py 2000 20000

Peak of the whole process, in a process of its own for each way; clients come from a generator, one at a time.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import clientreturn as cr

AS_OF = date(2026, 3, 2)
WAYS = ("nightly", "review, no records", "review")


def clients(count: int) -> Iterator[cr.Client]:
    """Half of them are still here, half are gone."""
    for number in range(count):
        silent = 20 if number % 2 else 300
        bought = [cr.Purchase(AS_OF - timedelta(silent + 30 * n), 100 + number % 50, "EUR") for n in range(4)]
        yield cr.Client(f"C-{number}", name=f"Client {number}", purchases=bought)


def work(way: str, count: int) -> None:
    """Prints the peak in kilobytes and the seconds."""
    started = time.perf_counter()
    if way == "nightly":
        done = sum(1 for _ in cr.nightly(clients(count), as_of=AS_OF))
    else:
        done = len(cr.review(clients(count), as_of=AS_OF, keep_records=way == "review"))
    assert done == count
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter() - started)


def main() -> None:
    few, many = (int(count) for count in sys.argv[1:3] or (500, 2500))
    print("| way | clients | peak | kept of each client | time |\n| --- | ---: | ---: | ---: | ---: |")
    for way in WAYS:
        peaks = []
        for count in (few, many):
            done = subprocess.run(
                [sys.executable, __file__, way, str(count)], check=True, capture_output=True, text=True
            )
            peak, seconds = (float(part) for part in done.stdout.split())
            peaks.append(peak)
        each = (peaks[1] - peaks[0]) * 1024 / (many - few)
        print(f"| {way} | {many:,} | {peaks[1] / 1024:,.0f} MB | {each:,.0f} bytes | {seconds:,.0f} s |")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        work(sys.argv[1], int(sys.argv[2]))
    else:
        main()

"""A night with 200,000 clients of which 900 changed: `python benchmarks/nightly.py [clients] [changed]`.

The first night assesses everybody. The second assesses who changed or is due, and is then held against a full run.
Clients are made anew from their number whenever they are read, as from a database, so that memory holds snapshots only.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from time import process_time

import attrs

import clientreturn as cr
from clientreturn.reviews import stamp_of

FIRST_NIGHT = date(2026, 3, 2)
TEAM = cr.Team([cr.Member("olga", ["account owner"]), cr.Member("tigran", ["head of return", "manager", "director"])])
KINDS = ("complaint", "late-delivery", "contact", "price-increase", "rival-offer")


def client(number: int, changed: bool) -> cr.Client:
    """A client as it stands in the firm's records; one that changed has bought on the second day."""
    draw = random.Random(number)
    usual = draw.choice([7, 14, 30, 30, 60, 90])
    on = FIRST_NIGHT - timedelta(int(draw.expovariate(1 / usual)) if draw.random() < 0.8 else draw.randrange(700))
    bought = [cr.Purchase(FIRST_NIGHT + timedelta(1), 120, "EUR")] if changed else []
    for _ in range(draw.randint(1, 15)):
        bought.append(cr.Purchase(on, draw.randrange(20, 900), "EUR"))
        on -= timedelta(max(1, round(usual * draw.lognormvariate(0, 0.35))))
    events = [cr.Event(FIRST_NIGHT - timedelta(draw.randrange(500)), draw.choice(KINDS))] if draw.random() < 0.2 else []
    owners = [cr.Owner("olga", date(2020, 1, 1))]
    return cr.Client(f"C-{number}", purchases=bought, events=events, owners=owners, company=number % 3 > 0)


def records(numbers: Iterable[int], changed: frozenset[int]) -> Iterator[cr.Client]:
    return (client(number, number in changed) for number in numbers)


def run(
    numbers: Iterable[int], day: date, changed: frozenset[int], kept: dict[str, cr.Snapshot]
) -> Iterator[cr.Snapshot]:
    for found in cr.nightly(records(numbers, changed), as_of=day, team=TEAM, kept=kept.get):
        assert isinstance(found, cr.Snapshot), found
        yield found


def main(clients: int = 200_000, changes: int = 900) -> None:
    """Prints the two nights; fails when the short one differs from the full one."""
    everybody, second_night = range(clients), FIRST_NIGHT + timedelta(1)
    changed = frozenset(random.Random(1).sample(everybody, changes))
    start = process_time()
    kept = {one.row.client: one for one in run(everybody, FIRST_NIGHT, frozenset(), {})}
    print(f"first night: {clients:,} clients in {process_time() - start:.0f} s of processor time")
    print(
        "  "
        + ", ".join(
            f"{count:,} {name}" for name, count in Counter(str(one.row.standing) for one in kept.values()).most_common()
        )
    )

    start = process_time()
    stamp = stamp_of()
    due = [number for number in everybody if number not in changed and kept[f"C-{number}"].due(second_night, stamp)]
    tonight = {one.row.client: one for one in run([*sorted(changed), *due], second_night, changed, kept)}
    took = process_time() - start
    written = sum(not one.says_the_same(kept[name]) for name, one in tonight.items())
    print(
        f"second night: {changes:,} changed, {len(due):,} due, {written:,} written back, in {took:.1f} s of processor time"
    )

    start = process_time()
    same = 0
    for full in run(everybody, second_night, changed, kept):
        name = full.row.client
        assert full.says_the_same(tonight.get(name, kept[name])), attrs.asdict(full.row)
        same += 1
    print(
        f"full run for comparison: {same:,} of {clients:,} the same, in {process_time() - start:.0f} s of processor time"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

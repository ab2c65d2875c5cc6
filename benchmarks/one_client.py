"""How long one client takes: `python benchmarks/one_client.py`.

Every round builds its clients anew, so that nothing of an earlier answer is kept; only the contexts, the policy and
the base, stand ready, as they do in a page of a CRM. Processor time, fastest of several rounds.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time_ns

from clientreturn.base import Base
from clientreturn.case import assess
from clientreturn.conditions import Tuning
from clientreturn.history import Client, Event, Owner, Purchase
from clientreturn.policy import Policy
from clientreturn.recovery import Team
from clientreturn.standing import Standing, judge

AS_OF = date(2026, 6, 30)
KINDS = ("complaint", "contact", "late-delivery", "offer", "referral")
BASE, NUMBERS, POLICY, TEAM = Base(), Tuning(), Policy(), Team()


def client(purchases: int, events: int, silent: int = 45, seed: int = 7) -> Client:
    """A client that bought about once a month, until some days before the day asked about."""
    draw = random.Random(seed)
    day = AS_OF - timedelta(silent)
    documents = []
    for _ in range(purchases):
        documents.append(Purchase(day, f"{draw.uniform(20, 900):.2f}", "EUR"))
        day -= timedelta(round(draw.lognormvariate(3.4, 0.4)) or 1)
    happened = [Event(AS_OF - timedelta(draw.randrange(900)), draw.choice(KINDS)) for _ in range(events)]
    owners = [Owner("olga", day)]
    return Client("C", purchases=documents[::-1], events=happened, owners=owners)


def standing_with_trace(subject: Client) -> Standing | None:
    """Facts and standing; the trace is in the verdict."""
    return judge(subject, AS_OF, base=BASE, numbers=NUMBERS).verdict.says


def case_with_plan(subject: Client) -> int:
    """Standing, diagnosis, worth with its chance, and the plan with its steps."""
    return len(assess(subject, as_of=AS_OF, policy=POLICY, base=BASE, team=TEAM).plan.steps)


def microseconds(ask: Callable[[Client], object], build: Callable[[], Client], times: int, rounds: int = 25) -> float:
    """The fastest of several rounds, each over clients that nobody has looked at yet."""
    best = float("inf")
    for _ in range(rounds):
        subjects = [build() for _ in range(times)]
        gc.collect()
        start = process_time_ns()
        for subject in subjects:
            ask(subject)
        best = min(best, (process_time_ns() - start) / times / 1000)
    return best


def main() -> None:
    print("facts and standing with trace")
    for purchases, events, target in ((10, 0, 40), (50, 20, 150)):
        took = microseconds(standing_with_trace, lambda: client(purchases, events), 400)  # noqa: B023
        print(f"{purchases:3} purchases, {events:2} events: {took:6.1f} µs  (target {target} µs)")
    print("full case with plan: diagnosis, worth, chance, steps")
    for silent, said in ((45, "at risk"), (200, "gone")):
        for purchases, events in ((10, 0), (50, 0), (50, 20)):
            took = microseconds(case_with_plan, lambda: client(purchases, events, silent), 50)  # noqa: B023
            target_said = "  (target 1000 µs)" if events else ""
            print(f"{purchases:3} purchases, {events:2} events, {said:7}: {took:6.1f} µs{target_said}")


if __name__ == "__main__":
    main()

"""A day's use of the package from end to end, for watching it at work. Not a test.

Run as a program it goes through the work twice. The first time loads what is loaded on first use; the second time is
watched as its argument says, and everything forbidden that it reaches for is printed.
"""

from __future__ import annotations

import builtins
import datetime as clock
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

Work = Callable[[], str]


def work() -> str:
    """Histories assessed, explained and reviewed; errors raised and shown."""
    from datetime import date, timedelta

    from clientreturn.case import assess
    from clientreturn.errors import ClientReturnError
    from clientreturn.history import Client, Consent, Contract, Event, Owner, Person, Purchase
    from clientreturn.reviews import review

    start = date(2024, 1, 10)
    clients = [
        Client(
            f"C-{number}",
            name="Anna & sons",
            purchases=[
                Purchase(start + timedelta(days=at * (20 + number)), 100 + at, "EUR", ref=f"{number}/{at}", margin=30)
                for at in range(8)
            ],
            events=[
                Event.complaint(start + timedelta(days=130), topic="delivery", severity=4),
                Event.late_delivery(start + timedelta(days=131), days=6),
                Event.rival_offer(start + timedelta(days=140), rival="Acme", lure="promise"),
                *([Event.declared_break(start + timedelta(days=200))] if number % 2 else []),
            ],
            contacts=[Person("Anna", role="buyer", consents=[Consent(start, "mail")])],
            owners=[Owner("olga", start)],
            contracts=[Contract("hosting", start, start + timedelta(days=90), renews=False)] if number == 4 else [],
            company=number % 3 != 0,
        )
        for number in range(6)
    ]
    cases = [assess(client, as_of=date(2025, 6, 1)) for client in [*clients, Client("C-new")]]
    told = [f"{case.stamp}\n{case.explain()}\nlooks different on {case.next_change}" for case in cases]
    told.append(review(clients, as_of=date(2025, 6, 1)).explain())
    try:
        Purchase("1 May", 3, "EUR")  # type: ignore[arg-type]
    except ClientReturnError as error:
        told.append(str(error))
    return "\n".join(told)


ONLY_LOOKING = {"object.__getattr__", "builtins.id", "sys._getframe"}


def under_audit(act: Work) -> set[str]:
    """Audit events of files, sockets, processes, imports and compiled code."""
    seen: set[str] = set()
    watching = True

    def hook(event: str, _: tuple[Any, ...]) -> None:
        if watching and event not in ONLY_LOOKING:
            seen.add(event)

    sys.addaudithook(hook)
    act()
    watching = False
    return seen


def without_a_world(act: Work) -> set[str]:
    """Names of the clock, environment, random generator and output that were asked for."""
    asked: set[str] = set()

    def forbid(name: str) -> Callable[..., NoReturn]:
        def refused(*_: object, **__: object) -> NoReturn:
            asked.add(name)
            raise PermissionError(name)

        return refused

    class NoEnvironment(dict[str, str]):
        __getitem__ = get = __contains__ = __iter__ = keys = items = forbid("os.environ")

    kept: list[tuple[Any, str, Any]] = []
    for owner in (time, random):
        for name in dir(owner):
            if callable(getattr(owner, name)) and not name.startswith("_") and name[0].islower():
                kept.append((owner, name, getattr(owner, name)))
    kept += [(os, name, getattr(os, name)) for name in ("getenv", "getcwd", "urandom", "getpid", "stat", "listdir")]
    kept += [(builtins, name, getattr(builtins, name)) for name in ("open", "print", "input", "exec", "eval")]
    for owner, name, _ in kept:
        setattr(owner, name, forbid(f"{owner.__name__}.{name}"))
    kept.append((os, "environ", os.environ))
    vars(os)["environ"] = NoEnvironment()
    try:
        act()
    except PermissionError:
        pass
    finally:
        for owner, name, content in kept:
            setattr(owner, name, content)
    return asked


def without_today(act: Work) -> set[str]:
    """Whether today or now was asked for. The classes are exchanged before the package is loaded."""
    TODAYS.clear()
    act()
    return TODAYS


TODAYS: set[str] = set()


def exchange_calendar() -> None:
    """Dates that take note when they are asked what day it is."""

    class Date(clock.date):
        @classmethod
        def today(cls) -> Any:
            TODAYS.add("date.today")
            return cls(2000, 1, 1)

    class DateTime(clock.datetime):
        @classmethod
        def now(cls, tz: clock.tzinfo | None = None) -> Any:
            TODAYS.add("datetime.now")
            return cls(2000, 1, 1)

        today = utcnow = now

    clock.date, clock.datetime = Date, DateTime  # type: ignore[misc]


FORBIDDEN: dict[str, Work] = {
    "file": lambda: open(os.devnull).name,
    "socket": lambda: str(__import__("socket").socket()),
    "process": lambda: str(os.popen("true")),
    "environment": lambda: str(os.environ.get("HOME")),
    "random": lambda: str(random.random()),
    "time": lambda: str(time.time()),
    "today": lambda: str(clock.date.today()),
}
"""What a leak would look like, to see that it is caught."""


if __name__ == "__main__":
    watch, *leak = sys.argv[1:]
    if watch == "tell":
        print(work())
    else:
        if watch == "without_today":
            exchange_calendar()
        act = FORBIDDEN[leak[0]] if leak else work
        act()
        print(*sorted(globals()[watch](act)))

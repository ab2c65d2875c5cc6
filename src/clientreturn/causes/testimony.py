"""What was said about the reason: the stated reason is not the real one until evidence confirms it (E4.14)."""

from __future__ import annotations

from typing import Final

from ..conditions import Number, Unit
from ..rules import Rule
from .clue import NAMED, Clue, points_to
from .event_facts import by, kind, named_reason, named_side, whys

__all__ = ["EVENTS"]

enough_whys = Number("enough-whys", 4, Unit.COUNT, "E4.14", "whys from which an interview verifies a cause", 1, 10)

stated = kind.one_of("stated-reason")
convenient = named_reason.one_of("competitor.better-price", "competitor.better-service", "company.priced-out")
safe_for_staff = ~named_side.one_of("company")


def _says(weight: float) -> Clue:
    return points_to(NAMED, weight, None)


EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "said.verified",
        when=kind.one_of("verified-cause"),
        says=Clue(((NAMED, 8.0),), verifies=True),
        because="settled on {event_on} by evidence independent of whoever stated it",
        sources=("E4.14", "section 6"),
    ),
    Rule(
        "said.interview",
        when=kind.one_of("interview") & (whys >= enough_whys),
        says=Clue(((NAMED, 6.5),), verifies=True),
        because="the interview of {event_on} got to the bottom of it in {whys} whys",
        sources=("E4.14", "E3.10"),
    ),
    Rule(
        "said.short-interview",
        when=kind.one_of("interview") & (whys < enough_whys),
        says=_says(2.6),
        because="named in the talk of {event_on}, after {whys} whys",
        sources=("E4.14",),
    ),
    Rule(
        "said.by-client",
        when=stated & by.one_of("client") & ~convenient,
        says=_says(2.2),
        because="the client named it on {event_on}; unverified",
        sources=("E4.14", "E3.10"),
    ),
    Rule(
        "said.by-client-conveniently",
        when=stated & by.one_of("client") & convenient,
        says=_says(1.4),
        because="the client named it on {event_on}: the convenient answer, unverified",
        sources=("E4.14", "B9"),
    ),
    Rule(
        "said.by-employee",
        when=stated & by.one_of("employee") & ~safe_for_staff,
        says=_says(2.2),
        because="an employee named it on {event_on}, against our own interest; unverified",
        sources=("E3.10",),
    ),
    Rule(
        "said.by-employee-safely",
        when=stated & by.one_of("employee") & safe_for_staff,
        says=_says(1.0),
        because="an employee named it on {event_on}: the safe answer, unverified",
        sources=("E3.10", "E4.14"),
    ),
    Rule(
        "said.by-record",
        when=stated & by.one_of("record", "register", "observer"),
        says=_says(2.0),
        because="noted as the reason on {event_on}; unverified",
        sources=("E4.14",),
    ),
)

"""What was said about the reason: the stated reason is not the real one until evidence confirms it (E4.14).

However many people say the same, words alone never outweigh what is not known: each further voice adds less, and
the figures below stay under the weight of "unknown".
"""

from __future__ import annotations

from typing import Final

from ..base.cases import ENOUGH_WHYS
from ..conditions import Number, Unit
from ..reasons import UNKNOWN
from ..rules import Rule
from .clue import NAMED, SHARED, Clue, against, points_to
from .event_facts import PASSING, SAID, by, found, independent, kind, named_reason, named_side, says_why, shared, whys

__all__ = ["CONVENIENT", "EVENTS"]

enough_whys = Number(
    "enough-whys", ENOUGH_WHYS, Unit.COUNT, "E4.14", "whys from which an interview verifies a cause", 1, 10
)
few_losses = Number("few-losses", 3, Unit.COUNT, "C4", "losses behind one name from which it is a finding", 2, 50)

CONVENIENT: Final = ("competitor.better-price", "competitor.better-service", "company.priced-out")
"""Answers that cost the client nothing to give (E4.14, B9)."""

stated = kind.one_of(*SAID)
convenient = named_reason.one_of(*CONVENIENT)
safe_for_staff = ~named_side.one_of("company")
sought = kind.one_of("clue-sought")


def _says(weight: float) -> Clue:
    return points_to(NAMED, weight, None)


EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "said.verified",
        when=kind.one_of("verified-cause"),
        says=Clue(((NAMED, 9.0),), verifies=True),
        because="settled on {event_on} by evidence independent of whoever stated it",
        sources=("E4.14", "section 6"),
    ),
    Rule(
        "said.interview",
        when=kind.one_of("interview") & (whys >= enough_whys) & by.one_of("client", "observer", "record"),
        says=Clue(((NAMED, 8.0),), verifies=True),
        because="the interview of {event_on} got to the bottom of it in {whys} whys",
        sources=("E4.14", "E3.10"),
    ),
    Rule(
        "said.interview-of-staff",
        when=kind.one_of("interview") & (whys >= enough_whys) & by.one_of("employee") & ~safe_for_staff,
        says=Clue(((NAMED, 6.0),), verifies=True),
        because="the staff, asked on {event_on} why by why, came to a fault of our own",
        sources=("E4.14", "E3.10"),
    ),
    Rule(
        "said.interview-of-staff-safely",
        when=kind.one_of("interview") & (whys >= enough_whys) & by.one_of("employee", "team") & safe_for_staff,
        says=_says(1.7),
        because="the staff, asked on {event_on}, came to nobody's fault here; unverified",
        sources=("E3.10",),
    ),
    Rule(
        "said.brainstorm-to-the-bottom",
        when=kind.one_of("interview") & (whys >= enough_whys) & by.one_of("team") & ~safe_for_staff,
        says=_says(2.2),
        because="the team, together on {event_on}, came to a fault of our own; unverified",
        sources=("E3.10",),
    ),
    Rule(
        "said.short-interview",
        when=kind.one_of("interview") & (whys < enough_whys),
        says=_says(1.7),
        because="named in the talk of {event_on}, after {whys} whys",
        sources=("E4.14",),
    ),
    Rule(
        "said.overturned",
        when=kind.one_of("reason-overturned"),
        says=against(NAMED, 3.0, None),
        because="named at first in the interview of {event_on}, and done away with by further whys",
        sources=("E4.14",),
    ),
    Rule(
        "said.by-client",
        when=stated & by.one_of("client") & ~convenient,
        says=_says(1.6),
        because="the client named it on {event_on}; unverified",
        sources=("E4.14", "E3.10"),
    ),
    Rule(
        "said.by-client-conveniently",
        when=stated & by.one_of("client") & convenient,
        says=_says(0.9),
        because="the client named it on {event_on}: the convenient answer, unverified",
        sources=("E4.14", "B9"),
    ),
    Rule(
        "said.by-employee",
        when=stated & by.one_of("employee") & ~safe_for_staff,
        says=_says(1.6),
        because="an employee named it on {event_on}, against our own interest; unverified",
        sources=("E3.10",),
    ),
    Rule(
        "said.by-employee-safely",
        when=stated & by.one_of("employee") & safe_for_staff,
        says=_says(0.7),
        because="an employee named it on {event_on}: the safe answer, unverified",
        sources=("E3.10", "E4.14"),
    ),
    Rule(
        "said.by-record",
        when=stated & independent,
        says=_says(1.4),
        because="noted as the reason on {event_on}; unverified",
        sources=("E4.14",),
    ),
    Rule(
        "said.in-brainstorm",
        when=stated & by.one_of("team"),
        says=_says(0.5),
        because="ticked off by the team on {event_on}; unverified",
        sources=("E3.10",),
    ),
    Rule(
        "said.while-loyal",
        when=kind.one_of("could-leave"),
        says=points_to(NAMED, 1.0, 730),
        because="said on {event_on}, while it was loyal, that this could make it leave",
        sources=("E3.10", "B11"),
    ),
    Rule(
        "said.in-passing",
        when=kind.one_of(*sorted(PASSING)),
        says=_says(0.7),
        because="spoken of in the contact of {event_on}; unverified",
        sources=("E4.14",),
    ),
    Rule(
        "sought.on-record",
        when=sought & found & independent,
        says=_says(4.0),
        because="looked for in the records on {event_on}, and found",
        sources=("B7a", "E2.1"),
    ),
    Rule(
        "sought.nothing-on-record",
        when=sought & ~found & independent,
        says=against(NAMED, 1.8, None),
        because="looked for in the records on {event_on}: nothing",
        sources=("B7a", "E2.1"),
    ),
    Rule(
        "sought.staff-says-so",
        when=sought & found & by.one_of("employee", "team") & ~safe_for_staff,
        says=_says(2.4),
        because="the staff who served it confirmed on {event_on}, against our own interest",
        sources=("B7a", "E3.10"),
    ),
    Rule(
        "sought.staff-says-so-safely",
        when=sought & found & by.one_of("employee", "team") & safe_for_staff,
        says=_says(1.4),
        because="the staff who served it said so on {event_on}: the safe answer",
        sources=("B7a", "E3.10"),
    ),
    Rule(
        "sought.staff-says-no",
        when=sought & ~found & by.one_of("employee", "team"),
        says=against(NAMED, 0.8, None),
        because="the staff who served it know nothing of it, asked on {event_on}",
        sources=("B7a", "E3.10"),
    ),
    Rule(
        "sought.client-says-so",
        when=sought & found & by.one_of("client") & ~convenient,
        says=_says(1.7),
        because="the client said so when asked on {event_on}; unverified",
        sources=("E2.2", "E4.14"),
    ),
    Rule(
        "sought.client-says-so-conveniently",
        when=sought & found & by.one_of("client") & convenient,
        says=_says(0.9),
        because="the client said so when asked on {event_on}: the convenient answer",
        sources=("E2.2", "E4.14"),
    ),
    Rule(
        "sought.client-says-no",
        when=sought & ~found & by.one_of("client"),
        says=against(NAMED, 1.4, None),
        because="the client denied it when asked on {event_on}",
        sources=("E2.2", "E4.14"),
    ),
    Rule(
        "sought.nothing-at-all",
        when=sought & ~found & ~says_why & independent,
        says=points_to(UNKNOWN, 0.8, None),
        because="went through the records on {event_on}: nothing",
        sources=("B7a",),
    ),
    Rule(
        "sought.nobody-knows",
        when=sought & ~found & ~says_why & ~independent,
        says=points_to(UNKNOWN, 0.3, None),
        because="asked on {event_on}: nobody knows",
        sources=("B7a", "E3.10"),
    ),
    Rule(
        "systemic.shared",
        when=shared >= few_losses,
        says=points_to(SHARED, 0.9, 365),
        because="{shared_name}, named on {event_on}, stands behind {shared} losses; weak evidence, to be looked into",
        sources=("C4",),
    ),
)

"""Putting right what went wrong, and saying so: talk, fix and compensation belong together (C3, R12)."""

from __future__ import annotations

from typing import Final

from ...rules import Rule
from ...worth.case_facts import emotional, failed_twice, reason
from ...worth.chance import cooling_off
from ..step import Act, Purpose, Role, Stage
from .remedies import FIXES
from .terms import in_question, ours, worth_asking

__all__ = ["REPAIRING"]

NO_FAULT: Final = (
    "company.forgotten",
    "company.priced-out",
    "company.range-changed",
    "company.poor-fit",
    "company.billing-failed",
    "company.dropped-by-us",
)
"""Reasons on our side for which there is nothing to admit, or the fix says it all (R3)."""

DEEDS: Final = ("made-good", "something-pleasant")

REPAIRING: Final = (
    *FIXES,
    Rule(
        "plan.apology-after-cooling",
        when=in_question & ours & worth_asking & emotional,
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.DIRECTOR,
            "Admit the fault yourself, apologise, make good the real damage, add something small and unexpected.",
            wait=cooling_off, lasts=3, asks=True, offers=DEEDS, waits=(Stage.LEARN,),
        ),
        because="a human fault felt as {worst_severity} of 5: give it days to cool, then the director goes",
        sources=("E4.10", "E3.14a", "C3", "E3.13", "R12"),
    ),
    Rule(
        "plan.apology-by-senior",
        when=in_question & ours & worth_asking & failed_twice & ~reason.one_of(*NO_FAULT),
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.DIRECTOR,
            "Admit both failures yourself, apologise, show what is put right, make good the real damage, add "
            "something small and unexpected.",
            lasts=3, asks=True, offers=DEEDS,
        ),
        because="failed twice in a row: a senior person admits it, with the fix and the compensation",
        sources=("R13", "C3", "E3.13", "R12"),
    ),
    Rule(
        "plan.apology-with-deeds",
        when=in_question & ours & worth_asking & ~reason.one_of(*NO_FAULT),
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.LEAD,
            "Admit the fault, apologise, make good the real damage, add something small and unexpected; show what is "
            "being done for them, so that they need not ask.",
            lasts=3, asks=True, offers=DEEDS,
        ),
        because="the fault is ours: talk, fix and compensation belong together",
        sources=("C3", "E3.13", "R12", "E5.6"),
    ),
    Rule(
        "plan.settle-with-source",
        when=in_question & reason.one_of("competitor.third-party") & worth_asking,
        says=Act(
            "deal-with-source", Stage.FOLLOW_UP, Purpose.INTERNAL, Role.MANAGER,
            "Later, calmly: deal with whoever spread it.",
        ),
        because="a third party's talk reaches more than one client",
        sources=("C4",),
    ),
)  # fmt: skip

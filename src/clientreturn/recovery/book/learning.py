"""Finding out why the client left, and what it needs now (B7, E2.1, E2.2)."""

from __future__ import annotations

from typing import Final

from ...facts.client import open_complaints
from ...facts.families import count_of
from ...facts.silence import hard_times, project_finished
from ...rules import Rule
from ...worth.case_facts import destination_known, emotional, reason
from ...worth.chance import cooling_off
from ..plan_facts import interviewed
from ..step import Act, Purpose, Role, Stage
from .terms import beyond_reach, dormant, in_question, lost, settled, worth_asking

__all__ = ["GUIDE", "LEARNING"]

GUIDE: Final = (
    "No apology or excuse at the start. Two questions: why did you leave, and what would make you reconsider? "
    "Listen, do not interrupt, do not defend; ask why again until the root shows; clarify; thank; then say sorry for "
    "the trouble; promise action."
)
"""The first conversation (E2.2)."""

heard_out = lost & ~interviewed & ~beyond_reach & ~hard_times & ~project_finished

RECORDS: Final = ("look-in-records", "find-right-person")
"""First the records, the staff and the right person, only then the client (B7a, E1.1)."""

LEARNING: Final = (
    Rule(
        "plan.look-in-records",
        when=in_question & ~settled & worth_asking & ~hard_times & ~project_finished,
        says=Act(
            "look-in-records", Stage.LEARN, Purpose.INTERNAL, Role.LEAD,
            "Look for clues in the records and ask the staff who served the client, before asking the client. Check "
            "that it was not merged or renamed and does not buy through its group.",
        ),
        because="the cause is not verified: the first clues are in our own records",
        sources=("B7a", "E2.1", "E3.10", "R21"),
    ),
    Rule(
        "plan.interview-after-cooling",
        when=heard_out & worth_asking & emotional,
        says=Act("interview", Stage.LEARN, Purpose.LEARNING, Role.LEAD, GUIDE, wait=cooling_off, lasts=3, tries=2,
                 after=RECORDS),
        because="an emotional break: days to cool, then ask and listen, before it has settled with another supplier",
        sources=("E2.2", "E4.10", "E4.11", "E4.14"),
    ),
    Rule(
        "plan.interview",
        when=heard_out & worth_asking & ~emotional,
        says=Act("interview", Stage.LEARN, Purpose.LEARNING, Role.LEAD, GUIDE, lasts=3, tries=2, after=RECORDS),
        because="every departing client is heard; the stated reason is not the real one",
        sources=("E2.2", "E4.11", "E4.14", "E2.1"),
    ),
    Rule(
        "plan.wake-up",
        when=dormant & worth_asking & ~hard_times & ~project_finished & ~beyond_reach & (open_complaints < 1),
        says=Act(
            "wake-up", Stage.LEARN, Purpose.LEARNING, Role.OWNER,
            "Speak as a person: recall the last work together and what you like in them, ask how it served them, what "
            "they need now, and how their business is going; offer your contacts for what we do not do ourselves.",
            lasts=3, tries=2, after=RECORDS,
        ),
        because="silent for {silence}, and nothing says that it left: a sleeping client can be woken",
        sources=("E4.2", "C2", "A3"),
    ),
    Rule(
        "plan.look-for-successor",
        when=in_question & reason.one_of("client.closed") & worth_asking,
        says=Act(
            "look-for-successor", Stage.LEARN, Purpose.INTERNAL, Role.OWNER,
            "Look for who goes on with the business: a successor, the group, the people at their new firms.",
            lasts=5,
        ),
        because="closed for good; a successor is looked for before anyone calls",
        sources=("R21", "E3.9"),
    ),
    Rule(
        "plan.compare-with-rival",
        when=lost & destination_known & worth_asking,
        says=Act(
            "compare-with-rival", Stage.LEARN, Purpose.INTERNAL, Role.MARKETING,
            "Find out what the competitor does better: renown, price, quality, range, delivery terms, service.",
            lasts=5,
        ),
        because="it is known where the client went; why is another question",
        sources=("C6", "B9"),
    ),
    Rule(
        "plan.follow-contact",
        when=in_question & reason.one_of("client.contact-moved") & worth_asking & (count_of("died") < 1),
        says=Act(
            "follow-contact", Stage.FOLLOW_UP, Purpose.INTERNAL, Role.OWNER,
            "Find the old contact at the new post and enter it as a new lead.",
            waits=(), lasts=3,
        ),
        because="a contact that moved takes its good opinion along: a new lead",
        sources=("B5",),
    ),
)  # fmt: skip

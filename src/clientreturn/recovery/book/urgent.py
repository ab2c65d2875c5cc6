"""What cannot wait: a death, an answer of the client, an open complaint."""

from __future__ import annotations

from typing import Final

from ...conditions import Number, Unit
from ...facts.client import days_since_complaint, open_complaints
from ...facts.families import days_since
from ...facts.silence import dead
from ...history import Channel
from ...rules import Rule
from ...worth.case_facts import emotional
from ..plan_facts import contact_died, death_suspected, reply_waits, wrong_person
from ..step import Act, Anchor, Purpose, Role, Stage
from .terms import in_question

__all__ = ["URGENT"]

fresh = Number("fresh-complaint", 14, Unit.DAYS, "E4.10", "days for which a complaint is fresh", 1, 120)
mourning = Number("mourning", 30, Unit.DAYS, "section 6", "days after a death before the successor is sought", 0, 365)

URGENT: Final = (
    Rule(
        "plan.death",
        when=dead,
        says=Act(
            "stop-everything", Stage.REPAIR, Purpose.INTERNAL, Role.OWNER,
            "Withdraw every message to this person, greetings first; tell everyone concerned.",
            anchor=Anchor.DEATH, excludes=("*",),
        ),
        because="the client has died: everything stops",
        sources=("section 6", "E3.9c"),
        binding=True,
    ),
    Rule(
        "plan.suspected-death",
        when=death_suspected,
        says=Act(
            "confirm-quietly", Stage.LEARN, Purpose.INTERNAL, Role.OWNER,
            "Find out from a register or a common acquaintance; contact nobody until it is certain.",
            anchor=Anchor.DEATH, excludes=("*",),
        ),
        because="a death is suspected: everything pauses until it is confirmed",
        sources=("section 6",),
        binding=True,
    ),
    Rule(
        "plan.condolence",
        when=contact_died & (days_since("died") < 60),
        says=Act(
            "condole", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.DIRECTOR,
            "Condole in person or by hand; no offer, no business.",
            anchor=Anchor.DEATH, channel=Channel.LETTER, waits=(),
            excludes=("say-hello", "birthday", "occasion", "invite-loyal"),
        ),
        because="a contact of the client has died: a human condoles",
        sources=("section 6",),
    ),
    Rule(
        "plan.successor",
        when=contact_died,
        says=Act(
            "meet-successor", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Ask who takes over, and introduce yourself with the record of what was delivered; no offer.",
            anchor=Anchor.DEATH, wait=mourning, waits=(),
            excludes=("ask-back", "follow-up", "say-hello", "interview", "wake-up", "apologise", "check-in"),
        ),
        because="the successor is sought thirty days after a death, not before",
        sources=("section 6", "B5"),
    ),
    Rule(
        "plan.answer",
        when=reply_waits,
        says=Act(
            "answer-reply", Stage.REPAIR, Purpose.SERVICE, Role.LEAD,
            "Read what the client wrote, answer today, as a person; note the reason if it gives one.",
            anchor=Anchor.REPLY, excludes=("ask-back", "wake-up", "interview", "say-hello", "birthday", "follow-up"),
        ),
        because="the client answered on {replied_on}: a person answers first, everything queued waits",
        sources=("B10", "R25"),
    ),
    Rule(
        "plan.find-right-person",
        when=wrong_person,
        says=Act(
            "find-right-person", Stage.LEARN, Purpose.INTERNAL, Role.OWNER,
            "Find out who decides now, by the right name and form of address; enter the person as a contact.",
            waits=(), lasts=3,
        ),
        because="whom we knew is gone, or is not the right person",
        sources=("E1.1", "B5", "R25"),
    ),
    Rule(
        "plan.complaint",
        when=open_complaints > 0,
        says=Act(
            "settle-complaint", Stage.REPAIR, Purpose.SERVICE, Role.MANAGER,
            "Take it up yourself: hear the client out, settle the complaint, check that what was agreed is done.",
            anchor=Anchor.COMPLAINT, lasts=3,
        ),
        because="complaints still open: {open_complaints}; the last one {days_since_complaint} old",
        sources=("B10", "E4.18", "E5.4"),
    ),
    Rule(
        "plan.apology-at-once",
        when=(open_complaints > 0) & (days_since_complaint <= fresh) & ~(emotional & in_question),
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.MANAGER,
            "Apologise at once for the trouble, with an offer to make it good.",
            anchor=Anchor.COMPLAINT, asks=True, offers=("made-good", "something-pleasant"), waits=(),
        ),
        because="a fresh complaint: apologise at once, and never without an offer",
        sources=("E4.10", "C3", "E3.13"),
    ),
)  # fmt: skip

"""The steps: what should happen with a client, by where it stands and why it left. Every rule that holds counts."""

from __future__ import annotations

from typing import Final

from ..conditions import Number, Unit
from ..facts.client import (
    days_since_complaint,
    days_since_return,
    open_complaints,
    worst_severity,
)
from ..facts.silence import dead, hard_times, project_finished
from ..history import Channel
from ..rules import Rule, RuleBook
from ..worth.case_facts import (
    days_lost,
    destination_known,
    human_fault,
    reason,
    reason_known,
    recoverable,
    side,
    standing,
    verified,
)
from .plan_facts import (
    PLAN_VOCABULARY,
    contact_died,
    death_suspected,
    dropped_lead,
    return_class,
)
from .reasons_book import ASKS, FIXES, in_question, worth_asking
from .step import Act, Anchor, Purpose, Role, Stage

__all__ = ["STEPS"]

fresh = Number("fresh-complaint", 14, Unit.DAYS, "E4.10", "days for which a complaint is fresh", 1, 120)
cooling_off = 5
hello_every = Number("hello-every", 120, Unit.DAYS, "D1", "days between two contacts with a former client", 30, 400)

lost = standing.one_of("lost")
dormant = standing.one_of("dormant")
settled = verified | reason.one_of("client.died", "client.closed")
ours = side.one_of("company")
emotional = human_fault & (worst_severity >= 4)

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
        when=contact_died,
        says=Act(
            "condole", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.DIRECTOR,
            "Condole in person or by hand; no offer, no business.",
            anchor=Anchor.DEATH, channel=Channel.LETTER,
        ),
        because="a contact of the client has died: a human condoles",
        sources=("section 6",),
    ),
    Rule(
        "plan.successor",
        when=contact_died,
        says=Act(
            "meet-successor", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Ask who takes over, and introduce yourself; no offer.",
            anchor=Anchor.DEATH, wait=30, excludes=("ask-back", "say-hello", "interview", "wake-up"),
        ),
        because="the successor is sought thirty days after a death, not before",
        sources=("section 6", "B5"),
    ),
    Rule(
        "plan.complaint",
        when=open_complaints > 0,
        says=Act(
            "settle-complaint", Stage.REPAIR, Purpose.SERVICE, Role.MANAGER,
            "Hear the client out in person, settle the complaint, check that what was agreed is done.",
            anchor=Anchor.COMPLAINT, lasts=3,
        ),
        because="{open_complaints} complaint still open, the last {days_since_complaint} old",
        sources=("B10", "E4.18", "E5.4"),
    ),
    Rule(
        "plan.apology-at-once",
        when=(open_complaints > 0) & (days_since_complaint <= fresh) & ~emotional,
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.MANAGER,
            "Apologise at once for the trouble, with an offer to make it good.",
            anchor=Anchor.COMPLAINT,
        ),
        because="a fresh complaint: apologise at once",
        sources=("E4.10", "C3"),
    ),
)  # fmt: skip

LEARNING: Final = (
    Rule(
        "plan.look-in-records",
        when=in_question & ~settled & worth_asking & ~hard_times & ~project_finished,
        says=Act(
            "look-in-records", Stage.LEARN, Purpose.INTERNAL, Role.LEAD,
            "Look for clues in the records and ask the staff who served the client, before asking the client.",
            lasts=2,
        ),
        because="the cause is not verified: the first clues are in our own records",
        sources=("B7a", "E2.1", "E3.10"),
    ),
    Rule(
        "plan.interview",
        when=lost & ~settled & worth_asking,
        says=Act(
            "interview", Stage.LEARN, Purpose.LEARNING, Role.LEAD,
            "Two questions: why did you leave, and what would make you reconsider? No excuse at the start; listen, "
            "do not interrupt, do not defend; clarify; thank; apologise for the trouble; promise action.",
            wait=0, lasts=3,
        ),
        because="the stated reason is not the real one: ask, and listen",
        sources=("E2.2", "E4.11", "E4.14"),
    ),
    Rule(
        "plan.wake-up",
        when=dormant & worth_asking & ~hard_times & ~project_finished & ~reason.one_of("client.closed"),
        says=Act(
            "wake-up", Stage.LEARN, Purpose.LEARNING, Role.OWNER,
            "Speak as a person: recall the last work together, ask how it served them and what they need now.",
            lasts=3,
        ),
        because="silent for {silence}, and nothing says that it left: a sleeping client can be woken",
        sources=("E4.2", "C2", "A3"),
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
)  # fmt: skip

REPAIRING: Final = (
    *FIXES,
    Rule(
        "plan.apology-with-deeds",
        when=in_question & ours & worth_asking & ~emotional & ~reason.one_of("company.forgotten", "company.priced-out",
             "company.range-changed", "company.poor-fit", "company.billing-failed", "company.dropped-by-us"),
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.LEAD,
            "Admit the fault, apologise, make good the real damage, add something small and unexpected.",
            wait=0, lasts=1,
        ),
        because="the fault is ours: talk, fix and compensation belong together",
        sources=("C3", "E3.13", "R12"),
    ),
    Rule(
        "plan.apology-after-cooling",
        when=in_question & ours & worth_asking & emotional,
        says=Act(
            "apologise", Stage.APOLOGISE, Purpose.SERVICE, Role.DIRECTOR,
            "In person: admit the fault, apologise, make good the real damage, add something small and unexpected.",
            wait=cooling_off, lasts=1,
        ),
        because="a human fault felt as {worst_severity} of 5: give it days to cool, then the director goes",
        sources=("E4.10", "E3.14a", "C3", "R12"),
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

ASKING: Final = (
    *ASKS,
    Rule(
        "plan.ask.unknown",
        when=in_question & ~reason_known & worth_asking,
        says=Act(
            "ask-back", Stage.ASK, Purpose.ASKING, Role.LEAD,
            "Take up what the talk brought out; offer what answers it, and nothing before.",
            lasts=14, tries=3,
        ),
        because="the cause is not known yet: the offer follows from what the talk brings out",
        sources=("B7", "E3.11"),
    ),
    Rule(
        "plan.follow-up",
        when=in_question & worth_asking & recoverable & ~hard_times & ~project_finished,
        says=Act(
            "follow-up", Stage.FOLLOW_UP, Purpose.SERVICE, Role.LEAD,
            "Check that what was agreed was done, and thank them for their time.",
            wait=0,
        ),
        because="persistence over several tries is planned; a return at the first one is a miracle",
        sources=("B7", "B10", "E4.9"),
    ),
)  # fmt: skip

AFTERWARDS: Final = (
    Rule(
        "plan.tell-everyone",
        when=standing.one_of("returned"),
        says=Act(
            "tell-everyone", Stage.WATCH, Purpose.INTERNAL, Role.HEAD_OF_RETURN,
            "Tell everyone who touches the client, billing included: it is back and on probation.",
            anchor=Anchor.RETURN,
        ),
        because="back since {returned_on}: a returned client is far more sensitive to any fault",
        sources=("E4.18", "E4.18b"),
    ),
    Rule(
        "plan.quality-check",
        when=standing.one_of("returned"),
        says=Act(
            "quality-check", Stage.WATCH, Purpose.SERVICE, Role.LEAD,
            "Ask whether all went as agreed; put right the smallest thing the same day.",
            anchor=Anchor.RETURN, wait=7,
        ),
        because="the first order after a return is a trial",
        sources=("B10", "E4.17", "E4.18b"),
    ),
    Rule(
        "plan.testimonial",
        when=standing.one_of("returned") & (days_since_return < 365),
        says=Act(
            "ask-testimonial", Stage.WATCH, Purpose.ASKING, Role.LEAD,
            "Ask for a testimonial: how it was to come back.",
            anchor=Anchor.RETURN, wait=182,
        ),
        because="asked half a year into the new life: it opens other doors",
        sources=("E4.16b",),
    ),
    Rule(
        "plan.end-of-watch",
        when=standing.one_of("returned"),
        says=Act(
            "end-of-watch", Stage.WATCH, Purpose.INTERNAL, Role.HEAD_OF_RETURN,
            "Measure the second life: size of the trial order, volume restored, a year without complaints.",
            anchor=Anchor.RETURN, wait=365,
        ),
        because="one year of work without complaints completes a return",
        sources=("E4.17", "E4.18b", "E3.2"),
    ),
)  # fmt: skip

TOUCH: Final = (
    Rule(
        "plan.regret-letter",
        when=standing.one_of("lost twice"),
        says=Act(
            "regret-letter", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.DIRECTOR,
            "One honest letter of regret: no offer, no question. Then leave it to fate.",
            channel=Channel.LETTER, excludes=("*",),
        ),
        because="lost twice: not campaigned for again",
        sources=("E4.19",),
    ),
    Rule(
        "plan.help-unasked",
        when=dormant & hard_times,
        says=Act(
            "help-unasked", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Help without being asked: offer a payment pause, or make a small gesture. Ask for no order.",
            asks=True, excludes=("say-hello",),
        ),
        because="hard times pass; who helped in them is remembered",
        sources=("E5.5",),
    ),
    Rule(
        "plan.project-review",
        when=dormant & project_finished,
        says=Act(
            "project-review", Stage.LEARN, Purpose.INTERNAL, Role.OWNER,
            "After a few days of rest, review with the team what was learned; blame nobody.",
            anchor=Anchor.LAST_PURCHASE, wait=7,
        ),
        because="the project is done: what was learned is kept",
        sources=("D5",),
    ),
    Rule(
        "plan.pictures-of-the-work",
        when=dormant & project_finished,
        says=Act(
            "pictures-of-the-work", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Send pictures of the finished work and ask how it serves them; ask for nothing.",
            anchor=Anchor.LAST_PURCHASE, wait=182, excludes=("say-hello",),
        ),
        because="half a year after the project, then at each anniversary",
        sources=("D2", "D3", "A3"),
    ),
    Rule(
        "plan.stay-in-touch-with-unrecoverable",
        when=in_question & ~recoverable & ~reason.one_of("client.died", "client.closed") & (return_class <= 3),
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello, ask for nothing: stay the alternative for the day the tie ends.",
            anchor=Anchor.LAST_OUTREACH, wait=120, excludes=("ask-back", "follow-up"),
        ),
        because="not ours to decide now; the seed is sown",
        sources=("E4.7", "E4.9", "D4"),
    ),
    Rule(
        "plan.hello",
        when=in_question & worth_asking & recoverable & (days_lost > 0),
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello by the channel they like, with something useful to them; ask for nothing.",
            anchor=Anchor.LAST_OUTREACH, wait=120,
        ),
        because="former clients in good standing hear from us every few months",
        sources=("D1", "A7", "D4", "B9"),
    ),
    Rule(
        "plan.check-in",
        when=standing.one_of("at risk") & (open_complaints < 1),
        says=Act(
            "check-in", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Ask how the last delivery served them and what comes next.",
            anchor=Anchor.LAST_PURCHASE, wait=0,
        ),
        because="its buying changed; silent for {silence}, usually {usual_gap}",
        sources=("B10", "E4.10", "R18"),
    ),
    Rule(
        "plan.warm-lead",
        when=standing.one_of("prospect") & dropped_lead,
        says=Act(
            "take-up-lead", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Take the inquiry up again: it was we who stopped.",
        ),
        because="we stopped working on its inquiry: a warm lead",
        sources=("E4.6",),
    ),
)  # fmt: skip

STEPS: Final[RuleBook[Act]] = RuleBook.of(
    *URGENT, *LEARNING, *REPAIRING, *ASKING, *AFTERWARDS, *TOUCH, sees=PLAN_VOCABULARY
)

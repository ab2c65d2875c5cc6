"""Keeping in touch: greetings ask for nothing, and come whatever the past was (A7, D1–D4, E1, B9–B11)."""

from __future__ import annotations

from typing import Final

from ...conditions import Number, Unit
from ...facts.silence import breaks, hard_times, project_finished, silence
from ...history import Channel
from ...rules import Rule
from ...worth.case_facts import recoverable, standing
from ..plan_facts import (
    birthday_near,
    dropped_lead,
    has_until,
    loyal,
    no_answers_on_consent,
    occasion_near,
    return_class,
)
from ..step import Act, Anchor, Purpose, Role, Stage
from .terms import beyond_reach, dormant, hello_every, in_question, lost, worth_asking

__all__ = ["MANNERS", "TOUCHING"]

pictures_after = Number(
    "pictures-after", 6, Unit.COUNT, "D2", "months after a project before pictures of the work are sent", 1, 24
)
fresh_purchase = Number(
    "fresh-purchase", 60, Unit.DAYS, "B10", "days for which a first purchase is asked after", 1, 365
)
rest_days = Number("rest-after-project", 4, Unit.DAYS, "D5", "days that a team rests before it looks back", 0, 60)

MANNERS: Final = (
    " To one person, by the right name and form of address; short and sincere; it asks for nothing and mentions no "
    "debt or sale; a subject line of its own, nothing heavy attached, a full signature."
)
"""How a greeting is written (E1.1, E1.2, E1.5)."""

good_standing = (in_question & worth_asking) | standing.one_of("active", "at risk", "returned", "one-time")
GREETING = ("E1.1", "E1.2", "E1.5")

TOUCHING: Final = (
    Rule(
        "plan.regret-letter",
        when=standing.one_of("lost twice"),
        says=Act(
            "regret-letter", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.DIRECTOR,
            "One honest letter of regret: no offer, no question. Then leave it to fate.",
            channel=Channel.LETTER, excludes=("*",), waits=(),
        ),
        because="lost twice: not campaigned for again",
        sources=("E4.19",),
    ),
    Rule(
        "plan.farewell",
        when=lost & (breaks > 0) & (return_class >= 4) & ~beyond_reach,
        says=Act(
            "farewell", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Thank them for the time together and wish them well; ask for nothing." + MANNERS,
            channel=Channel.LETTER, waits=(),
        ),
        because="let go, with courtesy: good luck to both",
        sources=("E3.8", "A3", *GREETING),
    ),
    Rule(
        "plan.help-unasked",
        when=in_question & hard_times & worth_asking,
        says=Act(
            "help-unasked", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Help without being asked: offer a payment pause, or make a small gesture. Ask for no order.",
            asks=True, offers=("payment-pause",), excludes=("say-hello", "wake-up"), waits=(),
        ),
        because="hard times pass; who helped in them is remembered",
        sources=("E5.5",),
    ),
    Rule(
        "plan.project-review",
        when=in_question & project_finished,
        says=Act(
            "project-review", Stage.LEARN, Purpose.INTERNAL, Role.OWNER,
            "After a few days of rest, review with the team what was learned; blame nobody. A hard client is not "
            "dropped for being hard.",
            anchor=Anchor.PROJECT, wait=rest_days,
        ),
        because="the project is done: what was learned is kept",
        sources=("D5",),
    ),
    Rule(
        "plan.ask-consent",
        when=project_finished & no_answers_on_consent & worth_asking,
        says=Act(
            "ask-consent", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "When the work is handed over, ask whether and by which channel they would like to hear from us; note the "
            "answer and the day. No consent, no mailing.",
            anchor=Anchor.PROJECT, waits=(),
        ),
        because="consent is asked for at the end of the work",
        sources=("A2", "E1.6"),
    ),
    Rule(
        "plan.pictures-of-the-work",
        when=in_question & project_finished & worth_asking,
        says=Act(
            "pictures-of-the-work", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Send pictures of the finished work and ask how it serves them; ask for nothing else." + MANNERS,
            anchor=Anchor.PROJECT, months=pictures_after, excludes=("say-hello",), waits=(),
        ),
        because="half a year after the project",
        sources=("D2", "A3", *GREETING),
    ),
    Rule(
        "plan.project-anniversary",
        when=in_question & project_finished & worth_asking,
        says=Act(
            "project-anniversary", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Remember the day the project was finished, with a picture of the work; ask for nothing." + MANNERS,
            anchor=Anchor.PROJECT_DAY, excludes=("say-hello",), waits=(),
        ),
        because="each anniversary of the project is an occasion",
        sources=("D2", "D3", "E1.3", *GREETING),
    ),
    Rule(
        "plan.birthday",
        when=birthday_near & good_standing,
        says=Act(
            "birthday", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Congratulate in two warm sentences." + MANNERS,
            anchor=Anchor.BIRTHDAY, waits=(),
        ),
        because="a birthday, from a partner of long ago too, whatever the past was",
        sources=("D2", "D3", "E1.3", "E1.4", *GREETING),
    ),
    Rule(
        "plan.occasion",
        when=occasion_near & good_standing,
        says=Act(
            "occasion", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Greet them on {occasion}, the lighter the better." + MANNERS,
            anchor=Anchor.OCCASION, waits=(),
        ),
        because="{occasion}: any occasion will do, chosen by the client's trade",
        sources=("D3", "E1.3", "E1.4", *GREETING),
    ),
    Rule(
        "plan.stay-near-until",
        when=in_question & ~recoverable & has_until & worth_asking,
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello, ask for nothing: stay the alternative for the day the tie ends." + MANNERS,
            anchor=Anchor.LAST_OUTREACH, months=hello_every, recurs=True,
        ),
        because="not ours to decide now, until {until_when}; the seed is sown",
        sources=("E4.7", "E4.9", "D4", *GREETING),
    ),
    Rule(
        "plan.stay-near",
        when=in_question & ~recoverable & ~beyond_reach & worth_asking,
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello, ask for nothing; name somebody near them who can help." + MANNERS,
            anchor=Anchor.LAST_OUTREACH, months=hello_every, recurs=True,
        ),
        because="not ours to decide now; the seed is sown",
        sources=("E4.7", "E4.9", "D4", *GREETING),
    ),
    Rule(
        "plan.hello-to-the-lost",
        when=lost & worth_asking & recoverable,
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello with a testimonial of another client, a useful article, or the date of the open day; ask for "
            "nothing." + MANNERS,
            anchor=Anchor.LAST_OUTREACH, months=hello_every, recurs=True,
        ),
        because="the lost hear from us too, every few months, by the channel they like",
        sources=("B9", "D1", "A7", "D4", "E1.4", "E5.5b", *GREETING),
    ),
    Rule(
        "plan.hello",
        when=dormant & worth_asking & recoverable,
        says=Act(
            "say-hello", Stage.KEEP_IN_TOUCH, Purpose.GREETING, Role.OWNER,
            "Say hello by the channel they like, with something useful to them; ask for nothing." + MANNERS,
            anchor=Anchor.LAST_OUTREACH, months=hello_every, recurs=True,
        ),
        because="former clients in good standing hear from us every few months",
        sources=("D1", "A7", "D4", "B9", *GREETING),
    ),
    Rule(
        "plan.interview-the-loyal",
        when=loyal,
        says=Act(
            "interview-loyal", Stage.KEEP_IN_TOUCH, Purpose.LEARNING, Role.OWNER,
            "Ask why they stay, what could make them leave, what they think of us and of the competition; note it.",
            anchor=Anchor.LAST_PURCHASE, waits=(),
        ),
        because="loyal clients know why they stay",
        sources=("B11", "E3.10"),
    ),
    Rule(
        "plan.first-purchase",
        when=standing.one_of("one-time") & (silence <= fresh_purchase),
        says=Act(
            "first-purchase-check", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Ask how the first purchase served them, and whether and how they would like to hear from us.",
            anchor=Anchor.LAST_PURCHASE, wait=7, waits=(),
        ),
        because="bought once, {silence} ago: the quality is followed up, nothing is sold",
        sources=("C7", "B10", "A3"),
    ),
    Rule(
        "plan.warm-lead",
        when=standing.one_of("prospect") & dropped_lead,
        says=Act(
            "take-up-lead", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Take the inquiry up again: it was we who stopped.",
            waits=(),
        ),
        because="we stopped working on its inquiry: a warm lead",
        sources=("E4.6",),
    ),
)  # fmt: skip

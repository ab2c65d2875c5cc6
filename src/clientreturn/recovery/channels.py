"""The channel, by time since the loss and by gravity (E3.12). The first rule that holds decides."""

from __future__ import annotations

from typing import Final

from ..conditions import ALWAYS, Number, Unit
from ..facts.client import worst_severity
from ..history import Channel
from ..rules import Rule, RuleBook
from ..worth.case_facts import days_lost, failed_twice, human_fault, standing
from .plan_facts import STEP_VOCABULARY, purpose, return_class

__all__ = ["CHANNELS", "INSTEAD"]

call_helps = Number("call-helps", 60, Unit.DAYS, "E3.12", "days after the loss up to which a call helps", 0, 3650)
visit_from = Number("visit-from", 180, Unit.DAYS, "E3.12", "days after the loss from which a visit is due", 0, 3650)

worth_a_visit = return_class <= 2
talk = purpose.one_of("asking", "learning", "service")

CHANNELS: Final[RuleBook[Channel]] = RuleBook.of(
    Rule(
        "channel.grave",
        when=human_fault & (worst_severity >= 4) & worth_a_visit & talk,
        says=Channel.VISIT,
        because="a human fault felt as {worst_severity} of 5: on the client's ground",
        sources=("E3.12", "E3.14a"),
    ),
    Rule(
        "channel.two-failures",
        when=failed_twice & worth_a_visit & talk & standing.one_of("lost"),
        says=Channel.VISIT,
        because="failed twice in a row: a senior person goes there",
        sources=("R13", "E3.12"),
    ),
    Rule(
        "channel.greeting",
        when=purpose.one_of("greeting"),
        says=Channel.LETTER,
        because="a greeting is written, to one person",
        sources=("E1.1", "E1.2"),
    ),
    Rule(
        "channel.sleeping",
        when=standing.one_of("dormant"),
        says=Channel.CALL,
        because="a sleeping client is woken by a call, a letter or a message",
        sources=("E4.2",),
    ),
    Rule(
        "channel.long-ago",
        when=(days_lost > visit_from) & worth_a_visit,
        says=Channel.VISIT,
        because="lost {days_lost} ago: a visit on the client's ground, by a manager at least",
        sources=("E3.12",),
    ),
    Rule(
        "channel.long-ago-cheap",
        when=days_lost > visit_from,
        says=Channel.LETTER,
        because="lost {days_lost} ago, and worth a cheap try: a letter",
        sources=("E3.12", "E3.8"),
    ),
    Rule(
        "channel.some-time-ago",
        when=(days_lost > call_helps) & worth_a_visit,
        says=Channel.MEETING,
        because="lost {days_lost} ago: a call alone no longer helps",
        sources=("E3.12",),
    ),
    Rule("channel.call", when=ALWAYS, says=Channel.CALL, because="little time has passed: a call", sources=("E3.12",)),
    sees=STEP_VOCABULARY,
)

INSTEAD: Final = {
    Channel.VISIT: (Channel.MEETING, Channel.CALL, Channel.LETTER, Channel.MAIL),
    Channel.MEETING: (Channel.VISIT, Channel.CALL, Channel.LETTER, Channel.MAIL),
    Channel.CALL: (Channel.LETTER, Channel.MAIL, Channel.SMS, Channel.MEETING),
    Channel.LETTER: (Channel.MAIL, Channel.CALL, Channel.SMS),
    Channel.MAIL: (Channel.LETTER, Channel.SMS, Channel.CALL),
    Channel.SMS: (Channel.MAIL, Channel.LETTER, Channel.CALL),
}
"""Which channels stand in for one that is closed, the nearest first."""

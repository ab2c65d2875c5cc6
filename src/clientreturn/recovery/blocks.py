"""The law and the blocks: what holds a placed step, each by name, none silent. The first that surely holds decides."""

from __future__ import annotations

from typing import Final

from ..conditions import Number, Unit
from ..facts.client import attempts, objection, open_complaints, record_ended
from ..facts.silence import dead
from ..rules import Rule, RuleBook
from ..worth.book import expected
from ..worth.case_facts import failed_twice, gone
from .plan_facts import (
    STEP_VOCABULARY,
    address_bounced,
    death_suspected,
    debt,
    dispute,
    holdout,
    holiday,
    in_campaign,
    kind,
    messages,
    named,
    near_greeting,
    never_again,
    open_deal,
    ordered,
    owner_away,
    permission,
    purpose,
    refused,
    refused_channel,
    suppressed,
    too_early,
    weekend,
)
from .plan_facts import channel as by
from .step import Block, BlockAction

__all__ = ["BLOCKS"]

most_tries = Number("most-tries", 3, Unit.COUNT, "E4.9", "tries of asking back after which nobody asks again", 1, 20)
most_messages = Number("most-messages", 4, Unit.COUNT, "R19", "asks and greetings in thirty days, at most", 1, 100)

with_person = ~purpose.one_of("internal")
asking = purpose.one_of("asking")
greeting = purpose.one_of("greeting")
unsolicited = purpose.one_of("asking", "greeting", "learning")
duty = kind.one_of("settle-complaint", "stop-everything", "confirm-quietly")
DROP, HOLD = Block(BlockAction.DROP), Block(BlockAction.HOLD, 30)
MOVE = Block(BlockAction.MOVE)

LAW: Final = (
    Rule("law.suppressed", when=suppressed, says=DROP, because="asked to be forgotten", sources=("section 6", "B9"),
         binding=True),
    Rule("law.death", when=dead & with_person, says=DROP, because="the client has died", sources=("section 6",),
         binding=True),
    Rule("law.suspected-death", when=death_suspected & with_person, says=HOLD,
         because="a death is suspected; nobody is contacted until it is settled", sources=("section 6",), binding=True),
    Rule("law.objection", when=objection & ~duty, says=DROP,
         because="objects to marketing or profiling", sources=("section 6", "A2"), binding=True),
    Rule("law.never-again", when=never_again & ~duty, says=DROP,
         because="does not want to hear from us again", sources=("section 6", "R25"), binding=True),
    Rule("law.channel-refused", when=refused_channel & with_person, says=DROP,
         because="refused to be contacted by {channel}", sources=("A2", "section 6"), binding=True),
    Rule("law.forbidden", when=permission.one_of("forbidden"), says=DROP,
         because="{channel} is not permitted for this purpose", sources=("A2", "section 6"), binding=True),
    Rule("law.opt-in", when=permission.one_of("needs opt-in"), says=HOLD,
         because="{channel} needs the person's consent, and none is on record", sources=("A2", "E1.6"), binding=True),
    Rule("law.unknown-permission", when=permission.one_of("unknown"), says=HOLD,
         because="nothing says whether {channel} is permitted here", sources=("section 6",), binding=True),
)  # fmt: skip
"""No policy takes these out."""

STANDSTILL: Final = (
    Rule("block.refused", when=asking & refused, says=DROP,
         because="refused on {refused_on}: nobody asks again", sources=("R25",)),
    Rule("block.record-ended", when=unsolicited & record_ended, says=DROP,
         because="its record ended, not its buying: whoever it is now is spoken to there", sources=("R21",)),
    Rule("block.ordered", when=(asking | purpose.one_of("learning")) & ordered, says=HOLD,
         because="ordered on {ordered_on}: the purchase is awaited", sources=("E4.16", "R25")),
    Rule("block.tries-used-up", when=asking & (attempts >= most_tries), says=DROP,
         because="{attempts} tries since the loss are enough", sources=("E4.9", "section 6")),
    Rule("block.not-worth-it", when=asking & gone & (expected <= 0), says=DROP,
         because="costs more than can be expected of it ({expected_profit} after cost)", sources=("E2.5",)),
    Rule("block.holdout", when=unsolicited & holdout, says=HOLD,
         because="in the holdout of a campaign: not asked, to see what asking brings", sources=("R14",)),
    Rule("block.in-campaign", when=unsolicited & in_campaign, says=HOLD,
         because="is in another campaign already", sources=("R19",)),
    Rule("block.no-name", when=greeting & ~named, says=HOLD,
         because="no right name is known: no greeting", sources=("E1.1",)),
    Rule("block.bounced", when=address_bounced, says=HOLD,
         because="messages by {channel} came back: find the right address first", sources=("E1.1",)),
    Rule("block.no-automation", when=failed_twice & unsolicited & ~greeting & by.one_of("mail", "sms"), says=HOLD,
         because="failed twice in a row: a person speaks, no automation", sources=("R13",)),
    Rule("block.open-complaint", when=(asking | greeting) & (open_complaints > 0), says=HOLD,
         because="complaints open: {open_complaints}; settled before anybody asks or greets",
         sources=("E5.4", "section 6")),
    Rule("block.dispute", when=(asking | greeting) & dispute, says=HOLD,
         because="a dispute between us is open", sources=("E1.2",)),
    Rule("block.debt", when=(asking | greeting) & debt, says=HOLD,
         because="an invoice is overdue: settle it first; a greeting stays clear of debts", sources=("E1.2", "C1b")),
    Rule("block.open-deal", when=(asking | purpose.one_of("learning")) & open_deal, says=HOLD,
         because="a quote of ours waits for an answer", sources=("R25",)),
)  # fmt: skip
"""What drops a step, or holds it until something changes."""

CALENDAR: Final = (
    Rule("block.asked-for-later", when=unsolicited & too_early, says=Block(BlockAction.MOVE, until="call_back_on"),
         because="asked to be contacted on {call_back_on}, not before", sources=("R25",)),
    Rule("block.near-greeting", when=near_greeting, says=MOVE,
         because="an ask and a greeting stand too near to each other", sources=("E1.2", "section 6")),
    Rule("block.too-many-messages", when=(asking | greeting) & (messages >= most_messages), says=MOVE,
         because="{messages} asks and greetings in the thirty days before", sources=("R19",)),
    Rule("block.weekend", when=weekend, says=MOVE, because="not on a weekend", sources=("section 6",)),
    Rule("block.holiday", when=with_person & holiday, says=MOVE,
         because="a public holiday where the person lives", sources=("section 6",)),
    Rule("block.owner-away", when=owner_away, says=MOVE, because="whoever does it is not at work", sources=("R26",)),
)  # fmt: skip
"""What moves a step to another day."""

BLOCKS: Final[RuleBook[Block]] = RuleBook.of(*LAW, *STANDSTILL, *CALENDAR, sees=STEP_VOCABULARY)

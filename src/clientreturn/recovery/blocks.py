"""The law and the blocks: what holds a placed step, each by name, none silent. The first that holds decides."""

from __future__ import annotations

from typing import Final

from ..conditions import Number, Unit
from ..facts.client import attempts, objection, open_complaints
from ..facts.families import recent
from ..facts.silence import dead
from ..rules import Rule, RuleBook
from .plan_facts import (
    STEP_VOCABULARY,
    address_bounced,
    death_suspected,
    holiday,
    near_greeting,
    never_again,
    owner_away,
    permission,
    purpose,
    refused,
    refused_channel,
    weekday,
)
from .step import Block, BlockAction

__all__ = ["BLOCKS"]

most_tries = Number("most-tries", 3, Unit.COUNT, "E4.9", "tries of asking back after which nobody asks again", 1, 20)

with_person = ~purpose.one_of("internal")
asking = purpose.one_of("asking")
not_service = purpose.one_of("asking", "greeting", "learning")
DROP, HOLD = Block(BlockAction.DROP), Block(BlockAction.HOLD)

BLOCKS: Final[RuleBook[Block]] = RuleBook.of(
    Rule("law.death", when=dead & with_person, says=DROP, because="the client has died", sources=("section 6",),
         binding=True),
    Rule("law.suspected-death", when=death_suspected & with_person, says=HOLD,
         because="a death is suspected; nobody is contacted until it is settled", sources=("section 6",), binding=True),
    Rule("law.objection", when=objection & not_service, says=DROP,
         because="objects to marketing or profiling", sources=("section 6", "A2"), binding=True),
    Rule("law.never-again", when=never_again & with_person, says=DROP,
         because="does not want to hear from us again", sources=("section 6", "R25"), binding=True),
    Rule("law.channel-refused", when=refused_channel & with_person, says=DROP,
         because="refused to be contacted by {channel}", sources=("A2", "section 6"), binding=True),
    Rule("law.forbidden", when=permission.one_of("forbidden"), says=DROP,
         because="{channel} is not permitted for this purpose", sources=("A2", "section 6"), binding=True),
    Rule("law.opt-in", when=permission.one_of("needs opt-in"), says=HOLD,
         because="{channel} needs the person's consent, and none is on record", sources=("A2", "E1.6"), binding=True),
    Rule("law.unknown-permission", when=permission.one_of("unknown"), says=HOLD,
         because="nothing says whether {channel} is permitted here", sources=("section 6",), binding=True),
    Rule("block.refused", when=asking & refused, says=DROP,
         because="refused since the loss", sources=("R25",)),
    Rule("block.tries-used-up", when=asking & (attempts >= most_tries), says=DROP,
         because="{attempts} tries since the loss are enough", sources=("E4.9", "section 6")),
    Rule("block.bounced", when=address_bounced, says=HOLD,
         because="messages by {channel} came back: find the right address first", sources=("E1.1",)),
    Rule("block.open-complaint", when=asking & (open_complaints > 0), says=HOLD,
         because="{open_complaints} complaint is open: settle it before asking for anything",
         sources=("E5.4", "section 6")),
    Rule("block.dispute", when=asking & (recent("dispute") > 0), says=HOLD,
         because="a dispute between us is open", sources=("E1.2",)),
    Rule("block.near-greeting", when=near_greeting, says=Block(BlockAction.MOVE),
         because="an ask and a greeting stand too near to each other", sources=("E1.2", "section 6")),
    Rule("block.weekend", when=with_person & (weekday >= 5), says=Block(BlockAction.MOVE),
         because="not on a weekend"),
    Rule("block.holiday", when=with_person & holiday, says=Block(BlockAction.MOVE),
         because="a public holiday where the person lives"),
    Rule("block.owner-away", when=owner_away, says=Block(BlockAction.MOVE), because="whoever does it is not at work"),
    sees=STEP_VOCABULARY,
)  # fmt: skip

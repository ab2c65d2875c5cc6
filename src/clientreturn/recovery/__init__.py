"""Recovery: what to do, when, by whom, how, with what, and why."""

from __future__ import annotations

from .blocks import BLOCKS
from .book import STEPS
from .channels import CHANNELS
from .offers import OFFERS, Offer
from .permission import CAUTIOUS, Answer, Permission
from .plan import Change, ChangeKind, Plan
from .planner import Books, make_plan
from .reasons_book import REMEDIES, Remedy
from .step import Act, Anchor, Block, BlockAction, Blocked, Purpose, Result, Role, Stage, Step
from .team import Member, Team

__all__ = [
    "BLOCKS",
    "CAUTIOUS",
    "CHANNELS",
    "OFFERS",
    "REMEDIES",
    "STEPS",
    "Act",
    "Anchor",
    "Answer",
    "Block",
    "BlockAction",
    "Blocked",
    "Books",
    "Change",
    "ChangeKind",
    "Member",
    "Offer",
    "Permission",
    "Plan",
    "Purpose",
    "Remedy",
    "Result",
    "Role",
    "Stage",
    "Step",
    "Team",
    "make_plan",
]

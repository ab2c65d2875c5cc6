"""Recovery: what to do, when, by whom, how, with what, and why."""

from __future__ import annotations

from .blocks import BLOCKS
from .book import REMEDIES, STEPS, Remedy
from .channels import CHANNELS
from .decision import Decides, Decision
from .forgetting import Forgotten, Suppression, forget
from .occasions import OCCASIONS, DayKind, Occasion
from .offers import OFFERS, Choice, Offer, choose
from .owners import LEADERS, nobody_else
from .permission import CAUTIOUS, Answer, Permission
from .plan import Change, ChangeKind, Plan, Withdrawal
from .planner import Books, make_plan
from .step import Act, Anchor, Block, BlockAction, Blocked, Purpose, Result, Role, Stage, Step
from .team import Member, Team

__all__ = [
    "BLOCKS",
    "CAUTIOUS",
    "CHANNELS",
    "LEADERS",
    "OCCASIONS",
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
    "Choice",
    "DayKind",
    "Decides",
    "Decision",
    "Forgotten",
    "Member",
    "Occasion",
    "Offer",
    "Permission",
    "Plan",
    "Purpose",
    "Remedy",
    "Result",
    "Role",
    "Stage",
    "Step",
    "Suppression",
    "Team",
    "Withdrawal",
    "choose",
    "forget",
    "make_plan",
    "nobody_else",
]

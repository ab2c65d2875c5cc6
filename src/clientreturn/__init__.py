"""clientreturn: which clients have left, why, whom to win back, and what to do next.

Public names are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0.dev0"

if TYPE_CHECKING:
    from .base import Base
    from .case import Case, assess
    from .causes import Cause, Clue, Diagnosis, Evidence, Finder
    from .conditions import ALWAYS, Condition, Fact, Flag, Number, Unit, Vocabulary, condition_from
    from .entries import catalogue
    from .errors import ClientReturnError
    from .facts import Story, count_of, days_since, own_value, recent, trait
    from .history import (
        KINDS,
        Channel,
        Client,
        Consent,
        Contract,
        Event,
        Owner,
        Person,
        Purchase,
        Reporter,
        Resolution,
        day_of,
    )
    from .money import Rates
    from .plugins import Pack
    from .policy import Policy
    from .reasons import REASONS, DefectorType, Reason, Reasons, Side
    from .recovery import Act, Block, Member, Offer, Permission, Plan, Result, Role, Step, Team
    from .reviews import Review, review
    from .rules import Rule, RuleBook, Verdict
    from .standing import STANDING, Standing
    from .words import ENGLISH, Words
    from .worth import ReturnClass, Worth

_HOMES = {
    "ALWAYS": "conditions",
    "Act": "recovery",
    "Base": "base",
    "Block": "recovery",
    "Case": "case",
    "Cause": "causes",
    "Channel": "history",
    "Client": "history",
    "ClientReturnError": "errors",
    "Clue": "causes",
    "Condition": "conditions",
    "Consent": "history",
    "Contract": "history",
    "DefectorType": "reasons",
    "Diagnosis": "causes",
    "ENGLISH": "words",
    "Event": "history",
    "Evidence": "causes",
    "Fact": "conditions",
    "Finder": "causes",
    "Flag": "conditions",
    "KINDS": "history",
    "Member": "recovery",
    "Number": "conditions",
    "Offer": "recovery",
    "Owner": "history",
    "Pack": "plugins",
    "Permission": "recovery",
    "Person": "history",
    "Plan": "recovery",
    "Policy": "policy",
    "Purchase": "history",
    "REASONS": "reasons",
    "Rates": "money",
    "Reason": "reasons",
    "Reasons": "reasons",
    "Reporter": "history",
    "Resolution": "history",
    "Result": "recovery",
    "ReturnClass": "worth",
    "Review": "reviews",
    "Role": "recovery",
    "Rule": "rules",
    "RuleBook": "rules",
    "STANDING": "standing",
    "Side": "reasons",
    "Standing": "standing",
    "Step": "recovery",
    "Story": "facts",
    "Team": "recovery",
    "Unit": "conditions",
    "Verdict": "rules",
    "Vocabulary": "conditions",
    "Words": "words",
    "Worth": "worth",
    "assess": "case",
    "catalogue": "entries",
    "condition_from": "conditions",
    "count_of": "facts",
    "day_of": "history",
    "days_since": "facts",
    "own_value": "facts",
    "recent": "facts",
    "review": "reviews",
    "trait": "facts",
}

__all__ = [
    "ALWAYS",
    "ENGLISH",
    "KINDS",
    "REASONS",
    "STANDING",
    "Act",
    "Base",
    "Block",
    "Case",
    "Cause",
    "Channel",
    "Client",
    "ClientReturnError",
    "Clue",
    "Condition",
    "Consent",
    "Contract",
    "DefectorType",
    "Diagnosis",
    "Event",
    "Evidence",
    "Fact",
    "Finder",
    "Flag",
    "Member",
    "Number",
    "Offer",
    "Owner",
    "Pack",
    "Permission",
    "Person",
    "Plan",
    "Policy",
    "Purchase",
    "Rates",
    "Reason",
    "Reasons",
    "Reporter",
    "Resolution",
    "Result",
    "ReturnClass",
    "Review",
    "Role",
    "Rule",
    "RuleBook",
    "Side",
    "Standing",
    "Step",
    "Story",
    "Team",
    "Unit",
    "Verdict",
    "Vocabulary",
    "Words",
    "Worth",
    "assess",
    "catalogue",
    "condition_from",
    "count_of",
    "day_of",
    "days_since",
    "own_value",
    "recent",
    "review",
    "trait",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        from .errors import closest

        hint = closest(name, __all__)
        raise AttributeError(f"clientreturn has no {name!r}" + (f"; did you mean {hint!r}?" if hint else ""))
    return getattr(import_module(f".{home}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

"""clientreturn: which clients have left, why, whom to win back, and what to do next.

Public names are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0.dev0"

if TYPE_CHECKING:
    from .base import Base, Systemic, VerifiedCase
    from .case import Case, assess
    from .causes import Cause, Clue, Contradiction, Diagnosis, Evidence, Finder, Interview, Question
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
    from .measures import (
        Backtest,
        Comparison,
        Figure,
        Flows,
        LossReport,
        backtest,
        compare,
        flows,
        loss_report,
        month_ends,
        outcomes,
    )
    from .money import Rates
    from .outcome import (
        Arm,
        Costs,
        Ending,
        Holdout,
        Lift,
        Outcome,
        Romi,
        arms_of,
        draw_holdout,
        lift,
        romi,
        romi_by,
        sizes_needed,
    )
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
    "Arm": "outcome",
    "Backtest": "measures",
    "Base": "base",
    "Block": "recovery",
    "Case": "case",
    "Cause": "causes",
    "Channel": "history",
    "Client": "history",
    "ClientReturnError": "errors",
    "Clue": "causes",
    "Comparison": "measures",
    "Condition": "conditions",
    "Consent": "history",
    "Contract": "history",
    "Contradiction": "causes",
    "Costs": "outcome",
    "DefectorType": "reasons",
    "Diagnosis": "causes",
    "ENGLISH": "words",
    "Ending": "outcome",
    "Event": "history",
    "Evidence": "causes",
    "Fact": "conditions",
    "Figure": "measures",
    "Finder": "causes",
    "Flag": "conditions",
    "Interview": "causes",
    "Flows": "measures",
    "Holdout": "outcome",
    "KINDS": "history",
    "Lift": "outcome",
    "LossReport": "measures",
    "Member": "recovery",
    "Number": "conditions",
    "Offer": "recovery",
    "Outcome": "outcome",
    "Owner": "history",
    "Permission": "recovery",
    "Person": "history",
    "Plan": "recovery",
    "Policy": "policy",
    "Purchase": "history",
    "Question": "causes",
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
    "Romi": "outcome",
    "Rule": "rules",
    "RuleBook": "rules",
    "STANDING": "standing",
    "Side": "reasons",
    "Standing": "standing",
    "Step": "recovery",
    "Story": "facts",
    "Systemic": "base",
    "Team": "recovery",
    "Unit": "conditions",
    "Verdict": "rules",
    "VerifiedCase": "base",
    "Vocabulary": "conditions",
    "Words": "words",
    "Worth": "worth",
    "arms_of": "outcome",
    "assess": "case",
    "backtest": "measures",
    "catalogue": "entries",
    "compare": "measures",
    "condition_from": "conditions",
    "count_of": "facts",
    "day_of": "history",
    "days_since": "facts",
    "draw_holdout": "outcome",
    "flows": "measures",
    "lift": "outcome",
    "loss_report": "measures",
    "month_ends": "measures",
    "outcomes": "measures",
    "own_value": "facts",
    "recent": "facts",
    "review": "reviews",
    "romi": "outcome",
    "romi_by": "outcome",
    "sizes_needed": "outcome",
    "trait": "facts",
}

__all__ = [
    "ALWAYS",
    "ENGLISH",
    "KINDS",
    "REASONS",
    "STANDING",
    "Act",
    "Arm",
    "Backtest",
    "Base",
    "Block",
    "Case",
    "Cause",
    "Channel",
    "Client",
    "ClientReturnError",
    "Clue",
    "Comparison",
    "Condition",
    "Consent",
    "Contract",
    "Contradiction",
    "Costs",
    "DefectorType",
    "Diagnosis",
    "Ending",
    "Event",
    "Evidence",
    "Fact",
    "Figure",
    "Finder",
    "Flag",
    "Flows",
    "Holdout",
    "Interview",
    "Lift",
    "LossReport",
    "Member",
    "Number",
    "Offer",
    "Outcome",
    "Owner",
    "Permission",
    "Person",
    "Plan",
    "Policy",
    "Purchase",
    "Question",
    "Rates",
    "Reason",
    "Reasons",
    "Reporter",
    "Resolution",
    "Result",
    "ReturnClass",
    "Review",
    "Role",
    "Romi",
    "Rule",
    "RuleBook",
    "Side",
    "Standing",
    "Step",
    "Story",
    "Systemic",
    "Team",
    "Unit",
    "Verdict",
    "VerifiedCase",
    "Vocabulary",
    "Words",
    "Worth",
    "arms_of",
    "assess",
    "backtest",
    "catalogue",
    "compare",
    "condition_from",
    "count_of",
    "day_of",
    "days_since",
    "draw_holdout",
    "flows",
    "lift",
    "loss_report",
    "month_ends",
    "outcomes",
    "own_value",
    "recent",
    "review",
    "romi",
    "romi_by",
    "sizes_needed",
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

"""The steps: what should happen with a client, by where it stands and why it left. Every rule that holds counts."""

from __future__ import annotations

from typing import Final

from ...rules import RuleBook
from ..plan_facts import PLAN_VOCABULARY
from ..step import Act
from .asking import ASKING
from .learning import LEARNING
from .remedies import REMEDIES, Remedy
from .repairing import REPAIRING
from .touching import TOUCHING
from .urgent import URGENT
from .watching import WATCHING

__all__ = ["REMEDIES", "STEPS", "Remedy"]

STEPS: Final[RuleBook[Act]] = RuleBook.of(
    *URGENT, *LEARNING, *REPAIRING, *ASKING, *WATCHING, *TOUCHING, sees=PLAN_VOCABULARY
)

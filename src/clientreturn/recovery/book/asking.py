"""Asking back: three tries with growing distance, and what follows (E4.9)."""

from __future__ import annotations

from typing import Final

from ...facts.silence import hard_times, project_finished
from ...rules import Rule
from ...worth.case_facts import recoverable
from ..step import Act, Purpose, Role, Stage
from .remedies import ASKS
from .terms import in_question, worth_asking

__all__ = ["ASKING"]

ASKING: Final = (
    *ASKS,
    Rule(
        "plan.follow-up",
        when=in_question & worth_asking & recoverable & ~hard_times & ~project_finished,
        says=Act(
            "follow-up", Stage.FOLLOW_UP, Purpose.SERVICE, Role.LEAD,
            "Check that what was agreed was done, and thank them for their time; stay the alternative for the day on "
            "which the present supplier fails.",
        ),
        because="persistence over several tries is planned; a return at the first one is a miracle",
        sources=("B7", "B10", "E4.9"),
    ),
)  # fmt: skip

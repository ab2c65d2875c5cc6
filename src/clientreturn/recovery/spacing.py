"""How far asks, greetings and messages stand from each other (E1.2, R19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from ..conditions import Number, Unit
from ..days import later
from ..history import OUTREACH
from .results import kind_of
from .situation import Situation
from .step import Purpose, Result, Step

__all__ = ["Spacing"]

apart = Number("ask-and-greeting-apart", 7, Unit.DAYS, "E1.2", "days between an ask and a greeting", 0, 90)
MONTH: Final = 30

GREETINGS: Final = frozenset(
    {"say-hello", "birthday", "occasion", "project-anniversary", "pictures-of-the-work", "regret-letter", "farewell"}
)
"""Kinds of steps whose result says that a greeting was sent."""


class Spacing:
    """Days of asks and greetings: those on record, and those placed or under way.

    What was issued looks only at the record, so that a new neighbour never pushes it away.
    """

    def __init__(self, now: Situation) -> None:
        story, running = now.story, now.running.values()
        self._distance = story.numbers(apart)
        sent = (
            event.on
            for key, event in now.results.by_key.items()
            if kind_of(key) in GREETINGS and event.detail("result") == Result.DONE
        )
        self._greeted = [*(event.on for event in story.events("greeting")), *sent]
        self._asked = [event.on for event in story.events("offer")]
        self._written = [event.on for event in story.events(*OUTREACH) if event.kind != "contact"]
        self._asks = [step.on for step in running if step.purpose is Purpose.ASKING]
        self._greetings = [step.on for step in running if step.purpose is Purpose.GREETING]
        self._placed: list[date] = []

    def keep_free(self, days: Iterable[date]) -> None:
        """Days of greetings that cannot move, such as a birthday: asks keep their distance from them."""
        self._greetings += days

    def remember(self, step: Step) -> None:
        """A step that was placed: others keep their distance."""
        if step.purpose is Purpose.ASKING:
            self._asks.append(step.on)
        elif step.purpose is Purpose.GREETING:
            self._greetings.append(step.on)
        else:
            return
        self._placed.append(step.on)

    def too_near(self, purpose: Purpose, on: date, issued: bool) -> bool:
        """Whether an ask and a greeting would stand within a week of each other."""
        if purpose is Purpose.ASKING:
            others = self._greeted if issued else [*self._greeted, *self._greetings]
        elif purpose is Purpose.GREETING:
            others = self._asked if issued else [*self._asked, *self._asks]
        else:
            return False
        return any(abs((on - day).days) < self._distance for day in others)

    def messages(self, on: date, issued: bool) -> int:
        """Asks and greetings in the thirty days up to a day."""
        days = self._written if issued else [*self._written, *self._placed]
        return sum(later(on, -MONTH) <= day <= on for day in days)

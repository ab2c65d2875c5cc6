"""What became of steps (R25): results as events, under the client's present id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from ..facts import Story
from ..history import Event
from ..phrases import Said
from .step import Result

__all__ = ["Results", "key_of", "kind_of", "own_key", "result_said", "results_of"]

UNDATED_CALL_BACK = timedelta(30)
"""How long "call me back" without a day is understood to mean."""


def key_of(client: str, occasion: str, kind: str, attempt: int) -> str:
    """The key of a step: client, loss or other occasion, kind and try."""
    return f"{client}/{occasion}/{kind}/{attempt}"


def kind_of(key: str) -> str:
    """The kind of act in a step's key; empty for a key that is none of ours."""
    parts = key.rsplit("/", 2)
    return parts[1] if len(parts) == 3 else ""


def own_key(key: str, story: Story, occasion: str) -> str:
    """A key under the surviving id: steps of a merged account go on as the survivor's own (R21)."""
    parts = key.rsplit("/", 3)
    if len(parts) != 4 or parts[0] not in story.client.same_as:
        return key
    _, its, kind, attempt = parts
    return "/".join((story.client.id, occasion if its.startswith("loss-") else its, kind, attempt))


def result_said(event: Event) -> Said:
    """How a step ended, to be said again by its code."""
    code = str(event.detail("result"))
    return Said(f"Result.{code}", code)


@attrs.frozen
class Results:
    """Results by the key of their step, the last one counting.

    Attributes:
        by_key: last result of each step.
        present: results since the last purchase, oldest first.
    """

    by_key: dict[str, Event]
    present: tuple[Event, ...]

    def ended(self, key: str) -> Event | None:
        """The result that ended a step; a wish to be called back leaves it open."""
        found = self.by_key.get(key)
        if found is None or found.detail("result") in (Result.CALL_BACK, Result.WRONG_PERSON):
            return None
        return found

    def of_kind(self, occasion: str, kind: str) -> list[Event]:
        """Results that ended steps of one kind within one occasion, by try."""
        middle = f"/{occasion}/{kind}/"
        return [event for key, event in sorted(self.by_key.items()) if middle in key and self.ended(key)]

    def last(self, *codes: Result) -> Event | None:
        """The last result of these codes since the last purchase."""
        return next((event for event in reversed(self.present) if event.detail("result") in codes), None)

    def put_off_until(self) -> date | None:
        """The day to which the client put us off, unless it was spoken to since."""
        found = self.last(*Result)
        if found is None or found.detail("result") != Result.CALL_BACK:
            return None
        until = found.detail("until")
        return until if isinstance(until, date) else found.on + UNDATED_CALL_BACK


def results_of(story: Story, occasion: str) -> Results:
    """All results on record; keys of merged accounts are the survivor's."""
    events: Iterable[Event] = [event for event in story.events("result") if event.detail("key")]
    since = story.last_visit or date.min
    return Results(
        {own_key(str(event.detail("key")), story, occasion): event for event in events},
        tuple(event for event in events if event.on >= since),
    )

"""The books of the diagnosis: what is asked of every event, what of the client, and what no condition can express."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..conditions import Tuning
from ..doors import typed
from ..errors import ClientReturnError
from ..facts import Story
from ..rules import RuleBook
from . import absence, client_side, company, competitor, testimony
from .clue import Clue, Evidence
from .event_facts import EVENT_VOCABULARY, STATE_VOCABULARY

if TYPE_CHECKING:
    from ..reasons import Reader, Reading

__all__ = ["CAUSES", "Causes", "Finder"]


@attrs.frozen(field_transformer=typed)
class Finder:
    """A rule that a condition cannot express: a named function that looks through a story.

    Attributes:
        id: stable key, like a rule's.
        find: function from a story to evidence.
        version: raised when its answers change.
    """

    id: str
    find: Callable[[Story], Iterable[Evidence]]
    version: int = 1


@attrs.frozen(slots=False, field_transformer=typed)
class Causes:
    """The books of the diagnosis.

    Attributes:
        events: rules asked of every event.
        states: rules asked once of the client.
        finders: functions where no condition will do.
        reader: turns texts, and a firm's own reason codes, into reasons: `cr.read`'s lexicons, or the firm's own language
            model; with `None` only reason codes count.
    """

    events: RuleBook[Clue]
    states: RuleBook[Clue]
    finders: tuple[Finder, ...] = ()
    reader: Reader | None = None

    def __attrs_post_init__(self) -> None:
        if self.reader is not None and not callable(self.reader):  # its class is loaded for type checkers only
            raise ClientReturnError("Causes.reader", self.reader, "a function from a text to a Reading, or None")

    def of_kind(self, kind: str) -> RuleBook[Clue]:
        """The event rules that can hold for a kind of event; the others are "no" for it whatever else is known."""
        return self.events.narrowed(kind=kind)

    def __reduce__(self) -> str | tuple[Any, ...]:
        # The built-in books travel by name: a case goes with its policy wherever it is sent.
        return "CAUSES" if self is CAUSES else (Causes, (self.events, self.states, self.finders, self.reader))

    def tuned(self, tuning: Tuning) -> Causes:
        """The books with the policy's numbers."""
        return attrs.evolve(self, events=self.events.tuned(tuning), states=self.states.tuned(tuning))


@lru_cache(maxsize=1024)
def read_plainly(text: str, /) -> Reading:
    """Reads a text by the built-in pick lists and lexicons; they are loaded with the first text."""
    from ..reasons import read

    return read(text)


CAUSES: Final = Causes(
    RuleBook.of(*testimony.EVENTS, *company.EVENTS, *competitor.EVENTS, *client_side.EVENTS, sees=EVENT_VOCABULARY),
    RuleBook.of(*company.STATES, *competitor.STATES, *client_side.STATES, *absence.STATES, sees=STATE_VOCABULARY),
    reader=read_plainly,
)

"""Facts of one event, seen beside the facts of its client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..base.systemic import Systemic, named_in
from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..facts import CLIENT_VOCABULARY, Story
from ..facts.lazy import ClientFacts
from ..facts.subject import ends_client
from ..history import OUTREACH, Event, Reporter, Resolution
from ..phrases import said

if TYPE_CHECKING:
    from ..reasons import Reader, Reading

__all__ = ["EVENT_VOCABULARY", "STATE_VOCABULARY", "EventFacts", "StateFacts", "detail", "recorded"]


SAID: Final = ("stated-reason", "deal-lost", "declared-break", "contract-cancelled", "result")
"""Kinds in which somebody may say why the client left."""
PASSING: Final = ("contact", "reply")
"""Kinds in which a reason may be spoken of in passing."""
READ: Final = frozenset({*SAID, *PASSING, "could-leave", "complaint", "survey"})
"""Kinds whose text is read when they carry no reason code."""
INDEPENDENT: Final = frozenset({Reporter.RECORD, Reporter.REGISTER, Reporter.OBSERVER})
"""Who has no stake in the answer: what they report may verify (section 6)."""

kind = Fact("kind", "kind of the event", Unit.TEXT)
topic = Fact("topic", "what a complaint is about", Unit.TEXT)
by = Fact("by", "who reported the event", Unit.TEXT)
resolution = Fact("resolution", "how a complaint ended", Unit.TEXT)
lure = Fact("lure", "what a competitor's offer lures with", Unit.TEXT)
named_reason = Fact("named_reason", "the reason that the event names", Unit.TEXT)
named_side = Fact("named_side", "the side of the reason that the event names", Unit.TEXT)
severity = Fact("severity", "severity as the client felt it, 1 to 5", Unit.COUNT)
human = Flag("human", "a human fault")
employee = Fact("employee", "the employee concerned", Unit.TEXT)
employee_named = Flag("employee_named", "the event names an employee")
rival_named = Flag("rival_named", "the event names a competitor")
event_on = Fact("event_on", "day of the event", Unit.DATE)
solved_well = Flag("solved_well", "a complaint that ended well")
suspected = Fact("suspected", "1 when the event is only suspected", Unit.COUNT)
whys = Fact("whys", "how many whys an interview got to", Unit.COUNT)
independent = Flag("independent", "reported by a record, a register or an observer")
ends = Flag("ends", "the event ends the relation with this client")
says_why = Flag("says_why", "the event names a reason, by code or in its text")
before_loss = Flag("before_loss", "the event came before the date of loss, or on it")
dearer = Flag("dearer", "the competitor is dearer than we are")
in_reach = Flag("in_reach", "the new address lies inside our service area")
found = Flag("found", "what was looked for was found")
percent = Fact("percent", "per cent by which a price rose; 0 when it was not noted", Unit.RATIO)
shared = Fact("shared", "losses behind which a name in the event stands", Unit.COUNT)
shared_name = Fact("shared_name", "the name in the event that stands behind several losses", Unit.TEXT)
untouched = Fact("untouched", "days from our last contact (or the first purchase) to the loss", Unit.DAYS)
handed_over = Fact("handed_over", "days from the last change of owner to the loss", Unit.DAYS)


def _detail(name: str) -> Callable[[EventFacts], Value]:
    return lambda facts: facts.event.detail(name)


_MAKERS: Final[dict[str, Callable[[EventFacts], Value]]] = {
    "kind": lambda facts: facts.event.kind,
    "topic": lambda facts: facts.event.detail("topic") or "",
    "by": lambda facts: facts.event.by.value,
    "resolution": lambda facts: None if facts.event.resolved is None else facts.event.resolved.value,
    "lure": lambda facts: facts.event.detail("lure") or "",
    "named_reason": lambda facts: facts.named[0][0] if facts.named else None,
    "named_side": lambda facts: facts.named[0][0].partition(".")[0] if facts.named else None,
    "severity": lambda facts: facts.event.severity,
    "human": lambda facts: facts.event.human,
    "employee": lambda facts: facts.event.employee,
    "employee_named": lambda facts: facts.event.employee is not None,
    "rival_named": lambda facts: bool(facts.event.detail("rival")),
    "event_on": lambda facts: facts.event.on,
    "solved_well": lambda facts: facts.event.resolved is Resolution.WELL and facts.before(facts.event.resolved_on),
    "suspected": lambda facts: int(bool(facts.event.detail("suspected"))),
    "whys": lambda facts: facts.event.detail("whys") or 0,
    "independent": lambda facts: facts.event.by in INDEPENDENT,
    "ends": lambda facts: ends_client(facts.event, facts["company"]),
    "says_why": lambda facts: bool(facts.named),
    "before_loss": lambda facts: facts.before(facts.event.on),
    "dearer": lambda facts: bool(facts.event.detail("dearer")),
    "in_reach": lambda facts: bool(facts.event.detail("in_reach")),
    "percent": lambda facts: facts.event.detail("percent") or 0,
    "found": _detail("found"),
    "shared": lambda facts: facts.systemic.losses if facts.story.base.findings and facts.systemic else 0,
    "shared_name": lambda facts: (
        ""
        if facts.systemic is None
        else said("systemic.name", "{about} {name}", about=facts.systemic.about, name=facts.systemic.name)
    ),
}


def detail(name: str) -> Fact:
    """A numeric value in the event's data."""
    return Fact(f"detail:{name}", f"{name} of the event", Unit.COUNT)


def recorded(kind: str) -> Fact:
    """1 when events of this kind are recorded at the firm, 0 when not, unknown when nobody has looked.

    A kind that stands in the client's own records is recorded.
    """
    return Fact(f"recorded:{kind}", f"events of kind {kind} are recorded", Unit.COUNT)


def recorded_at(story: Story, kind: str) -> int | None:
    """Whether absence of a kind of event means anything for this client."""
    if kind in story.by_kind:
        return 1
    kinds = story.base.kinds
    return None if kinds is None else int(kind in kinds)


_STATE: Final = Vocabulary((untouched, handed_over), (("recorded:", Unit.COUNT),))
STATE_VOCABULARY: Final = CLIENT_VOCABULARY | _STATE
EVENT_VOCABULARY: Final = (
    Vocabulary(
        (
            kind,
            topic,
            by,
            resolution,
            lure,
            named_reason,
            named_side,
            severity,
            human,
            employee,
            employee_named,
            rival_named,
            event_on,
            solved_well,
            suspected,
            whys,
            independent,
            ends,
            says_why,
            before_loss,
            dearer,
            in_reach,
            found,
            percent,
            shared,
            shared_name,
        ),
        (("detail:", Unit.COUNT),),
    )
    | STATE_VOCABULARY
)


class StateFacts(dict[str, Value]):
    """A client's facts, with what matters for the loss alone: they stand still once the client is lost."""

    story: Story

    def __init__(self, client: ClientFacts, lost_on: date | None) -> None:
        super().__init__()
        self._client: Mapping[str, Value] = client
        self.story = client.story
        self.lost_on = lost_on

    def __missing__(self, name: str) -> Value:
        make = _OF_LOSS.get(name)
        if make is not None:
            value = make(self.story, self.lost_on or self.story.as_of)
        elif name.startswith("recorded:"):
            value = recorded_at(self.story, name.removeprefix("recorded:"))
        else:
            value = self._client[name]
        self[name] = value
        return value

    def before(self, day: date | None) -> bool:
        """Whether a day lies before the loss, or on its day; an unknown day does."""
        return day is None or self.lost_on is None or day <= self.lost_on

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


def _untouched(story: Story, until: date) -> int | None:
    """Days without a word from us up to the loss; unknown where contacts are not recorded."""
    if not any(recorded_at(story, kind) for kind in OUTREACH):
        return None
    touched = [event.on for event in story.events(*OUTREACH) if event.on <= until]
    last = max(touched, default=story.first_visit)
    return None if last is None else (until - last).days


def _handed_over(story: Story, until: date) -> int | None:
    """Days from the last change of owner to the loss; unknown when it never changed."""
    changes = [owner.since for owner in story.client.owners[1:] if owner.since <= until]
    return (until - changes[-1]).days if changes else None


_OF_LOSS: Final[dict[str, Callable[[Story, date], Value]]] = {"untouched": _untouched, "handed_over": _handed_over}


class EventFacts(StateFacts):
    """One event's facts, with those of its client behind them."""

    event: Event

    def __init__(self, event: Event, client: ClientFacts, lost_on: date | None, reader: Reader | None = None) -> None:
        super().__init__(client, lost_on)
        self.event = event
        self.reader = reader

    def __missing__(self, name: str) -> Value:
        make = _MAKERS.get(name)
        if make is not None:
            value = make(self)
        elif name.startswith("detail:"):
            value = self.event.detail(name.removeprefix("detail:"))
        else:
            return super().__missing__(name)
        self[name] = value
        return value

    @cached_property
    def named(self) -> tuple[tuple[str, float], ...]:
        """Reasons that the event names, with confidence: its code, or what a reader makes of code or text."""
        code = self.event.detail("reason")
        if isinstance(code, str) and "." in code:
            return ((code, 1.0),)
        read = self._read if code or self.event.text else None
        return () if read is None else read.candidates

    @property
    def denied(self) -> tuple[str, ...]:
        """Reasons that the event's text expressly denies."""
        return () if self._read is None else self._read.negated

    @property
    def destination(self) -> str | None:
        """The competitor that the event says the client went to; `""` when it has no name, `None` when it says none."""
        if self.event.detail("rival"):
            return str(self.event.detail("rival"))
        read = self._read
        return read.rival if read is not None and read.destination else None

    @cached_property
    def _read(self) -> Reading | None:
        event, last = self.event, self.story.last_visit
        if self.reader is None or event.kind not in READ:
            return None
        # Notes of everyday contacts are many, and tell why the client left only from its last purchase on.
        if event.kind in PASSING and last is not None and event.on < last:
            return None
        code = event.detail("reason")
        text = code if isinstance(code, str) and "." not in code else event.text
        return self.reader(text) if text else None

    @cached_property
    def systemic(self) -> Systemic | None:
        """The systemic finding that a name in the event leads to; the one with the most losses."""
        findings = self.story.base.findings
        if not findings:
            return None
        names = set(named_in(self.event))
        met = [finding for finding in findings if (finding.about, finding.name) in names]
        return max(met, key=lambda finding: finding.losses, default=None)


def distance(event: Event, last_visit: date | None, lost_on: date | None) -> int:
    """Days between an event and the time in which the loss happened: from the last purchase to the date of loss.

    Anchored to the loss, not to today, so that tomorrow's diagnosis of the same records is the same.
    """
    if last_visit is not None and event.on < last_visit:
        return (last_visit - event.on).days
    if lost_on is not None and event.on > lost_on:
        return (event.on - lost_on).days
    return 0

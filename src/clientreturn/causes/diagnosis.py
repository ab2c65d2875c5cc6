"""Weighing: clues add up as log-odds, and the candidates, "unknown" among them, share one probability."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import exp, fsum, log
from typing import Final

import attrs

from ..conditions import Number, Tuning, Unit
from ..facts import Story
from ..facts.lazy import ClientFacts
from ..history import Event
from ..markup import Element, in_english
from ..reasons import REASONS, UNKNOWN, Reason, Reasons
from ..rules import Rule, RuleBook
from . import absence, client_side, company, competitor, testimony
from .clue import NAMED, Cause, Clue, Evidence
from .event_facts import EVENT_VOCABULARY, STATE_VOCABULARY, EventFacts, StateFacts, distance

__all__ = ["CAUSES", "Causes", "Diagnosis", "Finder", "diagnose"]

unknown_prior = Number(
    "unknown-prior", 0.4, Unit.PROBABILITY, "E4.14", "chance that the main cause is none on record", 0.01, 0.99
)
grave = Number("severity-step", 0.18, Unit.RATIO, "E4.12", "added weight of a fault for each step of severity", 0, 1)
human_weight = Number("human-fault", 1.2, Unit.RATIO, "E4.13", "weight of a human fault beside a technical one", 1, 5)
short_tenure = Number(
    "short-tenure", 1.15, Unit.RATIO, "E4.12", "weight of a fault in the first year of a relation", 1, 5
)
long_tenure = Number("long-tenure", 0.85, Unit.RATIO, "E4.12", "weight of a fault after three good years", 0.1, 1)

COMMON: Final = {
    "company.forgotten": 3.0,
    "company.poor-service": 2.0,
    "company.late-delivery": 1.5,
    "competitor.better-price": 1.5,
    "client.need-ended": 1.5,
}
"""How much more common than the rest a reason is before anything is known (A1, C1a, A6; practitioners' word)."""


@attrs.frozen
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


@attrs.frozen
class Causes:
    """The books of the diagnosis.

    Attributes:
        events: rules asked of every event.
        states: rules asked once of the client.
        finders: functions where no condition will do.
    """

    events: RuleBook[Clue]
    states: RuleBook[Clue]
    finders: tuple[Finder, ...] = ()

    def tuned(self, tuning: Tuning) -> Causes:
        """The books with the policy's numbers."""
        return Causes(self.events.tuned(tuning), self.states.tuned(tuning), self.finders)


CAUSES: Final = Causes(
    RuleBook.of(*testimony.EVENTS, *company.EVENTS, *competitor.EVENTS, *client_side.EVENTS, sees=EVENT_VOCABULARY),
    RuleBook.of(*company.STATES, *competitor.STATES, *client_side.STATES, *absence.STATES, sees=STATE_VOCABULARY),
)


@attrs.frozen
class Diagnosis:
    """Why a client left, as far as the records tell.

    Attributes:
        causes: reasons with their probability of being the main cause, likeliest first.
        unknown: probability that the main cause is none of them.
        destination: the competitor it is known to buy from now; where it went is not why.
        reasons: the firm's list of reasons.
    """

    causes: tuple[Cause, ...]
    unknown: float
    destination: str | None = None
    reasons: Reasons = attrs.field(default=REASONS, repr=False)

    @property
    def first(self) -> Cause | None:
        """The likeliest supported cause; `None` when nothing in the records speaks for any."""
        return next((cause for cause in self.causes if cause.supported), None)

    @property
    def reason(self) -> Reason | None:
        """The first cause's reason."""
        return None if self.first is None else self.reasons[self.first.reason]

    @property
    def confident(self) -> bool:
        """Whether the first cause is more likely than all else together."""
        return self.first is not None and self.first.p > 0.5

    @property
    def co_causes(self) -> tuple[Cause, ...]:
        """Other reasons that evidence speaks for in its own right."""
        return tuple(cause for cause in self.causes if cause.supported and cause is not self.first)

    @property
    def contradictions(self) -> tuple[Cause, ...]:
        """Reasons with strong evidence both for and against."""
        return tuple(
            cause
            for cause in self.causes
            if any(piece.weight >= 1 for piece in cause.evidence)
            and any(piece.weight <= -1 for piece in cause.evidence)
        )

    def shown(self) -> Element:
        """The causes with their evidence, as markup."""
        from .showing import diagnosis_shown

        return diagnosis_shown(self)

    _repr_html_ = in_english

    def cause(self, code: str) -> Cause:
        """One reason's standing in this diagnosis."""
        reason = self.reasons[code]
        return next(cause for cause in self.causes if cause.reason == reason.code)

    def why_not(self, code: str) -> str:
        """Why a reason is not the first: what speaks against it, or what is missing.

        Raises `ClientReturnError` for a code that is not in the firm's list.
        """
        cause = self.cause(code)
        title = self.reasons[code].title
        if cause is self.first:
            return f"{title}: it is the first cause ({cause.p:.0%})"
        lines = [f"{title}: {cause.p:.0%}"]
        lines += [f"  {'for' if piece.weight > 0 else 'against'}: {piece.why}" for piece in cause.evidence]
        if not any(piece.weight > 0 for piece in cause.evidence):
            lines.append("  nothing on record speaks for it")
        elif self.first is not None:
            lines.append(f"  more speaks for: {self.reasons[self.first.reason].title} ({self.first.p:.0%})")
        return "\n".join(lines)


def diagnose(
    facts: ClientFacts,
    lost_on: date | None,
    *,
    causes: Causes = CAUSES,
    reasons: Reasons = REASONS,
) -> Diagnosis:
    """Why the client left: evidence is gathered, weighed and turned into probabilities that sum to one."""
    story = facts.story
    found: dict[str, list[Evidence]] = {}
    for piece in _gather(facts, lost_on, causes):
        if piece.reason in reasons:
            found.setdefault(piece.reason, []).append(piece)
    scores = _prior(reasons, story)
    for code, pieces in found.items():
        scores[code] += fsum(piece.weight for piece in pieces)
    scores[UNKNOWN] = log(story.numbers(unknown_prior))
    shares = _shares(scores)
    ranked = sorted(reasons, key=lambda reason: (-shares[reason.code], reason.code))
    return Diagnosis(
        tuple(
            Cause(
                reason.code,
                shares[reason.code],
                tuple(sorted(found.get(reason.code, ()), key=_strongest_first)),
                any(piece.verifies for piece in found.get(reason.code, ())),
            )
            for reason in ranked
        ),
        shares[UNKNOWN],
        _destination(story),
        reasons,
    )


def _strongest_first(piece: Evidence) -> tuple[float, str, str]:
    return -abs(piece.weight), piece.rule, str(piece.on)


def _prior(reasons: Reasons, story: Story) -> dict[str, float]:
    weights = {reason.code: COMMON.get(reason.code, 1.0) for reason in reasons}
    known = (1 - story.numbers(unknown_prior)) / fsum(weights.values())
    return {code: log(known * weight) for code, weight in weights.items()}


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    highest = max(scores.values())
    parts = {code: exp(score - highest) for code, score in scores.items()}
    total = fsum(parts.values())
    return {code: part / total for code, part in parts.items()}


def _gather(facts: ClientFacts, lost_on: date | None, causes: Causes) -> list[Evidence]:
    story = facts.story
    evidence: list[Evidence] = []
    for event in sorted(story.client.events, key=repr):
        seen = EventFacts(event, facts)
        age = distance(event, story.last_visit, lost_on)
        for rule in causes.events.every(seen).hits:
            evidence += _weighed(rule, causes.events, seen, story, event, age)
    state = StateFacts(facts)
    for rule in causes.states.every(state).hits:
        evidence += _weighed(rule, causes.states, state, story, None, 0)
    for finder in causes.finders:
        evidence += finder.find(story)
    return evidence


def _weighed(
    rule: Rule[Clue], book: RuleBook[Clue], facts: StateFacts, story: Story, event: Event | None, age: int
) -> Iterable[Evidence]:
    clue = rule.says
    scale = 1.0 if clue.half_life is None else 0.5 ** (age / clue.half_life)
    if clue.is_fault and event is not None:
        scale *= weight_of_fault(event, facts["tenure"], story.numbers)
    because = book.say(rule, facts)
    for code, weight in clue.weights:
        named = (event.detail("reason") if event is not None else None) if code == NAMED else code
        if named is None:
            continue
        yield Evidence(
            named, round(weight * scale, 4), rule.id, event.on if event else None, because, rule.sources, clue.verifies
        )


def weight_of_fault(event: Event, tenure: int | None, numbers: Tuning) -> float:
    """Severity felt × human fault × shortness of tenure (section 6); 1 for a problem of medium weight."""
    weight = 1 + numbers(grave) * ((event.severity or 3) - 3)
    if event.human:
        weight *= numbers(human_weight)
    if tenure is not None:
        if tenure < 365:
            weight *= numbers(short_tenure)
        elif tenure >= 3 * 365:
            weight *= numbers(long_tenure)
    return weight


def _destination(story: Story) -> str | None:
    moves = story.events("confirmed-move")
    if not moves:
        return None
    return str(moves[-1].detail("rival") or "a competitor")

"""The catalogue: every rule, reason, step, offer, figure and number, with its handbook ids."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs

from .conditions import Number, sentence
from .desks.screen import OPENING, UNSAID
from .doors import door
from .measures import FIGURES
from .policy import Policy
from .recovery.greeting import GREETING_RULES
from .rules import Rule
from .worth import MUST_BE_DONE, REACTIONS

__all__ = ["Entry", "catalogue"]

ROOMS = (
    "facts.silence",
    "standing.book",
    "standing.past",
    "causes.company",
    "causes.client_side",
    "causes.weighing",
    "causes.questions",
    "causes.testimony",
    "worth.inputs",
    "worth.chance",
    "worth.traits",
    "worth.book",
    "recovery.book.terms",
    "recovery.book.urgent",
    "recovery.book.remedies",
    "recovery.book.watching",
    "recovery.book.touching",
    "recovery.channels",
    "recovery.offers",
    "recovery.blocks",
    "recovery.spacing",
    "recovery.situation",
    "recovery.planner",
    "desks.week",
    "reviews.loss",
    "measures.period",
    "measures.losses",
    "outcome.letters",
)
"""Modules in which numbers stand beside what they tune."""


@attrs.frozen
class Entry:
    """One row of the catalogue.

    Attributes:
        kind: rule, reason, step, offer, figure, number, or a fact of the firm's own.
        id: stable key.
        title: what it says.
        when: the condition, for rules and steps; the default, for numbers; the grade, for figures.
        sources: handbook ids or papers.
        since: version in which it appeared.
        room: where it lives.
    """

    kind: str
    id: str
    title: str
    when: str
    sources: tuple[str, ...]
    since: str
    room: str


@door
def catalogue(policy: Policy | None = None) -> tuple[Entry, ...]:
    """Everything that the policy goes by, in the order of the data's path.

    >>> [entry.id for entry in catalogue() if "E4.19" in entry.sources][:2]
    ['standing.lost-twice', 'worth.lost-twice']
    """
    return tuple(_entries(policy or Policy()))


def _entries(policy: Policy) -> Iterator[Entry]:
    books: tuple[tuple[str, str, Any], ...] = (
        ("rule", "standing", policy.standing),
        ("rule", "causes", policy.causes.events),
        ("rule", "causes", policy.causes.states),
        ("rule", "worth", policy.chance_factors),
        ("rule", "worth", policy.traits),
        ("rule", "worth", policy.return_class),
        ("rule", "worth", MUST_BE_DONE),
        ("rule", "worth", REACTIONS),
        ("step", "recovery", policy.recovery.steps),
        ("rule", "recovery", policy.recovery.channels),
        ("rule", "recovery", policy.recovery.leaders),
        ("rule", "recovery", policy.recovery.blocks),
        ("rule", "recovery", GREETING_RULES),
        ("rule", "desks", OPENING),
        ("rule", "desks", UNSAID),
    )
    for kind, room, book in books:
        for rule in book:
            yield _rule(kind, room, rule)
    for fact, _ in policy.own_facts:
        yield Entry("fact", fact.name, fact.title, fact.unit.value, (), "", "facts")
    for reason in policy.reasons:
        yield Entry("reason", reason.code, reason.title, reason.side.value, reason.sources, "0.1", "reasons")
    for offer in policy.recovery.offers:
        yield Entry("offer", offer.id, offer.title, ", ".join(offer.reasons), offer.sources, "0.1", "recovery")
    for key, figure in FIGURES.items():
        yield Entry("figure", key, figure.title, figure.grade.value, figure.sources, "0.1", "measures")
    for room, number in _numbers():
        when = f"{policy.numbers(number):g} ({number.unit})"
        yield Entry("number", number.name, number.title, when, (number.source,), "0.1", room.partition(".")[0])


def _rule(kind: str, room: str, rule: Rule[Any]) -> Entry:
    title = rule.because
    brief = getattr(rule.says, "brief", "")
    if brief:
        title = f"{brief} — {title}"
    return Entry(kind, rule.id, title, sentence(rule.when), rule.sources, rule.since, room)


def _numbers() -> Iterator[tuple[str, Number]]:
    seen: set[str] = set()
    for room in ROOMS:
        for value in vars(import_module(f".{room}", __package__)).values():
            if isinstance(value, Number) and value.name not in seen:
                seen.add(value.name)
                yield room, value

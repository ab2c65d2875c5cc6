"""Weighing: what each clue adds, as log-odds.

The weight of a clue is the practitioner's figure (moved by the firm's verified cases), less for age, more for a fault
that was felt hard, less for whoever gives the answer that suits it. What tells the same story again adds less: the
strongest clue for a reason counts in full, the next by `repetition` of its weight, and so on. So confidence without
verification has a limit, and it comes from the arithmetic.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from math import exp, fsum
from typing import Final

from ..conditions import Number, Tuning, Unit
from ..facts import Story
from ..facts.lazy import ClientFacts
from ..history import Event, Reporter
from ..phrases import Said
from ..reasons import UNKNOWN, Reasons
from ..rules import Rule, RuleBook
from .books import Causes
from .clue import NAMED, SHARED, Clue, Evidence
from .event_facts import INDEPENDENT, EventFacts, StateFacts, distance
from .testimony import CONVENIENT

__all__ = ["candour", "gather", "of_event", "priors", "settled", "shares", "told_again", "weight_of_fault"]

unknown_prior = Number(
    "unknown-prior", 0.4, Unit.PROBABILITY, "E4.14", "chance that the main cause is none on record", 0.01, 0.99
)
severity_step = Number(
    "severity-step", 0.1, Unit.RATIO, "E4.12", "added weight of a fault for each step of severity", 0, 0.4
)
human_weight = Number("human-fault", 1.08, Unit.RATIO, "E4.13", "weight of a human fault beside a technical one", 1, 2)
short_tenure = Number(
    "short-tenure", 1.05, Unit.RATIO, "E4.12", "weight of a fault in the first year of a relation", 1, 2
)
long_tenure = Number("long-tenure", 0.94, Unit.RATIO, "E4.12", "weight of a fault after three good years", 0.3, 1)
forgiven_after = Number("forgiven-after", 3, Unit.COUNT, "E4.12", "purchases after which a fault seems forgiven", 1, 50)
forgiven = Number("forgiven", 0.85, Unit.RATIO, "E4.12", "weight of a fault that seems forgiven", 0.1, 1)
repetition = Number(
    "repetition", 0.25, Unit.RATIO, "E4.14", "share that each further clue to the same reason adds", 0, 1
)
convenient_answer = Number(
    "convenient-answer", 0.75, Unit.RATIO, "E4.14", "weight of what a client reports that suits it", 0, 1
)
safe_answer = Number(
    "safe-answer", 0.7, Unit.RATIO, "E3.10", "weight of what an employee reports that blames nobody here", 0, 1
)
hearsay = Number(
    "hearsay", 0.7, Unit.RATIO, "section 6", "weight of what settles a cause on record, when it is only told", 0, 1
)
brainstorm = Number("brainstorm", 0.5, Unit.RATIO, "E3.10", "weight of what the team came up with together", 0, 1)
confirmation = Number(
    "confirmation", 1.5, Unit.RATIO, "section 6", "added log-odds when a record confirms what was said", 0, 5
)
firm_record = Number(
    "firm-record", 2.0, Unit.RATIO, "section 6", "log-odds from which a record, after ageing, confirms", 0, 10
)

COMMON: Final = {
    "company.forgotten": 2.0,
    "company.poor-service": 1.5,
    "company.late-delivery": 1.25,
    "client.need-ended": 1.25,
}
"""How much more common than the rest a reason is before anything is known (A1, C1a, A6; practitioners' word)."""

SPOKEN: Final = frozenset({"complaint", "survey", "trust-doubted", "escalation", "discount-asked"})
"""Kinds that are the client's own word, whoever wrote them down."""
NOT_BY_RECORDS: Final = frozenset({"company.destroyer", "competitor.kickback", *CONVENIENT})
"""Reasons that no record confirms: a suspicion about a person, and answers that are convenient to give."""


def priors(reasons: Reasons, story: Story) -> dict[str, float]:
    """Probability of each reason before anything is looked at, "unknown" among them."""
    weights = {reason.code: COMMON.get(reason.code, 1.0) for reason in reasons}
    total = fsum(weights.values()) or 1.0
    unknown = story.numbers(unknown_prior)
    known = story.base.cases.shares({code: weight / total for code, weight in weights.items()})
    return {**{code: (1 - unknown) * share for code, share in known.items()}, UNKNOWN: unknown}


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Probabilities that sum to one, from log-odds."""
    highest = max(scores.values())
    parts = {code: exp(score - highest) for code, score in scores.items()}
    total = fsum(parts.values())
    return {code: part / total for code, part in parts.items()}


def weight_of_fault(event: Event, tenure: int | None, bought_since: int, numbers: Tuning) -> float:
    """Severity felt × human fault × shortness of tenure (section 6), less when the client went on buying after it.

    1 stands for a problem of medium weight.
    """
    weight = 1 + numbers(severity_step) * ((event.severity or 3) - 3)
    if event.human:
        weight *= numbers(human_weight)
    if tenure is not None:
        if tenure < 365:
            weight *= numbers(short_tenure)
        elif tenure >= 3 * 365:
            weight *= numbers(long_tenure)
    if bought_since >= numbers(forgiven_after):
        weight *= numbers(forgiven)
    return weight


def candour(by: Reporter, reason: str, numbers: Tuning) -> float:
    """How much of a report counts, by whom it suits (E3.10, E4.14)."""
    if by is Reporter.EMPLOYEE and not reason.startswith("company."):
        return numbers(safe_answer)
    if by is Reporter.CLIENT and (reason in CONVENIENT or reason.startswith("competitor.")):
        return numbers(convenient_answer)
    return numbers(brainstorm) if by is Reporter.TEAM else 1.0


def gather(facts: ClientFacts, lost_on: date | None, causes: Causes) -> dict[str, list[Evidence]]:
    """All evidence in a client's records, by reason, each piece with what it adds."""
    story = facts.story
    found: dict[str, list[Evidence]] = {}
    for event in story.client.events:
        book = causes.of_kind(event.kind)
        if len(book):
            for piece in of_event(event, book, facts, lost_on, causes):
                found.setdefault(piece.reason, []).append(piece)
    state = StateFacts(facts, lost_on)
    for rule in causes.states.holding(state):
        for code, weight in rule.says.weights:
            known = story.base.cases.weight(rule.id, code, weight)
            found.setdefault(code, []).append(
                Evidence(code, known, rule.id, None, causes.states.say(rule, state), rule.sources, by=Reporter.RECORD)
            )
    for finder in causes.finders:
        for piece in finder.find(story):
            found.setdefault(piece.reason, []).append(piece)
    return {code: settled(code, pieces, story) for code, pieces in found.items()}


def settled(reason: str, pieces: Iterable[Evidence], story: Story) -> list[Evidence]:
    """All that is known of one reason, each piece with what it adds beside the others."""
    return _confirmed(reason, told_again(pieces, story.numbers), story)


def of_event(
    event: Event, book: RuleBook[Clue], facts: ClientFacts, lost_on: date | None, causes: Causes
) -> Iterable[Evidence]:
    """What one event tells, each piece as if it stood alone."""
    seen = EventFacts(event, facts, lost_on, causes.reader)
    hits = book.holding(seen)
    if event.text:
        for code in seen.denied:
            why = Said("said.denied", "said not to be the reason")
            yield Evidence(code, -1.5, "said.denied", event.on, why, ("E4.14",), by=_witness(event))
    if not hits:
        return
    story = facts.story
    age = distance(event, story.last_visit, lost_on)
    for rule in hits:
        yield from _weighed(rule, book, seen, age)


def _weighed(rule: Rule[Clue], book: RuleBook[Clue], seen: EventFacts, age: int) -> Iterable[Evidence]:
    clue, event, story = rule.says, seen.event, seen.story
    scale = 1.0 if clue.half_life is None else 0.5 ** (age / clue.half_life)
    if clue.is_fault:
        days = story.visits.days
        bought_since = len(days) - bisect_right(days, event.on.toordinal())
        scale *= weight_of_fault(event, seen["tenure"], bought_since, story.numbers)
    because = book.say(rule, seen)
    witness = _witness(event)
    for code, weight in clue.weights:
        if code == NAMED:
            for named, confidence in seen.named:
                yield Evidence(
                    named,
                    round(weight * scale * confidence, 4),
                    rule.id,
                    event.on,
                    because,
                    rule.sources,
                    clue.verifies and confidence == 1.0,
                    witness,
                )
            continue
        if code == SHARED:
            code = "" if seen.systemic is None else seen.systemic.reason
            if not code:
                continue
        known = story.base.cases.weight(rule.id, code, weight)
        settles = clue.verifies and code == clue.weights[0][0] and witness in INDEPENDENT
        trust = candour(event.by, code, story.numbers)
        if clue.verifies and not settles:
            trust = min(trust, story.numbers(hearsay))
        known *= scale * trust
        yield Evidence(code, round(known, 4), rule.id, event.on, because, rule.sources, settles, witness)


def _witness(event: Event) -> Reporter:
    return Reporter.CLIENT if event.kind in SPOKEN and event.by in INDEPENDENT else event.by


def told_again(pieces: Iterable[Evidence], numbers: Tuning) -> list[Evidence]:
    """The same evidence, strongest first, each further piece for (or against) adding less."""
    share = numbers(repetition)
    told = {True: 1.0, False: 1.0}
    weighed = []
    for piece in sorted(pieces, key=strongest_first):
        speaks_for = piece.weight > 0
        part = told[speaks_for]
        told[speaks_for] = part * share
        weighed.append(piece if part == 1.0 else piece.beside(part))
    return weighed


def strongest_first(piece: Evidence) -> tuple[float, str, date, str]:
    """Order of evidence that does not depend on the order of the records."""
    return -abs(piece.weight), piece.rule, piece.on or date.max, piece.why


def _confirmed(code: str, pieces: list[Evidence], story: Story) -> list[Evidence]:
    """With what a record adds when it confirms the reason that was stated: two witnesses, one of them without a stake.

    A complaint says what went wrong, not why the client left: it is no statement of the reason.
    """
    if code in NOT_BY_RECORDS:
        return pieces
    said = next((piece for piece in pieces if piece.weight > 0 and _stated(piece)), None)
    firm = story.numbers(firm_record)
    record = next(
        (
            piece
            for piece in pieces
            if piece.by in INDEPENDENT
            and (piece.alone or piece.weight) >= firm
            and not piece.rule.startswith(("said.", "systemic."))
        ),
        None,
    )
    if said is None or record is None:
        return pieces
    why = Said("said.confirmed", "what was said is confirmed by a record independent of who said it")
    settled = Evidence(
        code, story.numbers(confirmation), "said.confirmed", record.on, why, ("E4.14", "section 6"), True, record.by
    )
    return [*pieces, settled]


def _stated(piece: Evidence) -> bool:
    return piece.rule.startswith(("said.", "sought.")) and piece.by not in (None, *INDEPENDENT)

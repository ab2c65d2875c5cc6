"""When a case has to be looked at again, if nothing happens.

Days that stand in the records and in the plan are read off. For the rules, each is asked what it can answer over a
whole span of days (`clientreturn.spans`); a span in which none can answer otherwise than today needs no closer look,
so that the first day of a change is found by halving spans. Each day found is assessed before it is told, and so is
each day for which a fact is asked of which nobody knows how it moves (a firm's own, a finder's).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from ..base.returns import lapse_doublings
from ..causes import event_facts
from ..conditions import Condition, evaluator, facts_of
from ..recovery import Block, BlockAction
from ..recovery.dating import TOO_LATE
from ..recovery.occasions import next_occasion, next_yearly
from ..recovery.owners import responsibility
from ..recovery.situation import MOURNED, look_ahead
from ..rules import RuleBook
from ..spans import EVERY, SpanReading, answer_of, span_reading
from ..worth.case_facts import months_between
from .motion import Ranges, day_after, moves, moving_rules

if TYPE_CHECKING:
    from .case import Case

__all__ = ["next_change", "written"]

FARTHEST: Final = 366 * 3
"""Days ahead that are looked at."""

MOST_LOOKS: Final = 31
"""Days assessed one by one before the next of them is told unseen."""

KEPT: Final = ("owner", "first_on", "last_on", "revenue_year", "purchases_a_year", "ticket")

DAY_FACTS: Final = frozenset({"weekday", "weekend", "holiday", "owner_away"})


def next_change(case: Case) -> date | None:
    """The first day on which time alone alters the case, at most three years ahead; `None` when there is none.

    Until then, an assessment of the same records with the case's own plan running says the same: standing, rule, date
    of loss, causes, class, money, steps. Only figures inside sentences, such as the days of silence, go on counting.
    A step that falls due, or a held one to be looked at again, is a change as well.
    """
    end = case.as_of + timedelta(min(FARTHEST, (date.max - case.as_of).days))
    due = min((day for day in _due(case) if case.as_of < day <= end), default=None)
    last = end if due is None else due - timedelta(1)
    now, start = case, day_after(case.as_of)
    for _ in range(MOST_LOOKS):
        found = None if start is None or start > last else _first_candidate(now, start, last)
        if found is None:
            return due
        later = case.later(found)
        if written(later) != written(case):
            return found
        now, start = later, day_after(found)
    return start


def written(case: Case) -> tuple[Any, ...]:
    """What a system of the firm keeps of a case: all that is said, without figures that count each day."""
    facts, worth = case.judgement.facts, case.worth
    causes = () if case.diagnosis is None else tuple((one.reason, round(one.p, 4)) for one in case.diagnosis.causes[:3])
    return (
        case.standing.says,
        case.standing.hit,
        case.since,
        causes,
        tuple(facts[name] for name in KEPT),
        responsibility(facts).employee,
        worth.return_class,
        worth.verdict.hit,
        worth.value,
        worth.cost,
        worth.expected,
        worth.chance.p,
        case.plan.steps,
    )


def _first_candidate(case: Case, first: date, last: date) -> date | None:
    """The first day of the span on which something may be altered."""
    dated = min((day for day in _dated(case, first) if first <= day <= last), default=None)
    if dated is not None:
        last = dated - timedelta(1)
    unsettled = _first_unsettled(case, list(_watched(case)), first, last) if first <= last else None
    return dated if unsettled is None else unsettled


# --- days that are known beforehand ---------------------------------------------------------------------


def _due(case: Case) -> Iterator[date]:
    """Days on which a step falls due, or a held one is looked at again."""
    for step in case.plan.steps:
        yield step.on
    for one in case.plan.blocked:
        if one.look_again is not None:
            yield one.look_again


def _dated(case: Case, first: date) -> Iterator[date]:
    yield from _in_records(case)
    yield from _of_plan(case, first)
    yield from _of_owners(case)
    if case.since is not None:
        yield from _of_loss(case)


def _in_records(case: Case) -> Iterator[date]:
    """Days on which a record begins or ends to count."""
    client = case.account
    for purchase in client.purchases:
        yield from _days(purchase.on, purchase.known_on)
    for event in client.events:
        yield from _days(event.on, event.known_on)
        if event.resolved_on is not None:
            yield event.resolved_on
        until = event.detail("until")
        if type(until) is date:
            yield until
            yield from _after(until)
    for owner in client.owners:
        yield owner.since
    for contract in client.contracts:
        yield contract.start
        if contract.ends is not None:
            yield from _after(contract.ends)
        if contract.notice_on is not None:
            yield contract.notice_on
    for person in client.contacts:
        if person.since is not None:
            yield person.since
        if person.until is not None:
            yield from _after(person.until)
        for consent in person.consents:
            yield consent.on


def _days(*days: date | None) -> Iterator[date]:
    return (day for day in days if day is not None)


def _after(day: date) -> Iterator[date]:
    return _plus(day, 1)


def _plus(day: date, days: int) -> Iterator[date]:
    """A day so many days later, unless the calendar ends before."""
    if 1 <= day.toordinal() + days <= date.max.toordinal():
        yield day + timedelta(days)


def _of_owners(case: Case) -> Iterator[date]:
    """Days from which an owner has had the client for one usual gap, and no longer counts as having inherited it."""
    usual: float = case.judgement.facts["usual_gap"] or 0.0
    for owner in case.account.owners:
        yield from _plus(owner.since, ceil(usual))
    last = case.judgement.story.last_visit
    if last is not None:
        yield from _plus(last, round(usual))


def _of_loss(case: Case) -> Iterator[date]:
    """The next month of the loss, or the day from which its length counts for more and the chance of return falls."""
    assert case.since is not None
    months = months_between(case.since, case.as_of)
    for days in range(1, 32):
        if (date.max - case.as_of).days < days:
            return
        day = case.as_of + timedelta(days)
        lost = (day - case.since).days
        if months_between(case.since, day) != months or lapse_doublings(lost) != lapse_doublings(lost - 1):
            yield day


def _of_plan(case: Case, first: date) -> Iterator[date]:
    """Days on which the planner itself looks at the calendar: missed greetings, days to greet on, mourning, loyalty."""
    for step in case.plan.steps:
        yield from _plus(step.on, TOO_LATE + 1)
        if step.on < first and _blocks_by_day(case.policy.recovery.blocks):
            yield first
    story, books = case.judgement.story, case.policy.recovery
    ahead = round(story.numbers(look_ahead))
    greeted = [person.birthday for person in case.account.contacts if person.birthday is not None]
    coming = [next_yearly(day, first) for day in greeted]
    for country in {case.account.country, *(person.country for person in case.account.contacts)}:
        found = next_occasion(books.occasions, case.account.trade, country, first)
        coming += [] if found is None else [found[1]]
    for day in coming:
        yield from (*_plus(day, -ahead), *_plus(day, 1))
    for event in story.events("died"):
        yield from _plus(event.on, MOURNED.days + 1)
    for event in story.events("interview"):
        yield from _plus(event.on, 366)


@lru_cache(maxsize=64)
def _blocks_by_day(blocks: RuleBook[Block]) -> bool:
    """Whether a block looks at the day and does more than move a step; what is overdue is moved no more."""
    return any(
        not DAY_FACTS.isdisjoint(facts_of(rule.when)) and (rule.says.action is not BlockAction.MOVE or rule.says.until)
        for rule in blocks
    )


# --- days on which a rule answers otherwise -----------------------------------------------------------------

Watch = tuple[SpanReading, int, Any]
"""What a rule can answer over a span, what it answers today, and the values it is asked with."""


def _first_unsettled(case: Case, watched: list[Watch], first: date, last: date) -> date | None:
    """The first day of a span on which a rule may answer otherwise than today."""
    if not watched or _settled(case, watched, first, last):
        return None
    while first < last:
        middle = first + (last - first) // 2
        if _settled(case, watched, first, middle):
            first = middle + timedelta(1)
        else:
            last = middle
    return first


def _settled(case: Case, watched: list[Watch], first: date, last: date) -> bool:
    ranges: dict[int, Ranges] = {}
    for reading, answer, values in watched:
        known = ranges.get(id(values))
        if known is None:
            known = ranges[id(values)] = Ranges(case, values, first, last)
        if reading(known) != answer:
            return False
    return True


def _watched(case: Case) -> Iterator[Watch]:
    """Every rule that spoke or could speak, and whose answer can change with nothing but time."""
    policy, facts = case.policy, case.judgement.facts
    yield from _first_hit(policy.standing, case.standing.outcomes, facts)
    if case.diagnosis is not None:
        yield from _every(policy.causes.states, event_facts.StateFacts(facts, case.since))
        if moving_rules(policy.causes.events):
            for event in case.judgement.story.client.events:
                seen = event_facts.EventFacts(event, facts, case.since, policy.causes.reader)
                yield from _every(policy.causes.of_kind(event.kind), seen)
        if policy.causes.finders:
            yield _never_settled, 0, facts
    yield from _every(policy.chance_factors, case.worth.facts)
    yield from _every(policy.traits, case.worth.facts)
    yield from _first_hit(policy.return_class, case.worth.verdict.outcomes, case.worth.facts)
    for question in _moving_questions(policy.recovery.steps):
        names = facts_of(Condition(question))
        values = case.worth.facts
        yield _reading(question), _answer_today(question, values, names), values


def _never_settled(ranges: Any) -> int:
    return EVERY


def _first_hit(book: RuleBook[Any], outcomes: tuple[bool | None, ...], values: Any) -> Iterator[Watch]:
    for at, rule in moving_rules(book):
        if at < len(outcomes):
            yield _reading(rule.when.node), answer_of(outcomes[at]), values


def _every(book: RuleBook[Any], values: Any) -> Iterator[Watch]:
    for _, rule in moving_rules(book):
        yield _reading(rule.when.node), answer_of(_plain(rule.when.node)(values)), values


def _answer_today(question: Any, values: Any, names: tuple[str, ...]) -> int:
    try:
        return answer_of(_plain(question)(values))
    except KeyError:  # a fact that only the planner makes
        return 0


@lru_cache(maxsize=4096)
def _reading(node: Any) -> SpanReading:
    return span_reading(node)


@lru_cache(maxsize=4096)
def _plain(node: Any) -> Any:
    return evaluator(node)


@lru_cache(maxsize=64)
def _moving_questions(steps: RuleBook[Any]) -> tuple[Any, ...]:
    """The comparisons and flags in a book of steps that move with time.

    Where each of them answers the same, so does each rule, whatever the plan's own facts are.
    """
    found: dict[Any, None] = {}
    for _, rule in moving_rules(steps):
        found.update(dict.fromkeys(_questions(rule.when.node)))
    return tuple(found)


def _questions(node: Any) -> Iterator[Any]:
    if node[0] in ("&", "|", "~"):
        for part in node[1:]:
            yield from _questions(part)
    elif any(moves(name) for name in facts_of(Condition(node))):
        yield node

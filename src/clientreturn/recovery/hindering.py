"""The law and the blocks, asked about one placed step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import attrs

from ..conditions import Value, facts_of
from ..history import Channel
from ..phrases import Said
from ..rules import Rule, RuleBook
from .owners import Assignment
from .permission import Answer
from .plan_facts import StepFacts
from .situation import Situation
from .spacing import Spacing
from .step import Act, Block, BlockAction, Blocked, Purpose
from .weekend import is_weekend

__all__ = ["Hindrances", "Stop"]

Reading = Callable[[Mapping[str, Value]], bool | None]

WHOLE: Final = ("law.suppressed", "law.objection", "law.never-again")
"""The law that leaves nothing of a plan but the block."""

ANY_CONTACT: Final[dict[str, Value]] = {
    "purpose": "asking",
    "channel": "",
    "act": "",
    "stage": 0,
    "weekday": 0,
    "weekend": False,
    "permission": "allowed",
    "channel_refused": False,
    "named": True,
    "holiday": False,
    "owner_away": False,
    "near_greeting": False,
    "messages": 0,
    "address_bounced": False,
    "too_early": False,
}
NO_STEP: Final[dict[str, Value]] = dict.fromkeys(ANY_CONTACT)
FIXED: Final = ("purpose", "act", "stage", "named")
"""What of a step neither another channel nor another day would change."""
CHANGEABLE: Final = frozenset(ANY_CONTACT).difference(FIXED)


@attrs.frozen(eq=False)
class Stop:
    """The block that holds a step on a day, with the facts by which it does."""

    rule: Rule[Block]
    book: RuleBook[Block]
    facts: PlacedFacts

    @property
    def why(self) -> Said:
        """The block's reason."""
        return self.book.say(self.rule, self.facts)

    @property
    def unavoidable(self) -> bool:
        """Whether the step is held by whatever channel and on whatever day it is done."""
        moves = self.rule.says.action is BlockAction.MOVE
        return not moves and CHANGEABLE.isdisjoint(facts_of(self.rule.when))


class Hindrances:
    """What stands in the way of one client's steps."""

    def __init__(self, now: Situation, spacing: Spacing) -> None:
        self.now = now
        self.spacing = spacing
        self.person = now.person()
        self.country = (self.person.country if self.person else "") or now.story.client.country
        self._live: dict[tuple[Purpose, bool], tuple[tuple[Rule[Block], Reading], ...]] = {}
        self._whatever: dict[bool, tuple[tuple[Rule[Block], Reading], ...]] = {}
        self._bounced: dict[Channel | None, bool] = {}

    def barred(self) -> Blocked | None:
        """The law that forbids every contact, whatever it is for; `None` when none does."""
        blocks, facts = self.now.books.blocks, StepFacts(self.now.facts, ANY_CONTACT)
        for rule in filter(None, map(blocks.get, WHOLE)):
            if blocks.answer(rule.id, facts):
                return Blocked("everything", rule.id, blocks.say(rule, facts), BlockAction.DROP, None, rule.sources)
        return None

    def stop(self, facts: PlacedFacts, issued: bool, overdue: bool = False) -> Stop | None:
        """The first block that surely holds; what is overdue stays where it is, unless the client put us off."""
        for rule, holds in self._open_blocks(facts.act.purpose, issued):
            if holds(facts) and not (overdue and rule.says.action is BlockAction.MOVE and not rule.says.until):
                return Stop(rule, self.now.books.blocks, facts)
        return None

    def facts(self, act: Act, channel: Channel | None, who: Assignment, on: date, issued: bool) -> PlacedFacts:
        """The facts of a step; for what was issued, those of the client that time alone cannot have changed."""
        return PlacedFacts(self, act, channel, who, on, issued)

    def name(self, act: Act) -> str | None:
        """The name of whom an act addresses; a consumer without a contact is its own."""
        if act.purpose is Purpose.INTERNAL:
            return None
        if self.person is not None:
            return self.person.name or None
        client = self.now.story.client
        return (client.name or None) if client.company is False else None

    def permission(self, channel: Channel | None, purpose: Purpose) -> Answer:
        """What the firm's table says about a channel for a purpose."""
        if channel is None:
            return Answer.ALLOWED
        return self.now.books.permitted(self.country, bool(self.now.story.client.company), channel, purpose)

    def _open_blocks(self, purpose: Purpose, issued: bool) -> tuple[tuple[Rule[Block], Reading], ...]:
        """Blocks that the facts of the plan do not rule out for a purpose whatever the step, worked out once."""
        known = self._live.get((purpose, issued))
        if known is None:
            for_it = {rule.id for rule in self.now.books.blocks.narrowed(purpose=purpose.value)}
            known = tuple([pair for pair in self._open_whatever(issued) if pair[0].id in for_it])
            self._live[purpose, issued] = known
        return known

    def _open_whatever(self, issued: bool) -> tuple[tuple[Rule[Block], Reading], ...]:
        known = self._whatever.get(issued)
        if known is None:
            plan = StepFacts(self.now.settled if issued else self.now.facts, NO_STEP)
            known = self._whatever[issued] = self.now.books.blocks.not_ruled_out(plan)
        return known

    def comes_back(self, channel: Channel | None) -> bool:
        """Whether the last message by a channel came back, and nothing has reached the client by it since."""
        if channel not in self._bounced:
            story, name = self.now.story, "" if channel is None else channel.value
            back = [event.on for event in story.events("bounced") if event.detail("channel") == name]
            heard = (event.on for event in story.events("contact", "reply") if event.detail("channel") == name)
            self._bounced[channel] = bool(back) and not any(day > max(back) for day in heard)
        return self._bounced[channel]


class PlacedFacts(StepFacts):
    """The facts of an act by a channel, by somebody, on a day, made when a block asks."""

    def __init__(
        self, hindrances: Hindrances, act: Act, channel: Channel | None, who: Assignment, on: date, issued: bool
    ) -> None:
        now = hindrances.now
        super().__init__(now.settled if issued else now.facts, {})
        self.hindrances = hindrances
        self.act = act
        self.channel = channel
        self.who = who
        self.on = on
        self.issued = issued

    def __missing__(self, name: str) -> Value:
        make = _MAKERS.get(name)
        if make is None:
            return self.plan[name]
        value = self[name] = make(self)
        return value

    @property
    def consent(self) -> bool | None:
        """What the person said about the channel, by the day."""
        person = self.hindrances.person
        return None if person is None or self.channel is None else person.consented(self.channel, self.on)


def _permission(facts: PlacedFacts) -> str:
    answer = facts.hindrances.permission(facts.channel, facts.act.purpose)
    return (Answer.ALLOWED if answer is Answer.OPT_IN and facts.consent else answer).value


def _owner_away(facts: PlacedFacts) -> bool:
    team = facts.hindrances.now.team
    employee = team.member(facts.who.employee)
    return employee is not None and (not employee.works(facts.on) or team.shut(employee, facts.on))


def _too_early(facts: PlacedFacts) -> bool:
    later: Value = facts.hindrances.now.facts["call_back_on"]
    return later is not None and facts.on < later


_MAKERS: Final[dict[str, Callable[[PlacedFacts], Value]]] = {
    "purpose": lambda facts: facts.act.purpose.value,
    "channel": lambda facts: "" if facts.channel is None else facts.channel,
    "act": lambda facts: facts.act.kind,
    "stage": lambda facts: int(facts.act.stage),
    "weekday": lambda facts: facts.on.weekday(),
    "weekend": lambda facts: is_weekend(facts.hindrances.country, facts.on),
    "permission": _permission,
    "channel_refused": lambda facts: facts.consent is False,
    "named": lambda facts: bool(facts.hindrances.name(facts.act)),
    "holiday": lambda facts: (facts.hindrances.country, facts.on) in facts.hindrances.now.team.holidays,
    "owner_away": _owner_away,
    "near_greeting": lambda facts: facts.hindrances.spacing.too_near(facts.act.purpose, facts.on, facts.issued),
    "messages": lambda facts: facts.hindrances.spacing.messages(facts.on, facts.issued),
    "address_bounced": lambda facts: facts.hindrances.comes_back(facts.channel),
    "too_early": _too_early,
}

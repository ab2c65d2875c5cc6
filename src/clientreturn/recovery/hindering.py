"""The law and the blocks, asked about one placed step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import attrs

from ..conditions import Value, evaluator
from ..history import Channel
from ..phrases import Said
from ..rules import Rule
from .owners import Assignment
from .permission import Answer, permitted
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


@attrs.frozen
class Stop:
    """The block that holds a step on a day."""

    rule: Rule[Block]
    why: Said


class Hindrances:
    """What stands in the way of one client's steps."""

    def __init__(self, now: Situation, spacing: Spacing) -> None:
        self.now = now
        self.spacing = spacing
        self.person = now.person()
        self.country = (self.person.country if self.person else "") or now.story.client.country
        self._permissions: dict[tuple[Channel | None, Purpose], Answer] = {}
        self._live: dict[bool, tuple[tuple[Rule[Block], Reading], ...]] = {}
        self._bounced: dict[Channel | None, bool] = {}

    def barred(self) -> Blocked | None:
        """The law that forbids every contact, whatever it is for; `None` when none does."""
        blocks, facts = self.now.books.blocks, StepFacts(self.now.facts, ANY_CONTACT)
        for rule in blocks:
            if rule.id in WHOLE and evaluator(rule.when.node)(facts):
                return Blocked("everything", rule.id, blocks.say(rule, facts), BlockAction.DROP, None, rule.sources)
        return None

    def stop(self, facts: StepFacts, issued: bool, overdue: bool = False) -> Stop | None:
        """The first block that surely holds; what is overdue stays where it is, unless the client put us off."""
        for rule, holds in self._open_blocks(issued):
            if holds(facts) and not (overdue and rule.says.action is BlockAction.MOVE and not rule.says.until):
                return Stop(rule, self.now.books.blocks.say(rule, facts))
        return None

    def facts(self, act: Act, channel: Channel | None, who: Assignment, on: date, issued: bool) -> StepFacts:
        """The facts of a step; for what was issued, those of the client that time alone cannot have changed."""
        now, person = self.now, self.person
        employee = now.team.member(who.employee)
        consent = None if person is None or channel is None else person.consented(channel, on)
        answer = self._permission(channel, act.purpose)
        if answer is Answer.OPT_IN and consent:
            answer = Answer.ALLOWED
        later: Value = now.facts["call_back_on"]
        return StepFacts(
            now.settled if issued else now.facts,
            {
                "purpose": act.purpose.value,
                "channel": "" if channel is None else channel,
                "act": act.kind,
                "stage": int(act.stage),
                "weekday": on.weekday(),
                "weekend": is_weekend(self.country, on),
                "permission": answer.value,
                "channel_refused": consent is False,
                "named": bool(self.name(act)),
                "holiday": (self.country, on) in now.team.holidays,
                "owner_away": employee is not None and (not employee.works(on) or now.team.shut(employee, on)),
                "near_greeting": self.spacing.too_near(act.purpose, on, issued),
                "messages": self.spacing.messages(on, issued),
                "address_bounced": self._comes_back(channel),
                "too_early": later is not None and on < later,
            },
        )

    def name(self, act: Act) -> str | None:
        """The name of whom an act addresses; a consumer without a contact is its own."""
        if act.purpose is Purpose.INTERNAL:
            return None
        if self.person is not None:
            return self.person.name or None
        client = self.now.story.client
        return (client.name or None) if client.company is False else None

    def _permission(self, channel: Channel | None, purpose: Purpose) -> Answer:
        """What the firm's table says about a channel for a purpose."""
        if channel is None:
            return Answer.ALLOWED
        known = self._permissions.get((channel, purpose))
        if known is None:
            company = bool(self.now.story.client.company)
            known = permitted(self.now.books.permissions, self.country, company, channel, purpose)
            self._permissions[channel, purpose] = known
        return known

    def _open_blocks(self, issued: bool) -> tuple[tuple[Rule[Block], Reading], ...]:
        """Blocks that the facts of the plan do not rule out whatever the step, worked out once."""
        known = self._live.get(issued)
        if known is None:
            plan = self.now.settled if issued else self.now.facts
            known = self._live[issued] = self.now.books.blocks.not_ruled_out(StepFacts(plan, dict(NO_STEP)))
        return known

    def _comes_back(self, channel: Channel | None) -> bool:
        """Whether the last message by a channel came back, and nothing has reached the client by it since."""
        if channel not in self._bounced:
            story, name = self.now.story, "" if channel is None else channel.value
            back = [event.on for event in story.events("bounced") if event.detail("channel") == name]
            heard = (event.on for event in story.events("contact", "reply") if event.detail("channel") == name)
            self._bounced[channel] = bool(back) and not any(day > max(back) for day in heard)
        return self._bounced[channel]

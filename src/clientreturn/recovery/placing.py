"""Placing one act: employee, person, channel, offer and day; then the law and the blocks are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

import attrs

from ..conditions import Number, Unit, Value
from ..history import OUTREACH, Channel
from ..phrases import Said
from ..rules import Rule
from .channels import INSTEAD
from .decision import Decides, Decision, decision_about
from .offers import Choice, choose
from .owners import Assignment, assign
from .permission import permitted
from .plan_facts import StepFacts
from .situation import Situation
from .step import Act, Block, BlockAction, Blocked, Purpose, Result, Role, Step

__all__ = ["Placed", "Placing", "held"]

apart = Number("ask-and-greeting-apart", 7, Unit.DAYS, "E1.2", "days between an ask and a greeting", 0, 90)
MOST_MOVES: Final = 60
MONTH: Final = timedelta(30)

LASTING_GREETINGS: Final = frozenset({"say-hello", "birthday", "occasion", "project-anniversary",
                                      "pictures-of-the-work", "regret-letter", "farewell"})  # fmt: skip


WHOLE: Final = ("law.suppressed", "law.objection", "law.never-again")
"""The law that leaves nothing of a plan but the block."""

ANY_CONTACT: Final[dict[str, Value]] = {
    "purpose": "asking",
    "channel": "",
    "act": "",
    "stage": 0,
    "weekday": 0,
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


@attrs.define
class Placed:
    """An act on its way to becoming a step."""

    rule: Rule[Act]
    step: Step | None = None
    ends: date = date.min
    blocked: Blocked | None = None


@attrs.frozen
class Stop:
    """The block that holds a step on a day."""

    rule: Rule[Block]
    why: Said


class Placing:
    """Places the acts of one client, each beside those already placed."""

    def __init__(self, now: Situation) -> None:
        self.now = now
        self.moved: dict[str, str] = {}
        self.choice: Choice | None = None
        self._asks: list[date] = [step.on for step in now.running.values() if step.purpose is Purpose.ASKING]
        self._greetings = [step.on for step in now.running.values() if step.purpose is Purpose.GREETING]
        greeted = (
            event.on
            for key, event in now.results.by_key.items()
            if key.rsplit("/", 2)[-2] in LASTING_GREETINGS and event.detail("result") == Result.DONE
        )
        self._greeted = [*(event.on for event in now.story.events("greeting")), *greeted]
        self._asked = [event.on for event in now.story.events("offer")]
        self._messages = [event.on for event in now.story.events(*OUTREACH) if event.kind != "contact"]
        self._person = now.person()

    def place(self, rule: Rule[Act], key: str, earliest: date, moved: str = "") -> Placed:
        """One act placed; `moved` is the named reason to leave the day that was issued."""
        act, now = rule.says, self.now
        issued = now.running.get(key)
        decided = decision_about(now.story, key, act.kind)
        decision = None if decided is None else decided[0]
        if decided is not None and decided[0].do is Decides.SKIP:
            return held(rule, "decision", decided[1], decided[0].until)
        if decision is not None and decision.until is not None and decision.do is Decides.POSTPONE:
            earliest = max(earliest, decision.until)
            if issued is not None and issued.on < decision.until:
                moved = str(decided[1]) if decided else moved
        on = earliest if issued is None or moved else issued.on
        who = self._who(act, on, issued, decision)
        first: Stop | None = None
        for channel in self._channels(act, on, issued, decision):
            day, stops = self._free_day(act, channel, who, on, issued is not None)
            if stops and stops[-1].rule.says.action is not BlockAction.MOVE:
                first = first or stops[-1]
                continue
            notes = [who.note, *(str(decided[1]) for _ in "." if decided is not None)]
            notes += [f"{channel} since {first.why}"] if first is not None else []
            notes += [f"not on {on.isoformat()}: {stops[0].why}"] if stops else []
            step = self._step(rule, key, day, channel, who, "; ".join(note for note in notes if note))
            if issued is not None:
                step = self._as_issued(step, issued, moved)
            self._remember(step)
            return Placed(rule, step, max(step.on, now.as_of) + timedelta(act.lasts))
        assert first is not None
        return held(rule, first.rule.id, first.why, self._look_again(first), first.rule)

    def keep_free(self, days: Iterable[date]) -> None:
        """Days of greetings that cannot move, such as a birthday: asks keep their distance from them."""
        self._greetings += days

    def barred(self) -> Blocked | None:
        """The law that forbids every contact, whatever it is for; `None` when none does."""
        blocks, facts = self.now.books.blocks, StepFacts(self.now.facts, ANY_CONTACT)
        for rule in blocks.every(facts).hits:
            if rule.id in WHOLE:
                return Blocked("everything", rule.id, blocks.say(rule, facts), BlockAction.DROP, None, rule.sources)
        return None

    def hindrance(self, step: Step, who: Assignment, on: date) -> Said | None:
        """What holds a step of the running plan if it is done on another day or by another person."""
        act = self.now.books.steps[step.rule].says
        stop = self._stop(self._facts(act, step.channel, who, on, self.now.facts), overdue=False)
        return None if stop is None else stop.why

    def _step(self, rule: Rule[Act], key: str, on: date, channel: Channel | None, who: Assignment, note: str) -> Step:
        act, now = rule.says, self.now
        say = now.books.steps.say
        return Step(
            key, on, act.kind, act.stage, act.purpose, channel, act.role, who.employee, self._name(act),
            self._offer(act), say(rule, now.facts, ".brief", act.brief), say(rule, now.facts), rule.id, rule.sources,
            note, act.waits_for, act.after,
        )  # fmt: skip

    def _as_issued(self, step: Step, issued: Step, moved: str) -> Step:
        """What was issued keeps its wording; a change has a named reason, and the first one is told."""
        another = step.rule != issued.rule and not self.now.unchanged
        reasons = (
            (bool(moved), moved),
            (step.on != issued.on, "the day is blocked now"),
            (step.owner != issued.owner, f"{issued.owner or 'nobody'} can no longer do it"),
            (step.channel != issued.channel, f"{issued.channel} is no longer open"),
            (step.person != issued.person, f"{issued.person or 'nobody'} is no longer the person to speak to"),
            (another, f"asked for by another rule now: {step.why}"),
        )
        why = next((why for differs, why in reasons if differs), "")
        if not why:
            return attrs.evolve(issued, key=step.key)
        self.moved[step.key] = why
        if another:
            return step
        kept = attrs.evolve(issued, key=step.key, on=step.on, owner=step.owner, channel=step.channel)
        return attrs.evolve(kept, person=step.person, note=step.note)

    def _who(self, act: Act, on: date, issued: Step | None, decision: Decision | None) -> Assignment:
        if decision is not None and decision.owner is not None and decision.do is Decides.ASSIGN:
            return Assignment(decision.owner)
        now = self.now
        if issued is not None and issued.owner is not None and self._may_keep(act, issued.owner):
            return Assignment(issued.owner, issued.note)
        senior = now.senior and act.purpose is not Purpose.INTERNAL
        found = assign(act.role, now.bench, senior, on)
        if senior and act.role is Role.LEAD and now.leader is not None and found.employee is not None:
            why = now.books.leaders.say(now.leader, now.facts)
            return Assignment(found.employee, "; ".join(part for part in (found.note, str(why)) if part))
        return found

    def _may_keep(self, act: Act, owner: str) -> bool:
        """Whether whoever was given a step keeps it: unless gone, or lost the client for a reason now on record."""
        now = self.now
        if now.team.members and now.team.member(owner) is None and owner != now.bench.present:
            return False
        if now.unchanged or act.role not in (Role.OWNER, Role.LEAD):
            return True
        return owner not in now.bench.at_fault and not (owner == now.bench.lost_by and now.story.silence.breaks)

    def _name(self, act: Act) -> str | None:
        if act.purpose is Purpose.INTERNAL:
            return None
        if self._person is not None:
            return self._person.name or None
        return self.now.story.client.name or None if self.now.story.client.company is False else None

    def _channels(self, act: Act, on: date, issued: Step | None, decision: Decision | None) -> Iterable[Channel | None]:
        if act.purpose is Purpose.INTERNAL:
            return (None,)
        if act.channel is not None:
            return (act.channel,)
        preferred: list[Channel] = []
        if decision is not None and decision.channel is not None and decision.do is Decides.REACH:
            preferred.append(decision.channel)
        if issued is not None and issued.channel is not None:
            preferred.append(issued.channel)
        likes = None if self._person is None else self._person.prefers
        if likes is not None and act.purpose is Purpose.GREETING:
            preferred.append(likes)
        found = self.now.books.channels.every(self._facts(act, None, Assignment(None), on, self.now.facts)).says
        preferred.append(found[0] if found else Channel.CALL)
        return dict.fromkeys((*preferred, *INSTEAD[preferred[0]]))

    def _free_day(
        self, act: Act, channel: Channel | None, who: Assignment, on: date, issued: bool
    ) -> tuple[date, list[Stop]]:
        """The first day on which nothing blocks the step, with what moved it; or the block that ends the search.

        What is overdue stays where it is, unless the client itself put us off.
        """
        now = self.now
        values: Mapping[str, Value] = now.settled if issued else now.facts
        stops: list[Stop] = []
        for _ in range(MOST_MOVES):
            day = max(on, now.as_of)
            facts = self._facts(act, channel, who, day, values)
            stop = self._stop(facts, overdue=issued and on < now.as_of)
            if stop is None:
                return on, stops
            stops.append(stop)
            block = stop.rule.says
            if block.action is not BlockAction.MOVE:
                return on, stops
            until = facts[block.until] if block.until else None
            on = max(until, day + timedelta(1)) if until is not None else day + timedelta(block.days)
        stops.append(attrs.evolve(stops[-1], rule=attrs.evolve(stops[-1].rule, says=Block(BlockAction.HOLD, 30))))
        return on, stops

    def _stop(self, facts: StepFacts, overdue: bool) -> Stop | None:
        blocks = self.now.books.blocks
        for rule in blocks.every(facts).hits:
            if not (overdue and rule.says.action is BlockAction.MOVE and not rule.says.until):
                return Stop(rule, blocks.say(rule, facts))
        return None

    def _look_again(self, stop: Stop) -> date | None:
        block = stop.rule.says
        return self.now.as_of + timedelta(block.days) if block.action is BlockAction.HOLD else None

    def _facts(
        self, act: Act, channel: Channel | None, who: Assignment, on: date, values: Mapping[str, Value]
    ) -> StepFacts:
        now, person = self.now, self._person
        client = now.story.client
        country = (person.country if person else "") or client.country
        employee = now.team.member(who.employee)
        answer = "allowed"
        if channel is not None:
            answer = permitted(now.books.permissions, country, bool(client.company), channel, act.purpose).value
        consent = None if person is None or channel is None else person.consented(channel, on)
        if answer == "needs opt-in" and consent:
            answer = "allowed"
        later: Value = now.facts["call_back_on"]
        return StepFacts(
            values,
            {
                "purpose": act.purpose.value,
                "channel": "" if channel is None else channel.value,
                "act": act.kind,
                "stage": int(act.stage),
                "weekday": on.weekday(),
                "permission": answer,
                "channel_refused": consent is False,
                "named": bool(self._name(act)),
                "holiday": (country, on) in now.team.holidays,
                "owner_away": employee is not None and (not employee.works(on) or now.team.shut(employee, on)),
                "near_greeting": self._near(act, on),
                "messages": sum(on - MONTH <= day <= on for day in self._messages),
                "address_bounced": _bounced(now, channel),
                "too_early": later is not None and on < later,
            },
        )

    def _near(self, act: Act, on: date) -> bool:
        """Whether an ask and a greeting would stand too near to each other (E1.2)."""
        distance = self.now.story.numbers(apart)
        if act.purpose is Purpose.ASKING:
            others = [*self._greeted, *self._greetings]
        elif act.purpose is Purpose.GREETING:
            others = [*self._asked, *self._asks]
        else:
            return False
        return any(abs((on - day).days) < distance for day in others)

    def _remember(self, step: Step) -> None:
        if step.purpose is Purpose.ASKING:
            self._asks.append(step.on)
            self._messages.append(step.on)
        elif step.purpose is Purpose.GREETING:
            self._greetings.append(step.on)
            self._messages.append(step.on)

    def _offer(self, act: Act) -> str | None:
        if not act.asks:
            return None
        now = self.now
        choice = choose(now.books.offers, now.facts, now.books.objective, act.offers)
        if act.purpose is Purpose.ASKING or self.choice is None:
            self.choice = choice
        return None if choice.offer is None else choice.offer.id


def held(rule: Rule[Act], by: str, why: Said, look_again: date | None, block: Rule[Block] | None = None) -> Placed:
    """An act that will not become a step now."""
    action = BlockAction.DROP if look_again is None else BlockAction.HOLD
    sources = ("R25",) if block is None else block.sources
    return Placed(rule, blocked=Blocked(rule.says.kind, by, why, action, look_again, sources))


def _bounced(now: Situation, channel: Channel | None) -> bool:
    """Whether the last message by a channel came back, and nothing has reached the client by it since."""
    if channel is None:
        return False
    back = [event.on for event in now.story.events("bounced") if event.detail("channel") == channel.value]
    heard = [event.on for event in now.story.events("contact", "reply") if event.detail("channel") == channel.value]
    return bool(back) and not any(day > max(back) for day in heard)

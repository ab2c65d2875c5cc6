"""Placing one act: employee, person, channel, offer and day; then the law and the blocks are asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from ..days import later
from ..history import Channel
from ..phrases import SEMICOLON, Said, listed, said
from ..rules import Rule
from .channels import INSTEAD
from .decision import Decides, Decision, decision_about
from .hindering import Hindrances, Stop
from .offers import Choice, choose
from .owners import Assignment, assign
from .situation import Situation
from .spacing import Spacing
from .step import Act, Block, BlockAction, Blocked, Purpose, Role, Step

__all__ = ["Placed", "Placing", "held"]

MOST_MOVES: Final = 60


NOBODY: Final = Said("nobody", "nobody")


@attrs.define
class Placed:
    """An act on its way to becoming a step.

    Attributes:
        rule: the rule that asks for it.
        step: the step that it became.
        ends: the day on which it can have ended, from today on.
        planned: the same by its own day, which does not drift while it is overdue.
        blocked: what holds it.
    """

    rule: Rule[Act]
    step: Step | None = None
    ends: date = date.min
    planned: date = date.min
    blocked: Blocked | None = None


class Placing:
    """Places the acts of one client, each beside those already placed."""

    def __init__(self, now: Situation) -> None:
        self.now = now
        self.moved: dict[str, str] = {}
        self.choice: Choice | None = None
        self.spacing = Spacing(now)
        self.hindrances = Hindrances(now, self.spacing)

    def hindrance(self, step: Step, who: Assignment, on: date) -> Said | None:
        """What holds a step of the running plan if it is done on another day or by another person."""
        act = self.now.books.steps[step.rule].says
        stop = self.hindrances.stop(self.hindrances.facts(act, step.channel, who, on, issued=True), issued=True)
        return None if stop is None else stop.why

    def place(self, rule: Rule[Act], key: str, earliest: date, moved: str = "", after: date = date.min) -> Placed:
        """One act placed; `moved` is the named reason to leave the day that was issued.

        What comes first may have been put off beyond the day that was issued: then it moves as well, to stay `after` it.
        """
        act, now = rule.says, self.now
        issued = now.running.get(key)
        decided = decision_about(now.story, key, act.kind)
        decision = None if decided is None else decided[0]
        if decided is not None and decided[0].do is Decides.SKIP:
            return held(rule, "decision", decided[1], decided[0].until)
        if decision is not None and decision.until is not None and decision.do is Decides.POSTPONE:
            earliest = max(earliest, decision.until)
            if issued is not None and issued.on < decision.until:
                moved = decided[1] if decided else moved
        if issued is not None and not moved and issued.on < after:
            moved = said("moved.after", "what comes first was put off to {day}", day=after)
        on = earliest if issued is None or moved else issued.on
        guide = issued if issued is not None and (issued.rule == rule.id or now.unchanged) else None
        who = self._who(act, on, guide, decision)
        first: Stop | None = None
        for channel in self._channels(act, on, guide, decision):
            day, stops = self._free_day(act, channel, who, on, issued is not None)
            if stops and stops[-1].rule.says.action is not BlockAction.MOVE:
                if stops[-1].unavoidable:
                    first = stops[-1]
                    break
                first = first or stops[-1]
                continue
            notes = [who.note, *(decided[1] for _ in "." if decided is not None)]
            notes += (
                [said("note.channel", "{channel} since {why}", channel=channel, why=first.why)]
                if first is not None
                else []
            )
            notes += [said("note.not-on", "not on {day}: {why}", day=on, why=stops[0].why)] if stops else []
            step = self._step(rule, key, day, channel, who, listed((note for note in notes if note), SEMICOLON))
            if issued is not None:
                step = self._as_issued(step, issued, moved)
            self.spacing.remember(step)
            return Placed(rule, step, later(max(step.on, now.as_of), act.lasts), later(step.on, act.lasts))
        assert first is not None
        return held(rule, first.rule.id, first.why, self._look_again(first), first.rule)

    def _step(self, rule: Rule[Act], key: str, on: date, channel: Channel | None, who: Assignment, note: str) -> Step:
        act, now = rule.says, self.now
        say = now.books.steps.say
        return Step(
            key, on, act.kind, act.stage, act.purpose, channel, act.role, who.employee, self.hindrances.name(act),
            self._offer(act), say(rule, now.facts, ".brief", act.brief), say(rule, now.facts), rule.id, rule.sources,
            note, act.waits_for, act.after,
        )  # fmt: skip

    def _as_issued(self, step: Step, issued: Step, moved: str) -> Step:
        """What was issued keeps its wording; a change has a named reason, and the first one is told."""
        another = step.rule != issued.rule and not self.now.unchanged
        reasons = (
            (another, said("moved.rule", "asked for by another rule now: {why}", why=step.why)),
            (bool(moved), moved),
            (step.on != issued.on, said("moved.day", "the day is blocked now")),
            (
                step.owner != issued.owner,
                said("moved.owner", "{owner} can no longer do it", owner=issued.owner or NOBODY),
            ),
            (
                step.channel != issued.channel,
                said("moved.channel", "{channel} is no longer open", channel=issued.channel),
            ),
            (
                step.person != issued.person,
                said("moved.person", "{person} is no longer the person to speak to", person=issued.person or NOBODY),
            ),
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
        likes = None if self.hindrances.person is None else self.hindrances.person.prefers
        if likes is not None and act.purpose is Purpose.GREETING:
            preferred.append(likes)
        if issued is None or issued.channel is None:
            found = self.now.books.channels.sure(self.hindrances.facts(act, None, Assignment(None), on, issued=False))
            preferred.append(found.says if found is not None else Channel.CALL)
        return dict.fromkeys((*preferred, *INSTEAD[preferred[0]]))

    def _free_day(
        self, act: Act, channel: Channel | None, who: Assignment, on: date, issued: bool
    ) -> tuple[date, list[Stop]]:
        """The first day on which nothing blocks the step, with what moved it; or the block that ends the search."""
        now = self.now
        stops: list[Stop] = []
        for _ in range(MOST_MOVES):
            day = max(on, now.as_of)
            facts = self.hindrances.facts(act, channel, who, day, issued)
            stop = self.hindrances.stop(facts, issued, overdue=issued and on < now.as_of)
            if stop is None:
                return on, stops
            stops.append(stop)
            block = stop.rule.says
            if block.action is not BlockAction.MOVE:
                return on, stops
            until = facts[block.until] if block.until else None
            on = max(until, later(day, 1)) if until is not None else later(day, block.days)
        stops.append(attrs.evolve(stops[-1], rule=attrs.evolve(stops[-1].rule, says=Block(BlockAction.HOLD, 30))))
        return on, stops

    def _look_again(self, stop: Stop) -> date | None:
        block = stop.rule.says
        return later(self.now.as_of, block.days) if block.action is BlockAction.HOLD else None

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

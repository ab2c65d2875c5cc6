"""The planner: rules say what should happen; here it is said when, by whom and how, once for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

import attrs

from ..causes import Diagnosis
from ..conditions import Number, Tuning, Unit, Value
from ..facts import Story
from ..history import Channel, Event, Person
from ..phrases import Said
from ..rules import Rule, RuleBook, Verdict
from ..standing import Standing
from ..worth import Worth
from ..worth.case_facts import CaseFacts
from .blocks import BLOCKS
from .book import STEPS
from .channels import CHANNELS
from .offers import OFFERS, Offer, choose
from .owners import Assignment, Responsibility, assign, responsibility
from .permission import CAUTIOUS, Permission, permitted
from .plan import Plan
from .step import (
    WAITS_FOR,
    Act,
    Anchor,
    Block,
    BlockAction,
    Blocked,
    Purpose,
    Result,
    Stage,
    Step,
)
from .team import Team

__all__ = ["Books", "make_plan"]

second_try = Number("second-try", 21, Unit.DAYS, "E4.9", "days from the first try of asking to the second", 1, 3650)
third_try = Number("third-try", 60, Unit.DAYS, "E4.9", "days from one try of asking to each later one", 1, 3650)
apart = Number("ask-and-greeting-apart", 7, Unit.DAYS, "E1.2", "days between an ask and a greeting", 0, 90)
MOST_MOVES: Final = 60
ALTERNATIVES: Final = (Channel.CALL, Channel.MEETING, Channel.LETTER, Channel.VISIT, Channel.MAIL)


@attrs.frozen
class Books:
    """What the planner goes by.

    Attributes:
        steps: what should happen.
        channels: how a person is reached.
        blocks: what holds a step.
        offers: what can be brought along.
        permissions: the firm's table of what is permitted.
    """

    steps: RuleBook[Act] = STEPS
    channels: RuleBook[Channel] = CHANNELS
    blocks: RuleBook[Block] = BLOCKS
    offers: tuple[Offer, ...] = OFFERS
    permissions: tuple[Permission, ...] = CAUTIOUS

    def tuned(self, tuning: Tuning) -> Books:
        """The books with the policy's numbers."""
        return attrs.evolve(
            self,
            steps=self.steps.tuned(tuning),
            channels=self.channels.tuned(tuning),
            blocks=self.blocks.tuned(tuning),
        )


def make_plan(
    worth: Worth,
    diagnosis: Diagnosis | None,
    says: Standing | None,
    lost_on: date | None,
    *,
    team: Team,
    books: Books | None = None,
    running: Plan | None = None,
) -> Plan:
    """The plan for one client, as it goes on from the running one."""
    return _Planner(worth, diagnosis, says, lost_on, team, books or Books(), running or Plan()).plan()


@attrs.define
class _Placed:
    """An act on its way to becoming a step."""

    rule: Rule[Act]
    step: Step | None = None
    ends: date = date.min
    blocked: Blocked | None = None


class _Planner:
    def __init__(
        self,
        worth: Worth,
        diagnosis: Diagnosis | None,
        says: Standing | None,
        lost_on: date | None,
        team: Team,
        books: Books,
        running: Plan,
    ) -> None:
        self.story: Story = worth.facts.client.story
        self.numbers = self.story.numbers
        self.as_of = self.story.as_of
        self.says, self.lost_on = says, lost_on
        self.team, self.books = team, books
        self.running = {step.key: step for step in running.steps}
        self.blame: Responsibility = responsibility(worth.facts.client)
        self.facts: CaseFacts = worth.facts.and_also(_plan_values(self.story, worth, diagnosis, self.blame, lost_on))
        self.choice = choose(books.offers, self.facts["reason"])
        self.results = _results(self.story)
        self.moved: dict[str, str] = {}

    def plan(self) -> Plan:
        rules = _without_excluded(_one_of_each_kind(self.books.steps.every(self.facts).hits))
        placed: list[_Placed] = []
        for rule in sorted(rules, key=lambda rule: rule.says.stage):
            placed += self._place(rule, placed)
        steps = sorted((one.step for one in placed if one.step), key=lambda step: (step.on, step.stage))
        blocked = tuple(one.blocked for one in placed if one.blocked)
        return Plan(
            tuple(steps),
            blocked,
            "" if steps else self._why_nothing(blocked),
            self._withdrawn(steps, blocked),
            tuple(sorted((key, why) for key, why in self.moved.items() if any(step.key == key for step in steps))),
        )

    def _place(self, rule: Rule[Act], before: list[_Placed]) -> Iterable[_Placed]:
        """The act's tries that are still to come, each after the last one."""
        act = rule.says
        waits_for = [one for one in before if one.rule.says.stage in WAITS_FOR[act.stage]]
        stopped = None
        if act.stage is not Stage.KEEP_IN_TOUCH:
            stopped = next((one.blocked for one in waits_for if one.blocked), None)
        if stopped is not None:
            why = Said(
                "plan.waits",
                "waits for {act}, which will not happen yet: {why}",
                (("act", stopped.kind, Unit.TEXT), ("why", stopped.why, Unit.TEXT)),
            )
            yield _Placed(rule, blocked=attrs.evolve(stopped, kind=act.kind, why=why))
            return
        ends = [one.ends for one in waits_for]
        anchor = self._anchor(act)
        if act.anchor is Anchor.LAST_OUTREACH:
            anchor = max([anchor, *ends])
        earliest = max([self.as_of, anchor + timedelta(act.wait), *ends])
        for attempt in range(1, act.tries + 1):
            key = f"{self.story.client.id}/{self._occasion(act)}/{act.kind}/{attempt}"
            result = self.results.get(key)
            if result is not None:
                outcome = result.detail("result")
                if outcome == Result.CALL_BACK and result.detail("until") is not None:
                    one = self._step(rule, key, max(result.detail("until"), self.as_of), _asked_to(result))
                elif outcome == Result.NO_ANSWER and attempt < act.tries:
                    earliest = max(self.as_of, result.on + self._distance(attempt))
                    continue
                else:
                    yield _Placed(rule, ends=result.on)
                    return
            else:
                one = self._step(rule, key, earliest, "")
            if attempt > 1:
                one.ends = date.min  # what waits for an asking waits for its first try
            yield one
            if one.step is None:
                return
            earliest = one.step.on + self._distance(attempt)

    def _distance(self, attempt: int) -> timedelta:
        return timedelta(self.numbers(second_try if attempt == 1 else third_try))

    def _step(self, rule: Rule[Act], key: str, earliest: date, moved: str) -> _Placed:
        """One act placed: day, employee, person, channel, offer; then the law and the blocks are asked."""
        act = rule.says
        issued = self.running.get(key)
        on = issued.on if issued is not None and not moved else earliest
        who = self._who(act, on)
        if issued is not None and issued.owner is not None and self._may_keep(act, issued.owner):
            who = Assignment(issued.owner, issued.note)
        person = self._person()
        refusal: Verdict[Block] | None = None
        for channel in self._channels(act, on, issued):
            day, verdict = self._free_day(act, channel, person, who, on)
            if verdict is None:
                note = who.note
                if refusal is not None:
                    note = "; ".join(part for part in (note, f"{channel} since {refusal.why}") if part)
                step = Step(
                    key, day, act.kind, act.stage, act.purpose, channel, act.role, who.employee,
                    person.name if person and act.purpose is not Purpose.INTERNAL else None,
                    self._offer(act), self.books.steps.say(rule, self.facts, ".brief", act.brief),
                    self.books.steps.say(rule, self.facts), rule.id, rule.sources, note,
                )  # fmt: skip
                if issued is not None:
                    step = self._as_issued(step, issued, moved)
                return _Placed(rule, step, max(step.on, self.as_of) + timedelta(act.lasts))
            refusal = refusal or verdict
        assert refusal is not None
        assert refusal.says is not None
        assert refusal.rule is not None
        look_again = self.as_of + timedelta(30) if refusal.says.action is BlockAction.HOLD else None
        return _Placed(
            rule,
            blocked=Blocked(act.kind, refusal.rule.id, refusal.why, refusal.says.action, look_again, refusal.sources),
        )

    def _as_issued(self, step: Step, issued: Step, moved: str) -> Step:
        """What was issued keeps its wording; a change of day, employee or channel has a named reason."""
        if (step.on, step.owner, step.channel, step.person) == (issued.on, issued.owner, issued.channel, issued.person):
            return issued
        if not moved:
            moved = next(
                why
                for differs, why in (
                    (step.on != issued.on, "the day is blocked now"),
                    (step.owner != issued.owner, f"{issued.owner or 'nobody'} can no longer do it"),
                    (step.channel != issued.channel, f"{issued.channel} is no longer open"),
                    (True, f"{issued.person or 'nobody'} is no longer the person to speak to"),
                )
                if differs
            )
        self.moved[step.key] = moved
        return step

    def _may_keep(self, act: Act, owner: str) -> bool:
        return self.team.member(owner) is not None or self._who(act, self.as_of).employee == owner

    def _who(self, act: Act, on: date) -> Assignment:
        lost = self.says is not None and self.says.lost
        return assign(act.role, self.facts.client, self.team, self.blame, lost, bool(self.facts["human_fault"]), on)

    def _person(self) -> Person | None:
        gone = {event.detail("person") for event in self.story.events("died", "contact-left") if event.detail("person")}
        return next(
            (one for one in self.story.client.contacts if one.present(self.as_of) and one.name not in gone), None
        )

    def _channels(self, act: Act, on: date, issued: Step | None) -> list[Channel | None]:
        if act.purpose is Purpose.INTERNAL:
            return [None]
        if act.channel is not None:
            return [act.channel]
        person = self._person()
        facts = self._step_values(act, None, person, Assignment(None), on)
        chosen = [self.books.channels.first(facts).says or Channel.CALL]
        if issued is not None and issued.channel is not None:
            chosen.insert(0, issued.channel)
        if act.purpose is Purpose.GREETING and person is not None and person.prefers is not None:
            chosen.insert(0, person.prefers)
        return list(dict.fromkeys((*chosen, *ALTERNATIVES)))

    def _free_day(
        self, act: Act, channel: Channel | None, person: Person | None, who: Assignment, on: date
    ) -> tuple[date, Verdict[Block] | None]:
        """The first day on which nothing blocks the step, or the block that ends the search."""
        verdict: Verdict[Block] | None = None
        for _ in range(MOST_MOVES):
            verdict = self.books.blocks.first(self._step_values(act, channel, person, who, max(on, self.as_of)))
            if verdict.says is None:
                return on, None
            if verdict.says.action is not BlockAction.MOVE:
                return on, verdict
            on = max(on, self.as_of) + timedelta(verdict.says.days)
        return on, verdict

    def _step_values(
        self, act: Act, channel: Channel | None, person: Person | None, who: Assignment, on: date
    ) -> CaseFacts:
        client = self.story.client
        country = (person.country if person else "") or client.country
        employee = self.team.member(who.employee)
        answer: Value = "allowed"
        if channel is not None:
            answer = permitted(self.books.permissions, country, bool(client.company), channel, act.purpose).value
        consent = None if person is None or channel is None else person.consented(channel, on)
        if answer == "needs opt-in" and consent:
            answer = "allowed"
        greeting = act.purpose is Purpose.GREETING
        return self.facts.and_also(
            {
                "purpose": act.purpose.value,
                "channel": "" if channel is None else channel.value,
                "act": act.kind,
                "stage": int(act.stage),
                "weekday": on.weekday(),
                "permission": answer,
                "channel_refused": consent is False,
                "holiday": (country, on) in self.team.holidays,
                "owner_away": employee is not None and not employee.works(on),
                "near_greeting": act.purpose is Purpose.ASKING and not greeting and self._near_greeting(on),
                "address_bounced": channel is not None
                and any(event.detail("channel") == channel.value for event in self.story.events("bounced")),
            }
        )

    def _near_greeting(self, on: date) -> bool:
        distance = self.numbers(apart)
        return any(abs((on - event.on).days) < distance for event in self.story.events("greeting"))

    def _offer(self, act: Act) -> str | None:
        return self.choice.offer.id if act.asks and self.choice.offer is not None else None

    def _anchor(self, act: Act) -> date:
        return self._anchor_day(act.anchor) or self.as_of

    def _anchor_day(self, anchor: Anchor) -> date | None:
        story = self.story
        match anchor:
            case Anchor.LOSS:
                return self.lost_on
            case Anchor.RETURN:
                return self.facts["returned_on"]  # type: ignore[no-any-return]
            case Anchor.LAST_PURCHASE:
                return story.last_visit
            case Anchor.COMPLAINT:
                return _last_day(
                    event for event in story.events("complaint") if event.open_on(self.as_of)
                ) or _last_day(story.events("complaint"))
            case Anchor.DEATH:
                return _last_day(story.events("died"))
            case Anchor.LAST_OUTREACH:
                return _last_day(story.events("contact", "greeting", "offer", "apology")) or story.last_visit

    def _occasion(self, act: Act) -> str:
        """What a step belongs to: its loss, its return, or the event that it answers."""
        if act.anchor is Anchor.LOSS and self.lost_on is not None:
            return f"loss-{len(self.story.losses) + 1}"
        if act.anchor is Anchor.RETURN:
            return f"return-{len(self.story.losses)}"
        day = self._anchor_day(act.anchor)
        return "now" if day is None else f"{act.anchor.replace(' ', '-')}-{day.isoformat()}"

    def _why_nothing(self, blocked: tuple[Blocked, ...]) -> str:
        if blocked:
            return f"do nothing now, because {blocked[0].why}"
        if self.facts["return_class"] == 4:
            return f"let go: {self.facts['class_why']}"
        return f"do nothing, because the client is {self.says or 'not to be judged yet'} and nothing is open"

    def _withdrawn(self, steps: list[Step], blocked: tuple[Blocked, ...]) -> tuple[tuple[str, str], ...]:
        kept = {step.key for step in steps}
        reasons = {one.kind: one.why for one in blocked}
        withdrawn = []
        for key, step in self.running.items():
            if key in kept:
                continue
            result = self.results.get(key)
            if result is not None:
                why = f"ended on {result.on}: {result.detail('result')}"
            elif step.kind in reasons:
                why = reasons[step.kind]
            else:
                why = f"the client is {self.says or 'not to be judged yet'} now: no rule asks for it any more"
            withdrawn.append((key, why))
        return tuple(sorted(withdrawn))


def _one_of_each_kind(rules: Iterable[Rule[Act]]) -> list[Rule[Act]]:
    """The first proposal of each kind: rules stand in order of weight."""
    first: dict[str, Rule[Act]] = {}
    for rule in rules:
        first.setdefault(rule.says.kind, rule)
    return list(first.values())


def _without_excluded(rules: list[Rule[Act]]) -> list[Rule[Act]]:
    for rule in rules:
        if "*" in rule.says.excludes:
            return [rule]
    excluded = {kind for rule in rules for kind in rule.says.excludes}
    return [rule for rule in rules if rule.says.kind not in excluded]


def _last_day(events: Iterable[Event]) -> date | None:
    return max((event.on for event in events), default=None)


def _results(story: Story) -> dict[str, Event]:
    """The last result of each step, by key."""
    return {str(event.detail("key")): event for event in story.events("result") if event.detail("key")}


def _asked_to(result: Event) -> str:
    return f"asked on {result.on} to be called back"


def _plan_values(
    story: Story, worth: Worth, diagnosis: Diagnosis | None, blame: Responsibility, lost_on: date | None
) -> dict[str, Any]:
    since = lost_on or story.last_visit or date.min
    ends = {event.detail("result") for event in story.events("result") if event.on >= since}
    deaths = story.events("died")
    contact_died = any(not event.detail("suspected") for event in deaths if not story.silence.dead)
    return {
        "return_class": None if worth.return_class is None else int(worth.return_class),
        "class_why": worth.why,
        "confident": diagnosis is not None and diagnosis.confident,
        "contact_died": contact_died,
        "death_suspected": bool(deaths) and not contact_died and not story.silence.dead,
        "inherited": blame.inherited,
        "asked_back": any(event.on >= since for event in story.events("offer")),
        "refused": Result.REFUSED in ends,
        "never_again": any(event.detail("result") == Result.NEVER_AGAIN for event in story.events("result")),
        "dropped_lead": bool(story.events("lead-dropped")),
    }

"""The planner: rules say what should happen; here it is said when, by whom and how, once for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..causes import Diagnosis
from ..conditions import Number, Unit
from ..days import later
from ..phrases import Said, said
from ..rules import Rule
from ..standing import Standing
from ..worth import Worth
from .dating import YEARLY, due_day, expired, in_touch_on, occasion_of
from .placing import Placed, Placing
from .plan import Plan
from .results import key_of, result_said
from .situation import Books, Situation, situation_of, standing_said
from .step import Act, Anchor, Blocked, Purpose, Result, Stage
from .team import Team
from .withdrawing import withdrawn

__all__ = ["Books", "make_plan"]

second_try = Number("second-try", 21, Unit.DAYS, "E4.9", "days from the first try of asking to the second", 1, 3650)
third_try = Number("third-try", 60, Unit.DAYS, "E4.9", "days from one try of asking to each later one", 1, 3650)
cheap_tries = Number("cheap-tries", 1, Unit.COUNT, "E3.8", "tries of asking for a client of class 3", 1, 20)
CHEAP: Final = 3
DUTIES: Final = ("settle-complaint",)
"""What we owe a client even if it does not want to hear from us."""


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
    now = situation_of(worth, diagnosis, says, lost_on, team, books or Books(), running or Plan())
    return _Planner(now).plan(running or Plan())


class _Planner:
    def __init__(self, now: Situation) -> None:
        self.now = now
        self.placing = Placing(now)
        self.barred = self.placing.hindrances.barred()

    def plan(self, running: Plan) -> Plan:
        now = self.now
        placed: list[Placed] = []
        rules = self._proposals()
        self.placing.spacing.keep_free(due_day(rule.says, now) for rule in rules if rule.says.anchor in YEARLY)
        for rule in sorted(rules, key=lambda rule: rule.says.stage):
            placed += self._place(rule, placed)
        steps = tuple(sorted((one.step for one in placed if one.step), key=lambda step: (step.on, step.stage)))
        blocked = tuple(_looked_at_again(one.blocked, running) for one in placed if one.blocked)
        if self.barred is not None:
            blocked = (self.barred,)
        kept = {step.key for step in steps}
        return Plan(
            steps,
            blocked,
            "" if steps else self._why_nothing(blocked),
            withdrawn(now, kept, {one.kind: one for one in blocked}),
            tuple(sorted((key, why) for key, why in self.placing.moved.items() if key in kept)),
            now.records,
            self.placing.choice,
        )

    # --- what should happen ---

    def _proposals(self) -> list[Rule[Act]]:
        """Acts that rules ask for now, and those under way that only the passing of time speaks against.

        With the same records as yesterday, what is under way goes on by the rule that asked for it.
        """
        now = self.now
        asked = _one_of_each_kind(now.books.steps.holding(now.facts))
        going_on = list(self._going_on())
        if now.unchanged:
            continued = {rule.says.kind for rule in going_on}
            asked = [rule for rule in asked if rule.says.kind not in continued]
        else:
            renewed = {rule.says.kind for rule in asked}
            going_on = [rule for rule in going_on if rule.says.kind not in renewed]
        same_work = {(rule.says.stage, rule.says.purpose) for rule in going_on}
        under_way = {step.kind for step in now.running.values()}
        asked = [
            rule
            for rule in asked
            if rule.says.kind in under_way
            or rule.says.purpose in (Purpose.INTERNAL, Purpose.GREETING)
            or (rule.says.stage, rule.says.purpose) not in same_work
        ]
        if self.barred is not None:
            return [rule for rule in (*asked, *going_on) if rule.says.kind in DUTIES]
        return self._without_excluded([*asked, *going_on])

    def _going_on(self) -> Iterator[Rule[Act]]:
        """Rules of open running steps that do not surely fail when time is left out of account."""
        now = self.now
        book = now.books.steps
        seen: set[str] = set()
        for key, step in now.running.items():
            rule = book.get(step.rule)
            if rule is None or step.kind in seen or now.results.ended(key) is not None:
                continue
            act = rule.says
            current = act.anchor not in (Anchor.LOSS, Anchor.TIE_ENDS) or f"/{now.loss}/" in key
            if current and not expired(act, step.on, now) and book.answer(rule.id, now.settled) is not False:
                seen.add(step.kind)
                yield rule

    def _without_excluded(self, rules: list[Rule[Act]]) -> list[Rule[Act]]:
        for rule in rules:
            if "*" in rule.says.excludes:
                return [rule]
        excluding = (rule.says for rule in rules if rule.says.excludes)
        excluded = {kind for act in excluding if not self._done(act) for kind in act.excludes}
        return [rule for rule in rules if rule.says.kind not in excluded]

    def _done(self, act: Act) -> bool:
        ended = self.now.results.of_kind(occasion_of(act, self.now), act.kind)
        return bool(ended) and not act.recurs

    # --- when ---

    def _place(self, rule: Rule[Act], before: list[Placed]) -> Iterator[Placed]:
        """The act's tries that are still to come, each after the last one."""
        act = rule.says
        stages = act.waits_for
        waits_for = [one for one in before if one.rule.says.stage in stages or one.rule.says.kind in act.after]
        stopped = _stopped_by(act, waits_for)
        goes_on = self.now.unchanged and any(step.kind == act.kind for step in self.now.running.values())
        if stopped is not None and not goes_on:
            yield Placed(rule, blocked=stopped)
            return
        due = self._due(act, [one.ends for one in waits_for])
        after = max((one.planned for one in waits_for if self._may_push(one)), default=date.min)
        if act.recurs:
            yield self._again(rule, due, after)
        else:
            yield from self._tries(rule, due, after)

    def _may_push(self, one: Placed) -> bool:
        """Whether what is issued moves behind it: a new neighbour moves nothing while the records are the same."""
        return not self.now.unchanged or (one.step is not None and one.step.key in self.now.running)

    def _due(self, act: Act, ends: Iterable[date]) -> date:
        """The act's own day, the end of what it waits for, and never before today."""
        now = self.now
        day = due_day(act, now)
        if act.anchor is Anchor.LAST_OUTREACH:
            day = max([day, *(later(end, months=now.days(act.months)) for end in ends if end > now.as_of)])
        return max([now.as_of, day, *ends])

    def _again(self, rule: Rule[Act], due: date, after: date) -> Placed:
        """The next turn of something that comes again and again."""
        act, now = rule.says, self.now
        occasion = occasion_of(act, now)
        turns = len(now.results.of_kind(occasion, act.kind))
        under_way = (key for key, step in now.running.items() if step.kind == act.kind and not now.results.ended(key))
        key = next(under_way, key_of(now.story.client.id, occasion, act.kind, turns + 1))
        issued, spoken = now.running.get(key), in_touch_on(now)
        if issued is not None and spoken is not None and not now.unchanged and due_day(act, now) > issued.on:
            return self.placing.place(
                rule, key, due_day(act, now), said("moved.in-touch", "we were in touch on {day}", day=spoken)
            )
        return self.placing.place(rule, key, due, "", after)

    def _tries(self, rule: Rule[Act], earliest: date, after: date) -> Iterator[Placed]:
        act, now = rule.says, self.now
        occasion, moved, opened = self._occasion(act), "", False
        for attempt in range(1, self._most_tries(act) + 1):
            key = key_of(now.story.client.id, occasion, act.kind, attempt)
            ended = now.results.ended(key)
            if ended is None:
                placed = self._open_try(rule, key, earliest, moved, after)
                if opened:
                    placed.ends = placed.planned = date.min  # what waits for an asking waits for its first open try
                yield placed
                if placed.step is None or act.stage is not Stage.ASK:
                    return
                opened, moved = True, ""
                earliest = after = later(placed.step.on, self._distance(attempt))
            elif self._tries_again(act, ended.detail("result")) and attempt < self._most_tries(act):
                earliest = max(now.as_of, later(ended.on, self._distance(attempt)))
                moved = said(
                    "moved.next-try",
                    "{result} on {day}: the next try follows at its distance",
                    result=result_said(ended),
                    day=ended.on,
                )
                issued = now.running.get(key_of(now.story.client.id, occasion, act.kind, attempt + 1))
                if issued is not None and issued.on >= later(ended.on, self._distance(attempt)):
                    moved = ""
            else:
                lasts = act.lasts if act.stage is Stage.ASK else 0
                yield Placed(rule, ends=later(ended.on, lasts))
                return

    def _occasion(self, act: Act) -> str:
        """What the act belongs to; a greeting under way keeps its day of the year until it has passed."""
        now = self.now
        if act.anchor in YEARLY:
            for key, step in now.running.items():
                if step.kind == act.kind and not now.results.ended(key) and not expired(act, step.on, now):
                    return key.rsplit("/", 3)[1]
        return occasion_of(act, now)

    def _open_try(self, rule: Rule[Act], key: str, earliest: date, moved: str, after: date) -> Placed:
        now = self.now
        found = now.results.by_key.get(key)
        if found is None or found.detail("result") != Result.CALL_BACK:
            return self.placing.place(rule, key, earliest, moved, after)
        until = found.detail("until") if isinstance(found.detail("until"), date) else later(found.on, 30)
        issued = now.running.get(key)
        if issued is not None and issued.on >= until:
            return self.placing.place(rule, key, issued.on)
        return self.placing.place(
            rule, key, max(until, now.as_of), said("moved.call-back", "asked on {day} to be called back", day=found.on)
        )

    def _tries_again(self, act: Act, result: object) -> bool:
        return result == Result.NO_ANSWER or (act.stage is Stage.ASK and result == Result.REASON_GIVEN)

    def _most_tries(self, act: Act) -> int:
        now = self.now
        if act.stage is not Stage.ASK or now.facts["return_class"] != CHEAP:
            return act.tries
        issued = (step.attempt for key, step in now.running.items() if f"/{now.loss}/{act.kind}/" in key)
        return max([min(act.tries, now.days(cheap_tries)), *issued])

    def _distance(self, attempt: int) -> int:
        return self.now.days(second_try if attempt == 1 else third_try)

    def _why_nothing(self, blocked: tuple[Blocked, ...]) -> str:
        facts = self.now.facts
        if facts["return_class"] == 4 and self.now.says is not None and self.now.says.gone:
            return Said("plan.let-go", "let go: {why}", (("why", facts["class_why"], Unit.TEXT),))
        if blocked:
            return Said("plan.nothing-now", "do nothing now, because {why}", (("why", blocked[0].why, Unit.TEXT),))
        if not facts["recoverable"]:
            return Said("plan.not-possible", "do nothing: {reason}", (("reason", facts["reason_title"], Unit.TEXT),))
        return said(
            "plan.nothing-open",
            "do nothing, because the client is {standing} and nothing is open",
            standing=standing_said(self.now.says),
        )


def _stopped_by(act: Act, waits_for: list[Placed]) -> Blocked | None:
    """The block of what the act waits for; keeping in touch and what a person left out stop nothing."""
    if act.stage is Stage.KEEP_IN_TOUCH:
        return None
    blocks = (one.blocked for one in waits_for if one.blocked)
    stopped = next((one for one in blocks if one.rule != "decision"), None)
    if stopped is None:
        return None
    why = Said(
        "plan.waits",
        "waits for {act}, which will not happen yet: {why}",
        (("act", Said(f"act.{stopped.kind}", stopped.kind), Unit.TEXT), ("why", stopped.why, Unit.TEXT)),
    )
    return attrs.evolve(stopped, kind=act.kind, why=why)


def _one_of_each_kind(rules: Iterable[Rule[Act]]) -> list[Rule[Act]]:
    """The first proposal of each kind: rules stand in order of weight."""
    first: dict[str, Rule[Act]] = {}
    for rule in rules:
        first.setdefault(rule.says.kind, rule)
    return list(first.values())


def _looked_at_again(one: Blocked, running: Plan) -> Blocked:
    """The day on which a held act is looked at again does not run ahead of today."""
    before = next((old for old in running.blocked if (old.kind, old.rule) == (one.kind, one.rule)), None)
    if before is None or before.look_again is None or one.look_again is None:
        return one
    return attrs.evolve(one, look_again=min(before.look_again, one.look_again))

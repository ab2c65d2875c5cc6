"""Why a step that was under way is no longer to be done (R25)."""

from __future__ import annotations

from collections.abc import Mapping

from ..phrases import Said, said
from .dating import expired
from .plan import Withdrawal
from .results import result_said
from .situation import Situation, standing_said
from .step import Blocked, Purpose, Step

__all__ = ["withdrawn"]

URGENT = ("law.death", "law.objection", "law.never-again", "law.suppressed", "law.suspected-death", "plan.death")


def withdrawn(now: Situation, kept: set[str], blocked: Mapping[str, Blocked]) -> tuple[Withdrawal, ...]:
    """Each step that is gone, with its named reason; the urgent ones first, greetings before all."""
    found = []
    for key, step in now.running.items():
        if key not in kept:
            why, urgent = _why(now, key, step, blocked)
            found.append((not urgent, step.purpose is not Purpose.GREETING, key, Withdrawal(key, why, urgent)))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:3]))


def _why(now: Situation, key: str, step: Step, blocked: Mapping[str, Blocked]) -> tuple[str, bool]:
    """The first reason that applies, and whether it is urgent."""
    ended = now.results.ended(key)
    if ended is not None:
        return said("withdrawn.ended", "ended on {day}: {result}", day=ended.on, result=result_said(ended)), False
    book = now.books.steps
    rule = book.get(step.rule)
    if rule is not None and expired(rule.says, step.on, now):
        return said("withdrawn.passed", "its day has passed"), False
    block = blocked.get(step.kind) or blocked.get("everything")
    if block is not None:
        return block.why, block.rule in URGENT
    for flag, why in (
        ("dead", Said("withdrawn.dead", "the client has died")),
        ("death_suspected", Said("withdrawn.death-suspected", "a death is suspected")),
        ("contact_died", Said("withdrawn.contact-died", "a contact of the client has died")),
    ):
        if now.facts[flag]:
            return why, True
    if now.facts["reply_waits"]:
        told = "the client answered on {day}: a person answers first"
        return said("withdrawn.replied", told, day=now.facts["replied_on"]), True
    last = now.story.last_visit
    if last is not None and "/loss" in key and f"/{now.loss}/" not in key:
        return said("withdrawn.bought", "bought on {day}", day=last), True
    if rule is None:
        return said("withdrawn.no-rule", "no rule of the policy asks for it any more"), False
    if book.answer(rule.id, now.facts) is False:
        told = "no longer asked for: the client is {standing} now ({day})"
        return said("withdrawn.standing", told, standing=standing_said(now.says), day=now.story.as_of), False
    return said("withdrawn.replaced", "another step takes its place"), False

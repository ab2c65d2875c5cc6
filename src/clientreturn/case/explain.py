"""The whole story of a case as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..causes import Cause
from ..conditions import Unit
from ..markup import figure
from ..phrases import Said, composed, listed, named
from ..recovery import Step
from ..standing import Standing
from ..words import Words
from ..worth import Input
from .showing import input_said, loss_said

if TYPE_CHECKING:
    from .case import Case

__all__ = ["explain"]

PUSHES = 4
"""How many of the facts behind a chance are told."""


def explain(case: Case, words: Words) -> str:
    """Standing, cause, worth and plan, each with rule, values and source."""
    parts = [
        _standing(case, words),
        _outlook(case, words),
        _parts(case, words),
        _diagnosis(case, words),
        _worth(case, words),
        _plan(case, words),
    ]
    return "\n\n".join("\n".join(part) for part in (list(lines) for lines in parts) if part)


def _sources(sources: tuple[str, ...]) -> str:
    return f" ({', '.join(sources)})" if sources else ""


def _says(standing: Standing | None, words: Words) -> str:
    return words.label("cannot-tell-yet", "cannot be told yet") if standing is None else words.tell(named(standing))


def _standing(case: Case, words: Words) -> Iterator[str]:
    verdict = case.standing
    says = _says(verdict.says, words)
    title = f"{case.client} {case.name}".strip()
    yield f"{title}, {words.write(case.as_of, Unit.DATE)}: {says.upper()}"
    yield f"  {words.tell(verdict.why)}{_sources(verdict.sources)}"
    if case.since is not None:
        yield f"  {words.say('explain.lost-on', 'date of loss: {day}', day=case.since)}"
    yield f"  {words.say('explain.basis', 'judged by {basis}', basis=case.basis)}"
    if verdict.rule is not None:
        deciding = verdict.tried[-1]
        yield f"  {words.label('explain.rule', 'rule')} {deciding.rule}: {words.tell(deciding.text)}"
    elif verdict.missing:
        possible = listed(named(one) for one in verdict.possible)
        yield f"  {words.say('explain.possible', 'possible: {possible}', possible=possible)}"
    for loss in case.judgement.story.losses:
        yield f"  {words.tell(loss_said(loss))}"


def _outlook(case: Case, words: Words) -> Iterator[str]:
    """The chance to buy again, what moves it, and the simple rule beside it (R17)."""
    base, facts = case.judgement.story.base, case.judgement.facts
    if not facts["visits"]:
        return
    yield words.label("explain.outlook", "CHANCE TO BUY AGAIN")
    chance, horizon = (case.chance, Unit.PROBABILITY), (base.chances.horizon, Unit.DAYS)
    yield "  " + words.say("explain.chance", "{chance} within {horizon}", chance=chance, horizon=horizon)
    for push in case.pushes[:PUSHES]:
        sign, odds = ("+", push.odds) if push.odds > 1 else ("−", 1 / push.odds)
        fact = words.label(f"push.{push.fact}", push.fact)
        times = f"{'×' if push.odds > 1 else '÷'} {odds:.1f}"
        told = words.say(
            "explain.push", "{fact}: odds {times} against the average client of the base", fact=fact, times=times
        )
        yield f"      {sign} {told}"
    hiatus = base.hiatus
    if hiatus is not None:
        silence, days = (facts["silence"], Unit.DAYS), (round(hiatus.days), Unit.DAYS)
        if facts["silence"] > hiatus.days:
            told = words.say(
                "explain.hiatus-lost",
                "the simple rule calls it lost: silent for {silence}, more than {days}",
                silence=silence,
                days=days,
            )
        else:
            told = words.say(
                "explain.hiatus-here",
                "the simple rule calls it here: silent for {silence}, not more than {days}",
                silence=silence,
                days=days,
            )
        yield f"  {told} (R17)"
    for warning in base.warnings:
        yield f"  {words.say('explain.warning', 'keep in mind: {warning}', warning=warning)}"


def _parts(case: Case, words: Words) -> Iterator[str]:
    parts = case.parts
    if not parts:
        return
    yield words.label("explain.parts", "PARTS") + " (R18)"
    for part in parts:
        yield f"  {part.name}: {_says(part.standing.says, words)}, {words.tell(part.standing.why)}"


def _diagnosis(case: Case, words: Words) -> Iterator[str]:
    diagnosis = case.diagnosis
    if diagnosis is None or (case.since is None and diagnosis.first is None):
        return
    yield words.label("explain.why", "WHY")
    if diagnosis.destination is not None:
        english = "buys from {rival} now: where it went, not why"
        yield f"  {words.say('explain.destination', english, rival=diagnosis.destination)}"
    shown = [cause for cause in diagnosis.causes if cause.supported][:3]
    if not shown:
        yield f"  {words.label('explain.no-cause', 'nothing on record speaks for any cause: ask')}"
    for cause in shown:
        yield from _cause(case, cause, words)
    for contradiction in diagnosis.contradictions:
        yield f"  {words.label('explain.contradiction', 'contradiction')}: {words.tell(contradiction.text)}"
    if diagnosis.learnt_from:
        cases = diagnosis.learnt_from
        yield "  " + words.say("explain.learnt", "weights moved by {cases} verified cases of our own", cases=cases)
    unknown = (diagnosis.unknown, Unit.PROBABILITY)
    for piece in diagnosis.searched:
        yield f"  {words.tell(piece.why)} [{piece.rule} {words.signed(piece.weight)}]{_sources(piece.sources)}"
    yield f"  {words.say('explain.unknown', 'none of those on record: {p}', p=unknown)}"


def _cause(case: Case, cause: Cause, words: Words) -> Iterator[str]:
    assert case.diagnosis is not None
    reason = case.diagnosis.reasons[cause.reason]
    title = words.label(f"reason.{reason.code}", reason.title)
    verified = (
        words.label("explain.verified", "verified")
        if cause.verified
        else words.label("explain.unverified", "unverified")
    )
    side = words.label(f"side.{reason.side.value}", f"{reason.side.value}'s side")
    yield f"  {words.write(cause.p, Unit.PROBABILITY)} {title} [{reason.code}; {side}; {verified}]{_sources(reason.sources)}"
    for piece in cause.evidence:
        sign = "+" if piece.weight > 0 else "−"
        yield f"      {sign} {words.tell(piece.why)} [{piece.rule} {words.signed(piece.weight)}]{_sources(piece.sources)}"


def _worth(case: Case, words: Words) -> Iterator[str]:
    worth = case.worth
    if case.since is None:
        return
    number = "?" if worth.return_class is None else str(int(worth.return_class))
    yield words.label("explain.worth", "WORTH")
    yield f"  {words.say('explain.class', 'class {number}', number=number)}: {words.tell(worth.why)}{_sources(worth.verdict.sources)}"
    yield "  " + words.say(
        "explain.value",
        "second life worth {value}, chance of return {chance}, cost {cost}, expected {expected}",
        value=(worth.value, Unit.MONEY),
        chance=(worth.chance.p, Unit.PROBABILITY),
        cost=(worth.cost, Unit.MONEY),
        expected=(worth.expected, Unit.MONEY),
    )
    for factor in worth.chance.factors:
        yield f"      {words.signed(factor.effect)} {words.tell(factor.why)}{_sources(factor.sources)}"
    assumed = [item for item in worth.inputs if item.grade != "known"]
    if assumed:
        text = listed(_assumed(item) for item in assumed)
        yield f"  {words.say('explain.assumed', 'not known: {inputs}', inputs=text)}"


def _assumed(item: Input) -> Said:
    grade = Said(f"grade.{item.grade}", str(item.grade))
    return composed(input_said(item), " ", figure(item.value, item.unit), " (", grade, ")")


def _plan(case: Case, words: Words) -> Iterator[str]:
    yield words.label("explain.plan", "PLAN")
    if case.plan.nothing:
        yield f"  {words.tell(case.plan.nothing)}"
    for step in case.plan.steps:
        yield from _step(case, step, words)
    for one in case.plan.blocked:
        name = words.label(f"act.{one.kind}", one.kind)
        yield f"  {words.label('explain.not-now', 'not now')}: {name}, {words.tell(one.why)} [{one.rule}]{_sources(one.sources)}"


def _step(case: Case, step: Step, words: Words) -> Iterator[str]:
    who = step.owner or words.tell(named(step.role))
    how = f", {words.tell(named(step.channel))}" if step.channel else ""
    to = f", {step.person}" if step.person else ""
    overdue = f" {words.label('explain.overdue', '(overdue)')}" if step.on < case.as_of else ""
    name = words.label(f"act.{step.kind}", step.kind)
    yield f"  {words.write(step.on, Unit.DATE)}{overdue} {name}: {who}{how}{to}"
    if step.key.endswith("/1"):
        yield f"      {words.tell(step.brief)}"
    if step.offer is not None:
        offer = next((offer.title for offer in case.policy.recovery.offers if offer.id == step.offer), step.offer)
        yield f"      {words.label('explain.offer', 'offer')}: {words.label(f'offer.{step.offer}', offer)}"
    if step.note:
        yield f"      {words.tell(step.note)}"
    yield f"      {words.label('explain.because', 'because')} {words.tell(step.why)} [{step.rule}]{_sources(step.sources)}"

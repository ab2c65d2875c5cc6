"""How a case is shown: standing, cause, worth and plan on one card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..causes.showing import diagnosis_shown
from ..conditions import Unit, signed_number
from ..facts.subject import Loss
from ..markup import Element, Inside, badge, details, element, figure, figures, label, name, row, table
from ..phrases import Said, fact, named, said
from ..recovery.showing import plan_shown
from ..rules import trace
from ..standing import Standing
from ..worth.inputs import ASSUMED, Input

if TYPE_CHECKING:
    from .case import Case, Stamp

__all__ = ["case_shown", "input_said", "loss_said", "stamp_said", "standing_badge"]

TONES: Final = {
    Standing.ACTIVE: "here",
    Standing.AT_RISK: "risk",
    Standing.IN_PAUSE: "risk",
    Standing.RETURNED: "back",
    Standing.DORMANT: "gone",
    Standing.LOST: "gone",
    Standing.LOST_TWICE: "gone",
}


def standing_badge(standing: Standing | None) -> Element:
    """A standing in its colour."""
    if standing is None:
        return badge(label("cannot-tell-yet", "cannot be told yet"))
    return badge(named(standing), TONES.get(standing, ""))


def case_shown(case: Case) -> Element:
    """The whole case; what explains it is there to be opened."""
    parts: list[Element | str] = [*_standing(case), *_outlook(case), *_parts(case)]
    if case.diagnosis is not None and (case.since is not None or case.diagnosis.first is not None):
        parts += diagnosis_shown(case.diagnosis).inside
    if case.since is not None:
        parts += _worth(case)
    parts += plan_shown(case.plan).inside
    stamp = stamp_said(case.stamp)
    return element("section", parts, element("p", element("small", stamp)))


def stamp_said(stamp: Stamp) -> Said:
    """By what something was made."""
    english = "clientreturn {version} · policy {policy} · base {base}"
    return said("stamp", english, version=stamp.version, policy=stamp.policy, base=stamp.base)


def _standing(case: Case) -> Iterator[Element]:
    verdict = case.standing
    who: Inside = [name(case.name), " ", element("small", name(case.client))] if case.name else [name(case.client)]
    day = element("small", figure(case.as_of, Unit.DATE))
    yield element("h3", who, " ", standing_badge(verdict.says), " ", day)
    sources = element("small", f" ({', '.join(verdict.sources)})") if verdict.sources else None
    yield element("p", verdict.why, sources)
    if case.since is not None:
        yield element("p", Said("explain.lost-on", "date of loss: {day}", (("day", case.since, Unit.DATE),)))
    for loss in case.judgement.story.losses:
        yield element("p", loss_said(loss))
    yield element(
        "p", element("small", Said("explain.basis", "judged by {basis}", (("basis", case.basis, Unit.TEXT),)))
    )
    yield trace(verdict.tried)


def loss_said(loss: Loss) -> Said:
    """A loss from which the client came back."""
    days = {"lost": loss.on, "back": loss.returned_on}
    if loss.confirmed:
        return said("explain.left-and-returned", "left on {lost}, came back on {back}", **days)
    return said("explain.silent-and-returned", "silent until past hope on {lost}, bought again on {back}", **days)


def input_said(item: Input) -> Said:
    """What an input of worth is: a fact, or a number of the policy."""
    if any(item.name == number.name for number in ASSUMED):
        return Said(f"number.{item.name}", item.name)
    return fact(item.name)


def _outlook(case: Case) -> Iterator[Element]:
    """The chance to buy again, and what moves it; the simple rule beside it is told by `explain` (R17)."""
    base = case.judgement.story.base
    if case.chance is None:
        return
    values = (("chance", case.chance, Unit.PROBABILITY), ("horizon", base.chances.horizon, Unit.DAYS))
    chance = Said("outlook.chance", "chance to buy again: {chance} within {horizon}", values)
    pushes = [
        row(
            f"{'×' if push.odds > 1 else '÷'} {max(push.odds, 1 / push.odds):.1f}",
            label(f"push.{push.fact}", push.fact),
        )
        for push in case.pushes
    ]
    head = (label("outlook.odds", "odds"), label("outlook.fact", "against the average client of the base"))
    warnings = [element("p", element("small", warning)) for warning in base.warnings]
    yield details(chance, table(head, pushes, ("number",)) if pushes else None, warnings)


def _parts(case: Case) -> Iterator[Element]:
    if not case.parts:
        return
    yield element("h4", label("explain.parts", "PARTS"))
    head = (label("outlook.part", "part"), label("review.standing", "standing"), label("plan.why", "why"))
    rows = [row(name(part.name), standing_badge(part.standing.says), part.standing.why) for part in case.parts]
    yield table(head, rows)


def _worth(case: Case) -> Iterator[Element]:
    worth = case.worth
    yield element("h4", label("explain.worth", "WORTH"))
    number = "?" if worth.return_class is None else str(int(worth.return_class))
    title = Said("explain.class", "class {number}", (("number", number, Unit.TEXT),))
    yield element("p", element("strong", title), ": ", worth.why)
    yield figures(
        (label("worth.value", "second life"), figure(worth.value, Unit.MONEY)),
        (label("worth.chance", "chance of return"), figure(worth.chance.p, Unit.PROBABILITY)),
        (label("worth.cost", "cost"), figure(worth.cost, Unit.MONEY)),
        (label("worth.expected", "expected profit"), figure(worth.expected, Unit.MONEY)),
    )
    factors = [
        row(
            signed_number(factor.effect).replace("-", "−"),
            [factor.why, f" ({', '.join(factor.sources)})"],
            kinds=("number",),
        )
        for factor in worth.chance.factors
    ]
    inputs = [
        row(
            input_said(item),
            figure(item.value, item.unit),
            label(f"grade.{item.grade}", str(item.grade)),
            kinds=("", "number"),
        )
        for item in worth.inputs
    ]
    moves = (label("explain.weight", "log-odds"), label("worth.factor", "what moves the chance of return"))
    made = (label("worth.input", "input"), label("worth.amount", "value"), label("worth.grade", "how it is known"))
    yield details(
        label("worth.how", "how it was made"),
        table(moves, factors, ("number",)) if factors else None,
        table(made, inputs, ("", "number")),
    )

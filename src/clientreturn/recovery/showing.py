"""How a plan is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..markup import Element, badge, code, details, element, figure, label, name, row, table
from ..phrases import named

if TYPE_CHECKING:
    from .plan import Plan, Withdrawal
    from .step import Blocked, Step

__all__ = ["act_title", "plan_shown"]


def plan_shown(plan: Plan) -> Element:
    """Steps by day, each with who, how, what and why; then what is held."""
    return element("section", element("h4", label("explain.plan", "PLAN")), list(_lines(plan)))


def act_title(kind: str) -> str:
    """What kind of act it is, to be said again by its key."""
    return label(f"act.{kind}", kind.replace("-", " "))


def _lines(plan: Plan) -> Iterator[Element]:
    if plan.nothing:
        yield element("p", plan.nothing)
    if plan.steps:
        head = (label("plan.day", "day"), label("plan.who", "who"), label("plan.step", "what"))
        yield table(head, [_step_row(step) for step in plan.steps], ("day",))
    if plan.blocked:
        yield element("h4", label("plan.not-now", "NOT NOW"))
        head = (label("plan.step", "what"), label("plan.why", "why"), label("plan.look-again", "looked at again"))
        yield table(head, [_blocked_row(one) for one in plan.blocked])

    if plan.withdrawn:
        yield element("h4", label("plan.withdrawn", "NO LONGER"))
        rows = [_withdrawn_row(one) for one in plan.withdrawn]
        yield table((label("plan.step", "what"), label("plan.why", "why")), rows)
    if plan.choice is not None and plan.choice.rejected:
        rows = [row(label(f"offer.{offer}", offer.replace("-", " ")), why) for offer, why in plan.choice.rejected]
        titles = (label("explain.offer", "offer"), label("plan.why-not", "why not"))
        yield details(label("plan.rejected", "offers considered and not taken"), table(titles, rows))


def _withdrawn_row(one: Withdrawal) -> Element:
    urgent = badge(label("plan.urgent", "stop at once"), "gone") if one.urgent else None
    return row(code(one.key), [one.why, " ", urgent])


def _step_row(step: Step) -> Element:
    role = named(step.role)
    who: list[Element | str] = [role] if step.owner is None else [name(step.owner), element("small", " ", role)]
    what: list[Element | str] = [element("strong", act_title(step.kind))]
    if step.channel is not None:
        what += [", ", named(step.channel)]
    if step.person is not None:
        what += [" · ", name(step.person)]
    if step.offer is not None:
        what += [
            ", ",
            label("explain.offer", "offer"),
            ": ",
            label(f"offer.{step.offer}", step.offer.replace("-", " ")),
        ]
    sources = f" ({', '.join(step.sources)})" if step.sources else ""
    more = [
        element("p", step.brief),
        element("p", step.note) if step.note else None,
        element("p", label("explain.because", "because"), " ", step.why, sources, " ", code(step.rule)),
    ]
    return row(figure(step.on, Unit.DATE), who, details(what, *more), kinds=("day",))


def _blocked_row(one: Blocked) -> Element:
    sources = f" ({', '.join(one.sources)})" if one.sources else ""
    again = "—" if one.look_again is None else figure(one.look_again, Unit.DATE)
    return row(act_title(one.kind), [one.why, sources, " ", code(one.rule)], again, kinds=("", "", "day"))

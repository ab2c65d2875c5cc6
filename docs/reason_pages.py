"""A page for each reason: what speaks for it and against it, what to ask, what the plan does about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import clientreturn as cr
from clientreturn.advice import Advice
from clientreturn.causes.clue import NAMED, Clue
from clientreturn.causes.questions import INTERVIEW, SEARCH, STAFF, WORDING
from clientreturn.conditions import sentence
from clientreturn.reasons import Reason
from clientreturn.rules import Rule

ASKED_OF = re.compile(r"(?<!not )\breason is one of ((?:'[^']*'(?:, )?)+)")
"""The reasons that a condition is about, and not those that it leaves out."""
LEFT_OUT = re.compile(r"not \([^()]*\)")
SHOWN = (cr.Standing.DORMANT, cr.Standing.LOST)


def escape(text: str) -> str:
    """Text for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def row(*cells: str) -> str:
    """One line of a table."""
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def cited(sources: tuple[str, ...], up: str) -> str:
    """Sources, each with its place on the page of practices."""
    return ", ".join(f"[{one}]({up}practices.md#{one})" if one[1:2].isdigit() else one for one in sources)


def told(advice: Advice, between: str = "; ") -> str:
    """The steps of an advice, or why there are none."""
    return between.join(str(step) for step in advice.steps) or f"**{advice.nothing}**"


def clues(policy: cr.Policy, code: str) -> Iterator[tuple[float, Rule[Clue]]]:
    """The rules that speak of a reason, with the log-odds."""
    for book in (policy.causes.events, policy.causes.states):
        for rule in book:
            for named, weight in rule.says.weights:
                if named == code:
                    yield weight, rule


def behaviour(clue: Clue) -> str:
    """How a clue's weight changes from case to case."""
    parts = []
    if clue.verifies:
        parts.append("settles it")
    if clue.is_fault:
        parts.append("by severity")
    if clue.half_life is not None:
        parts.append(f"half after {clue.half_life:g} days")
    return ", ".join(parts) or "as it is"


def evidence(found: list[tuple[float, Rule[Clue]]]) -> Iterator[str]:
    """The rules in words, the weightiest first."""
    for weight, rule in sorted(found, key=lambda pair: -abs(pair[0])):
        when = sentence(rule.when).removeprefix("always and ")
        yield f"* **{weight:+.1f}** {rule.because}".replace("**-", "**−") + "<br>"
        yield f"  `{rule.id}` when `{when}`<br>"
        yield f"  *{behaviour(rule.says)}* · {cited(rule.sources, '../../')}"


def traits(reason: Reason) -> str:
    """What kind of reason it is."""
    answers = {
        "avoidable": reason.avoidable,
        "recoverable now": reason.recoverable,
        "a human fault": reason.human,
        "ours to change": reason.controllable,
        "tends to last": reason.stable,
    }
    told = [f"{name}: **{'yes' if answer else 'no'}**" for name, answer in answers.items()]
    if reason.until:
        told.insert(2, f"until **{reason.until}**")
    return " · ".join((f"side: **{reason.side.value}**", *told, f"moved how: **{reason.defector.value}**"))


def steps(policy: cr.Policy, code: str) -> Iterator[Rule[Any]]:
    """The steps that are taken for this reason in particular."""
    for rule in policy.recovery.steps:
        if any(f"'{code}'" in names for names in ASKED_OF.findall(LEFT_OUT.sub("", sentence(rule.when)))):
            yield rule


def reason_page(policy: cr.Policy, reason: Reason, advice: list[Advice]) -> str:
    """All that the library knows of one reason."""
    code = reason.code
    lines = [f"# {reason.title[0].upper()}{reason.title[1:]}", "", f"`{code}` · {cited(reason.sources, '../../')}", ""]
    lines += [traits(reason), ""]
    found = list(clues(policy, code))
    for title, side in (("What speaks for it", 1), ("What speaks against it", -1)):
        lines += [f"## {title}", ""]
        chosen = [(weight, rule) for weight, rule in found if weight * side > 0]
        lines += [*evidence(chosen), ""] if chosen else ["No rule of its own.", ""]
    lines += [
        "Weights are log-odds; those of one reason add up. Whatever is *said* of a reason, by the client, the staff or an",
        "interview, is weighed by [the rules that serve every reason](index.md#what-is-said).",
        "",
        "## What to ask",
        "",
    ]
    record, staff = WORDING.get(code, (SEARCH, STAFF))
    lines += [f"* Of our records: {record}", f"* Of the staff: {staff}", f"* Of the client: {INTERVIEW}", ""]
    lines += ["## What the plan does about it", ""]
    own = list(steps(policy, code))
    if own:
        lines += [row("what", "by"), row(*["---"] * 2)]
        for rule in own:
            act = rule.says
            what = f"{act.brief}<br>`{rule.id}` ({cited(rule.sources, '../../')})"
            lines.append(row(what, act.role.value))
    else:
        lines.append("No step of its own: the steps that every loss gets, as far as they fit.")
    offers = [offer for offer in policy.recovery.offers if code in offer.reasons]
    lines += (
        ["", "Offers that answer it, other advantages before price:", ""]
        if offers
        else ["", "No offer answers it.", ""]
    )
    for offer in sorted(offers, key=lambda one: one.price):
        price = ", a price advantage" if offer.price else ""
        lines.append(f"* `{offer.id}`: {offer.title}{price} ({cited(offer.sources, '../../')})")
    lines += [
        "",
        "## An example",
        "",
        "The plan for [a company with this cause](../../advice.md), verified, and no other fault on record:",
        "",
    ]
    lines += [row("standing", "class", "advice"), row("---", "---", "---")]
    for standing in SHOWN:
        classes: dict[str, list[str]] = {}
        for one in advice:
            if one.standing is standing:
                classes.setdefault(told(one, "<br>"), []).append(str(one.return_class))
        lines += [row(standing.value, ", ".join(levels), text) for text, levels in classes.items()]
    return "\n".join([*lines, ""])


def index_page(policy: cr.Policy) -> str:
    """All reasons by side, and what is said of any of them."""
    lines = [
        "# Reasons",
        "",
        "Why clients leave: whose side, and whether it could have been prevented and can be mended. A page for each tells the",
        "evidence, the questions and the plan. Generated from the books themselves.",
        "",
    ]
    for side in cr.Side:
        lines += [f"## The {side.value}'s side", ""]
        lines += [row("reason", "what happened", "avoidable", "recoverable now", "sources"), row(*["---"] * 5)]
        for reason in policy.reasons:
            if reason.side is side:
                name = f"[`{reason.code}`]({reason.code}.md)"
                yes = ("yes" if reason.avoidable else "no", "yes" if reason.recoverable else "no")
                lines.append(row(name, reason.title, *yes, cited(reason.sources, "../../")))
        lines.append("")
    said = list(clues(policy, NAMED))
    lines += ["## What is said", "", "Rules that weigh whatever reason an event names, whoever names it.", ""]
    lines += [*evidence(said), ""]
    return "\n".join(lines)


def reason_pages() -> dict[str, str]:
    """Every page by its name below docs."""
    policy = cr.Policy()
    advice: dict[str, list[Advice]] = {}
    for one in cr.advice_table():
        advice.setdefault(one.reason, []).append(one)
    pages = {"catalogue/reasons/index.md": index_page(policy)}
    for reason in policy.reasons:
        pages[f"catalogue/reasons/{reason.code}.md"] = reason_page(policy, reason, advice[reason.code])
    return pages

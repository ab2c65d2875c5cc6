"""Every phrase that a person reads, by its key: what a language has to say.

Rules, steps and reasons come from the books themselves; fixed phrases from the calls in the source
(`words.label(key, english)`, `words.say(key, english)`, `said(key, english)`). Names of facts come from the books'
vocabularies.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import clientreturn as cr
from clientreturn.base.learnt import FEATURES
from clientreturn.base.systemic import About
from clientreturn.causes.questions import INTERVIEW, SEARCH, STAFF, WORDING
from clientreturn.conditions import Unit
from clientreturn.desks.screen import OPENING, UNSAID
from clientreturn.entries import catalogue
from clientreturn.history import Channel
from clientreturn.measures import Flow, Mover, Place, Replay
from clientreturn.measures import figure as figures
from clientreturn.measures.figure import FIGURES
from clientreturn.measures.losses import DIVISIONS
from clientreturn.phrases import Said, named
from clientreturn.reasons import Side
from clientreturn.recovery import OCCASIONS, Result, Role
from clientreturn.recovery.greeting import GREETING_RULES, SIGNATURE
from clientreturn.reviews.loss import Band
from clientreturn.rules import RuleBook
from clientreturn.worth import MUST_BE_DONE, REACTIONS, Grade, Weight

SOURCE = Path(cr.__file__).parent
CALLS = {"label", "say", "said", "Said", "tell"}
FACT_FAMILIES = ("count", "since", "recent", "trait", "data", "detail", "recorded")
FAMILIES: dict[str, type[StrEnum]] = {
    "Band": Band,
    "Place": Place,
    "Standing": cr.Standing,
    "About": About,
    "Channel": Channel,
    "Flow": Flow,
    "Mover": Mover,
    "Replay": Replay,
    "Result": Result,
    "Role": Role,
    "Weight": Weight,
    "grade": Grade,
    "unit": Unit,
}


def books(policy: cr.Policy) -> tuple[RuleBook[Any], ...]:
    """Every book of the built-in policy, in the order of the data's path."""
    recovery = policy.recovery
    return (
        policy.standing,
        policy.presence,
        policy.causes.events,
        policy.causes.states,
        policy.chance_factors,
        policy.traits,
        policy.return_class,
        MUST_BE_DONE,
        REACTIONS,
        recovery.steps,
        recovery.channels,
        recovery.leaders,
        recovery.blocks,
        GREETING_RULES,
        OPENING,
        UNSAID,
    )


def facts() -> dict[str, str]:
    """Every fact's name by its key."""
    return {fact.name: fact.title for book in books(cr.Policy()) for fact in book.sees.facts}


def of_the_books() -> Iterator[tuple[str, str]]:
    """Reasons, rules, briefs, offers and numbers of the built-in policy."""
    policy = cr.Policy()
    for reason in policy.reasons:
        yield f"reason.{reason.code}", reason.title
        if reason.until:
            yield f"until.{reason.code}", reason.until
    for part in SIGNATURE:
        yield f"signature.{part}", part
    for occasion in OCCASIONS:
        yield f"occasion.{occasion.title}", occasion.title
    for code, (record, staff) in WORDING.items():
        yield f"question.record.{code}", record
        yield f"question.employee.{code}", staff
    yield from (("question.record", SEARCH), ("question.employee", STAFF), ("question.client", INTERVIEW))
    for offer in policy.recovery.offers:
        yield f"offer.{offer.id}", offer.title
    for entry in catalogue(policy):
        if entry.kind == "number":
            yield f"number.{entry.id}", entry.title
    for book in books(policy):
        for rule in book:
            yield rule.id, rule.because
            if type(rule.says) is str and rule.says not in rule.sources:
                yield f"says.{rule.says}", rule.says
            brief = getattr(rule.says, "brief", "")
            if brief:
                yield f"{rule.id}.brief", brief
                yield f"act.{rule.says.kind}", rule.says.kind.replace("-", " ")
    for family in FACT_FAMILIES:
        yield f"facts.{family}", f"{family}:{{kind}}"
    for kind, meaning in cr.KINDS.items():
        yield f"event.{kind}", kind.replace("-", " ")
        yield f"event.{kind}.meaning", meaning
    for key, figure in FIGURES.items():
        yield f"figure.{key}", figure.title
    for trust in figures.Grade:
        yield f"grade.{trust.name.lower()}", trust.value
    for division in DIVISIONS:
        yield f"losses.by-{division}", f"by {division}"
    for number in cr.ReturnClass:
        said = named(number)
        assert isinstance(said, Said)
        yield said.key, said
    for side in Side:
        yield f"side.{side.value}", f"{side.value}'s side"
    for feature in FEATURES:
        yield f"push.{feature}", feature
    for family, members in FAMILIES.items():
        for member in members:
            yield f"{family}.{member.value}", member.value


def of_the_source() -> Iterator[tuple[str, str]]:
    """Phrases whose key and English stand as texts in a call, the English perhaps under a name of its own."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope in ast.walk(tree):
            if isinstance(scope, ast.Module | ast.FunctionDef):
                yield from _of_scope(scope)


def _of_scope(scope: ast.Module | ast.FunctionDef) -> Iterator[tuple[str, str]]:
    inside = [node for part in scope.body for node in ast.walk(part)]
    inside = sorted((node for node in inside if isinstance(node, ast.stmt | ast.expr)), key=lambda node: node.lineno)
    texts: dict[str, str] = {}
    for node in inside:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                texts[name] = text
            case ast.Call(func=function, args=[ast.Constant(value=str(key)), ast.Constant(value=str(text)), *_]):
                if key and _name(function) in CALLS:
                    yield key, text
            case ast.Call(func=function, args=[ast.Constant(value=str(key)), ast.Name(id=name), *_]):
                if _name(function) in CALLS:
                    yield key, texts[name]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def english() -> dict[str, str]:
    """All phrases by key."""
    return {**dict(of_the_books()), **dict(of_the_source())}


if __name__ == "__main__":
    for key, phrase in english().items():
        print(f"{key}\t{phrase}")
    for name, title in facts().items():
        print(f"fact.{name}\t{title}")

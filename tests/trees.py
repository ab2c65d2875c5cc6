"""Strategies for conditions over a small vocabulary, and values for its facts. Not a test."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from clientreturn.conditions import ALWAYS, Condition, Fact, Flag, Number, Term, Unit, Vocabulary

AMOUNTS = (Fact("visits"), Fact("silence", unit=Unit.DAYS), Fact("chance", unit=Unit.PROBABILITY))
FLAGS = (Flag("company"), Flag("objection"))
KIND = Fact("kind", unit=Unit.TEXT)
VOCABULARY = Vocabulary((*AMOUNTS, *FLAGS, KIND))
NUMBERS = (Number("patience", 90, Unit.DAYS), Number("little-hope", 0.05, Unit.PROBABILITY, high=1))
KINDS = ("complaint", "refund", "praise")

# Two decimals at most, so that a sentence shows them in full.
constants = st.integers(-200, 200) | st.integers(-200, 200).map(lambda hundredths: hundredths / 100)


def terms(operators: str = "+-*/") -> st.SearchStrategy[Term]:
    """Facts, numbers and arithmetic on them."""
    leaves: st.SearchStrategy[Term] = st.sampled_from([*AMOUNTS, *NUMBERS])
    calculated = {"+": Term.__add__, "-": Term.__sub__, "*": Term.__mul__, "/": Term.__truediv__}
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda operator, left, right: calculated[operator](left, right),
            st.sampled_from(operators),
            inner,
            inner | constants,
        ),
        max_leaves=5,
    )


def questions(operators: str = "+-*/") -> st.SearchStrategy[Condition]:
    """Conditions without and, or, not."""
    compared = {"<": Term.__lt__, "<=": Term.__le__, ">": Term.__gt__, ">=": Term.__ge__}
    term = terms(operators)
    operand = term | constants
    return st.one_of(
        st.sampled_from([*FLAGS, ALWAYS]),
        st.builds(
            lambda operator, left, right: compared[operator](left, right),
            st.sampled_from(sorted(compared)),
            term,
            operand,
        ),
        st.builds(lambda term, low, high: term.between(low, high), term, operand, operand),
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True).map(lambda kinds: KIND.one_of(*kinds)),
    )


def conditions(operators: str = "+-*/") -> st.SearchStrategy[Condition]:
    """Any condition."""
    return st.recursive(
        questions(operators),
        lambda inner: st.one_of(
            st.builds(lambda left, right: left & right, inner, inner),
            st.builds(lambda left, right: left | right, inner, inner),
            inner.map(lambda condition: ~condition),
        ),
        max_leaves=6,
    )


def values(known: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """A value for every fact; unless `known`, some are `None`."""

    def of(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return strategy if known else st.none() | strategy

    amounts = st.sampled_from([0, 1, 90, 0.05, -3]) | constants
    return st.fixed_dictionaries(
        {fact.name: of(amounts) for fact in AMOUNTS}
        | {flag.name: of(st.booleans()) for flag in FLAGS}
        | {KIND.name: of(st.sampled_from([*KINDS, "other"]))}
    )

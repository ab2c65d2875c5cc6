"""Conditions: logic with three values, a sentence that can be read back, a door that nothing hostile passes."""

from __future__ import annotations

import ast
import json
import operator
import pickle
import re
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.conditions import (
    ALWAYS,
    Condition,
    Fact,
    Flag,
    Number,
    Term,
    Tuning,
    Unit,
    Vocabulary,
    condition_from,
    evaluator,
    facts_of,
    numbers_of,
    sentence,
    tuned,
    write,
)
from clientreturn.errors import ClientReturnError
from trees import FLAGS, KIND, conditions, terms, values

silence = Fact("silence", "days without a purchase", Unit.DAYS)
chance = Fact("chance", "chance of a purchase", Unit.PROBABILITY)
patience = Number("patience", 90, Unit.DAYS, "E3.5", "days that worry nobody", 0, 1000)


def answer(condition: Condition, facts: dict[str, Any]) -> bool | None:
    read: bool | None = evaluator(condition.node)(facts)
    return read


# --- the value ------------------------------------------------------------------------------------

NO, UNKNOWN, YES = 0.0, 0.5, 1.0
COMPARED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
CALCULATED = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def number_by_the_book(node: Any, facts: dict[str, Any]) -> float | None:
    """A second reading of terms, straight from the definition."""
    match node:
        case ("fact", name):
            amount: float | None = facts[name]
            return amount
        case ("number", _, default):
            value: float = default
            return value
        case (sign, left, right):
            a, b = number_by_the_book(left, facts), number_by_the_book(right, facts)
            if a is None or b is None or (sign == "/" and b == 0):
                return None
            result: float = CALCULATED[sign](a, b)
            return result
    constant: float = node
    return constant


def truth_by_the_book(node: Any, facts: dict[str, Any]) -> float:
    """Kleene's logic as arithmetic: and is the smaller, or is the larger, not is one less."""
    match node:
        case ("always",):
            return YES
        case ("flag", name):
            return UNKNOWN if facts[name] is None else float(facts[name])
        case ("one_of", ("fact", name), members):
            return UNKNOWN if facts[name] is None else float(any(facts[name] == member for member in members))
        case ("~", part):
            return 1 - truth_by_the_book(part, facts)
        case ("&", left, right):
            return min(truth_by_the_book(left, facts), truth_by_the_book(right, facts))
        case ("|", left, right):
            return max(truth_by_the_book(left, facts), truth_by_the_book(right, facts))
        case ("between", term, low, high):
            return min(truth_by_the_book(("<=", low, term), facts), truth_by_the_book(("<=", term, high), facts))
        case (sign, left, right):
            a, b = number_by_the_book(left, facts), number_by_the_book(right, facts)
            return UNKNOWN if a is None or b is None else float(COMPARED[sign](a, b))
    raise AssertionError(node)


@given(conditions(), values())
def test_the_compiled_reading_is_the_definition(condition: Condition, facts: dict[str, Any]) -> None:
    assert answer(condition, facts) == {NO: False, UNKNOWN: None, YES: True}[truth_by_the_book(condition.node, facts)]


@given(conditions(), conditions(), conditions(), values())
def test_laws_of_three_valued_logic(a: Condition, b: Condition, c: Condition, facts: dict[str, Any]) -> None:
    same = [
        (a & b, b & a),
        (a | b, b | a),
        ((a & b) & c, a & (b & c)),
        ((a | b) | c, a | (b | c)),
        (a & (b | c), (a & b) | (a & c)),
        (a | (b & c), (a | b) & (a | c)),
        (a & (a | b), a),
        (a | (a & b), a),
        (~~a, a),
        (~(a & b), ~a | ~b),
        (~(a | b), ~a & ~b),
        (a & ALWAYS, a),
        (a | ALWAYS, ALWAYS),
    ]
    for left, right in same:
        assert answer(left, facts) is answer(right, facts), f"{left} against {right}"


@given(conditions(), values(), values(known=True))
def test_learning_a_fact_never_overturns_an_answer(
    condition: Condition, facts: dict[str, Any], truth: dict[str, Any]
) -> None:
    before = answer(condition, facts)
    learnt = {name: truth[name] if value is None else value for name, value in facts.items()}
    if before is not None:
        assert answer(condition, learnt) is before


@given(conditions(), values())
def test_only_the_named_facts_are_read(condition: Condition, facts: dict[str, Any]) -> None:
    needed = {name: facts[name] for name in facts_of(condition)}
    assert answer(condition, needed) is answer(condition, facts)


@pytest.mark.parametrize(
    ("term", "facts"),
    [
        (silence / chance, {"silence": 10, "chance": 0}),
        (silence / chance, {"silence": 0, "chance": 0.0}),
        (silence * chance, {"silence": 1e300, "chance": 1e300}),
        (silence * chance, {"silence": 10**200, "chance": 10**200}),
        (silence - chance, {"silence": 1, "chance": None}),
    ],
)
def test_what_cannot_be_calculated_is_unknown(term: Term, facts: dict[str, Any]) -> None:
    assert answer(term > 0, facts) is None
    assert answer(~(term > 0), facts) is None


# --- the sentence ---------------------------------------------------------------------------------

SIGNS: dict[type[ast.AST], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.And: "&", ast.Or: "|",
}  # fmt: skip


def read_back(text: str) -> Any:
    """A sentence parsed by Python's own grammar, whose precedence is the one that readers know."""
    python = re.sub(r"is one of ((?:'\w+'(?:, )?)+)", r"in [\1]", text)
    return _tree(ast.parse(python, mode="eval").body)


def _tree(node: ast.AST) -> Any:
    match node:
        case ast.Name("always"):
            return ("always",)
        case ast.Name(name):
            return ("flag" if name in {flag.name for flag in FLAGS} else "fact", name)
        case ast.Constant(value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(value)) if isinstance(value, int | float):
            return -value
        case ast.UnaryOp(ast.Not(), part):
            return ("~", _tree(part))
        case ast.BoolOp(joined, [first, *others]):
            tree = _tree(first)
            for other in others:
                tree = (SIGNS[type(joined)], tree, _tree(other))
            return tree
        case ast.BinOp(left, sign, right):
            return (SIGNS[type(sign)], _tree(left), _tree(right))
        case ast.Compare(left, [ast.In()], [ast.List(members)]):
            return ("one_of", _tree(left), tuple(_tree(member) for member in members))
        case ast.Compare(left, [sign], [right]):
            return (SIGNS[type(sign)], _tree(left), _tree(right))
        case ast.Compare(low, [ast.LtE(), ast.LtE()], [term, high]):
            return ("between", _tree(term), _tree(low), _tree(high))
    raise AssertionError(ast.dump(node))


def shown(node: Any) -> Any:
    """The tree as a sentence shows it: a named number by its value."""
    if not isinstance(node, tuple) or node[0] in ("fact", "flag", "always", "one_of"):
        return node
    return node[2] if node[0] == "number" else (node[0], *(shown(part) for part in node[1:]))


@given(conditions())
def test_a_sentence_reads_back_as_the_same_tree(condition: Condition) -> None:
    assert read_back(sentence(condition)) == shown(condition.node)


@given(terms())
def test_a_term_reads_back_as_the_same_tree(term: Term) -> None:
    assert read_back(sentence(term)) == shown(term.node)


def test_the_same_sentence_shows_values() -> None:
    facts = {"silence": 120, "chance": None}
    condition = (silence >= patience) & ~(chance < 0.05)
    assert sentence(condition, name=lambda name: str(facts[name])) == "120 >= 90 and not None < 0.05"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, Unit.DAYS, "1 day"),
        (0, Unit.DAYS, "0 days"),
        (1.04, Unit.DAYS, "1 day"),
        (121.67, Unit.DAYS, "122 days"),
        (0, Unit.PROBABILITY, "0 %"),
        (0.004, Unit.PROBABILITY, "0.4 %"),
        (0.01, Unit.PROBABILITY, "1 %"),
        (0.5, Unit.PROBABILITY, "50 %"),
        (1234.5, Unit.MONEY, "1,234.50"),
        (1234.0, Unit.MONEY, "1,234"),
        (True, Unit.FLAG, "yes"),
        (None, Unit.FLAG, "unknown"),
        (2.5, Unit.RATIO, "2.5"),
        ("olga", Unit.TEXT, "olga"),
    ],
)
def test_units_write_values(value: Any, unit: Unit, text: str) -> None:
    assert write(value, unit) == text


# --- values that can be compared, kept and sent ---------------------------------------------------


@given(conditions())
def test_a_condition_survives_storage_and_transport(condition: Condition) -> None:
    stored = condition_from(json.loads(json.dumps(condition.node)))
    assert stored == condition
    assert hash(stored) == hash(condition)
    assert pickle.loads(pickle.dumps(condition)) == condition
    assert sentence(stored) == sentence(condition)


@pytest.mark.parametrize(
    "value", [silence, Flag("company", "a company"), patience, silence + 1, Tuning.of({patience: 5})]
)
def test_terms_survive_transport(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert hash(again) == hash(value)
    assert repr(again) == repr(value)


def test_equality_is_structural() -> None:
    assert (silence > 30) == (silence > 30)
    assert (silence > 30) != (silence >= 30)
    assert len({silence > 30, silence > 30, silence > 31}) == 2
    assert condition_from(["flag", "company"]) == Flag("company")


# --- numbers --------------------------------------------------------------------------------------


def test_a_policy_tunes_the_number_and_nothing_else() -> None:
    condition = (silence > patience) & (chance < 0.05)
    changed = tuned(condition, {"patience": 30, "other": 7})
    assert changed == (silence > attrs.evolve(patience, default=30)) & (chance < 0.05)
    assert numbers_of(changed) == {"patience": 30}
    assert tuned(condition, {"other": 7}) is condition


@pytest.mark.parametrize("value", [-1, 1001, float("nan"), float("inf"), "90", None, True, 10**400])
def test_a_number_refuses_what_makes_no_sense(value: Any) -> None:
    with pytest.raises(ClientReturnError) as caught:
        Tuning.of({patience: value})
    assert caught.value.field == "number 'patience'"
    assert caught.value.value is value
    assert "from 0 to 1000 (days)" in caught.value.expected


def test_tunings_join_the_later_one_winning() -> None:
    hope = Number("little-hope", 0.05, Unit.PROBABILITY, high=1)
    joined = Tuning.of({patience: 30, hope: 0.1}) | Tuning.of({patience: 60})
    assert (joined(patience), joined(hope)) == (60, 0.1)
    assert joined == Tuning.of({hope: 0.1, patience: 60})
    assert hash(joined) == hash(Tuning.of({hope: 0.1, patience: 60}))


# --- what is refused while writing ----------------------------------------------------------------


def spelt_wrong(write_it: Any) -> ClientReturnError:
    with pytest.raises(ClientReturnError) as caught:
        write_it()
    return caught.value


def test_python_logic_is_refused_with_what_to_write() -> None:
    assert "& | ~" in spelt_wrong(lambda: (silence > 1) and (chance < 1)).expected
    assert "between" in spelt_wrong(lambda: 1 < silence < 3).remedy
    assert "silence > 30" in spelt_wrong(lambda: not silence).remedy
    assert "brackets" in spelt_wrong(lambda: (silence > 1) & True).remedy


@pytest.mark.parametrize("operand", ["30", None, True, float("nan"), float("inf"), 10**400, [30], 30j])
def test_only_numbers_and_terms_can_be_compared(operand: Any) -> None:
    for write_it in (lambda: silence > operand, lambda: silence + operand, lambda: silence.between(0, operand)):
        error = spelt_wrong(write_it)
        assert error.field == "condition"
        assert error.remedy


def test_a_text_is_not_compared_by_size() -> None:
    error = spelt_wrong(lambda: KIND > 3)
    assert error.value == "kind"
    assert "one_of" in error.remedy


@pytest.mark.parametrize("members", [(), (None,), (True,), (float("nan"),), (["a"],)])
def test_one_of_takes_texts_and_numbers(members: tuple[Any, ...]) -> None:
    assert spelt_wrong(lambda: KIND.one_of(*members)).field == "kind.one_of"


def test_a_vocabulary_knows_its_facts_and_what_was_meant() -> None:
    sees = Vocabulary((silence, chance), (("count:", Unit.COUNT),))
    assert sees.unit("silence") is Unit.DAYS
    assert sees.unit("count:refund") is Unit.COUNT
    assert spelt_wrong(lambda: sees.unit("slience")).suggestion == "silence"
    assert spelt_wrong(lambda: sees.unit("count:")).field == "fact"
    assert spelt_wrong(lambda: Vocabulary((silence, Fact("silence")))).value == "silence"
    assert (sees | sees) == sees


# --- the door for stored conditions ---------------------------------------------------------------

names = st.sampled_from(
    ["fact", "flag", "number", "one_of", "between", "always", "&", "|", "~", "<", "+", "/", "silence"]
)
scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | names,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(names, inner)
        | st.tuples(names, inner, inner)
        | st.dictionaries(names, inner, max_size=2)
    ),
    max_leaves=12,
)


@given(scraps)
def test_whatever_is_stored_is_a_condition_or_refused(data: Any) -> None:
    try:
        condition = condition_from(data)
    except ClientReturnError:
        return
    answer(condition, dict.fromkeys(facts_of(condition)))
    assert sentence(condition)


def nested(levels: int) -> Any:
    data: Any = ["always"]
    for _ in range(levels):
        data = ["~", data]
    return data


def wide(levels: int) -> Any:
    data: Any = ["flag", "company"]
    for _ in range(levels):
        data = ["&", data, data]
    return data


def endless() -> Any:
    data: list[Any] = ["~"]
    data.append(data)
    return data


@pytest.mark.parametrize("data", [nested(100), nested(100_000), wide(12), wide(50), endless()])
def test_stored_conditions_are_bounded(data: Any) -> None:
    assert "at most 60 levels and 2000 nodes" in spelt_wrong(lambda: condition_from(data)).expected


def test_a_condition_within_the_bounds_passes() -> None:
    assert condition_from(nested(50)).node[0] == "~"
    assert condition_from(wide(9)).node[0] == "&"


@pytest.mark.parametrize(
    "data",
    [
        ["__import__", "os"],
        ["<", ["fact", "silence"]],
        ["<", ["flag", "company"], 3],
        ["&", 1, 2],
        ["fact", "silence"],
        ["one_of", ["fact", "kind"], []],
        ["one_of", ["fact", "kind"], "complaint"],
        [">", ["number", "patience", "90"], 3],
        [">", ["fact", "silence"], 10**400],
        [">", ["fact", "silence"], True],
        "silence > 3",
        b"silence",
        None,
    ],
)
def test_nothing_else_is_a_stored_condition(data: Any) -> None:
    error = spelt_wrong(lambda: condition_from(data))
    assert error.field == "condition"
    assert str(error)


# --- borders ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (1 + silence, 11.0),
        (1 - silence, -9.0),
        (2 * silence, 20.0),
        (5 / silence, 0.5),
        (silence + 1, 11.0),
        (silence - 1, 9.0),
        (silence * 2, 20.0),
        (silence / 5, 2.0),
    ],
)
def test_a_number_may_stand_on_either_side(term: Term, value: float) -> None:
    facts = {"silence": 10}
    assert [answer(term >= limit, facts) for limit in (value - 0.25, value, value + 0.25)] == [True, True, False]


def test_a_sum_is_known_up_to_the_largest_number() -> None:
    largest = sys.float_info.max
    assert answer(silence * 1 >= 0, {"silence": largest}) is True
    assert answer(silence * 2 >= 0, {"silence": largest}) is None
    assert answer(silence * 1 < 0, {"silence": -largest}) is True

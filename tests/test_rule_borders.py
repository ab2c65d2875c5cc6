"""Borders of conditions, their readings and books: the last that is let through, and the first that is not."""

from __future__ import annotations

import sys
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.conditions import (
    ALWAYS,
    Fact,
    Flag,
    Unit,
    Vocabulary,
    condition_from,
    evaluator,
    requires,
    sentence,
    write,
)
from clientreturn.conditions.nodes import MAX_DEPTH, MAX_NODES
from clientreturn.errors import ClientReturnError
from clientreturn.rules import Rule, RuleBook, Verdict, says_said, write_bare
from clientreturn.spans import ANYTHING, EVERY, NO, UNKNOWN, YES, Range, span_reading

a, b, company = Fact("a"), Fact("b"), Flag("company")
SEES = Vocabulary((a, b, company))
BOOK = RuleBook.of(
    Rule("room.many", a > 5, "many", "so many: {a}", ("E1.1",)),
    Rule("room.few", a > 2, "few", "a few"),
    sees=SEES,
)


# --- trees ----------------------------------------------------------------------------------------------


def either(flags: int) -> list[Any]:
    """A tree of so many flags that is as flat as it can be: 2 × flags − 1 nodes."""
    return ["flag", "company"] if flags == 1 else ["|", either(flags // 2), either(flags - flags // 2)]


def test_as_many_nodes_as_are_let_through() -> None:
    last = ["~", either(MAX_NODES // 2)]
    assert condition_from(last).node[0] == "~"
    with pytest.raises(ClientReturnError, match="nodes"):
        condition_from(["~", last])


def nested(levels: int) -> list[Any]:
    """A comparison of so many levels, itself and the fact at the bottom included."""
    term: list[Any] = ["fact", "a"]
    for _ in range(levels - 2):
        term = ["+", 1, term]
    return ["<", term, 1]


def test_as_many_levels_as_are_let_through() -> None:
    assert condition_from(nested(MAX_DEPTH)).node[0] == "<"
    with pytest.raises(ClientReturnError, match="levels"):
        condition_from(nested(MAX_DEPTH + 1))


def test_one_of_is_asked_of_sums_too() -> None:
    read = evaluator(condition_from(["one_of", ["+", ["fact", "a"], 1], [3]]).node)
    assert [read({"a": value}) for value in (2, 3, None)] == [True, False, None]


def test_every_member_of_one_of_is_a_text_or_a_number() -> None:
    for members in (["a", None], [None, 1], [True]):
        with pytest.raises(ClientReturnError, match="texts or numbers"):
            condition_from(["one_of", ["fact", "a"], members])


def test_the_largest_number_is_one() -> None:
    largest = sys.float_info.max
    assert condition_from(["<", ["fact", "a"], largest]).node[2] == largest
    with pytest.raises(ClientReturnError):
        condition_from(["<", ["fact", "a"], float("inf")])


def test_what_either_side_allows_is_not_required() -> None:
    many, few = (a > 5).node, (b > 5).node
    assert not requires(("|", many, few), few)
    assert not requires(("|", few, many), few)
    assert requires(("|", few, few), few)
    assert requires(("&", many, few), few)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (~~company, "not not company"),
        (~(company & company), "not (company and company)"),
        ((a + 1).between(2, b + 3), "2 <= a + 1 <= b + 3"),
        (a.between(b - 1, 9), "b - 1 <= a <= 9"),
        ((a * (b + 1)) > 2, "a * (b + 1) > 2"),
    ],
)
def test_brackets_stand_where_they_are_needed(condition: cr.Condition, said: str) -> None:
    assert sentence(condition) == said


@pytest.mark.parametrize(
    ("days", "said"), [(9.94, "9.9 days"), (10, "10 days"), (10.4, "10 days"), (-10.4, "-10 days")]
)
def test_ten_days_and_more_are_whole(days: float, said: str) -> None:
    assert write(days, Unit.DAYS) == said


# --- spans ----------------------------------------------------------------------------------------------

SPANS: list[tuple[cr.Condition, dict[str, Range], int]] = [
    (a + b > 1, {"a": None, "b": (1, 2)}, UNKNOWN),
    (a + b > 1, {"a": (1, 2), "b": None}, UNKNOWN),
    (a + b > 1, {"a": ANYTHING, "b": (1, 2)}, EVERY),
    (a + b > 5, {"a": (10, 10), "b": (-1, 1)}, YES),
    (a * b > 5, {"a": (2, 3), "b": (3, 4)}, YES),
    (a * b > 5, {"a": (1e308, 1e308), "b": (10, 10)}, EVERY),
    (a / b > 100, {"a": (1, 1), "b": (-1, 2)}, EVERY),
    (a / b > 100, {"a": (1, 1), "b": (0, 0)}, EVERY),
    (a / b > 100, {"a": (1, 1), "b": (1, 2)}, NO),
    (a <= b, {"a": (1, 2), "b": (2, 3)}, YES),
    (a < b, {"a": (1, 2), "b": (2, 3)}, YES | NO),
    (a < b, {"a": (1, 5), "b": (2, 3)}, YES | NO),
    (a <= b, {"a": (1, 5), "b": (2, 3)}, YES | NO),
    (a <= b, {"a": (1, 2.5), "b": (2, 3)}, YES | NO),
    (a < b, {"a": (1, 1), "b": (2, 3)}, YES),
    (a.one_of(1, 2), {"a": (1, 1)}, YES),
    (a.one_of(1, 2), {"a": (3, 3)}, NO),
    (a.one_of(1, 2), {"a": (1, 3)}, YES | NO),
    (~company, {"company": (True, True)}, NO),
]


@pytest.mark.parametrize(("condition", "ranges", "possible"), SPANS, ids=[f"{n}" for n, _ in enumerate(SPANS)])
def test_what_may_be_answered_over_a_span(condition: cr.Condition, ranges: dict[str, Range], possible: int) -> None:
    assert span_reading(condition.node)(ranges) == possible


# --- books ----------------------------------------------------------------------------------------------


class Raising(dict[str, Any]):
    """Facts of which one cannot be made."""

    def __missing__(self, name: str) -> Any:
        raise ZeroDivisionError(name)


@pytest.mark.parametrize("ask", ["first", "every"])
def test_what_a_fact_raises_is_told_with_the_first_rule_that_asked_for_it(ask: str) -> None:
    book = RuleBook.of(BOOK.rules[0], Rule("room.firm", company, "firm", "a firm"), BOOK.rules[1], sees=SEES)
    with pytest.raises(ClientReturnError, match=r"room\.firm"):
        getattr(book, ask)(Raising({"a": 1}))


@pytest.mark.parametrize("wrong", [{"since": 5}, {"binding": "yes"}, {"since": None, "binding": None}])
def test_every_part_of_a_rule_is_looked_at(wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientReturnError, match=r"rule 'room\.many'"):
        Rule("room.many", ALWAYS, "many", "so many", **wrong)


def test_a_rule_is_found_by_its_id() -> None:
    assert BOOK.get("room.few") is BOOK.rules[1]
    assert BOOK.get("room.none") is None


def test_what_could_still_hold_is_kept() -> None:
    assert [rule.id for rule, _ in BOOK.not_ruled_out({"a": 3})] == ["room.few"]
    assert [rule.id for rule, _ in BOOK.not_ruled_out({"a": None})] == ["room.many", "room.few"]


def test_nothing_is_handed_over_that_a_book_works_out_itself() -> None:
    assert [one.name for one in attrs.fields(RuleBook) if one.init] == ["rules", "sees", "_known"]
    assert [one.name for one in attrs.fields(Vocabulary) if one.init] == ["facts", "families"]


def test_a_verdict_has_the_sources_of_its_rule() -> None:
    assert BOOK.first({"a": 9}).sources == ("E1.1",)
    assert BOOK.first({"a": 0}).sources == ()


@pytest.mark.parametrize("hit", [True, 2, -1])
def test_a_hit_is_the_place_of_a_rule_that_was_tried(hit: int) -> None:
    with pytest.raises(ClientReturnError, match=r"Verdict\.hit"):
        Verdict(BOOK, (False, True), hit, {"a": 3})


@pytest.mark.parametrize("outcomes", [[True], (True, False, True), (1, False), ("yes",)])
def test_outcomes_are_the_answers_of_rules_that_were_tried(outcomes: Any) -> None:
    with pytest.raises(ClientReturnError, match=r"Verdict\.outcomes"):
        Verdict(BOOK, outcomes, None, {"a": 3})


def test_findings_keep_what_was_asked() -> None:
    found = BOOK.every({"a": 9, "b": 1})
    assert found.values == {"a": 9}
    assert found == BOOK.every({"a": 9, "b": 2})
    assert found != BOOK.every({"a": 8})
    assert found != (BOOK, found.outcomes, found.values)


def test_a_rule_without_facts_says_its_answer_alone() -> None:
    always = RuleBook.of(Rule("room.always", ALWAYS, "yes", "always"), sees=SEES)
    assert always.first({}).tried[0].text == "always   [yes]"
    flagged = RuleBook.of(Rule("room.firm", company, "firm", "a firm"), sees=SEES)
    assert flagged.first({"company": True}).tried[0].text == "company   [yes: yes]"
    assert [write_bare(answer) for answer in (True, False)] == ["yes", "no"]


def test_a_book_shows_what_its_rules_stand_for() -> None:
    shown = cr.html(BOOK)
    assert all(part in shown for part in ("room.many", "<strong>many</strong>", "&gt; 5", "so many", "room.few"))
    assert says_said("many") == "many"
    assert says_said(("few", cr.Standing.LOST)) == "few, lost"

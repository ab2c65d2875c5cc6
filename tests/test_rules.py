"""Books of rules: first and every hit, what stays possible, what is missing, and the law that cannot be taken out."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.conditions import Fact, Number, Tuning, Unit, Vocabulary, evaluator
from clientreturn.errors import ClientReturnError
from clientreturn.rules import Rule, RuleBook
from trees import KIND, VOCABULARY, conditions, values

silence = Fact("silence", "days without a purchase", Unit.DAYS)
chance = Fact("chance", "chance of a purchase", Unit.PROBABILITY)
patience = Number("patience", 90, Unit.DAYS)
SEES = Vocabulary((silence, chance))


def books(operators: str = "+-*/") -> st.SearchStrategy[RuleBook[str]]:
    """Books of up to six rules with few answers, so that rules often agree."""
    rules = st.lists(st.tuples(conditions(operators), st.sampled_from("abc"), st.booleans()), max_size=6)
    return rules.map(
        lambda drawn: RuleBook.of(
            *(
                Rule(f"room.{at}", when, says, "silent for {silence}", binding=binding)
                for at, (when, says, binding) in enumerate(drawn)
            ),
            sees=VOCABULARY,
        )
    )


def answers(book: RuleBook[str], facts: dict[str, Any]) -> list[bool | None]:
    return [evaluator(rule.when.node)(facts) for rule in book]


def ways_it_may_fall(book: RuleBook[str], facts: dict[str, Any]) -> set[str | None]:
    """What the first hit would say for each way in which the unknown rules may turn out."""
    each = [(holds,) if holds is not None else (False, True) for holds in answers(book, facts)]
    return {
        next((rule.says for rule, holds in zip(book, turned_out, strict=True) if holds), None)
        for turned_out in product(*each)
    }


# --- asking ---------------------------------------------------------------------------------------


@given(books(), values())
def test_the_first_hit_decides_however_the_unknown_falls(book: RuleBook[str], facts: dict[str, Any]) -> None:
    outcomes = ways_it_may_fall(book, facts)
    verdict = book.first(facts)
    assert verdict.says == (next(iter(outcomes)) if len(outcomes) == 1 else None)
    assert set(verdict.possible) == outcomes - {None}


@given(books(), values())
def test_three_ways_to_ask_agree(book: RuleBook[str], facts: dict[str, Any]) -> None:
    verdict, findings = book.first(facts), book.every(facts)
    assert book.decided(facts) == verdict.says
    assert list(findings.outcomes) == answers(book, facts)
    assert findings.outcomes[: len(verdict.outcomes)] == verdict.outcomes
    assert [rule.id for rule in findings.hits] == [tried.rule for tried in findings.tried if tried.holds]
    assert [rule.id for rule in findings.unknown] == [tried.rule for tried in findings.tried if tried.holds is None]
    if verdict.rule is not None:
        assert verdict.rule == findings.hits[0]
        assert verdict.why == findings.why(findings.hits[0])


@given(books(), values(), st.sets(st.sampled_from([fact.name for fact in VOCABULARY.facts])))
def test_quicker_ways_to_ask_answer_the_same(book: RuleBook[str], facts: dict[str, Any], names: set[str]) -> None:
    holding = [rule for rule, holds in zip(book, answers(book, facts), strict=True) if holds]
    assert book.holding(facts) == holding
    assert book.sure(facts) == (holding[0] if holding else None)
    known = tuple((name, facts[name]) for name in sorted(names))
    assert book.first(facts, known=known) == book.first(facts)
    assert book.decided(facts, known=known) == book.decided(facts)
    narrower = book.narrowed(**dict(known)) if None not in dict(known).values() else book
    assert [rule.id for rule in narrower.holding(facts)] == [rule.id for rule in holding]
    for rule, holds in zip(book, answers(book, facts), strict=True):
        assert book.answer(rule.id, facts) == holds


@given(books(operators="+-"), values(), values(known=True))
def test_the_missing_facts_settle_the_verdict(
    book: RuleBook[str], facts: dict[str, Any], truth: dict[str, Any]
) -> None:
    verdict = book.first(facts)
    assert all(facts[name] is None for name in verdict.missing)
    learnt = book.first(facts | {name: truth[name] for name in verdict.missing})
    assert not learnt.missing
    if None not in verdict.outcomes:
        assert learnt == verdict
    assert learnt.says is None or learnt.says in verdict.possible


@given(books(), values())
def test_the_trace_lists_the_rules_tried_up_to_the_hit(book: RuleBook[str], facts: dict[str, Any]) -> None:
    verdict = book.first(facts)
    assert [tried.rule for tried in verdict.tried] == [rule.id for rule in book][: len(verdict.tried)]
    assert not any(tried.holds for tried in verdict.tried[:-1])
    for tried in verdict.tried:
        assert tried.text.endswith({True: "yes]", False: "no]", None: "unknown]"}[tried.holds])


def test_a_trace_shows_conditions_with_their_values() -> None:
    book = RuleBook.of(
        Rule("mood.lost", (silence > patience) & (chance < 0.05), "lost", "a purchase is unlikely ({chance})"),
        Rule("mood.quiet", silence > 1.333 * patience, "quiet", "silent for {silence}"),
        Rule("mood.fine", silence <= patience, "fine", "bought {silence} ago"),
        sees=SEES,
    )
    verdict = book.first({"silence": 119.97, "chance": None})
    assert [tried.text for tried in verdict.tried] == [
        "silence > 90 and chance < 0.05   [119.97 > 90 and ? < 0.05: unknown]",
        "silence > 1.33 * 90   [119.97 > 1.33 * 90: no]",
        "silence <= 90   [119.97 <= 90: no]",
    ]
    assert (verdict.says, verdict.possible, verdict.missing) == (None, ("lost",), ("chance",))
    assert verdict.why == "cannot be told without chance"
    settled = book.first({"silence": 120, "chance": 0.012})
    assert (settled.says, settled.why, settled.missing) == ("lost", "a purchase is unlikely (1 %)", ())
    assert settled.values == {"silence": 120, "chance": 0.012}


def test_a_book_without_an_answer_says_so() -> None:
    book = RuleBook.of(Rule("mood.quiet", silence > 90, "quiet", "silent"), sees=SEES)
    verdict = book.first({"silence": 3})
    assert (verdict.says, verdict.rule, verdict.possible, verdict.missing) == (None, None, (), ())
    assert verdict.why == "no rule of the book applies"
    assert RuleBook.of(sees=SEES).first({}).why == "no rule of the book applies"


def test_an_unknown_rule_that_would_say_the_same_leaves_no_doubt() -> None:
    book = RuleBook.of(
        Rule("mood.lost", chance < 0.05, "gone", "unlikely"),
        Rule("mood.quiet", silence > 90, "gone", "silent"),
        sees=SEES,
    )
    verdict = book.first({"silence": 100, "chance": None})
    assert (verdict.says, verdict.rule and verdict.rule.id) == ("gone", "mood.quiet")


# --- changing -------------------------------------------------------------------------------------


def ids(book: RuleBook[Any]) -> list[str]:
    return [rule.id for rule in book]


def rule(name: str, binding: bool = False) -> Rule[str]:
    return Rule(name, silence > patience, name, "silent for {silence}", binding=binding)


BOOK = RuleBook.of(
    rule("law.consent", binding=True), rule("company.rude"), rule("company.late"), rule("client.moved"), sees=SEES
)


def refused(change: Any) -> ClientReturnError:
    with pytest.raises(ClientReturnError) as caught:
        change()
    return caught.value


def test_each_change_gives_a_new_book() -> None:
    before = ids(BOOK)
    assert ids(BOOK.add(rule("own.last"))) == [*before, "own.last"]
    assert ids(BOOK.add(rule("own.first"), before="company.rude"))[:2] == ["law.consent", "own.first"]
    assert ids(BOOK.without("company.*")) == ["law.consent", "client.moved"]
    louder = attrs.evolve(BOOK["company.rude"], says="rude indeed")
    assert BOOK.replace(louder)["company.rude"].says == "rude indeed"
    assert ids(BOOK.replace(louder)) == before == ids(BOOK)


@pytest.mark.parametrize(
    "change",
    [
        lambda: BOOK.add(rule("own"), before="company.rued"),
        lambda: BOOK.replace(rule("company.rued")),
        lambda: BOOK.without("company.rued"),
        lambda: BOOK["company.rued"],
    ],
)
def test_an_unknown_id_is_refused_with_the_one_meant(change: Any) -> None:
    assert refused(change).suggestion == "company.rude"


@pytest.mark.parametrize(
    "change",
    [
        lambda: BOOK.without("law.consent"),
        lambda: BOOK.without("*"),
        lambda: BOOK.replace(rule("law.consent")),
        lambda: BOOK.add(rule("own"), before="law.consent"),
    ],
)
def test_the_law_stays_and_is_asked_first(change: Any) -> None:
    error = refused(change)
    assert error.field.startswith("RuleBook.")
    assert "law" in error.remedy


@given(books(), st.sampled_from(["room.0", "room.3", "room.*", "*", "room.[1-4]"]))
def test_no_change_ever_loses_a_binding_rule(book: RuleBook[str], pattern: str) -> None:
    law = [rule for rule in book if rule.binding]
    changes: list[Callable[[], RuleBook[str]]] = [
        lambda: book.without(pattern),
        lambda: book.replace(rule("room.0")),
        lambda: book.add(rule("own"), before="room.0"),
        lambda: book.add(rule("own")),
        lambda: book.tuned(Tuning.of({patience: 30})),
    ]
    for change in changes:
        try:
            changed = change()
        except ClientReturnError:
            continue
        assert [kept.id for kept in changed if kept.binding] == [kept.id for kept in law]


def test_a_binding_rule_may_be_added_before_the_law() -> None:
    assert ids(BOOK.add(rule("law.death", binding=True), before="law.consent"))[:2] == ["law.death", "law.consent"]


def test_ids_are_kept_apart() -> None:
    error = refused(lambda: BOOK.add(rule("company.rude")))
    assert error.value == "company.rude"
    assert "replace" in error.remedy


@pytest.mark.parametrize(
    "build",
    [
        lambda: RuleBook.of(Rule("mood.a", Fact("slience") > 3, "a", "silent"), sees=SEES),
        lambda: RuleBook.of(Rule("mood.a", silence > 3, "a", "silent for {slience}"), sees=SEES),
    ],
)
def test_a_book_checks_the_facts_it_can_see(build: Any) -> None:
    error = refused(build)
    assert (error.field, error.value, error.suggestion) == ("rule 'mood.a'", "slience", "silence")


def test_a_book_may_be_given_more_to_see() -> None:
    complaints = Fact("complaints", "complaints on record")
    ours = Rule("own.angry", complaints > 1, "angry", "complained {complaints} times")
    refused(lambda: BOOK.add(ours))
    assert BOOK.seeing(Vocabulary((complaints,))).add(ours)["own.angry"] is ours


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: Rule("", silence > 3, "a", "silent"), "Rule.id"),
        (lambda: Rule(None, silence > 3, "a", "silent"), "Rule.id"),  # type: ignore[arg-type]
        (lambda: Rule("mood.a", True, "a", "silent"), "rule 'mood.a'"),  # type: ignore[arg-type]
        (lambda: Rule("mood.a", silence, "a", "silent"), "rule 'mood.a'"),  # type: ignore[arg-type]
        (lambda: Rule("mood.a", silence > 3, "a", "silent for {silence"), "phrase"),
    ],
)
def test_a_rule_is_checked_when_written(build: Any, field: str) -> None:
    assert refused(build).field == field


# --- kept and sent --------------------------------------------------------------------------------


@given(books(), values())
def test_books_and_verdicts_are_values(book: RuleBook[str], facts: dict[str, Any]) -> None:
    sent = pickle.loads(pickle.dumps(book))
    assert sent == book
    assert hash(sent) == hash(book)
    verdict = book.first(facts)
    again = pickle.loads(pickle.dumps(verdict))
    assert again == verdict == sent.first(facts)
    assert hash(again) == hash(verdict)
    assert (again.why, again.tried) == (verdict.why, verdict.tried)


def test_books_that_differ_are_not_equal() -> None:
    assert BOOK.without("client.moved") != BOOK
    assert BOOK.tuned(Tuning.of({patience: 30})) != BOOK
    assert BOOK.tuned(Tuning.of({patience: 90})) == BOOK
    assert BOOK.tuned(Tuning.of({patience: 30}))["client.moved"].when == (silence > attrs.evolve(patience, default=30))
    assert BOOK.seeing(Vocabulary((KIND,))) != BOOK


def test_the_law_keeps_its_numbers() -> None:
    number = Number("patience", 10, Unit.DAYS)
    fact = Fact("silence", "days without a purchase", Unit.DAYS)
    law = Rule("law.wait", fact < number, "wait", "too soon", binding=True)
    custom = Rule("own.wait", fact < number, "wait", "too soon")
    book = RuleBook.of(law, custom, sees=Vocabulary((fact,))).tuned(Tuning.of({number: 3}))
    assert book["law.wait"] == law
    assert book["own.wait"] != custom

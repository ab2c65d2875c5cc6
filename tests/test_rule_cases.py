"""The runner for yes, no and unknown cases, as third parties use it; and cases of built-in rules in its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import clientreturn as cr
from clientreturn.causes import CAUSES
from clientreturn.conditions import Value
from clientreturn.errors import ClientReturnError
from clientreturn.rules import RuleBook
from clientreturn.testing import RuleCases, failures, uncovered

LATE = "company.late-delivery.delay"
TABLES = Path(__file__).parent / "rule_cases"
POLICY = cr.Policy()
BOOKS: dict[str, RuleBook[Any]] = {
    "events": CAUSES.events,
    "states": CAUSES.states,
    "standing": POLICY.standing,
    "return_class": POLICY.return_class,
    "chance_factors": POLICY.chance_factors,
    "traits": POLICY.traits,
}


def value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text.replace("_", " ")


def facts(written: str) -> dict[str, Value]:
    """`silence=30 +dead -known`: values, flags that hold and flags that do not."""
    flags = {word[1:]: word[0] == "+" for word in written.split() if word[0] in "+-"}
    return flags | {
        name: value(text) for name, _, text in (word.partition("=") for word in written.split() if word[0] not in "+-")
    }


def tables(name: str) -> list[RuleCases]:
    """Rows of `rule | yes / yes | no / no`."""
    rows = (line.split(" | ") for line in (TABLES / f"{name}.txt").read_text("utf-8").splitlines())
    return [RuleCases(rule, map(facts, yes.split(" / ")), map(facts, no.split(" / "))) for rule, yes, no in rows]


@pytest.mark.parametrize("name", BOOKS)
def test_every_rule_has_its_cases_and_answers_so(name: str) -> None:
    assert uncovered(BOOKS[name], tables(name)) == []
    assert [table.rule for table in tables(name)] == [rule.id for rule in BOOKS[name]]
    assert failures(BOOKS[name], tables(name)) == []


@pytest.mark.parametrize("name", BOOKS)
def test_without_its_facts_no_rule_can_be_told(name: str) -> None:
    nothing = [RuleCases(rule.id, unknown=[{}]) for rule in BOOKS[name]]
    assert failures(BOOKS[name], nothing) == []


@pytest.mark.parametrize("name", BOOKS)
def test_a_fact_less_never_turns_yes_into_no_or_no_into_yes(name: str) -> None:
    for table in tables(name):
        alone = RuleBook((BOOKS[name][table.rule],), BOOKS[name].sees)
        for holds, case in table:
            for left_out in case:
                (told,) = alone.every(Unknown({k: v for k, v in case.items() if k != left_out})).outcomes
                assert told in (holds, None)


class Unknown(dict[str, Value]):
    """Facts of which the missing are unknown."""

    def __missing__(self, name: str) -> Value:
        return None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (RuleCases(LATE, yes=[{"kind": "contact"}]), "expected yes"),
        (RuleCases(LATE, no=[{"kind": "late-delivery"}]), "expected no"),
        (RuleCases(LATE, unknown=[{"kind": "late-delivery"}]), "expected unknown"),
    ],
)
def test_a_wrong_case_is_told_with_its_trace(wrong: RuleCases, said: str) -> None:
    (told,) = failures(CAUSES.events, [wrong])
    assert said in told
    assert "kind is one of" in told


def test_a_case_of_no_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(ClientReturnError) as error:
        failures(CAUSES.events, [RuleCases("company.late-delivery.dealy", yes=[{}])])
    assert error.value.suggestion == LATE


def test_rules_without_cases_are_listed() -> None:
    book = CAUSES.events.without("company.*").without("competitor.*").without("client.*")
    told = [table for table in tables("events") if table.rule != "said.verified"]
    assert uncovered(book, told) == ["said.verified"]
    assert LATE in uncovered(CAUSES.events, [RuleCases(LATE, yes=[{"kind": "late-delivery"}])])

"""The twelve stories of the example: standing, first cause and first steps are those that the handbook asks for."""

from __future__ import annotations

import runpy
from datetime import timedelta
from pathlib import Path

import pytest

import clientreturn as cr

EXAMPLE = runpy.run_path(str(Path(__file__).parents[1] / "examples" / "stories.py"))
CLIENTS = {client.id: client for client in EXAMPLE["CLIENTS"]}
AS_OF, TEAM = EXAMPLE["AS_OF"], EXAMPLE["TEAM"]

STORIES = [
    # story, standing, first cause, kinds of steps in the order in which they come
    ("late-dispatch", "lost", "company.late-delivery", ["look-in-records", "interview", "fix-cause", "ask-back"]),
    ("rude-employee", "lost", "company.destroyer", ["interview", "fix-cause", "apologise", "ask-back"]),
    ("lured-by-promise", "lost", "competitor.unrealistic-promise", ["interview", "ask-back"]),
    ("priced-out", "dormant", "company.priced-out", ["wake-up", "ask-back"]),
    ("third-party", "lost", "competitor.third-party", ["interview", "fix-cause", "ask-back"]),
    ("new-management", "lost", "client.new-management", ["fix-cause", "ask-back"]),
    ("need-ended", "dormant", "client.need-ended", ["project-review", "pictures-of-the-work"]),
    ("lost-twice", "lost twice", None, ["regret-letter"]),
    ("forgotten", "dormant", "company.forgotten", ["wake-up", "ask-back"]),
    ("hard-times", "dormant", "client.hard-times", ["help-unasked"]),
    ("sleeping", "dormant", None, ["wake-up", "ask-back"]),
    ("returned", "returned", None, ["tell-everyone", "quality-check", "ask-testimonial", "end-of-watch"]),
]


def case_of(story: str, **arguments: object) -> cr.Case:
    return cr.assess(CLIENTS[story], **{"as_of": AS_OF, "team": TEAM, **arguments})


@pytest.mark.parametrize(("story", "standing", "cause", "kinds"), STORIES)
def test_a_story_comes_out_as_the_handbook_says(story: str, standing: str, cause: str | None, kinds: list[str]) -> None:
    case = case_of(story)
    assert case.standing.says == standing
    first = case.diagnosis.first if case.diagnosis else None
    assert (first.reason if first else None) == cause
    first_days = [next(step.on for step in case.plan if step.kind == kind) for kind in kinds]
    assert first_days == sorted(first_days)


@pytest.mark.parametrize("story", CLIENTS)
def test_the_explanation_names_rule_values_and_source(story: str) -> None:
    case = case_of(story)
    text = case.explain()
    assert case.standing.rule is not None
    assert case.standing.rule.id in text
    assert case.standing.tried[-1].text in text
    for step in case.plan:
        assert step.why in text
        assert step.sources
        assert step.sources[0] in text


def test_asking_back_waits_for_the_fix_the_talk_and_the_apology() -> None:
    for story in CLIENTS:
        plan = case_of(story).plan
        asked = [step.on for step in plan if step.kind == "ask-back"]
        before = [step.on for step in plan if step.stage in (1, 2, 3)]
        if asked and before:
            assert min(asked) >= max(before)


def test_who_lost_the_client_does_not_lead_its_return_but_a_sleeping_one_stays_with_its_owner() -> None:
    assert {step.owner for step in case_of("rude-employee").plan if step.kind == "ask-back"} == {"Tigran"}
    assert {step.owner for step in case_of("sleeping").plan if step.kind == "ask-back"} == {"Olga"}


def test_the_promise_is_given_five_months_to_be_judged() -> None:
    case = case_of("lured-by-promise")
    asked = case.plan.step("ask-back")
    assert asked is not None
    assert case.since is not None
    assert (asked.on - case.since).days >= 150


def test_the_letter_of_regret_asks_for_nothing_and_stands_alone() -> None:
    (letter,) = case_of("lost-twice").plan
    assert letter.offer is None
    assert letter.channel == cr.Channel.LETTER


def test_non_price_advantages_come_first_but_the_priced_out_get_a_price() -> None:
    assert case_of("late-dispatch").plan.step("ask-back").offer == "priority-dispatch"  # type: ignore[union-attr]
    assert case_of("priced-out").plan.step("ask-back").offer == "first-user"  # type: ignore[union-attr]


@pytest.mark.parametrize("story", CLIENTS)
def test_tomorrow_the_plan_keeps_keys_days_and_owners(story: str) -> None:
    monday = case_of(story)
    tuesday = case_of(story, as_of=AS_OF + timedelta(1), running=monday.plan)
    assert {change.kind for change in tuesday.plan.changes(monday.plan)} <= {"keep"}


@pytest.mark.parametrize("story", CLIENTS)
def test_no_step_lies_in_the_past_or_on_a_weekend_with_a_person(story: str) -> None:
    for step in case_of(story).plan:
        assert step.on >= AS_OF
        assert step.channel is None or step.on.weekday() < 5


def test_assess_and_review_agree() -> None:
    review = cr.review(CLIENTS.values(), as_of=AS_OF, team=TEAM)
    for row in review:
        case = case_of(row.client)
        assert (row.standing, row.since) == (case.standing.says, case.since)
        assert row.next_on == (case.plan.steps[0].on if case.plan.steps else None)


def test_one_bad_client_never_loses_the_others() -> None:
    review = cr.review([*CLIENTS.values(), "no client", CLIENTS["sleeping"]], as_of=AS_OF)  # type: ignore[list-item]
    assert len(review) == len(CLIENTS)
    assert [one.client for one in review.refused] == ["number 13", "sleeping"]
    assert "merge the two accounts" in review.refused[1].error


def test_what_if_the_complaint_had_been_solved() -> None:
    case = case_of("late-dispatch")
    asked = cr.Event.complaint(AS_OF - timedelta(3), topic="delivery")
    with_complaint = case_of("late-dispatch", assume=[asked])
    assert case.plan.step("settle-complaint") is None
    assert with_complaint.plan.step("settle-complaint") is not None
    assert with_complaint.plan.step("ask-back") is None

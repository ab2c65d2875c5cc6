"""Whatever the doors let in has an answer, and the same answer when nothing changed."""

from __future__ import annotations

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.reviews.row import judged
from histories import AS_OF, clients, teams


@given(clients, teams)
def test_any_history_is_assessed_and_told(client: cr.Client, team: cr.Team) -> None:
    case = cr.assess(client, as_of=AS_OF, team=team)
    assert client.id in case.explain()
    assert case.next_change is None or case.next_change > AS_OF
    for step in case.plan:
        assert step.on >= AS_OF
    if case.diagnosis is not None:
        assert abs(sum(cause.p for cause in case.diagnosis.causes) + case.diagnosis.unknown - 1) < 1e-6
    assert cr.assess(client, as_of=AS_OF, team=team) == case


@given(clients, teams)
def test_the_order_of_records_never_matters(client: cr.Client, team: cr.Team) -> None:
    turned = attrs.evolve(
        client,
        purchases=client.purchases[::-1],
        events=client.events[::-1],
        contracts=client.contracts[::-1],
        closures=client.closures[::-1],
        owners=client.owners[::-1],
    )
    here, there = cr.assess(client, as_of=AS_OF, team=team), cr.assess(turned, as_of=AS_OF, team=team)
    assert there.standing == here.standing
    assert there.explain() == here.explain()


@given(clients, teams)
def test_the_plan_of_monday_is_the_plan_of_tuesday(client: cr.Client, team: cr.Team) -> None:
    """R25: nothing changed, so keys, dates and owners stay; what time alone changes has a named reason."""
    client = client.known_at(AS_OF)
    monday = cr.assess(client, as_of=AS_OF, team=team)
    tuesday = cr.assess(client, as_of=AS_OF + timedelta(1), team=team, running=monday.plan)
    kept = {step.key: (step.on, step.owner, step.channel, step.person) for step in tuesday.plan}
    named = {change.key for change in tuesday.plan.changes(monday.plan) if "independently" not in change.why}
    time_is_up = monday.next_change is not None and monday.next_change <= AS_OF + timedelta(1)
    for step in monday.plan:
        same = kept.get(step.key) == (step.on, step.owner, step.channel, step.person)
        assert same or (time_is_up and step.key in named), step.key


@given(clients)
def test_a_review_says_what_an_assessment_says(client: cr.Client) -> None:
    review = cr.review([client], as_of=AS_OF)
    (row,) = review
    assert row.standing == cr.assess(client, as_of=AS_OF).standing.says
    assert review.explain()
    assert review.to_rows()


@given(clients, st.integers(0, 400))
def test_what_is_taken_over_or_known_beforehand_changes_no_judgement(client: cr.Client, days: int) -> None:
    policy, base = cr.Policy(), cr.Base()
    earlier = judged(client, AS_OF - timedelta(days), policy, base)
    later, again = judged(client, AS_OF, policy, base), judged(client, AS_OF, policy, base, earlier)
    assert (again.verdict, again.lost_on, again.story.losses) == (later.verdict, later.lost_on, later.story.losses)
    assert again.story.visits == later.story.visits
    assert later.verdict == policy.standing.first(later.facts)


@given(clients, st.integers(0, 3000))
def test_records_that_are_left_out_leave_the_rest_as_it_was(client: cr.Client, days: int) -> None:
    known = client.known_at(AS_OF - timedelta(days))
    assert known == attrs.evolve(known)
    assert set(known.purchases) <= set(client.purchases)
    for name in client.parts:
        assert attrs.evolve(client.part(name), purchases=client.purchases, contracts=client.contracts) == client

"""Whatever the doors let in has an answer, and the same answer when nothing changed."""

from __future__ import annotations

from datetime import timedelta

import attrs
from hypothesis import given

import clientreturn as cr
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

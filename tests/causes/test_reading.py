"""Texts in place of reason codes: read by the reader of the causes, and never more than a statement."""

from __future__ import annotations

import attrs
import pytest

import clientreturn as cr
from clientreturn.causes import CAUSES
from clientreturn.reasons import Reading

from .stories import day, diagnosed

E = cr.Event


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (E.stated_reason(day(20), text="deliveries kept coming late"), "company.late-delivery"),
        (E.declared_break(day(20), text="поставки постоянно опаздывали"), "company.late-delivery"),
        (E.stated_reason(day(20), reason="too_expensive"), "company.priced-out"),
        (E.complaint(day(3), text="your salesman was rude to me"), "company.poor-service"),
        (E.complaint(day(3), text="your salesman was rude to me", employee="Gor"), "company.destroyer"),
        (E.complaint(day(3), text="deliveries kept coming late"), "company.late-delivery"),
    ],
)
def test_a_text_is_read_where_no_reason_code_stands(event: cr.Event, reason: str) -> None:
    diagnosis = diagnosed(event)
    assert diagnosis.first is not None
    assert diagnosis.first.reason == reason


def test_a_text_alone_never_gives_a_confident_answer() -> None:
    said = [E.stated_reason(day(20 + n), text="deliveries kept coming late", by=by) for n, by in enumerate(cr.Reporter)]
    assert not diagnosed(*said).confident


def test_what_the_text_denies_loses_ground() -> None:
    denied = diagnosed(E.stated_reason(day(20), text="Price was not the problem")).cause("company.priced-out")
    assert denied.p < diagnosed().cause("company.priced-out").p
    assert "said.denied" in [piece.rule for piece in denied.evidence]


def test_a_text_about_something_else_changes_nothing() -> None:
    assert diagnosed(E.stated_reason(day(20), text="meeting moved to Thursday")).causes == diagnosed().causes


def test_a_firm_brings_its_own_reader() -> None:
    def reader(text: str, /) -> Reading:
        return Reading((("client.in-house", 0.9),) if "plotter" in text else ())

    policy = cr.Policy(causes=attrs.evolve(CAUSES, reader=reader))
    assert (
        diagnosed(E.stated_reason(day(20), text="they have a plotter now"), policy=policy).causes[0].reason
        == "client.in-house"
    )
    silent = cr.Policy(causes=attrs.evolve(CAUSES, reader=None))
    assert diagnosed(E.stated_reason(day(20), text="deliveries kept coming late"), policy=silent).first is None
    assert policy.fingerprint != silent.fingerprint


@pytest.mark.parametrize(
    ("event", "destination"),
    [
        (E.declared_break(day(20), text="we went to Rival Ltd"), "Rival Ltd"),
        (E.stated_reason(day(20), text="they switched to Northern Lights"), "Northern Lights"),
        (E.deal_lost(day(20), text="ушли к Ромашке"), "Ромашке"),
        (E.deal_lost(day(20), text="ушли к конкуренту"), "a competitor"),
        (E.stated_reason(day(20), reason="Moved to Competitor"), "a competitor"),
        (E.stated_reason(day(20), reason="competitor.better-price", rival="Flat"), "Flat"),
        (E.rival_contract(day(4), rival="Chain"), "Chain"),
        (E.deal_lost(day(20), text="moved to Spain"), None),
        (E.deal_lost(day(20), text="switched to monthly billing"), None),
        (E.stated_reason(day(-300), text="we went to Rival Ltd"), None),
    ],
)
def test_a_destination_is_heard_where_it_is_told(event: cr.Event, destination: str | None) -> None:
    assert diagnosed(event).destination == destination


def test_left_for_a_competitor_is_no_cause_and_asks_why() -> None:
    bought = [cr.Purchase(day(-30 * back), 200, "EUR") for back in range(14)]
    left = E.declared_break(day(20), text="we went to Rival Ltd")
    case = cr.assess(cr.Client("C-1", purchases=bought, events=[left], company=True), as_of=day(180))
    assert case.diagnosis is not None
    assert not case.diagnosis.confident
    told = case.explain()
    assert "buys from Rival Ltd now: where it went, not why" in told
    asked = case.diagnosis.next_question()
    assert asked is not None
    assert f"ask next: {asked.text}" in told


def test_a_confirmed_move_outweighs_what_was_said_of_the_destination() -> None:
    said = E.stated_reason(day(40), text="they switched to Northern Lights")
    assert diagnosed(said, E.confirmed_move(day(30), rival="Prima")).destination == "Prima"

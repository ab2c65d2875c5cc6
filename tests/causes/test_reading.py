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

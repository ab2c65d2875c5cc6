"""Every reason of the handbook: clear, mixed, evidence against; and the readings of section 6."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import clientreturn as cr
from clientreturn.base import Base
from clientreturn.causes import CAUSES
from clientreturn.causes.questions import WORDING
from clientreturn.history import KINDS

from .practice import PRACTICE
from .records import CLEAR
from .stories import day, diagnosed
from .tables import AGAINST_ROWS, CLEAR_ROWS, MIXED_ROWS, Row
from .vignettes import IMPORTED, VIGNETTES, Vignette

E = cr.Event
CODES = {reason.code for reason in cr.REASONS}


def named(row: Row) -> str:
    return f"{row.reason}-{row.kind}"


def test_every_reason_has_its_three_tables_and_its_questions() -> None:
    assert {row.reason for row in CLEAR_ROWS} == {row.reason for row in MIXED_ROWS} == CODES
    assert {row.reason for row in AGAINST_ROWS} == CODES
    assert set(WORDING) == CODES


@pytest.mark.parametrize("row", CLEAR_ROWS, ids=named)
def test_a_clear_record_makes_its_reason_first(row: Row) -> None:
    diagnosis = diagnosed(*row.events, **row.fields)
    assert diagnosis.first is not None
    assert diagnosis.first.reason == row.reason
    assert diagnosis.confident
    recorded = diagnosed(*row.events, base=Base(kinds=frozenset(KINDS)), **row.fields)
    assert recorded.first is not None
    assert recorded.first.reason == row.reason


@pytest.mark.parametrize("row", MIXED_ROWS, ids=named)
def test_a_weaker_cause_beside_it_stays_a_co_cause(row: Row) -> None:
    diagnosis = diagnosed(*row.events, **row.fields)
    assert diagnosis.first is not None
    assert diagnosis.first.reason == row.reason


@pytest.mark.parametrize("row", AGAINST_ROWS, ids=named)
def test_evidence_against_takes_ground_from_it(row: Row) -> None:
    against = diagnosed(*row.events, **row.fields).cause(row.reason)
    clear = diagnosed(*CLEAR[row.reason](4), **row.fields).cause(row.reason)
    assert against.p < clear.p
    assert any(piece.weight < 0 for piece in against.evidence) or row.reason == "company.dropped-by-us"


@pytest.mark.parametrize("vignette", VIGNETTES + IMPORTED + PRACTICE, ids=lambda vignette: vignette.title)
def test_a_vignette(vignette: Vignette) -> None:
    diagnosis = diagnosed(*vignette.events, **vignette.fields)
    if vignette.reason is None:
        assert not diagnosis.confident
    else:
        assert vignette.reason in [cause.reason for cause in diagnosis.causes][:3]


def test_the_vignettes_together() -> None:
    told = [one for one in VIGNETTES + IMPORTED + PRACTICE if one.reason is not None]
    first = [diagnosed(*one.events, **one.fields).causes[0].reason == one.reason for one in told]
    assert len(told) >= 100
    assert sum(first) / len(first) >= 0.95


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("by", list(cr.Reporter))
def test_a_stated_reason_alone_never_gives_a_confident_answer(code: str, by: cr.Reporter) -> None:
    everything = Base(kinds=frozenset(KINDS) - {"contact", "greeting", "offer", "apology"})
    for base in (None, everything):
        diagnosis = diagnosed(E.stated_reason(day(20), reason=code, by=by), base=base)
        assert not diagnosis.confident
        assert not diagnosis.cause(code).verified


@pytest.mark.parametrize("code", sorted(CODES))
def test_however_many_say_it_words_alone_do_not_convince(code: str) -> None:
    voices = [E.stated_reason(day(20 + n), reason=code, by=by) for n, by in enumerate(list(cr.Reporter) * 3)]
    diagnosis = diagnosed(*voices, E.deal_lost(day(40), reason=code), E.declared_break(day(41), reason=code))
    assert not diagnosis.confident
    assert not diagnosis.cause(code).verified


def test_without_records_unknown_is_largest() -> None:
    diagnosis = diagnosed()
    assert diagnosis.first is None
    assert all(cause.p < diagnosis.unknown for cause in diagnosis.causes)


def test_one_grave_incident_is_not_certainty() -> None:
    worst = E.staff_incident(day(3), employee="Gor", severity=5)
    young = diagnosed(worst, times=6)
    assert 0.6 < young.causes[0].p < 0.95
    series = [E.staff_incident(day(3 + n), employee="Gor", severity=5) for n in range(20)]
    assert diagnosed(*series, times=6).causes[0].p < 0.99


def test_the_weight_of_a_fault_is_severity_times_human_times_shortness_of_tenure() -> None:
    def p(severity: int, human: bool, times: int) -> float:
        return diagnosed(E.late_delivery(day(3), severity=severity, human=human), times=times).causes[0].p

    assert p(1, False, 8) < p(3, False, 8) < p(5, False, 8)
    assert p(3, False, 8) < p(3, True, 8)
    assert p(3, False, 40) < p(3, False, 20) < p(3, False, 8)


def test_a_destination_is_no_cause() -> None:
    moved = E.confirmed_move(day(30), rival="Prima")
    alone = diagnosed(moved)
    assert alone.destination == "Prima"
    assert not alone.confident
    with_fault = diagnosed(moved, E.late_delivery(day(3), severity=3))
    assert with_fault.causes[0].reason == "company.late-delivery"


def test_too_expensive_is_read_by_what_stands_beside_it() -> None:
    said = E.stated_reason(day(30), reason="company.priced-out")
    beside = {
        "competitor.better-price": E.rival_offer(day(5), rival="Flat", lure="price"),
        "client.hard-times": E.hard_times(day(5)),
        "company.priced-out": E.price_increase(day(-5), percent=20),
    }
    for code, event in beside.items():
        assert diagnosed(said, event).causes[0].reason == code
    named_rival = diagnosed(E.stated_reason(day(30), reason="company.priced-out", rival="Flat"))
    assert named_rival.causes[0].reason == "competitor.better-price"
    assert not diagnosed(said).confident


def test_the_most_specific_reason_wins() -> None:
    kin, amateur = E.related_supplier(day(3)), E.rival_offer(day(3), lure="amateur")
    cheap = E.rival_offer(day(3), lure="price")
    assert diagnosed(kin, amateur, cheap).causes[0].reason == "client.kinship"
    assert diagnosed(amateur, cheap).causes[0].reason == "competitor.cheap-amateur"


def test_a_named_person_is_a_suspicion_an_unnamed_incident_dissatisfaction() -> None:
    named_one = diagnosed(E.staff_incident(day(3), employee="Gor"), E.complaint(day(9), topic="staff", employee="Gor"))
    assert named_one.causes[0].reason == "company.destroyer"
    assert not named_one.causes[0].verified
    assert "suspicion" in named_one.causes[0].evidence[0].why
    assert diagnosed(E.staff_incident(day(3))).causes[0].reason == "company.poor-service"


def test_a_stated_reason_is_verified_by_a_record_in_time() -> None:
    said = E.stated_reason(day(30), reason="company.late-delivery")
    late = E.late_delivery(day(3), days=6)
    assert diagnosed(said, late).cause("company.late-delivery").verified
    long_ago = diagnosed(said, E.late_delivery(day(-900), days=6), every=60, times=20)
    assert not long_ago.cause("company.late-delivery").verified
    hearsay = diagnosed(said, E.late_delivery(day(3), days=6, by="employee"))
    assert not hearsay.cause("company.late-delivery").verified


@pytest.mark.parametrize(
    ("said", "record"),
    [
        ("competitor.better-price", E.rival_offer(day(3), lure="price")),
        ("company.priced-out", E.price_increase(day(-5), percent=20)),
        ("company.destroyer", E.staff_incident(day(3), employee="Gor")),
        ("competitor.kickback", E.outside_pressure(day(3))),
    ],
)
def test_convenient_answers_and_suspicions_are_verified_by_no_record(said: str, record: cr.Event) -> None:
    assert not diagnosed(E.stated_reason(day(30), reason=said), record).cause(said).verified


def test_who_gains_by_the_answer_weighs_less() -> None:
    def p(by: str, event: str) -> float:
        return diagnosed(cr.Event(day(3), event, by=by)).causes[0].p

    assert p("employee", "management-change") < p("record", "management-change")
    assert p("employee", "late-delivery") == p("record", "late-delivery")
    assert p("team", "late-delivery") < p("employee", "late-delivery")


def test_contradictions_are_shown() -> None:
    said = diagnosed(E.stated_reason(day(30), reason="competitor.better-price"), E.late_delivery(day(3), severity=5))
    assert any("competitor.better-price" in one.reasons for one in said.contradictions)
    both = diagnosed(E.rival_offer(day(3), lure="price"), E.confirmed_move(day(30), rival="Prima", dearer=True))
    assert any(one.reasons == ("competitor.better-price",) for one in both.contradictions)
    two = diagnosed(E.closed(day(30)), E.tender_lost(day(20)))
    assert any(set(one.reasons) == {"client.closed", "competitor.tender-lost"} for one in two.contradictions)


def test_why_not_says_what_is_missing_and_what_speaks_against() -> None:
    diagnosis = diagnosed(E.late_delivery(day(3)), E.delivery(day(5)))
    assert "it would show in: lost in a tender" in diagnosis.why_not("competitor.tender-lost")
    assert "it is the first cause" in diagnosis.why_not("company.late-delivery")
    with pytest.raises(cr.ClientReturnError) as error:
        diagnosis.why_not("company.late-delivry")
    assert error.value.suggestion == "company.late-delivery"


def test_contact_after_the_loss_does_not_undo_being_forgotten() -> None:
    forgotten = (E.contact(day(-420)), E.contact(day(-380)))
    before, after = (
        diagnosed(*forgotten, every=60, times=12),
        diagnosed(*forgotten, E.contact(day(150)), every=60, times=12),
    )
    assert before.cause("company.forgotten").p == after.cause("company.forgotten").p
    assert before.causes[0].reason == "company.forgotten"


def test_no_two_rules_share_an_id_and_all_name_their_source() -> None:
    rules = [*CAUSES.events, *CAUSES.states]
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.sources for rule in rules)


def test_every_reason_is_looked_for_for_and_against() -> None:
    speaks: dict[str, set[bool]] = {}
    for rule in (*CAUSES.events, *CAUSES.states):
        for code, weight in rule.says.weights:
            speaks.setdefault(code, set()).add(weight > 0)
    assert {code for code in CODES if speaks[code] == {True, False}} == CODES


def test_the_books_are_the_same_in_every_process() -> None:
    """Sets of texts have an order of their own in each process; a condition made of one would change the fingerprint."""
    asked = "import clientreturn as cr; print(cr.Policy().fingerprint)"
    marks = {
        subprocess.run(
            [sys.executable, "-c", asked],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(marks) == 1

"""The next question, the interview, and what their answers do to the diagnosis."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.causes.questions import gain_of_open, gain_of_yes_or_no

from .stories import day, diagnosed

E = cr.Event
SILENT = (E.contact(day(-30)),)


def test_records_come_first_then_the_staff_then_the_client() -> None:
    known = list(SILENT)
    asked = []
    for _ in range(3):
        question = diagnosed(*known).next_question()
        assert question is not None
        asked.append(question.to)
        known.append(question.answer(False, on=day(100)))
    assert asked == [cr.Reporter.RECORD, cr.Reporter.EMPLOYEE, cr.Reporter.CLIENT]


def test_what_was_asked_is_not_asked_again() -> None:
    before = diagnosed(E.late_delivery(day(3)))
    question = before.next_question()
    assert question is not None
    after = diagnosed(E.late_delivery(day(3)), question.answer(False, on=day(90)))
    assert question.text not in [one.text for one in after.questions()]


def test_a_verified_cause_leaves_nothing_to_ask() -> None:
    assert diagnosed(E.verified_cause(day(30), reason="client.in-house")).next_question() is None


def test_between_two_causes_the_question_is_about_them() -> None:
    diagnosis = diagnosed(E.rival_offer(day(3), lure="price"), E.management_change(day(4)))
    top = {cause.reason for cause in diagnosis.causes[:2]}
    question = diagnosis.next_question()
    assert question is not None
    assert set(question.settles[:2]) & top


def test_an_answer_moves_the_diagnosis_the_way_it_says() -> None:
    diagnosis = diagnosed(E.rival_offer(day(3), lure="price", by="employee"), E.discount_asked(day(1)))
    closed = next(one for one in diagnosis.questions() if one.about == "competitor.better-price")
    before = diagnosis.cause("competitor.better-price").p
    known = (E.rival_offer(day(3), lure="price", by="employee"), E.discount_asked(day(1)))
    yes = diagnosed(*known, closed.answer(True, on=day(60))).cause("competitor.better-price").p
    no = diagnosed(*known, closed.answer(False, on=day(60))).cause("competitor.better-price").p
    assert no < before < yes


def test_an_open_question_that_brings_out_a_reason_is_weighed_for_it() -> None:
    question = next(one for one in diagnosed(*SILENT).questions() if one.about is None)
    found = question.answer(True, reason="company.broken-promise", on=day(60), text="the contract in the file")
    assert diagnosed(*SILENT, found).causes[0].reason == "company.broken-promise"


def test_nothing_found_makes_the_unknown_more_likely() -> None:
    question = diagnosed(*SILENT).next_question()
    assert question is not None
    assert diagnosed(*SILENT, question.answer(False, on=day(60))).unknown > diagnosed(*SILENT).unknown


def test_a_diagnosis_from_a_pickle_asks_the_same() -> None:
    diagnosis = diagnosed(E.rival_offer(day(3), lure="price"), E.management_change(day(4)))
    again = pickle.loads(pickle.dumps(diagnosis))
    assert again == diagnosis
    assert again.questions() == diagnosis.questions() != ()


@given(st.floats(0.001, 0.999), st.floats(0.1, 8), st.floats(-8, -0.1), st.floats(0, 3))
def test_better_answers_gain_more(p: float, yes: float, no: float, more: float) -> None:
    gain = gain_of_yes_or_no(p, yes, no)
    assert gain >= 0
    assert gain_of_yes_or_no(p, yes + more, no - more) >= gain - 1e-9


def test_an_open_question_is_worth_no_more_than_what_is_unknown() -> None:
    even = dict.fromkeys("abcd", 0.25)
    assert gain_of_open(even, dict.fromkeys("abcd", 40.0)) == pytest.approx(2.0)
    assert gain_of_open(even, dict.fromkeys("abcd", 0.0)) == pytest.approx(0.0, abs=1e-12)
    assert gain_of_open({"a": 1.0}, {}) == 0.0


# --- the interview ---


def whys(*chain: tuple[str, str | None], by: str = "client") -> cr.Interview:
    talk = cr.Interview(day(60), by=by)
    for answer, reason in chain:
        talk = talk.why(answer, reason)
    return talk


CHAIN = (
    ("You are too expensive.", "company.priced-out"),
    ("We paid for storage on top.", None),
    ("The stand came a week after the fair.", "company.late-delivery"),
    ("You had given us your word for the day.", "company.broken-promise"),
)


def test_five_whys_verify_and_overturn() -> None:
    before = (E.stated_reason(day(20), reason="company.priced-out"), E.price_increase(day(-5), percent=15))
    assert diagnosed(*before).causes[0].reason == "company.priced-out"
    after = diagnosed(*before, *whys(*CHAIN).events)
    assert after.causes[0].reason == "company.broken-promise"
    assert after.causes[0].verified
    assert after.causes[0].p > 0.9
    assert any(piece.rule == "said.overturned" for piece in after.cause("company.priced-out").evidence)


def test_too_few_whys_are_one_more_statement() -> None:
    short = diagnosed(*whys(*CHAIN[:1]).events)
    assert not short.confident
    assert not short.cause("company.priced-out").verified


def test_each_source_has_its_own_reliability() -> None:
    """E3.10: the departed client, the staff, a joint brainstorm, and a client while it was loyal."""
    own_fault = (("Why?", None), ("Why?", None), ("Why?", None), ("We forgot them.", "company.forgotten"))
    p = {
        by: diagnosed(*SILENT, *whys(*own_fault, by=by).events).cause("company.forgotten")
        for by in ("client", "employee", "team")
    }
    assert p["client"].p > p["employee"].p > p["team"].p
    assert [p[by].verified for by in ("client", "employee", "team")] == [True, True, False]
    safe = (*own_fault[:3], ("They are broke.", "client.hard-times"))
    assert not diagnosed(*whys(*safe, by="employee").events).cause("client.hard-times").verified
    loyal = diagnosed(E.could_leave(day(-200), reason="company.late-delivery"))
    assert loyal.causes[0].reason == "company.late-delivery"
    assert not loyal.confident


def test_the_chain_stays_on_record() -> None:
    event = whys(*CHAIN).events[0]
    assert event.text.splitlines()[3] == "4. You had given us your word for the day. [company.broken-promise]"
    assert event.detail("whys") == 4
    assert cr.Interview(day(60)).events == ()


@pytest.mark.parametrize(("answer", "reason"), [("", None), ("  ", None), ("Too dear", "price"), (None, None)])
def test_a_why_needs_an_answer_and_a_reason_code(answer: str, reason: str | None) -> None:
    with pytest.raises(cr.ClientReturnError):
        cr.Interview(day(60)).why(answer, reason)

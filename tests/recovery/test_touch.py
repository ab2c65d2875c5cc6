"""Greetings, occasions, calendar text and the practices of section 5."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.desks.screen import OPENING, UNSAID
from clientreturn.recovery import BLOCKS, CHANNELS, LEADERS, OCCASIONS, OFFERS, STEPS, DayKind, Occasion, Purpose
from clientreturn.recovery.calendar import icalendar
from clientreturn.recovery.greeting import GREETING_RULES, SIGNATURE, Message, check
from clientreturn.recovery.occasions import next_yearly

from .people import TODAY, company, kinds, left, only, plan

ANNA = cr.Person("Anna Petrova", address="Mrs Petrova")
GOOD = Message(
    "Dear Mrs Petrova, all of us remember the opening night and wish you a warm spring.",
    to=[ANNA],
    subject="A warm spring, Mrs Petrova",
    signature=SIGNATURE,
    on=TODAY,
)

BAD = [
    ("greeting.one-person", {"to": [ANNA, cr.Person("Boris Ivanov")]}),
    ("greeting.no-name", {"to": [cr.Person("")]}),
    ("greeting.not-addressed", {"text": "All the best for spring!"}),
    ("greeting.placeholder", {"text": "Dear {name}, Mrs Petrova, all the best!"}),
    ("greeting.to-all", {"text": "Dear customer, dear Mrs Petrova, all the best!"}),
    ("greeting.long", {"text": "Dear Mrs Petrova " + "and all the best " * 30}),
    ("greeting.asks", {"text": "Dear Mrs Petrova, a special offer: 20 % discount"}),
    ("greeting.debt", {"text": "Dear Mrs Petrova, happy birthday; your invoice is overdue"}),
    ("greeting.subject", {"subject": "Spring"}),
    ("greeting.heavy", {"attachments": 8.0}),
    ("greeting.signature", {"signature": ("name", "phone")}),
    ("greeting.delicate", {"text": "Dear Mrs Petrova, we are sorry about your illness"}),
]


def test_a_good_greeting_breaks_no_rule() -> None:
    assert check(GOOD) == ()


@pytest.mark.parametrize(("rule", "change"), BAD)
def test_each_broken_rule_is_named(rule: str, change: dict[str, object]) -> None:
    assert rule in [one.rule for one in check(attrs.evolve(GOOD, **change))]  # type: ignore[arg-type]


def test_no_sale_close_before_or_after_and_no_surprise_after_yesterday() -> None:
    for day in (TODAY - timedelta(3), TODAY + timedelta(3)):
        assert [one.rule for one in check(GOOD, asks_on=[day])] == ["greeting.near-business"]
    assert [one.rule for one in check(GOOD, contacts_on=[TODAY - timedelta(2)])] == ["greeting.no-surprise"]
    assert check(GOOD, asks_on=[TODAY + timedelta(7)]) == ()


def test_every_rule_of_manners_has_its_case() -> None:
    tried = {rule for rule, _ in BAD} | {"greeting.near-business", "greeting.no-surprise"}
    assert tried == {rule.id for rule in GREETING_RULES}


# --- occasions -------------------------------------------------------------------------------------------


def with_occasions(*days: Occasion) -> cr.Policy:
    policy = cr.Policy()
    return attrs.evolve(policy, recovery=attrs.evolve(policy.recovery, occasions=days))


def test_occasions_are_opt_in_and_follow_the_trade() -> None:
    bakery = left(40, trade="bakery")
    bread = Occasion("World Bread Day", 3, 27, trades=("bakery",))
    assert "occasion" not in kinds(plan(bakery))
    greeting = only(plan(bakery, policy=with_occasions(bread)), "occasion")
    assert greeting.on == date(2026, 3, 27)
    assert "World Bread Day" in greeting.brief
    assert "occasion" not in kinds(plan(left(40, trade="hotel"), policy=with_occasions(bread)))


def test_the_book_of_days_has_all_three_kinds() -> None:
    assert {one.kind for one in OCCASIONS} == set(DayKind)


@given(st.dates(date(1950, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_next_anniversary_is_within_a_year(day: date, as_of: date) -> None:
    found = next_yearly(day, as_of)
    assert as_of <= found <= as_of + timedelta(366)
    assert (found.month, found.day) == (day.month, day.day) or (day.month, day.day) == (2, 29)


def test_a_birthday_that_was_missed_is_not_made_up_for() -> None:
    person = cr.Person("Anna", birthday=date(1980, 3, 4))
    client = company(contacts=[person], silent=10)
    first = plan(client)
    assert kinds(first) == ["birthday"]
    later = plan(client, date(2026, 3, 20), running=first)
    assert kinds(later) == []
    assert [change.why for change in later.changes(first)] == ["its day has passed"]


# --- calendar ----------------------------------------------------------------------------------------------


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_schedule_is_a_calendar_that_others_can_read() -> None:
    steps = plan(left(40, cr.Event.late_delivery(TODAY - timedelta(65), days=6))).steps
    text = icalendar(steps, as_of=TODAY)
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(steps)
    assert len({line for line in lines if line.startswith("UID:")}) == len(steps)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text == icalendar(steps, as_of=TODAY)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_no_text_breaks_the_calendar(words: str) -> None:
    step = attrs.evolve(plan(left(40)).steps[0], note=words, person=words or None)
    text = icalendar([step], as_of=TODAY)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = unfolded(text)
    assert len(lines) == 16
    assert [line.split(":")[0].split(";")[0] for line in lines[5:13]] == [
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP",
    ]  # fmt: skip


# --- every practice of section 5 -----------------------------------------------------------------------------

SECTION_5 = [
    "B7",
    "E3.11",
    "E5.4",
    "E4.15",
    "E4.9",
    "E4.6",
    "E4.10",
    "E3.12",
    "E3.14a",
    "E2.2",
    "C2",
    "C3",
    "E3.13",
    "E5.8",
    "E3.14",
    "E5.3",
    "E5.2",
    "A4",
    "A5",
    "C4",
    "C5",
    "B2",
    "B5",
    "E5.1",
    "E5.5",
    "A3",
    "A2",
    "E1.6",
    "D1",
    "A7",
    "B9",
    "D2",
    "D3",
    "E1.1",
    "E1.2",
    "E1.3",
    "E1.4",
    "E1.5",
    "B11",
    "D4",
    "B10",
    "E5.5b",
    "E5.6",
    "E4.11",
    "E4.16b",
    "D5",
    "E4.18b",
]


@pytest.mark.parametrize("practice", SECTION_5)
def test_every_practice_is_a_step_an_offer_a_block_or_a_rule(practice: str) -> None:
    books = (STEPS, CHANNELS, LEADERS, BLOCKS, GREETING_RULES, OPENING, UNSAID)
    carried = {source for book in books for rule in book for source in rule.sources}
    carried |= {source for offer in OFFERS for source in offer.sources}
    assert practice in carried


@pytest.mark.parametrize("practice", ["E2.2", "C3", "E4.19", "B11", "D2", "E4.16b", "E4.18b", "E5.5", "E4.6", "B5"])
def test_the_practices_that_are_acts_are_steps(practice: str) -> None:
    assert any(practice in rule.sources for rule in STEPS)


def test_no_greeting_of_the_book_sells_anything() -> None:
    for rule in STEPS:
        if rule.says.purpose is Purpose.GREETING:
            assert not rule.says.asks, rule.id

"""Two clocks: what was said in October stays said, whatever January brings."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.case import assess
from clientreturn.history import Client, Consent, Event, Owner, Person, Purchase, Resolution
from clientreturn.measures import LossReport, Replay, loss_report, replay_of
from clientreturn.standing import Standing

from .firms import day, firms, steady

OCTOBER, JANUARY = date(2025, 10, 31), date(2026, 1, 31)


def orders(*months: int, known: bool = True) -> list[Purchase]:
    days = [date(2025, month, 5) for month in months]
    return [Purchase(on, 100, "EUR", ref=f"A-{on.month}", known_on=on if known else None) for on in days]


CREDIT = Purchase(date(2025, 10, 20), -100, "EUR", ref="A-10", known_on=date(2026, 1, 12))
"""A credit note about the order of October that arrived in January."""


def october(client: Client, **given: Any) -> LossReport:
    return loss_report([client], start=date(2025, 7, 31), end=OCTOBER, **given)


def test_a_credit_note_of_january_leaves_octobers_figure_as_it_was_reported() -> None:
    buys = orders(1, 2, 3, 4, 5, 6, 7, 10)
    then, now = Client("C", purchases=buys), Client("C", purchases=[*buys, CREDIT])
    reported = october(then)
    again = october(now)
    assert reported.total.lost == again.total.lost == ()
    assert [figure.value for figure in again.figures] == [figure.value for figure in reported.figures]
    restated = october(now, known_on=JANUARY)
    assert restated.total.lost == ("C",), "without the cancelled order the client was gone in October"


def test_a_replay_says_how_true_it_is() -> None:
    dated, undated = orders(1, 2, 3), orders(1, 2, 3, known=False)
    assert october(Client("C", purchases=dated)).replay is Replay.PRESENT
    assert october(Client("C", purchases=[*dated, CREDIT])).replay is Replay.EXACT
    assert october(Client("C", purchases=[*undated, CREDIT])).replay is Replay.APPROXIMATE
    assert "approximate" in str(october(Client("C", purchases=[*undated, CREDIT])))
    assert replay_of([Client("C", purchases=undated), Client("D", purchases=[CREDIT])], OCTOBER) is Replay.APPROXIMATE


def test_a_break_learnt_late_was_no_break_then() -> None:
    said = Event.declared_break(date(2025, 10, 10), known_on=date(2025, 12, 1))
    client = Client("C", purchases=orders(6, 7, 8, 9, 10), events=[said])
    assert assess(client, as_of=OCTOBER).standing.says is not Standing.LOST
    assert assess(client.recorded_by(JANUARY), as_of=OCTOBER).standing.says is Standing.LOST


def test_a_complaint_that_was_resolved_later_was_open_then() -> None:
    solved = Event.complaint(date(2025, 10, 8), resolved=Resolution.WELL, resolved_on=date(2025, 12, 1))
    client = Client("C", purchases=orders(6, 7, 8, 9, 10), events=[solved])
    for day_asked, well in ((OCTOBER, False), (JANUARY, True)):
        (event,) = client.known_at(day_asked).events
        assert (event.resolved is Resolution.WELL) == well
        assert event.open_on(day_asked) != well


def test_owner_consent_role_and_price_are_those_of_the_day() -> None:
    anna = Person(
        "Anna",
        role="buyer",
        until=date(2025, 12, 1),
        consents=[Consent(date(2025, 11, 5), "mail"), Consent(date(2025, 3, 1), "sms")],
    )
    dear = Event.price_increase(date(2025, 11, 1), percent=12)
    client = Client(
        "C",
        purchases=orders(6, 7, 8, 9, 10),
        events=[dear],
        contacts=[anna],
        owners=[Owner("olga", date(2025, 1, 1)), Owner("tigran", date(2025, 12, 1))],
    )
    then = client.known_at(OCTOBER)
    assert [owner.name for owner in then.owners] == ["olga"]
    assert not then.events
    (person,) = then.contacts
    assert person.present(OCTOBER)
    assert not person.present(JANUARY)
    assert (person.consented("mail", OCTOBER), person.consented("sms", OCTOBER)) == (None, True)  # type: ignore[arg-type]
    assert person.consented("mail", JANUARY)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(firms(), st.lists(st.integers(0, 300), max_size=5))
def test_whatever_is_learnt_after_the_end_changes_no_report(clients: list[Client], late: list[int]) -> None:
    end = day(560)
    more = [
        attrs.evolve(
            client,
            purchases=[
                *client.purchases,
                *(Purchase(day(on), -20, "EUR", known_on=day(561 + on)) for on in late),
                Purchase(day(561), 999, "EUR"),
            ],
            events=[*client.events, *(Event.declared_break(day(on), known_on=day(600)) for on in late)],
        )
        for client in clients
    ]
    one, other = (loss_report(found, start=day(300), end=end) for found in (clients, more))
    assert [(figure.key, figure.value, figure.clients) for figure in one.figures] == [
        (figure.key, figure.value, figure.clients) for figure in other.figures
    ]
    assert one.slices == other.slices


@pytest.mark.parametrize("offset", [0, 40, 400])
def test_recorded_by_the_last_day_is_everything(offset: int) -> None:
    client = steady("C", 30, 300)
    assert client.recorded_by(day(300 + offset)) == client

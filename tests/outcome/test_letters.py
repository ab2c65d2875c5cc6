"""E1.7: what came of personal letters, beside the practitioners' 85 of 100 answered, half of those ordered."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import clientreturn as cr
from clientreturn.intervals import Share

SENT = date(2026, 1, 12)
LATER = date(2026, 6, 1)


def after(days: int) -> date:
    return SENT + timedelta(days)


def written(name: str, reply: int | None = None, order: int | None = None) -> cr.Client:
    events = [cr.Event(SENT, "greeting"), *([] if reply is None else [cr.Event(after(reply), "reply")])]
    bought = [] if order is None else [cr.Purchase(after(order), 50, "EUR")]
    return cr.Client(name, events=events, purchases=bought)


def test_the_practitioners_campaign_comes_out() -> None:
    silent = [written(f"S-{number}") for number in range(15)]
    answered = [written(f"A-{number}", reply=9, order=60 if number % 2 else None) for number in range(85)]
    found = cr.letters([*silent, *answered, cr.Client("not written to")], start=SENT, as_of=LATER)
    assert (found.answered, found.ordered, found.waiting) == (Share(85, 100), Share(42, 85), 0)
    assert (found.usually_answered, found.usually_ordered) == (0.85, 0.5)
    assert "85 of 100 = 85.0%" in str(found)


@pytest.mark.parametrize(
    ("reply", "order", "answered", "ordered"),
    [(0, 0, 1, 1), (30, None, 1, 0), (31, 40, 0, 0), (None, 40, 0, 0), (9, 8, 1, 0), (9, 9, 1, 1)],
)
def test_a_reply_in_time_answers_and_what_is_bought_after_it_counts(
    reply: int | None, order: int | None, answered: int, ordered: int
) -> None:
    found = cr.letters([written("C", reply, order)], start=SENT, as_of=LATER)
    assert (found.answered, found.ordered) == (Share(answered, 1), Share(ordered, answered))


def test_who_may_still_answer_is_in_no_share() -> None:
    clients = [written("A"), written("B", reply=3)]
    early = cr.letters(clients, start=SENT, as_of=after(30))
    assert (early.answered, early.waiting) == (Share(1, 1), 1)
    assert cr.letters(clients, start=SENT, as_of=after(31)).answered == Share(1, 2)


def test_only_letters_of_the_campaign_count_and_each_client_once() -> None:
    twice = attrs.evolve(written("C", reply=9), events=[*written("C", reply=9).events, cr.Event(after(40), "greeting")])
    assert cr.letters([twice], start=SENT, as_of=LATER).answered == Share(1, 1)
    assert cr.letters([twice], start=after(1), as_of=LATER).answered == Share(0, 1)
    assert cr.letters([twice], start=after(1), end=after(39), as_of=LATER).answered == Share(0, 0)


def test_days_out_of_order_are_refused() -> None:
    with pytest.raises(cr.ClientReturnError, match="a campaign ends before it is looked at"):
        cr.letters([], start=LATER, as_of=SENT)

"""Findings of the fuzzing, each as it was found; the door refuses what it let through, or the answer is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

import clientreturn as cr
from clientreturn.facts import OwnFact
from clientreturn.reasons import read
from clientreturn.recovery import Books

AS_OF = date(2026, 3, 2)
CLIENT = cr.Client("C-7")


def deep() -> Any:
    found: Any = 1
    for _ in range(3_000):
        found = [found]
    return found


OWN: OwnFact = (cr.Fact("own"), len)  # type: ignore[assignment]

REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("RuleBook.known", lambda: cr.RuleBook((), cr.Policy().standing.sees, 0.5)),  # type: ignore[arg-type]
    ("RuleBook.known", lambda: cr.RuleBook((), cr.Policy().standing.sees, ("a",))),  # type: ignore[arg-type]
    # arguments of another type, for every context
    ("assess.client", lambda: cr.assess(5, as_of=AS_OF)),  # type: ignore[arg-type]
    ("assess.policy", lambda: cr.assess(CLIENT, as_of=AS_OF, policy=[])),  # type: ignore[arg-type]
    ("assess.base", lambda: cr.assess(CLIENT, as_of=AS_OF, base=AS_OF)),  # type: ignore[arg-type]
    ("assess.team", lambda: cr.assess(CLIENT, as_of=AS_OF, team=AS_OF)),  # type: ignore[arg-type]
    ("assess.running", lambda: cr.assess(CLIENT, as_of=AS_OF, running="x")),  # type: ignore[arg-type]
    ("assess.assume", lambda: cr.assess(CLIENT, as_of=AS_OF, assume=0.5)),  # type: ignore[arg-type]
    ("review.clients", lambda: cr.review(5, as_of=AS_OF)),  # type: ignore[arg-type]
    ("review.running", lambda: cr.review([], as_of=AS_OF, running=5)),  # type: ignore[arg-type]
    ("nightly.base", lambda: cr.nightly([], as_of=AS_OF, base=5)),  # type: ignore[arg-type]
    ("flows.days", lambda: cr.flows([], 5)),  # type: ignore[arg-type]
    ("backtest.clients", lambda: cr.backtest(None, at=AS_OF, until=AS_OF)),  # type: ignore[arg-type]
    ("learn.clients", lambda: cr.Base.learn([cr.Policy()], as_of=AS_OF)),  # type: ignore[list-item]
    ("learn.clients", lambda: cr.Base.learn(cr.STANDING, as_of=AS_OF)),  # type: ignore[arg-type]
    ("draw_holdout.stratum", lambda: cr.draw_holdout([], salt="s", stratum=iter(()))),  # type: ignore[arg-type]
    ("outcomes.clients", lambda: cr.outcomes(None, as_of=AS_OF)),  # type: ignore[arg-type]
    ("desk.cases", lambda: cr.desk(cr.STANDING, cr.Team(), week=AS_OF)),  # type: ignore[arg-type]
    ("icalendar.steps", lambda: cr.icalendar([cr.Flag("a")], as_of=AS_OF)),  # type: ignore[list-item]
    ("html.value", lambda: cr.html(Decimal(5))),  # type: ignore[arg-type]
    ("html.value", lambda: cr.html(cr.Case)),  # type: ignore[arg-type]
    ("merged.other", lambda: cr.merged(CLIENT, AS_OF)),  # type: ignore[arg-type]
    ("read.reader", lambda: read("dear", reader={})),  # type: ignore[arg-type]
    ("read.reasons", lambda: read("dear", reasons=print)),  # type: ignore[arg-type]
    ("read.lexicons", lambda: read("dear", lexicons=[None])),  # type: ignore[list-item]
    ("clients_from_rows.columns", lambda: cr.clients_from_rows([], columns=True)),  # type: ignore[arg-type]
    ("clients_from_rows.as_of", lambda: cr.clients_from_rows([], as_of="2026")),  # type: ignore[arg-type]
    # fields of another type
    ("Policy.standing", lambda: cr.Policy(standing=5)),  # type: ignore[arg-type]
    ("Base.rhythm", lambda: cr.Base(rhythm=())),  # type: ignore[arg-type]
    ("RuleBook.rules", lambda: cr.RuleBook(UTC, cr.Vocabulary())),  # type: ignore[arg-type]
    ("RuleBook.rules", lambda: cr.RuleBook(("x",), cr.Vocabulary())),  # type: ignore[arg-type]
    ("Reasons.items", lambda: cr.Reasons([[]])),  # type: ignore[arg-type]
    ("Member.roles", lambda: cr.Member("olga", ...)),
    ("Interview.by", lambda: cr.Interview(AS_OF, by=Decimal(3))),  # type: ignore[arg-type]
    ("Clue.weights", lambda: cr.Clue((("a", datetime.min),))),  # type: ignore[arg-type] # noqa: DTZ901
    ("Offer.cost", lambda: cr.Offer("a", "b", (), cost=float("nan"))),
    ("Offer.title", lambda: cr.Offer("a", "\ud800", ())),
    ("Verdict.book", lambda: cr.Verdict(5, (), None, {})),  # type: ignore[arg-type]
    ("Verdict.hit", lambda: cr.Verdict(cr.STANDING, (), 3, {})),
    ("Verdict.facts", lambda: cr.Verdict(cr.STANDING, (True,), 0, {})),
    ("condition", lambda: cr.Condition(("<", ("fact", "visits"), object()))),
    ("condition", lambda: cr.Condition(deep())),
    ("occasion", lambda: cr.Occasion("x", 2**40, 1)),
    # shapes
    ("Client.data", lambda: cr.Client("C", data=[(), ()])),  # type: ignore[list-item]
    ("Client.data_until", lambda: cr.Client("C", data_until=(0.5,))),  # type: ignore[arg-type]
    ("Client.same_as", lambda: cr.Client("C", same_as=["\ud800"])),
    ("Client.traits", lambda: cr.Client("C", traits=["a\0b"])),
    ("Event.data", lambda: cr.Event.complaint(AS_OF, data="x")),
    ("Event.data", lambda: cr.Event.complaint(AS_OF, data=5)),
    ("Event.by", lambda: cr.Event(AS_OF, "complaint", by=deep())),
    ("Event.resolved", lambda: cr.Event(AS_OF, "complaint", resolved=deep())),
    ("arms_of.rows", lambda: cr.arms_of([0.5])),  # type: ignore[list-item]
    ("response", lambda: cr.arms_of([("a", Decimal("sNaN"))])),  # type: ignore[list-item]
    # beyond every number
    ("day_of", lambda: cr.day_of(datetime.max.replace(tzinfo=UTC), timezone(timedelta(hours=3)))),
    ("months", lambda: cr.month_ends(AS_OF, 10**9)),
    ("rise", lambda: cr.sizes_needed(0.1, 1e-200)),
    ("forget.salt", lambda: cr.forget(CLIENT, "\ud800" * 9)),
]


@pytest.mark.parametrize(("field", "call"), REFUSED, ids=[f"{n} {field}" for n, (field, _) in enumerate(REFUSED)])
def test_what_slipped_through_is_refused_by_name(field: str, call: Callable[[], Any]) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        call()
    assert caught.value.field.startswith(field)
    assert caught.value.expected
    assert caught.value.remedy


EDGES = [date.min, date(1, 1, 2), date(2, 3, 1), date(9999, 12, 30), date.max]


@pytest.mark.parametrize("as_of", EDGES, ids=str)
@pytest.mark.parametrize("gap", [1, 30, 400, 700_000])
def test_any_day_of_the_calendar_has_an_answer(as_of: date, gap: int) -> None:
    first = max(1, as_of.toordinal() - 5 * gap)
    days = [date.fromordinal(day) for day in range(first, as_of.toordinal() + 1, gap)][:6]
    one = cr.Client(
        "C-7",
        purchases=[cr.Purchase(day, 100, "EUR") for day in days],
        events=[cr.Event.complaint(as_of, severity=5), cr.Event.declared_break(as_of), cr.Event.hard_times(as_of, until=date.max)],
        contacts=[cr.Person("Anna", birthday=as_of)],
        contracts=[cr.Contract("hosting", date.min, as_of, notice_on=date.max)],
        owners=[cr.Owner("olga", date.min)],
    )  # fmt: skip
    case = cr.assess(one, as_of=as_of)
    assert case.explain()
    assert cr.icalendar(case.plan.steps, as_of=as_of)
    assert case.next_change is None or case.next_change > as_of
    review = cr.review([one], as_of=as_of, period=10**7)
    assert review.explain()
    assert not review.refused
    assert cr.html(review)
    assert cr.desk(review, cr.Team([cr.Member("olga")]), week=as_of)
    assert cr.loss_report([one], end=as_of) if as_of > date(2, 1, 1) else True
    assert tuple(cr.outcomes([one], as_of=as_of)) is not None


def test_a_contract_of_one_day_is_renewed_for_ten_thousand_years_in_no_time() -> None:
    daily = cr.Contract("hosting", date.min, date.min, notice_on=date(9999, 1, 1))
    assert daily.covers(date(9999, 1, 1))
    assert not daily.covers(date(9999, 1, 3))


@pytest.mark.parametrize("ends", [date(2024, 1, 31), date(2024, 2, 29), date(2024, 12, 31), date(2024, 1, 1)])
def test_terms_go_on_as_long_as_they_were(ends: date) -> None:
    start = date(2024, 1, 1)
    for notice in (ends + timedelta(n) for n in (1, 30, 31, 400, 3000)):
        contract = cr.Contract("hosting", start, ends, notice_on=notice)
        last = max(day for n in range(4000) if contract.covers(day := start + timedelta(n)))
        assert last >= notice
        assert (last - notice).days < (ends - start).days + 4


def test_a_term_that_ends_with_the_calendar_ends() -> None:
    forever = cr.Contract("hosting", date(9998, 1, 1), date(9999, 1, 31), notice_on=date.max)
    assert forever.covers(date.max)


def test_money_so_small_that_no_cent_is_left_has_a_share() -> None:
    tiny = cr.Client("C", purchases=[cr.Purchase(AS_OF, "1E-30", "EUR", margin="1E-30")])
    assert cr.assess(tiny, as_of=AS_OF).explain()


def test_offers_and_acts_without_end_stay_within_the_calendar() -> None:
    offers = tuple(cr.Offer(f"o{n}", "a", ("company.forgotten",), spacing=2**40) for n in range(2))
    policy = cr.Policy(recovery=Books(offers=offers))
    bought = [cr.Purchase(AS_OF - timedelta(300 + 30 * n), 100, "EUR") for n in range(6)]
    one = cr.Client("C", purchases=bought, events=[cr.Event.offer(AS_OF - timedelta(400), offer="o0")])
    assert cr.assess(one, as_of=AS_OF, policy=policy).explain()

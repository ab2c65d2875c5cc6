"""Rhythm and standing on both sides of their borders."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import exp, isclose, log
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.rhythm import Pooled, Rhythm, RhythmPrior, visits_of
from clientreturn.standing import Judgement

AS_OF = date(2026, 3, 2)


def ago(days: int) -> date:
    return AS_OF - timedelta(days)


def client(*days: int, **fields: Any) -> cr.Client:
    return cr.Client("C-7", purchases=[cr.Purchase(ago(day), 100, "EUR") for day in days], **fields)


def judged(one: cr.Client, **contexts: Any) -> Judgement:
    return cr.assess(one, as_of=AS_OF, **contexts).judgement


# --- rhythm -------------------------------------------------------------------------------------------------


def test_the_prior_of_the_handbook() -> None:
    prior = RhythmPrior()
    assert (prior.centre, prior.weight, prior.freedom) == (None, 0.0, 3.0)
    assert isclose(prior.reach, 1.6448536269514722)
    assert isclose(exp(prior.variance**0.5 * prior.reach), 4 / 3)
    assert isclose(Pooled(30.0, prior.variance**0.5, 1.0).quantile(), 40.0)


def test_no_visit_no_sums() -> None:
    assert Rhythm() == Rhythm.of([]) == Rhythm(0, 0, 0, 0, 0)
    assert Rhythm.of([]).gaps == 0
    assert Rhythm.of([7]) == Rhythm(1, 7, 7, 0, 0)


def test_the_sums_are_logarithms_of_gaps() -> None:
    rhythm = Rhythm.of([0, 30, 40])
    assert isclose(rhythm.log_sum, log(30) + log(10), abs_tol=1e-5)
    assert isclose(rhythm.log_squares, log(30) ** 2 + log(10) ** 2, abs_tol=1e-5)
    assert rhythm.gaps == 2


def test_the_own_share_is_what_the_client_weighs_against_the_others() -> None:
    two, none = Rhythm.of([0, 30, 60]), RhythmPrior(None, weight=5.0)
    found = two.pooled(RhythmPrior(log(30), weight=1.0))
    assert found is not None
    assert found.own_share == 0.6667
    alone = two.pooled(none)
    assert alone is not None
    assert alone.own_share == 1.0
    others = Rhythm.of([0]).pooled(RhythmPrior(log(30.126), weight=1.0))
    assert others is not None
    assert (others.usual_gap, others.own_share) == (30.13, 0.0)


def bought(*orders: tuple[int, Any, str | None, str]) -> cr.Client:
    return cr.Client("C-7", purchases=[cr.Purchase(ago(on), amount, code, ref=ref) for on, amount, ref, code in orders])


def test_an_order_of_any_amount_above_zero_is_a_visit() -> None:
    visits = visits_of(bought((9, "0.5", "A", "EUR"), (5, "0.25", None, "EUR")))
    assert visits.days == (ago(9).toordinal(), ago(5).toordinal())
    assert visits.money == (Decimal("0.5"), Decimal("0.25"))
    assert visits_of(bought((9, 5, "A", "EUR"), (8, -5, "A", "EUR"), (5, 0, None, "EUR"))).days == ()


def test_several_orders_of_a_day_are_one_visit_with_their_money_together() -> None:
    visits = visits_of(bought((9, 5, "A", "EUR"), (9, 7, "B", "EUR"), (9, 1, None, "EUR")))
    assert (visits.days, visits.money, visits.revenue) == ((ago(9).toordinal(),), (Decimal(13),), Decimal(13))


@pytest.mark.parametrize("ref", [None, "A"])
def test_money_without_a_rate_is_unknown_and_the_day_known(ref: str | None) -> None:
    rates = cr.Rates("EUR", [("USD", ago(7), "0.5")])
    known = visits_of(bought((5, 10, ref, "USD")), rates)
    assert (known.money, known.revenue) == ((Decimal("5.0"),), Decimal("5.0"))
    before = visits_of(bought((9, 10, ref, "USD")), rates)
    assert (before.days, before.money, before.revenue, before.margin) == ((ago(9).toordinal(),), None, None, None)


# --- standing -----------------------------------------------------------------------------------------------

A, B = cr.Flag("a"), cr.Flag("b")


@pytest.mark.parametrize(
    ("first", "second", "gone", "undecided"),
    [
        (cr.Standing.DORMANT, cr.Standing.ACTIVE, False, True),
        (cr.Standing.DORMANT, cr.Standing.LOST, True, False),
        (cr.Standing.ACTIVE, cr.Standing.AT_RISK, False, False),
    ],
)
def test_gone_is_who_is_gone_whichever_way_the_unknown_falls(
    first: cr.Standing, second: cr.Standing, gone: bool, undecided: bool
) -> None:
    book = cr.RuleBook.of(
        cr.Rule("own.a", A, first, "a"), cr.Rule("own.b", cr.ALWAYS, second, "b"), sees=cr.Vocabulary((A, B))
    )
    judgement = attrs.evolve(judged(client(90, 60, 30)), verdict=book.first({"a": None}))
    assert (judgement.gone, judgement.undecided) == (gone, undecided)
    none = cr.RuleBook.of(cr.Rule("own.a", A, first, "a"), sees=cr.Vocabulary((A,)))
    assert attrs.evolve(judgement, verdict=none.first({"a": False})).gone is False


def test_a_lead_is_no_client_until_it_buys_or_signs() -> None:
    assert judged(client()).ever_client is False
    assert judged(client()).here is False
    assert judged(client(10)).here is True
    today, later = cr.Contract("a", AS_OF), cr.Contract("b", AS_OF + timedelta(1))
    assert judged(client(contracts=[later])).ever_client is False
    assert judged(client(contracts=[later, today])).ever_client is True


LEFT = (1500, 1470, 1440, 1410, 200)
"""Monthly, then away for more than three years, and back."""


def test_what_happened_on_the_day_of_return_did_not_happen_in_the_gap() -> None:
    assert len(judged(client(*LEFT)).story.losses) == 1
    assert len(judged(client(*LEFT, events=[cr.Event.hard_times(ago(800))])).story.losses) == 0
    assert len(judged(client(*LEFT, events=[cr.Event.hard_times(ago(1410))])).story.losses) == 0
    assert len(judged(client(*LEFT, events=[cr.Event.hard_times(ago(200))])).story.losses) == 1
    assert len(judged(client(*LEFT, events=[cr.Event.hard_times(ago(1411))])).story.losses) == 1


def test_a_silence_is_never_below_zero() -> None:
    assert judged(client(90, 60, 30, data_until=ago(45))).story.silence.days == 0
    assert judged(client(90, 60, 30, data_until=ago(29))).story.silence.days == 1
    assert judged(client(90, 60, 30, closures=[(ago(20), ago(11))])).story.silence.days == 20
    assert judged(client(90, 60, 30, closures=[(ago(40), ago(21))])).story.silence.days == 21
    assert judged(client(90, 60, 30, closures=[(ago(9), AS_OF + timedelta(30))])).story.silence.days == 20


def test_the_last_contract_to_end_is_the_break() -> None:
    one = cr.Contract("a", ago(900), ago(400), renews=False)
    two = cr.Contract("b", ago(900), ago(300), renews=False)
    for contracts in ([one, two], [two, one]):
        judgement = judged(client(contracts=contracts))
        assert [event.on for event in judgement.story.silence.breaks] == [ago(300)]
        assert judgement.lost_on == ago(300)


@pytest.mark.parametrize(("on", "is_break"), [(901, True), (900, False), (600, False), (400, False), (399, False)])
def test_what_was_bought_while_a_contract_ran_speaks_for_the_account(on: int, is_break: bool) -> None:
    ended = cr.Contract("a", ago(900), ago(400), renews=False)
    judgement = judged(client(on, contracts=[ended]))
    assert bool(judgement.story.silence.breaks) is is_break


def test_the_first_loss_is_before_the_first_visit_where_a_break_is() -> None:
    judgement = judged(client(90, 60, 30, events=[cr.Event.declared_break(ago(100)), cr.Event.closed(ago(95))]))
    (loss,) = judgement.story.losses
    assert (loss.on, loss.confirmed, loss.returned_on) == (ago(100), True, ago(90))
    assert len(judged(client(90, 60, 30, events=[cr.Event.declared_break(ago(90))])).story.losses) == 1


def test_after_a_return_the_old_rhythm_holds_until_three_purchases() -> None:
    left = [cr.Event.declared_break(ago(500))]
    old = (700, 670, 640, 610, 580, 550)
    two = judged(client(*old, 100, 90, events=left))
    three = judged(client(*old, 100, 90, 80, events=left))
    assert two.facts["usual_gap"] == 30.0
    assert three.facts["usual_gap"] == 10.0
    assert two.story.silence.rhythm.last == ago(90).toordinal()


def test_a_loss_by_silence_has_the_day_of_the_line() -> None:
    judgement = judged(client(*LEFT))
    (loss,) = judgement.story.losses
    assert not loss.confirmed
    assert loss.returned_on == ago(200)
    line = 30 * 4 / 3 - 2
    assert loss.on == ago(1410) + timedelta(int(-(-line // 1)))


def test_a_pause_that_began_late_leaves_the_day_of_loss_where_it_was() -> None:
    gone = client(700, 670, 640, 610, events=[cr.Event.hard_times(ago(100), until=ago(50))])
    plain = client(700, 670, 640, 610)
    assert judged(gone).lost_on == judged(plain).lost_on == ago(610) + timedelta(38)

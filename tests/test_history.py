"""History: what was known when, documents folded into visits, and money that is exact or unknown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.errors import ClientReturnError
from clientreturn.history import Channel, Client, Consent, Contract, Event, Owner, Person, Purchase
from clientreturn.money import Rates
from clientreturn.rhythm import Visits, visits_of

JANUARY = date(2026, 1, 1)


def day(offset: int) -> date:
    return JANUARY + timedelta(days=offset)


def bought(*purchases: Purchase, rates: Rates | None = None, contracts: tuple[Contract, ...] = ()) -> Visits:
    return visits_of(Client("C", purchases=purchases, contracts=contracts), rates)


def days_of(visits: Visits) -> list[date]:
    return [date.fromordinal(on) for on in visits.days]


def euro(on: int, amount: str | int, ref: str | None = None) -> Purchase:
    return Purchase(day(on), amount, "EUR", ref=ref)


# --- documents folded into visits -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "days", "revenue"),
    [
        ([], [], 0),
        ([euro(0, 10)], [0], 10),
        ([euro(0, 10), euro(0, 15)], [0], 25),
        ([euro(0, 10, "A"), euro(0, 15, "B")], [0], 25),
        ([euro(0, 10, "A"), euro(9, 15, "A")], [0], 25),
        ([euro(9, 15, "A"), euro(0, 10, "A")], [0], 25),
        ([euro(0, 10, "A"), euro(9, -4, "A")], [0], 6),
        ([euro(0, 10, "A"), euro(9, -10, "A")], [], 0),
        ([euro(0, 10, "A"), euro(9, -12, "A")], [], -2),
        ([euro(0, 10, "A"), euro(9, -10, "A"), euro(0, 5, "B")], [0], 5),
        ([euro(0, 10), euro(9, -10)], [0], 0),
        ([euro(3, -10, "A"), euro(9, 25, "A")], [9], 15),
        ([euro(0, 0)], [], 0),
        ([euro(0, 0, "A")], [], 0),
        ([euro(9, 10), euro(0, 10), euro(4, 10)], [0, 4, 9], 30),
    ],
    ids=[
        "nothing", "one", "same day", "two orders a day", "two deliveries of one order", "the order's first day",
        "credit note", "cancelled", "more than cancelled", "cancelled beside another", "a bare credit note is no visit",
        "the day of the goods, not of the note", "zero", "zero order", "unsorted",
    ],
)  # fmt: skip
def test_documents_fold_into_visits(documents: list[Purchase], days: list[int], revenue: int) -> None:
    visits = bought(*documents)
    assert days_of(visits) == [day(offset) for offset in days]
    assert visits.revenue == revenue


documents = st.builds(
    euro,
    st.integers(0, 40),
    st.decimals("-50", "50", places=2).map(str),
    st.none() | st.sampled_from("ABC"),
)


@given(st.lists(documents, max_size=12), st.randoms(use_true_random=False))
def test_visits_do_not_depend_on_the_order_of_records(records: list[Purchase], chance: object) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bought(*shuffled) == bought(*records)


@given(st.lists(documents, max_size=12))
def test_no_money_is_made_or_lost(records: list[Purchase]) -> None:
    visits = bought(*records)
    assert visits.revenue == sum((record.amount for record in records), Decimal(0))
    assert visits.money is not None
    assert len(visits.money) == len(visits.days)
    assert all(money > 0 for money in visits.money)
    assert list(visits.days) == sorted(set(visits.days))
    assert set(days_of(visits)) <= {record.on for record in records if record.amount > 0}


def test_currencies_mix_only_with_rates() -> None:
    mixed = (Purchase(day(0), 10, "EUR"), Purchase(day(30), 10, "USD"))
    unknown = bought(*mixed)
    assert (days_of(unknown), unknown.money, unknown.revenue) == ([day(0), day(30)], None, None)
    rates = Rates("EUR", [("USD", day(0), "0.5")])
    assert bought(*mixed, rates=rates).money == (Decimal(10), Decimal("5.0"))
    late = Rates("EUR", [("USD", day(31), "0.5")])
    assert (days_of(bought(*mixed, rates=late)), bought(*mixed, rates=late).revenue) == ([day(0), day(30)], None)


def test_one_foreign_currency_is_no_mixture() -> None:
    assert bought(Purchase(day(0), 10, "USD")).revenue == 10


def test_margin_is_known_where_every_document_carries_one() -> None:
    with_margin = Purchase(day(0), 10, "EUR", margin=3)
    assert bought(with_margin, Purchase(day(5), 10, "EUR", margin="1.5")).margin == Decimal("4.5")
    assert bought(with_margin, Purchase(day(5), 10, "EUR")).margin is None


# --- contracts --------------------------------------------------------------------------------------


def invoice(on: int) -> Purchase:
    return Purchase(day(on), 10, "EUR", part="hosting")


@pytest.mark.parametrize(
    ("contract", "visits"),
    [
        (Contract("hosting", day(50)), [0]),
        (Contract("hosting", day(50), day(150)), [0]),
        (Contract("hosting", day(50), day(150), renews=False), [0, 200, 300]),
        (Contract("hosting", day(50), notice_on=day(150)), [0, 200, 300]),
        (Contract("hosting", day(50), day(250), notice_on=day(150)), [0, 300]),
        (Contract("support", day(50)), [0, 100, 200, 300]),
    ],
    ids=["open-ended", "renewed", "expired", "notice", "notice, term runs on", "another part"],
)
def test_invoices_under_a_contract_are_no_visits(contract: Contract, visits: list[int]) -> None:
    found = bought(*map(invoice, (0, 100, 200, 300)), contracts=(contract,))
    assert days_of(found) == [day(offset) for offset in visits]


def test_a_contract_runs_from_its_start_to_notice_or_expiry() -> None:
    renewed = Contract("hosting", day(0), day(100))
    fixed = Contract("hosting", day(0), day(100), renews=False)
    noticed = Contract("hosting", day(0), notice_on=day(50))
    assert [renewed.runs(day(on)) for on in (-1, 0, 100, 101)] == [False, True, True, True]
    assert [fixed.runs(day(on)) for on in (100, 101)] == [True, False]
    assert [noticed.runs(day(on)) for on in (49, 50)] == [True, False]
    assert (fixed.ended(day(100)), fixed.ended(day(101)), noticed.ended(day(50))) == (None, day(100), day(50))
    assert renewed.ended(day(1000)) is None
    assert [noticed.covers(day(on)) for on in (-1, 0, 50, 51)] == [False, True, True, False]
    assert [fixed.covers(day(on)) for on in (100, 101)] == [True, False]


# --- what was known when ----------------------------------------------------------------------------


def test_known_at_replays_the_records_of_a_day() -> None:
    client = Client(
        "C",
        purchases=[
            Purchase(day(0), 10, "EUR"),
            Purchase(day(10), 10, "EUR", known_on=day(40)),
            Purchase(day(60), 10, "EUR"),
        ],
        events=[Event.complaint(day(5)), Event.confirmed_move(day(20), known_on=day(50))],
        owners=[Owner("olga", day(0)), Owner("ivan", day(45))],
    )
    then = client.known_at(day(40))
    assert [purchase.on for purchase in then.purchases] == [day(0), day(10)]
    assert [event.kind for event in then.events] == ["complaint"]
    assert [owner.name for owner in then.owners] == ["olga"]
    assert client.known_at(day(39)).purchases == client.purchases[:1]
    assert client.known_at(day(60)) == client


@given(st.lists(documents, max_size=8), st.integers(0, 40), st.integers(0, 40))
def test_looking_back_twice_is_looking_back_to_the_earlier_day(records: list[Purchase], a: int, b: int) -> None:
    client = Client("C", purchases=records)
    assert client.known_at(day(a)).known_at(day(b)) == client.known_at(day(min(a, b)))


def test_a_complaint_is_open_until_the_day_it_was_settled() -> None:
    settled = Event.complaint(day(0), resolved="well", resolved_on=day(10))
    assert [settled.open_on(day(on)) for on in (0, 9, 10)] == [True, True, False]
    assert Event.complaint(day(0)).open_on(day(500))
    assert Event.complaint(day(0), resolved="open").open_on(day(500))
    assert not Event.complaint(day(0), resolved="badly").open_on(day(0))


# --- people -----------------------------------------------------------------------------------------


def test_owners_answer_from_their_first_day_on() -> None:
    client = Client("C", owners=[Owner("ivan", day(50)), Owner("olga", day(0))])
    found = [owner and owner.name for owner in map(client.owner, (day(-1), day(0), day(49), day(50)))]
    assert found == [None, "olga", "olga", "ivan"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ([], None),
        ([Consent(day(0), "mail")], True),
        ([Consent(day(0), "sms")], None),
        ([Consent(day(0))], True),
        ([Consent(day(0), "mail"), Consent(day(5), "mail", given=False)], False),
        ([Consent(day(5), "mail", given=False), Consent(day(0), "mail")], False),
        ([Consent(day(0), given=False), Consent(day(5), "mail")], True),
        ([Consent(day(5)), Consent(day(5), "mail", given=False)], False),
        ([Consent(day(20), "mail")], None),
    ],
    ids=[
        "silent", "yes", "another channel", "every channel", "taken back", "unsorted", "later yes", "same day",
        "future",
    ],
)  # fmt: skip
def test_the_last_answer_counts_and_a_no_wins_its_day(said: list[Consent], answer: bool | None) -> None:
    assert Person("Anna", consents=said).consented(Channel.MAIL, day(10)) is answer


# --- how far the data reach -------------------------------------------------------------------------


def test_silence_is_real_only_as_far_as_every_used_source_reaches() -> None:
    shop, web = Purchase(day(0), 1, "EUR", source="shop"), Purchase(day(0), 1, "EUR", source="web")
    reach = {"shop": day(50), "web": day(80), "fair": day(10)}
    assert Client("C", purchases=[shop], data_until=reach).horizon(day(100)) == day(50)
    assert Client("C", purchases=[web], data_until=reach).horizon(day(100)) == day(80)
    assert Client("C", purchases=[shop, web], data_until=reach).horizon(day(100)) == day(50)
    assert Client("C", purchases=[shop], data_until=reach).horizon(day(20)) == day(20)
    assert Client("C", data_until=day(50)).horizon(day(100)) == day(50)
    assert Client("C").horizon(day(100)) == day(100)


# --- rates ------------------------------------------------------------------------------------------


def test_a_rate_holds_until_the_next_one() -> None:
    rates = Rates("EUR", [("USD", day(30), "0.8"), ("USD", day(0), "0.5"), ("GBP", day(0), 2)])
    found = [rates.convert(Decimal(10), "USD", day(on)) for on in (-1, 0, 29, 30, 999)]
    assert found == [None, Decimal("5.0"), Decimal("5.0"), Decimal("8.0"), Decimal("8.0")]
    assert rates.convert(Decimal(10), "EUR", day(-1)) == 10
    assert rates.convert(Decimal(10), "CHF", day(0)) is None


def test_two_rates_for_one_day_are_refused() -> None:
    with pytest.raises(ClientReturnError) as caught:
        Rates("EUR", [("USD", day(0), "0.5"), ("USD", day(0), "0.8")])
    assert caught.value.field == "Rates.rows"


def test_a_float_of_another_library_is_its_number() -> None:
    """numpy's floats are floats, and write themselves otherwise."""

    class Own(float):
        def __repr__(self) -> str:
            return f"own({float(self)})"

    assert Purchase(date(2026, 1, 5), Own(12.1), "EUR").amount == Decimal("12.1")

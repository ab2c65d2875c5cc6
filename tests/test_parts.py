"""Parts of an account have a standing of their own, and one that falls silent is told (R18, R22)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.standing.book import falling_volume, part_share

START = date(2022, 1, 3)


def bought(part: str | None, every: int, until: int, amount: int = 100, begin: int = 0) -> list[cr.Purchase]:
    return [cr.Purchase(START + timedelta(day), amount, "EUR", part=part) for day in range(begin, until + 1, every)]


def assessed(purchases: list[cr.Purchase], day: int, policy: cr.Policy | None = None, **fields: object) -> cr.Case:
    client = cr.Client("C", purchases=purchases, **fields)  # type: ignore[arg-type]
    return cr.assess(client, as_of=START + timedelta(day), policy=policy)


def rule(case: cr.Case) -> str:
    return "" if case.standing.rule is None else case.standing.rule.id


def test_each_part_is_judged_by_its_own_rhythm() -> None:
    case = assessed([*bought("print", 7, 700), *bought("toner", 90, 700)], 705)
    assert [(part.name, part.standing.says) for part in case.parts] == [
        ("print", cr.Standing.ACTIVE),
        ("toner", cr.Standing.ACTIVE),
    ]
    late = assessed([*bought("print", 7, 700), *bought("toner", 90, 700)], 740)
    assert [part.standing.says for part in late.parts] == [cr.Standing.DORMANT, cr.Standing.AT_RISK]
    assert late.parts[0].since == START + timedelta(710)
    assert "print: dormant, silent for 40 days" in late.explain()


def test_clients_alike_say_nothing_about_a_part() -> None:
    from clientreturn.rhythm import RhythmPrior

    base = cr.Base(rhythm=RhythmPrior(3.0, 4.0, 0.2))
    client = cr.Client("C", purchases=[*bought("print", 7, 700), *bought("chair", 1, 0)])
    parts = cr.assess(client, as_of=START + timedelta(703), base=base).parts
    assert parts[0].standing.says is cr.Standing.ONE_TIME
    assert parts[1].standing.facts["own_share"] == 1


def test_a_part_that_fell_silent_in_a_living_account() -> None:
    case = assessed([*bought("print", 7, 700), *bought("toner", 30, 400, amount=300)], 703)
    assert (case.standing.says, rule(case)) == (cr.Standing.AT_RISK, "standing.part-silent")
    assert str(case.standing.why) == "buys on, but no more of toner, which was 43 % of what it bought"
    assert case.diagnosis is not None, "there is something to look into"


def test_a_part_that_hardly_mattered_is_no_risk() -> None:
    case = assessed([*bought("print", 7, 700), *bought("toner", 90, 400, amount=10)], 703)
    assert case.judgement.facts["silent_part"] == "toner"
    assert case.standing.says is cr.Standing.ACTIVE
    wary = cr.Policy().tuned({part_share: 0.001})
    assert rule(assessed([*bought("print", 7, 700), *bought("toner", 90, 400, amount=10)], 703, wary)) == (
        "standing.part-silent"
    )


def test_a_part_tried_once_or_twice_has_no_rhythm_to_fall_out_of() -> None:
    case = assessed([*bought("print", 7, 700), *bought("chair", 30, 30, amount=9000)], 703)
    assert case.judgement.facts["silent_part"] == ""
    assert case.standing.says is cr.Standing.ACTIVE


@given(st.integers(0, 900))
def test_a_client_with_one_part_only_is_never_partly_lost(silence: int) -> None:
    case = assessed(bought("print", 30, 600), 600 + silence)
    assert case.judgement.facts["silent_part"] == ""
    assert rule(case) != "standing.part-silent"


def test_without_rates_the_number_of_documents_tells_the_share() -> None:
    dollars = [cr.Purchase(START + timedelta(day), 5, "USD", part="toner") for day in range(0, 401, 30)]
    case = assessed([*bought("print", 30, 700), *dollars], 703)
    assert case.judgement.facts["silent_share"] == 0.5


@pytest.mark.parametrize(
    ("now", "says"), [(100, cr.Standing.ACTIVE), (60, cr.Standing.ACTIVE), (40, cr.Standing.AT_RISK)]
)
def test_falling_volume_with_the_rhythm_intact(now: int, says: cr.Standing) -> None:
    case = assessed([*bought(None, 30, 390), *bought(None, 30, 780, now, begin=420)], 785)
    assert case.standing.says is says
    assert (rule(case) == "standing.falling-volume") == (says is cr.Standing.AT_RISK)


def test_volume_is_told_from_chance_by_enough_purchases_and_two_years() -> None:
    short = assessed([*bought(None, 30, 300), *bought(None, 30, 600, 10, begin=330)], 605)
    rare = assessed([*bought(None, 180, 360), *bought(None, 180, 900, 10, begin=540)], 905)
    mixed = assessed([*bought(None, 30, 390), *bought(None, 30, 780, 10, begin=420), cr.Purchase(START, 1, "USD")], 785)
    assert {case.standing.says for case in (short, rare, mixed)} == {cr.Standing.ACTIVE}
    never = cr.Policy().tuned({falling_volume: 0})
    falling = [*bought(None, 30, 390), *bought(None, 30, 780, 10, begin=420)]
    assert assessed(falling, 785, never).standing.says is cr.Standing.ACTIVE


# --- contracts are parts ------------------------------------------------------------------------------


def hosting(**terms: object) -> cr.Contract:
    return cr.Contract("hosting", START, **terms)  # type: ignore[arg-type]


def test_a_contract_that_ends_beside_other_purchases_is_a_part_that_was_lost() -> None:
    """The other purchases have their own rhythm, and it speaks for the account."""
    ended = hosting(notice_on=START + timedelta(650))
    case = assessed([*bought("print", 7, 700), *bought("hosting", 30, 650, amount=300)], 703, contracts=[ended])
    assert (case.standing.says, rule(case)) == (cr.Standing.AT_RISK, "standing.part-silent")
    assert {part.name: part.standing.says for part in case.parts} == {
        "hosting": cr.Standing.LOST,
        "print": cr.Standing.ACTIVE,
    }
    assert case.parts[0].since == START + timedelta(650)


def test_several_contracts_each_for_its_part() -> None:
    support = cr.Contract("support", START)
    case = assessed([], 703, contracts=[hosting(notice_on=START + timedelta(650)), support])
    assert case.standing.says is cr.Standing.ACTIVE
    assert [part.standing.says for part in case.parts] == [cr.Standing.LOST, cr.Standing.ACTIVE]


def test_invoices_up_to_the_last_day_under_notice_are_no_return() -> None:
    noticed = hosting(notice_on=START + timedelta(300), last_day=START + timedelta(390))
    case = assessed(bought("hosting", 30, 390), 395, contracts=[noticed])
    assert case.standing.says is cr.Standing.LOST
    assert case.since == START + timedelta(300)
    assert assessed(bought("hosting", 30, 420), 425, contracts=[noticed]).standing.says is cr.Standing.RETURNED


def test_a_contract_that_renews_runs_in_terms_of_the_same_length() -> None:
    yearly = cr.Contract("hosting", date(2022, 1, 1), date(2022, 12, 31), notice_on=date(2024, 3, 5))
    assert [yearly.covers(day) for day in (date(2024, 12, 31), date(2025, 1, 1))] == [True, False]
    assert (yearly.runs(date(2024, 3, 4)), yearly.runs(date(2024, 3, 5))) == (True, False)
    monthly = cr.Contract("hosting", date(2024, 1, 31), date(2024, 2, 29), notice_on=date(2024, 7, 10))
    assert not monthly.covers(date(2024, 8, 15))


def test_notice_after_a_contract_ran_out_changes_nothing() -> None:
    expired = hosting(ends=START + timedelta(100), renews=False, notice_on=START + timedelta(150))
    assert [expired.ended(START + timedelta(day)) for day in (100, 101, 200)] == [None, *[START + timedelta(100)] * 2]


def test_a_last_day_needs_a_notice() -> None:
    with pytest.raises(cr.ClientReturnError, match="last_day"):
        hosting(last_day=START)

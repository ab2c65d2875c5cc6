"""Traits of each reason, against the handbook and the literature it names."""

from __future__ import annotations

import pytest

import clientreturn as cr

T = cr.DefectorType
PUSHED_ON_PURPOSE = {"company.dropped-by-us", "client.breached-terms"}
BOUGHT = {"competitor.better-price", "competitor.cheap-amateur", "competitor.lock-in", "competitor.kickback"}
PULLED = {
    "competitor.better-service", "competitor.unrealistic-promise", "competitor.third-party", "competitor.tender-lost",
    "client.kinship", "client.variety-seeking",
}  # fmt: skip
UNRECOVERABLE = {
    "competitor.lock-in": True, "competitor.kickback": True, "client.kinship": True, "client.moved-away": True,
    "client.closed": False, "client.died": False,
}  # fmt: skip
"""E4.7: return is impossible now; whether something could end that."""
HUMAN = {"company.broken-promise", "company.trust-eroded", "company.destroyer", "company.not-told"}
"""E4.13: rudeness, broken word, negligence; a third party's talk is no fault of ours."""
INEVITABLE = {
    "competitor.unrealistic-promise", "competitor.cheap-amateur", "competitor.lock-in", "competitor.kickback",
    "competitor.tender-lost", "client.breached-terms", "client.kinship", "client.closed", "client.moved-away",
    "client.died", "client.hard-times", "client.need-ended", "client.in-house", "client.variety-seeking",
}  # fmt: skip


@pytest.mark.parametrize("reason", cr.REASONS, ids=lambda reason: reason.code)
def test_traits(reason: cr.Reason) -> None:
    code = reason.code
    if code in PUSHED_ON_PURPOSE:
        assert reason.defector is T.PUSHED_ON_PURPOSE
    elif code in BOUGHT:
        assert reason.defector is T.BOUGHT
    elif code in PULLED:
        assert reason.defector is T.PULLED
    elif reason.side is cr.Side.COMPANY:
        assert reason.defector is T.PUSHED
    else:
        assert reason.defector is T.MOVED
    assert reason.recoverable is (code not in UNRECOVERABLE)
    assert bool(reason.until) is UNRECOVERABLE.get(code, False)
    assert reason.human is (code in HUMAN)
    assert reason.avoidable is (code not in INEVITABLE)
    # R11: what is ours to change is what we did, and what a competitor does better.
    assert reason.controllable is (reason.side is cr.Side.COMPANY or code == "competitor.better-service")
    if not reason.recoverable:
        assert reason.stable


def test_there_are_thirty_two_reasons_and_each_has_its_source() -> None:
    assert len(cr.REASONS) == 32
    assert all(reason.sources for reason in cr.REASONS)

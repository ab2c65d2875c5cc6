"""Practices of section 5 that show only in a whole plan."""

from __future__ import annotations

from datetime import timedelta

import clientreturn as cr
from clientreturn.recovery import Stage

from .people import TODAY, kinds, left, only, plan

LATE = cr.Event.late_delivery(TODAY - timedelta(60), days=6, severity=4, employee="Olga")
UNHEARD = cr.Event.complaint(TODAY - timedelta(55), topic="delivery", severity=4, resolved="badly")


def test_nobody_returns_at_the_first_try_so_several_are_planned() -> None:
    """B8: and the second and third at growing distance."""
    asks = [step.on for step in plan(left(40, LATE)) if step.kind == "ask-back"]
    assert len(asks) == 3
    assert asks[1] - asks[0] < asks[2] - asks[1]


def test_a_fault_of_ours_is_mended_in_three_parts() -> None:
    """R12: the talk with its apology, the fix, the compensation; and the fix comes before the asking."""
    steps = plan(left(40, LATE))
    apology, fix, ask = only(steps, "apologise"), only(steps, "fix-cause"), only(steps, "ask-back")
    assert apology.offer
    assert ask.offer
    assert fix.on <= apology.on < ask.on
    assert ask.stage is Stage.ASK


def test_after_two_failures_in_a_row_a_senior_person_asks_and_nothing_is_automatic() -> None:
    """R13: one failure, for comparison, leaves it to the head of return."""
    once, twice = plan(left(40, LATE)), plan(left(40, LATE, UNHEARD))
    assert only(once, "ask-back").owner == "Tigran"
    assert only(twice, "ask-back").owner == "Bat"
    assert {only(twice, "ask-back").channel} <= {cr.Channel.VISIT, cr.Channel.MEETING, cr.Channel.CALL}


def test_where_the_client_went_is_compared_with_point_by_point() -> None:
    """C6: only where it is known where it went."""
    gone_to = cr.Event.confirmed_move(TODAY - timedelta(45), rival="Fine Print")
    compared = only(plan(left(40, gone_to)), "compare-with-rival")
    for point in ("renown", "price", "quality", "range", "delivery", "service"):
        assert point in compared.brief
    assert "compare-with-rival" not in kinds(plan(left(40)).steps)

"""The runner for yes, no and unknown cases, as third parties use it; and cases of built-in rules in its form."""

from __future__ import annotations

import pytest

from clientreturn.causes import CAUSES
from clientreturn.errors import ClientReturnError
from clientreturn.testing import RuleCases, failures, uncovered

LATE = "company.late-delivery.delay"
CASES = (
    RuleCases(
        LATE,
        yes=[{"kind": "late-delivery"}, {"kind": "delivery", "detail:days": 3}],
        no=[{"kind": "delivery", "detail:days": 0}, {"kind": "contact"}],
        unknown=[{"kind": "delivery"}, {}],
    ),
    RuleCases(
        "company.poor-service.unnamed-incident",
        yes=[{"kind": "staff-incident", "employee_named": False}],
        no=[{"kind": "staff-incident", "employee_named": True}, {"kind": "complaint"}],
        unknown=[{"kind": "staff-incident"}],
    ),
    RuleCases(
        "said.interview",
        yes=[{"kind": "interview", "whys": 4, "by": "client"}],
        no=[{"kind": "interview", "whys": 3, "by": "client"}, {"kind": "interview", "whys": 5, "by": "employee"}],
        unknown=[{"kind": "interview", "by": "client"}],
    ),
    RuleCases(
        "client.moved-away.record",
        yes=[{"kind": "moved-away", "in_reach": False}],
        no=[{"kind": "moved-away", "in_reach": True}],
        unknown=[{"kind": "moved-away"}],
    ),
    RuleCases(
        "competitor.better-price.too-expensive-and-rival",
        yes=[{"kind": "stated-reason", "named_reason": "company.priced-out", "rival_named": True}],
        no=[
            {"kind": "stated-reason", "named_reason": "company.late-delivery", "rival_named": True},
            {"kind": "stated-reason", "named_reason": "company.priced-out", "rival_named": False,
             "recent:rival-offer": 0, "recent:confirmed-move": 0, "recent:rival-contract": 0},
        ],
        unknown=[{"kind": "stated-reason", "named_reason": "company.priced-out"}],
    ),
)  # fmt: skip


def test_the_rules_answer_as_their_cases_say() -> None:
    assert failures(CAUSES.events, CASES) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (RuleCases(LATE, yes=[{"kind": "contact"}]), "expected yes"),
        (RuleCases(LATE, no=[{"kind": "late-delivery"}]), "expected no"),
        (RuleCases(LATE, unknown=[{"kind": "late-delivery"}]), "expected unknown"),
    ],
)
def test_a_wrong_case_is_told_with_its_trace(wrong: RuleCases, said: str) -> None:
    (told,) = failures(CAUSES.events, [wrong])
    assert said in told
    assert "kind is one of" in told


def test_a_case_of_no_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(ClientReturnError) as error:
        failures(CAUSES.events, [RuleCases("company.late-delivery.dealy", yes=[{}])])
    assert error.value.suggestion == LATE


def test_rules_without_cases_are_listed() -> None:
    book = CAUSES.events.without("company.*").without("competitor.*").without("client.*")
    assert "said.interview" not in uncovered(book, CASES)
    assert "said.verified" in uncovered(book, CASES)
    assert LATE in uncovered(CAUSES.events, [RuleCases(LATE, yes=[{"kind": "late-delivery"}])])

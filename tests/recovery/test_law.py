"""May we? The firm's table, the law that no policy removes, and every block by its name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

import clientreturn as cr
from clientreturn.recovery import BLOCKS, Answer, Suppression, forget
from clientreturn.recovery.holidays import public_holidays
from clientreturn.recovery.hours import next_moment, quiet

from .people import TEAM, TODAY, block, company, kinds, left, only, plan


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def consumer(*consents: cr.Consent, **fields: object) -> cr.Client:
    return company(**{"company": False, "contacts": [cr.Person("Anna", consents=consents)], **fields})  # type: ignore[arg-type]


def with_table(*rows: cr.Permission) -> cr.Policy:
    policy = cr.Policy()
    return attrs.evolve(policy, recovery=attrs.evolve(policy.recovery, permissions=rows))


# --- the permission table ------------------------------------------------------------------------------


def test_consumers_are_not_called_without_opt_in() -> None:
    assert only(plan(consumer()), "wake-up").channel == "letter"
    assert only(plan(consumer(cr.Consent(ago(30), "call"))), "wake-up").channel == "call"


def test_no_row_is_unknown_and_the_step_waits() -> None:
    found = plan(company(), policy=with_table())
    held = next(one for one in found.blocked if one.kind == "wake-up")
    assert held.rule == "law.unknown-permission"
    assert held.look_again is not None


def test_a_forbidden_channel_gives_way_to_another() -> None:
    table = with_table(
        cr.Permission(Answer.ALLOWED, company=True),
        cr.Permission(Answer.FORBIDDEN, company=True, channel=cr.Channel.CALL),
    )
    step = only(plan(company(), policy=table), "wake-up")
    assert step.channel == "letter"
    assert "not permitted" in step.note


def test_a_refused_channel_is_never_used() -> None:
    refused = [cr.Person("Anna", consents=[cr.Consent(ago(9), "call", False)])]
    assert all(step.channel != "call" for step in plan(company(contacts=refused)))


def test_what_no_channel_gets_around_is_the_reason_that_is_told() -> None:
    table = with_table(
        cr.Permission(Answer.ALLOWED, company=True),
        cr.Permission(Answer.FORBIDDEN, company=True, channel=cr.Channel.VISIT),
        cr.Permission(Answer.FORBIDDEN, company=True, channel=cr.Channel.CALL),
    )
    found = plan(left(40, cr.Event.complaint(ago(45), topic="delivery")), policy=table)
    assert block(found, "ask-back") == "block.open-complaint"


def test_the_table_speaks_by_country() -> None:
    table = with_table(
        cr.Permission(Answer.ALLOWED, company=True),
        cr.Permission(Answer.FORBIDDEN, country="AZ", company=True),
    )
    abroad = [cr.Person("Anna", country="AZ")]
    assert block(plan(company(contacts=abroad), policy=table), "wake-up") == "law.forbidden"
    assert "wake-up" in kinds(plan(company(), policy=table))


@pytest.mark.parametrize("rule", [rule.id for rule in BLOCKS if rule.binding])
def test_no_policy_removes_the_law(rule: str) -> None:
    with pytest.raises(cr.ClientReturnError):
        BLOCKS.without(rule)


# --- each block by its name ------------------------------------------------------------------------------

HELD = [
    ("ask-back", cr.Event.complaint(ago(45), topic="delivery"), "block.open-complaint"),
    ("ask-back", cr.Event(ago(20), "dispute"), "block.dispute"),
    ("ask-back", cr.Event(ago(60), "payment-overdue"), "block.debt"),
    ("interview", cr.Event(ago(10), "quote"), "block.open-deal"),
    ("interview", cr.Event(ago(10), "holdout"), "block.holdout"),
    ("interview", cr.Event(ago(10), "campaign", data={"until": TODAY + timedelta(20)}), "block.in-campaign"),
]


@pytest.mark.parametrize(("kind", "event", "rule"), HELD)
def test_what_holds_a_step_is_named(kind: str, event: cr.Event, rule: str) -> None:
    found = plan(left(40, event))
    assert block(found, kind) == rule
    held = next(one for one in found.blocked if one.kind == kind)
    assert held.look_again is not None
    assert held.why


def test_what_is_over_holds_nothing() -> None:
    over = [
        cr.Event(ago(60), "payment-overdue"),
        cr.Event(ago(30), "payment-settled"),
        cr.Event(ago(60), "campaign", data={"until": ago(2)}),
        cr.Event(ago(20), "dispute", resolved="well", resolved_on=ago(3)),
    ]
    assert "ask-back" in kinds(plan(left(40, *over)))


def test_used_up_tries_are_enough() -> None:
    asked = [cr.Event.offer(ago(days)) for days in (35, 25, 15)]
    assert block(plan(left(40, *asked)), "ask-back") == "block.tries-used-up"


def test_a_bounced_address_gives_way_to_another_channel() -> None:
    assert only(plan(company(cr.Event(ago(5), "bounced", data={"channel": "call"}))), "wake-up").channel == "letter"


def test_too_many_messages_move_the_next_one() -> None:
    greeted = [cr.Event(ago(days), "greeting") for days in (8, 9, 10, 12)]
    ask = only(plan(company(*greeted)), "ask-back")
    assert ask.on > only(plan(company()), "ask-back").on


def test_an_ask_keeps_a_week_from_a_greeting() -> None:
    ask = only(plan(company(cr.Event(ago(0), "greeting"))), "ask-back")
    assert (ask.on - TODAY).days >= 7


def test_a_public_holiday_where_the_person_lives_moves_the_step() -> None:
    off = attrs.evolve(TEAM, holidays=frozenset({("AM", TODAY), ("AM", TODAY + timedelta(1))}))
    at_home = company(contacts=[cr.Person("Anna", country="AM")])
    assert only(plan(at_home, team=off), "wake-up").on == TODAY + timedelta(2)
    abroad = company(contacts=[cr.Person("Anna", country="GE")])
    assert only(plan(abroad, team=off), "wake-up").on == TODAY


def test_a_day_off_moves_the_step_of_that_employee() -> None:
    olga = cr.Member("Olga", ["account owner"], days_off=[TODAY])
    team = cr.Team([olga, *TEAM.members[1:]])
    assert only(plan(company(), team=team), "wake-up").on == TODAY + timedelta(1)


def test_what_was_moved_says_from_when_and_why() -> None:
    saturday = date(2026, 2, 28)
    step = only(plan(company(), saturday), "look-in-records")
    assert step.on == TODAY
    assert "not on 2026-02-28: not on a weekend" in step.note


# --- hours, holidays, forgetting ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "channel", "key"),
    [(8, "call", "block.quiet-hours"), (9, "call", None), (18, "sms", "block.quiet-hours"), (23, "mail", None)],
)
def test_quiet_hours(hour: int, channel: str, key: str | None) -> None:
    found = quiet(datetime(2026, 3, 2, hour, 0, tzinfo=timezone(timedelta(hours=4))), cr.Channel(channel))
    assert (found.key if found is not None else None) == key


def test_the_next_moment_is_the_next_working_morning() -> None:
    friday_night = datetime(2026, 2, 27, 22, 0, tzinfo=UTC)
    assert next_moment(friday_night, cr.Channel.CALL) == datetime(2026, 2, 28, 9, 0, tzinfo=UTC)
    early = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    assert next_moment(early, cr.Channel.CALL) == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(cr.ClientReturnError):
        quiet(datetime(2026, 3, 2, 9, 0), cr.Channel.CALL)  # noqa: DTZ001


def test_holidays_come_as_a_value() -> None:
    pytest.importorskip("holidays")
    found = public_holidays(["AM", "GE"], date(2025, 12, 30), date(2026, 1, 2))
    assert ("AM", date(2026, 1, 1)) in found
    assert all(date(2025, 12, 30) <= day <= date(2026, 1, 2) for _, day in found)
    with pytest.raises(cr.ClientReturnError):
        public_holidays(["Armenia"], date(2026, 1, 1), date(2026, 1, 2))


def test_forgetting_leaves_a_token_and_counts_and_stops_everything() -> None:
    client = left(40, same_as=["OLD-7"])
    kept = forget(client, "our own secret")
    assert "Anna" not in repr(kept)
    assert "C-7" not in repr(kept)
    assert (kept.purchases, kept.events, kept.losses) == (20, 1, 1)
    policy = cr.Policy()
    suppression = Suppression(salt="our own secret").add(kept)
    forgetting = attrs.evolve(policy, recovery=attrs.evolve(policy.recovery, suppression=suppression))
    again = attrs.evolve(left(40), id="OLD-7")
    assert kinds(plan(again, policy=forgetting)) == []
    assert block(plan(again, policy=forgetting), "ask-back") == "law.suppressed"
    assert "our own secret" not in repr(suppression)


def test_an_objection_still_lets_a_complaint_be_settled() -> None:
    found = plan(company(cr.Event.objection(ago(3)), cr.Event.complaint(ago(2), topic="quality")))
    assert kinds(found) == ["settle-complaint"]
    assert [one.rule for one in found.blocked] == ["law.objection"]

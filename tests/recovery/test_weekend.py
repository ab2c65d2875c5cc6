"""Days of rest differ from country to country."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import attrs
import pytest

import clientreturn as cr
from clientreturn.recovery.hours import next_moment, quiet
from clientreturn.recovery.weekend import OTHERWISE, weekend

from .people import TODAY, left, plan


@pytest.mark.parametrize("country", [*sorted(OTHERWISE), "AM", "AZ", "MN", "RU", "US", "AE"])
def test_days_of_rest_are_those_of_cldr(country: str) -> None:
    locale = pytest.importorskip("babel").Locale.parse(f"und_{country}")
    assert weekend(country) == tuple(range(locale.weekend_start, locale.weekend_end + 1))


@pytest.mark.parametrize(("country", "rests"), [("IR", {4}), ("SA", {4, 5}), ("", {5, 6})])
def test_nobody_is_contacted_on_the_days_of_rest_where_it_lives(country: str, rests: set[int]) -> None:
    seen = set()
    for day in range(14):
        client = attrs.evolve(left(40 + day), country=country)
        seen |= {step.on.weekday() for step in plan(client, TODAY + timedelta(day)) if step.channel is not None}
    assert seen
    assert not seen & rests


def test_the_day_of_rest_is_kept_by_the_hour() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    friday = datetime(2026, 3, 6, 12, tzinfo=tehran)
    assert quiet(friday, cr.Channel.CALL, country="IR") == "the day of rest where the person lives"
    assert quiet(friday, cr.Channel.CALL) is None
    assert next_moment(friday, cr.Channel.CALL, country="IR") == datetime(2026, 3, 7, 9, tzinfo=tehran)
    assert quiet(datetime(2026, 3, 8, 12, tzinfo=tehran), cr.Channel.CALL, country="IR") is None


def test_an_employee_rests_as_its_country_does() -> None:
    member = cr.Member("Sara", country="IR")
    assert [member.works(date(2026, 3, day)) for day in (5, 6, 7, 8)] == [True, False, True, True]


def test_a_week_in_tehran_has_six_days_of_work() -> None:
    clients = [attrs.evolve(left(40 + number), id=f"C-{number}", country="IR") for number in range(12)]
    team = cr.Team([cr.Member("Sara", ["head of return", "account owner"], capacity=12, country="IR")])
    found = cr.desk([cr.assess(client, as_of=TODAY, team=team) for client in clients], team, week=TODAY)
    days = {task.on.weekday() for task in found.tasks}
    assert days
    assert 4 not in days
    assert days & {5, 6}

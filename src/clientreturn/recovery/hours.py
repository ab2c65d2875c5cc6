"""When of day a person may be reached: quiet hours where the person lives (section 6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from ..conditions import Unit
from ..errors import ClientReturnError
from ..history import Channel
from ..phrases import Said
from .weekend import FRIDAY, SUNDAY, weekend

__all__ = ["AWAKE", "next_moment", "quiet"]

AWAKE: Final = (time(9), time(18))
"""Hours of the person's own day in which it may be called or sent a message."""

LOUD: Final = (Channel.CALL, Channel.SMS, Channel.VISIT)


def quiet(moment: datetime, channel: Channel, hours: tuple[time, time] = AWAKE, *, country: str = "") -> Said | None:
    """Why a person is not to be reached at a moment of its own day; `None` when it may be.

    Letters and mail disturb nobody.

    Args:
        moment: an aware moment, in the zone where the person lives.
        channel: how it would be reached.
        hours: from when to when it may be.
        country: ISO 3166 code of where it lives, for its day of rest: Sunday, or the Friday of its weekend.

    >>> from datetime import timezone
    >>> quiet(datetime(2026, 3, 2, 20, 30, tzinfo=timezone.utc), Channel.CALL)
    'quiet hours where the person lives: not before 09:00, not after 18:00'
    >>> quiet(datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc), Channel.CALL)
    'the day of rest where the person lives'
    """
    if moment.tzinfo is None:
        raise ClientReturnError("quiet.moment", moment, "a datetime with a time zone", "say where the person lives")
    if channel not in LOUD:
        return None
    if moment.weekday() == _day_of_rest(country):
        return Said("block.day-of-rest", "the day of rest where the person lives")
    if hours[0] <= moment.time() < hours[1]:
        return None
    return Said(
        "block.quiet-hours",
        "quiet hours where the person lives: not before {first}, not after {last}",
        tuple((name, f"{at:%H:%M}", Unit.TEXT) for name, at in zip(("first", "last"), hours, strict=True)),
    )


def _day_of_rest(country: str) -> int:
    days = weekend(country)
    return SUNDAY if SUNDAY in days else FRIDAY


def next_moment(moment: datetime, channel: Channel, hours: tuple[time, time] = AWAKE, *, country: str = "") -> datetime:
    """The first moment from this one on at which the person may be reached.

    >>> from datetime import timezone
    >>> next_moment(datetime(2026, 2, 28, 20, 0, tzinfo=timezone.utc), Channel.CALL).isoformat()
    '2026-03-02T09:00:00+00:00'
    """
    while quiet(moment, channel, hours, country=country) is not None:
        early = moment.time() < hours[0] and moment.weekday() != _day_of_rest(country)
        day: date = moment.date() if early else moment.date() + timedelta(1)
        moment = datetime.combine(day, hours[0], moment.tzinfo)
    return moment

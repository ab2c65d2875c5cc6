"""When an act is due: anchored to events, so that tomorrow's run does not drift."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from ..days import later
from ..history import OUTREACH, Event
from .occasions import next_occasion, next_yearly
from .situation import Situation
from .step import Act, Anchor, Result

__all__ = ["YEARLY", "due_day", "expired", "in_touch_on", "occasion_of"]

YEARLY: Final = frozenset({Anchor.BIRTHDAY, Anchor.PROJECT_DAY, Anchor.OCCASION})
"""Anchors that are days of the year: a greeting that missed its day is not made up for."""

TOO_LATE: Final = 7
SPOKEN: Final = (Result.DONE, Result.REASON_GIVEN, Result.REFUSED, Result.ORDERED)


def due_day(act: Act, now: Situation) -> date:
    """The day on which an act is due by its anchor and wait; `as_of` when its event is not on record."""
    anchor = _anchor_day(act.anchor, now)
    if anchor is None:
        return now.as_of
    months = now.days(act.months)
    return later(anchor, now.days(act.wait), months=months)


def occasion_of(act: Act, now: Situation) -> str:
    """What a step belongs to: the present loss, a return, or the event that it answers."""
    if act.anchor in (Anchor.LOSS, Anchor.TIE_ENDS) or (act.anchor is Anchor.LAST_OUTREACH and now.lost_on is not None):
        return now.loss
    if act.anchor is Anchor.LAST_OUTREACH:
        act_anchor = now.facts["returned_on"] or now.story.first_visit
        return "client" if act_anchor is None else f"since-{act_anchor.isoformat()}"
    day = _anchor_day(act.anchor, now)
    name = act.anchor.replace(" ", "-")
    return name if day is None else f"{name}-{day.isoformat()}"


def expired(act: Act, on: date, now: Situation) -> bool:
    """Whether a greeting has missed its day of the year."""
    return act.anchor in YEARLY and later(on, TOO_LATE) < now.as_of


def in_touch_on(now: Situation) -> date | None:
    """The last day on which we wrote to the client or spoke with it."""
    spoken = [event.on for event in now.results.present if event.detail("result") in SPOKEN]
    return max([*(event.on for event in now.story.events(*OUTREACH, "interview")), *spoken], default=None)


def _anchor_day(anchor: Anchor, now: Situation) -> date | None:
    story = now.story
    match anchor:
        case Anchor.LOSS:
            return now.lost_on
        case Anchor.RETURN:
            return now.facts["returned_on"]  # type: ignore[no-any-return]
        case Anchor.LAST_PURCHASE:
            return story.last_visit
        case Anchor.COMPLAINT:
            return _last(event for event in story.events("complaint") if event.open_on(now.as_of))
        case Anchor.DEATH:
            return _last(story.events("died"))
        case Anchor.TIE_ENDS:
            return now.facts["tie_ends"]  # type: ignore[no-any-return]
        case Anchor.REPLY:
            return _last(story.events("reply"))
        case Anchor.PROJECT:
            return _last(story.events("project-finished"))
        case Anchor.LAST_OUTREACH:
            return in_touch_on(now) or story.last_visit
        case Anchor.PROJECT_DAY:
            day = _last(story.events("project-finished"))
            return None if day is None else next_yearly(day, max(now.as_of, later(day, 360)))
        case Anchor.BIRTHDAY:
            person = now.person()
            birthday = None if person is None else person.birthday
            return None if birthday is None else next_yearly(birthday, now.as_of)
        case Anchor.OCCASION:
            person = now.person()
            country = (person.country if person else "") or story.client.country
            found = next_occasion(now.books.occasions, story.client.trade, country, now.as_of)
            return None if found is None else found[1]


def _last(events: Iterable[Event]) -> date | None:
    return max((event.on for event in events), default=None)

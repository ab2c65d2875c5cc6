"""A plan as iCalendar text (RFC 5545): a value; whoever embeds the library sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import Final

from ..days import later
from ..doors import door
from ..history.door import checked_day, checked_text
from ..phrases import Said, composed, named
from .step import Step

__all__ = ["icalendar"]

LONGEST_LINE: Final = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""


@door
def icalendar(
    steps: Iterable[Step], *, as_of: date, product: str = "clientreturn", tell: Callable[[str], str] = str
) -> str:
    """Steps as all-day entries of a calendar; the same steps give the same text.

    Args:
        steps: what is to be done; an entry keeps its UID from run to run, so that a moved step moves.
        as_of: the day on which the text is made.
        product: who made it, for PRODID.
        tell: says a text in another language: `words.tell`.

    >>> icalendar((), as_of=date(2026, 3, 2)).splitlines()[:2]
    ['BEGIN:VCALENDAR', 'VERSION:2.0']
    """
    stamp = f"{_written(checked_day('icalendar.as_of', as_of))}T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escaped(checked_text('icalendar.product', product))}//EN",
        "CALSCALE:GREGORIAN",
    ]
    for step in steps:
        lines += _entry(step, stamp, tell)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entry(step: Step, stamp: str, tell: Callable[[str], str]) -> Iterator[str]:
    client = step.key.rsplit("/", 3)[0]
    act, channel = Said(f"act.{step.kind}", step.kind), step.channel and named(step.channel)
    about = " · ".join(
        checked_text("icalendar.tell", tell(part)) for part in (act, client, channel, step.person) if part
    )
    offer = step.offer and composed(Said("explain.offer", "offer"), ": ", Said(f"offer.{step.offer}", step.offer))
    why = composed(Said("plan.why", "why"), ": ", step.why)
    told = [
        checked_text("icalendar.tell", tell(part))
        for part in (step.brief, offer, why, step.note, " ".join(step.sources))
        if part
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(step.key.encode()).hexdigest()[:32]}@clientreturn"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_written(step.on)}"
    yield f"DTEND;VALUE=DATE:{_written(later(step.on, 1))}"
    yield f"SUMMARY:{_escaped(about)}"
    yield "DESCRIPTION:" + _escaped("\n".join(told))
    yield f"CATEGORIES:{_escaped(step.stage.name.replace('_', ' ').lower())}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _written(day: date) -> str:
    """A day in eight digits; `strftime` writes the years before 1000 without their zeros on some systems.

    >>> _written(date(26, 3, 1))
    '00260301'
    """
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    r"""A text as RFC 5545, 3.3.11 wants it.

    >>> print(_escaped("call; then\nwrite, C:\\x"))
    call\; then\nwrite\, C:\\x
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no letter torn apart; each further piece begins with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece

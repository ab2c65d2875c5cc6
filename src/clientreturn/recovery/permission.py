"""May we? A table that the firm supplies; where it has no row, the step waits (section 6)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from ..doors import typed
from ..history import Channel
from .step import Purpose

__all__ = ["CAUTIOUS", "Answer", "Permission", "permitted"]


class Answer(StrEnum):
    """What the law or the firm says about a contact."""

    ALLOWED = "allowed"
    OPT_IN = "needs opt-in"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


@attrs.frozen(field_transformer=typed)
class Permission:
    """One row: for whom, by which channel, for which purpose, and the answer. `None` stands for any.

    Attributes:
        answer: allowed, needs opt-in, or forbidden.
        country: ISO 3166 code.
        company: companies or consumers.
        channel: the channel.
        purpose: why the person is contacted.
    """

    answer: Answer
    country: str | None = None
    company: bool | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None

    def fits(self, country: str, company: bool, channel: Channel, purpose: Purpose) -> bool:
        """Whether the row speaks about this contact."""
        return (
            self.country in (None, country)
            and self.company in (None, company)
            and self.channel in (None, channel)
            and self.purpose in (None, purpose)
        )

    @property
    def exactness(self) -> int:
        """How many columns the row names."""
        return sum(column is not None for column in (self.country, self.company, self.channel, self.purpose))


CAUTIOUS: Final = (
    Permission(Answer.ALLOWED, company=True),
    Permission(Answer.OPT_IN, company=False, channel=Channel.MAIL),
    Permission(Answer.OPT_IN, company=False, channel=Channel.SMS),
    Permission(Answer.OPT_IN, company=False, channel=Channel.CALL),
    Permission(Answer.ALLOWED, company=False, channel=Channel.LETTER),
    Permission(Answer.ALLOWED, company=False, channel=Channel.MEETING),
)
"""Consumers: mail, SMS and calls need opt-in, also for just asking. Companies: personal contact unless refused."""

_STRICTEST: Final = (Answer.FORBIDDEN, Answer.OPT_IN, Answer.ALLOWED)


def permitted(table: tuple[Permission, ...], country: str, company: bool, channel: Channel, purpose: Purpose) -> Answer:
    """The answer of the most exact row; among equally exact ones the strictest.

    >>> permitted(CAUTIOUS, "AM", False, Channel.CALL, Purpose.ASKING)
    <Answer.OPT_IN: 'needs opt-in'>
    """
    rows = [row for row in table if row.fits(country, company, channel, purpose)]
    if not rows:
        return Answer.UNKNOWN
    exactness = max(row.exactness for row in rows)
    answers = {row.answer for row in rows if row.exactness == exactness}
    return next(answer for answer in _STRICTEST if answer in answers)

"""The people on both sides of an account: contacts at the client, owners at the firm."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from ..errors import ClientReturnError
from .door import as_tuple, is_day, is_filled, is_flag, is_member, is_text, maybe, of

__all__ = ["Channel", "Consent", "Owner", "Person"]


class Channel(StrEnum):
    """How a message reaches a person."""

    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    LETTER = "letter"
    MAIL = "mail"
    SMS = "sms"


def as_channel(value: Channel | str | None) -> Channel | None:
    """A channel from its name; other texts are left for the validator."""
    if not isinstance(value, str):
        return value
    try:
        return Channel(value)
    except ValueError:
        return value  # type: ignore[return-value]


@attrs.frozen
class Consent:
    """A yes or no to being contacted, on a day.

    Attributes:
        on: day on which it was given or taken back.
        channel: the channel it is about; `None` for every channel.
        given: `True` for a yes.
    """

    on: date = attrs.field(validator=is_day)
    channel: Channel | None = attrs.field(default=None, converter=as_channel, validator=maybe(is_member(Channel)))
    given: bool = attrs.field(default=True, validator=is_flag)


@attrs.frozen
class Person:
    """Somebody at the client.

    Attributes:
        name: the right name; empty or doubtful names get no greeting (E1.1).
        address: form of address, e.g. `"Mrs Aliyeva"`.
        role: post or part in buying, e.g. `"buyer"`.
        since: first day in that role.
        until: last day in that role.
        language: ISO 639 code of the language it is written to in.
        birthday: day of birth, or the day in any year.
        prefers: the channel it likes.
        phone: number, as it is dialled.
        country: ISO 3166 code of where it lives, for holidays and permissions.
        consents: dated answers to being contacted.

    >>> anna = Person("Anna", consents=[Consent(date(2026, 1, 5), "mail")])
    >>> anna.consented(Channel.MAIL, date(2026, 2, 1)), anna.consented(Channel.MAIL, date(2026, 1, 1))
    (True, None)
    """

    name: str = attrs.field(validator=is_text)
    address: str = attrs.field(default="", validator=is_text, kw_only=True)
    role: str = attrs.field(default="", validator=is_text, kw_only=True)
    since: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    until: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    language: str = attrs.field(default="", validator=is_text, kw_only=True)
    birthday: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    prefers: Channel | None = attrs.field(
        default=None, converter=as_channel, validator=maybe(is_member(Channel)), kw_only=True
    )
    phone: str = attrs.field(default="", validator=is_text, kw_only=True)
    country: str = attrs.field(default="", validator=is_text, kw_only=True)
    consents: tuple[Consent, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Consent), kw_only=True)

    @until.validator
    def _check_until(self, _: object, value: date | None) -> None:
        if value is not None and self.since is not None and value < self.since:
            raise ClientReturnError("Person.until", value, f"a day not before the first, {self.since}")

    def consented(self, channel: Channel, on: date) -> bool | None:
        """The last answer about a channel by that day; a no on the same day wins; `None` when there is none."""
        said = [answer for answer in self.consents if answer.on <= on and answer.channel in (None, channel)]
        if not said:
            return None
        last = max(answer.on for answer in said)
        return all(answer.given for answer in said if answer.on == last)

    def present(self, on: date) -> bool:
        """Whether the person holds its role on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@attrs.frozen
class Owner:
    """The employee who answers for the account from a day on.

    Attributes:
        name: as it stands in `Event.employee` and in the team.
        since: first day.

    >>> Owner("olga", date(2024, 1, 1)).name
    'olga'
    """

    name: str = attrs.field(validator=is_filled)
    since: date = attrs.field(validator=is_day)

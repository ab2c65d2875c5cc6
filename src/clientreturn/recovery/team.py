"""Who is there: roles, capacity, days off. Changes daily, so it is in no fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..errors import ClientReturnError, closest
from ..history.door import as_tuple, is_filled, is_text, of
from .step import Role
from .weekend import is_weekend

__all__ = ["Member", "Team"]


def as_holidays(value: Iterable[tuple[str, date]]) -> frozenset[tuple[str, date]]:
    """Public holidays from any iterable of (country, day)."""
    return frozenset(value)


def as_roles(value: object) -> tuple[Role, ...]:
    """Roles from their names."""
    roles = []
    for name in as_tuple(value):  # type: ignore[arg-type]
        try:
            roles.append(Role(name))
        except ValueError:
            known = [role.value for role in Role]
            raise ClientReturnError(
                "Member.roles", name, f"one of {', '.join(known)}", "", closest(name, known)
            ) from None
    return tuple(roles)


@attrs.frozen
class Member:
    """An employee who can carry out steps.

    Attributes:
        name: as in `Owner.name` and `Event.employee`.
        roles: what it can be asked to do.
        capacity: steps with clients that it can carry out in a week.
        days_off: days on which it does not work.
        country: ISO 3166 code of where it works, for its days of rest and public holidays.
    """

    name: str = attrs.field(validator=is_filled)
    roles: tuple[Role, ...] = attrs.field(default=(Role.OWNER,), converter=as_roles)
    capacity: int = attrs.field(default=25, kw_only=True)
    days_off: tuple[date, ...] = attrs.field(default=(), converter=as_tuple, validator=of(date), kw_only=True)
    country: str = attrs.field(default="", validator=is_text, kw_only=True)

    @capacity.validator
    def _check_capacity(self, _: object, value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ClientReturnError("Member.capacity", value, "a whole number of steps a week, 0 or more")

    def works(self, day: date) -> bool:
        """Whether it works on that day: not on its country's days of rest, nor on its own days off."""
        return not is_weekend(self.country, day) and day not in self.days_off


@attrs.frozen
class Team:
    """The people who carry out plans, in order of preference.

    Attributes:
        members: employees, most preferred first.
        holidays: public holidays as `(country, day)`, for the countries in which clients live.

    >>> team = Team([Member("olga", ["account owner"]), Member("tigran", ["head of return", "manager"])])
    >>> [member.name for member in team.in_role(Role.MANAGER)]
    ['tigran']
    """

    members: tuple[Member, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Member))
    holidays: frozenset[tuple[str, date]] = attrs.field(default=frozenset(), converter=as_holidays, kw_only=True)

    @members.validator
    def _check_members(self, _: object, value: tuple[Member, ...]) -> None:
        names = [member.name for member in value]
        for name in names:
            if names.count(name) > 1:
                raise ClientReturnError("Team.members", name, "names that differ", "merge the two entries")

    def member(self, name: str | None) -> Member | None:
        """The member of that name."""
        return next((member for member in self.members if member.name == name), None)

    def shut(self, member: Member, day: date) -> bool:
        """Whether it is a public holiday where the member works."""
        return (member.country, day) in self.holidays

    def in_role(self, role: Role) -> tuple[Member, ...]:
        """Members who can be asked to do this, most preferred first."""
        return tuple(member for member in self.members if role in member.roles)

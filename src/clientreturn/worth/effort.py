"""Where effort goes, against what it brings (E3.7)."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..errors import ClientReturnError

__all__ = ["Effort", "EffortShare", "effort_against_return"]


@attrs.frozen
class Effort:
    """What one client took and gave in a period.

    Attributes:
        group: what is compared: an ABC class, a segment, an employee.
        effort: contacts, visits or hours spent on it.
        profit: margin or revenue that it brought, in money.
    """

    group: str
    effort: float
    profit: float

    def __attrs_post_init__(self) -> None:
        if not self.effort >= 0:
            raise ClientReturnError("Effort.effort", self.effort, "a number not below 0")


@attrs.frozen
class EffortShare:
    """A group's share of all effort and of all profit.

    Attributes:
        group: the group.
        clients: how many clients are in it.
        effort: share of all effort (0–1); 0 when nothing was spent at all.
        profit: share of all profit; `None` when the whole is not positive.
    """

    group: str
    clients: int
    effort: float
    profit: float | None

    @property
    def overdone(self) -> bool:
        """More than twice as much effort as profit (E3.7: 60 % of the time for under 15 % of the profit)."""
        return self.profit is not None and self.effort > 2 * max(self.profit, 0.0)


def effort_against_return(clients: Iterable[Effort]) -> tuple[EffortShare, ...]:
    """Each group's share of effort and profit, the most overdone first.

    >>> shares = effort_against_return([Effort("A", 4, 850), Effort("C", 6, 150)])
    >>> [(share.group, share.effort, share.profit, share.overdone) for share in shares]
    [('C', 0.6, 0.15, True), ('A', 0.4, 0.85, False)]
    """
    groups: dict[str, list[Effort]] = {}
    for client in clients:
        groups.setdefault(client.group, []).append(client)
    spent = sum(one.effort for ones in groups.values() for one in ones)
    earned = sum(one.profit for ones in groups.values() for one in ones)
    shares = [
        EffortShare(
            group,
            len(ones),
            round(sum(one.effort for one in ones) / spent, 6) if spent else 0.0,
            round(sum(one.profit for one in ones) / earned, 6) if earned > 0 else None,
        )
        for group, ones in groups.items()
    ]
    return tuple(sorted(shares, key=lambda share: ((share.profit or 0.0) - share.effort, share.group)))

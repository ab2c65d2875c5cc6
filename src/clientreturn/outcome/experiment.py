"""Honest lift: a holdout that nobody asks, and what asking brought beyond it (R14, R19, R20)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from math import ceil, fsum, sqrt
from typing import Any, Final

import attrs

from ..doors import door, is_textual, typed
from ..errors import ClientReturnError
from ..history import Client, Event
from ..history.merging import survivors
from ..intervals import Interval, Sample, checked_counts, newcombe, normal_quantile, two_sided, welch, wilson
from ..money import as_amount, checked_amount

__all__ = [
    "Arm",
    "Gain",
    "Holdout",
    "Lift",
    "Sizes",
    "Told",
    "arms_of",
    "draw_holdout",
    "lift",
    "sizes_needed",
    "smallest_visible",
]

Amount = Decimal | float | int | str

POWER: Final = 0.8
"""Chance of seeing an effect that is there, by which sample sizes are reckoned."""


# --- who is left alone ------------------------------------------------------------------------------


def lot(client: str, salt: str) -> float:
    """A number from 0 to 1 that belongs to a client for good: a hash of salt and surviving id.

    >>> lot("C-7", "spring") == lot("C-7", "spring"), lot("C-7", "spring") == lot("C-7", "autumn")
    (True, False)
    """
    return int.from_bytes(sha256(f"{len(salt)}:{salt}:{client}".encode()).digest()[:7]) / 2**56


@attrs.frozen(field_transformer=typed)
class Holdout:
    """Clients that a campaign leaves alone, so that its effect can be told.

    Attributes:
        salt: the campaign; another one draws other clients.
        share: share of each stratum that is left alone (0–1).
        left_alone: ids that are left alone.
        asked: ids that may be asked.
        merged: surviving id of each account that one of them took over: it is in that one's arm (R21).
    """

    salt: str
    share: float
    left_alone: frozenset[str]
    asked: frozenset[str]
    merged: dict[str, str] = attrs.field(factory=dict, hash=False)

    def __contains__(self, client: object) -> bool:
        """Whether a client (or an id) is left alone.

        A merged account has the arm of its surviving id, or else of the id under which it was drawn (R21).
        """
        ids = (client.id, *client.same_as) if isinstance(client, Client) else (client,)
        surviving = (self.merged.get(one, one) for one in ids if isinstance(one, str))
        drawn = next((one for one in surviving if one in self.left_alone or one in self.asked), None)
        return drawn in self.left_alone

    @door
    def event(self, client: Client, on: date, until: date | None = None) -> Event:
        """The draw as an event of the client's history: the planner asks nobody who is left alone until the last day."""
        arm = "left alone" if client in self else "asked"
        data = {"arm": arm, "source": self.salt, **({} if until is None else {"until": until})}
        return Event(on, "holdout", data=data)


@door
def draw_holdout(
    clients: Iterable[Client], *, salt: str, share: float = 0.1, stratum: Callable[[Client], str] | None = None
) -> Holdout:
    """The clients of a campaign that are left alone: in each stratum those with the lowest lots.

    The lot is a salted hash of the surviving id: the same clients are drawn on every machine, in any order.
    Shares of a client that a stratum leaves over are carried to the next, so that the whole comes out right.

    Args:
        clients: those whom the campaign is about; one that another names in `same_as` is drawn with it, once.
        salt: name of the campaign.
        share: share to leave alone, above 0 and below 1.
        stratum: what should be alike in both arms, e.g. `lambda client: client.segment`.

    >>> drawn = draw_holdout([Client(f"C-{n}") for n in range(50)], salt="spring", share=0.2)
    >>> len(drawn.left_alone), len(drawn.asked)
    (10, 40)
    """
    if not isinstance(salt, str) or not salt:
        raise ClientReturnError("salt", salt, "the name of the campaign as a text")
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < 1:
        raise ClientReturnError("share", share, "a number between 0 and 1", "write 0.1 for 10 %")
    earlier: dict[str, tuple[str, ...]] = {}
    placed: dict[str, str] = {}
    for client in clients:
        earlier[client.id] = client.same_as
        placed[client.id] = name = "" if stratum is None else stratum(client)
        if not is_textual(name):
            raise ClientReturnError("stratum", name, "a function that gives a text", "str(…) makes one")
    merged = survivors(earlier)
    strata: dict[str, set[str]] = {}
    for one in placed.keys() - merged.keys():
        strata.setdefault(placed[one], set()).add(one)
    left_alone: set[str] = set()
    seen = 0
    for name in sorted(strata):
        members = sorted(strata[name], key=lambda one: (lot(one, salt), one))
        seen += len(members)
        due = round(seen * share) - len(left_alone)
        left_alone.update(members[:due])
    everybody = frozenset().union(*strata.values())
    return Holdout(salt, float(share), frozenset(left_alone), everybody - left_alone, merged)


# --- what came of it --------------------------------------------------------------------------------


@attrs.frozen(field_transformer=typed)
class Arm:
    """One arm of a campaign, and what came of it.

    Attributes:
        name: what was done with it.
        clients: how many clients it has.
        responders: how many of them did what was hoped for.
        money: mean and variance of the money that each client brought, zeros included; `None` when nobody counted.
    """

    name: str
    clients: int
    responders: int
    money: Sample | None = None

    def __attrs_post_init__(self) -> None:
        checked_counts(self.responders, self.clients)
        if self.money is not None and self.money.size != self.clients:
            raise ClientReturnError(
                "Arm.money", self.money.size, f"money of all {self.clients} clients, zeros included"
            )

    @property
    def rate(self) -> float | None:
        """Share of responders; `None` for an empty arm."""
        return self.responders / self.clients if self.clients else None


@door
def arms_of(rows: Iterable[tuple[str, bool | int] | tuple[str, bool | int, Amount]]) -> dict[str, Arm]:
    """The arms of an experiment from one row per client: arm, whether it responded, and the money if it is known.

    Columns of a data frame go in as they are: `arms_of(zip(table["segment"], table["visit"], table["spend"]))`. Where a
    database has counted already, `Arm("mail", clients, responders, Sample(clients, mean, variance))` says the same.

    >>> arms_of([("asked", True, 30), ("asked", False, 0), ("left alone", False, 0)])["asked"].rate
    0.5
    """
    responses: dict[str, list[bool]] = {}
    amounts: dict[str, list[float]] = {}
    for row in rows:
        if not isinstance(row, tuple | list) or len(row) not in (2, 3) or not is_textual(row[0]):
            raise ClientReturnError("arms_of.rows", row, "(name of the arm, whether it responded[, money])")
        name, responded, *money = row
        responses.setdefault(name, []).append(_answer(_plain(responded)))
        if money:
            amounts.setdefault(name, []).append(float(checked_amount("money", as_amount(_plain(money[0])))))
    return {
        name: Arm(name, len(said), sum(said), sample_of(amounts[name]) if name in amounts else None)
        for name, said in responses.items()
    }


def _plain(value: Any) -> Any:
    """A number of numpy as Python's own."""
    return value.item() if getattr(value, "shape", None) == () else value


def _answer(responded: Any) -> bool:
    if not isinstance(responded, int | float) or responded not in (0, 1):
        raise ClientReturnError("response", responded, "True or False, or 1 or 0")
    return bool(responded)


def sample_of(values: list[float]) -> Sample:
    """Size, mean and variance; sums are exact, so that the order of the values does not matter."""
    size = len(values)
    mean = fsum(values) / size
    variance = fsum((value - mean) ** 2 for value in values) / (size - 1) if size > 1 else 0.0
    return Sample(size, mean, variance)


class Told(StrEnum):
    """What an experiment tells."""

    HELPS = "asking helps"
    HARMS = "asking harms"
    NOT_YET = "cannot tell yet"


@attrs.frozen(field_transformer=typed)
class Gain:
    """Money that asking brought beyond the holdout.

    Attributes:
        net: extra margin less cost, over all who were asked.
        interval: from where to where it may lie.
        margin: extra margin.
        cost: what asking cost.
    """

    net: float
    interval: Interval
    margin: float
    cost: float

    @property
    def told(self) -> Told:
        """Whether it surely paid."""
        return _told(self.interval)


@attrs.frozen(field_transformer=typed)
class Lift:
    """The effect of asking, against clients who were left alone.

    Attributes:
        asked: the arm that was asked.
        left_alone: the arm that was not.
        difference: rate of the asked less rate of the others; `None` when an arm is empty.
        interval: Newcombe's interval of the difference.

    >>> effect = lift(Arm("mail", 80, 40), Arm("nothing", 80, 20))
    >>> effect.difference, effect.told
    (0.25, <Told.HELPS: 'asking helps'>)
    """

    asked: Arm
    left_alone: Arm
    difference: float | None
    interval: Interval

    @property
    def told(self) -> Told:
        """Helps or harms when the interval lies on one side of zero; else "cannot tell yet" (R20)."""
        return _told(self.interval)

    @property
    def relative(self) -> float | None:
        """The difference as a share of the rate of those left alone; `None` when that is zero or unknown."""
        return self.difference / self.left_alone.rate if self.difference is not None and self.left_alone.rate else None

    @property
    def extra(self) -> float | None:
        """How many of the asked responded because they were asked."""
        return None if self.difference is None else self.difference * self.asked.clients

    @property
    def anyway(self) -> float | None:
        """How many of the asked would have responded anyway: whatever they were offered was given away (R19)."""
        return None if self.left_alone.rate is None else self.left_alone.rate * self.asked.clients

    @property
    def anyway_interval(self) -> Interval:
        """Wilson's interval of those who would have come anyway."""
        limits = wilson(self.left_alone.responders, self.left_alone.clients, self.interval.confidence)
        return limits.through(lambda rate: rate * self.asked.clients)

    @door
    def given_away(self, offer: float) -> float | None:
        """Cost of an offer that every responder used, as far as it went to those who would have come anyway (R19)."""
        return None if self.anyway is None else self.anyway * offer

    @property
    def smallest_visible(self) -> float | None:
        """The smallest rise that arms of this size would show in four of five such campaigns (R20)."""
        if self.left_alone.rate is None:
            return None
        sizes = Sizes(self.asked.clients, self.left_alone.clients)
        return smallest_visible(self.left_alone.rate, sizes, confidence=self.interval.confidence)

    @property
    def money(self) -> float | None:
        """Mean money of a client that was asked, less that of the others; `None` when nobody counted."""
        if self.asked.money is None or self.left_alone.money is None:
            return None
        return self.asked.money.mean - self.left_alone.money.mean

    @property
    def money_interval(self) -> Interval | None:
        """Welch's interval of the difference in mean money."""
        if self.asked.money is None or self.left_alone.money is None:
            return None
        return welch(self.asked.money, self.left_alone.money, self.interval.confidence)

    @door
    def gain(self, *, margin: float = 1.0, cost: float = 0.0) -> Gain | None:
        """Extra margin less cost, over all who were asked; `None` when nobody counted the money.

        Args:
            margin: margin as a share of the money (0–1).
            cost: cost of asking one client, responders or not.
        """
        limits = self.money_interval
        if self.money is None or limits is None:
            return None
        many = self.asked.clients
        spent = cost * many
        return Gain(
            self.money * many * margin - spent,
            limits.through(lambda mean: mean * many * margin - spent),
            self.money * many * margin,
            spent,
        )


@door
def lift(asked: Arm, left_alone: Arm, confidence: float = 0.95) -> Lift:
    """The effect of asking: difference of the rates, with its interval."""
    limits = newcombe(asked.responders, asked.clients, left_alone.responders, left_alone.clients, confidence)
    if asked.rate is None or left_alone.rate is None:
        return Lift(asked, left_alone, None, limits)
    return Lift(asked, left_alone, asked.rate - left_alone.rate, limits)


def _told(limits: Interval) -> Told:
    if limits.low > 0:
        return Told.HELPS
    return Told.HARMS if limits.high < 0 else Told.NOT_YET


# --- how many are needed ----------------------------------------------------------------------------


@attrs.frozen(field_transformer=typed)
class Sizes:
    """How many clients are asked, and how many left alone."""

    asked: int
    left_alone: int


COUNTABLE: Final = 1e15
"""No base has more clients."""


@door
def sizes_needed(
    rate: float, rise: float, *, share: float = 0.5, confidence: float = 0.95, power: float = POWER
) -> Sizes:
    """Clients needed to see a rise from `rate` to `rate + rise` (Fleiss, Levin & Paik 2003, chapter 4).

    Args:
        rate: rate of those who are left alone (0–1).
        rise: the difference to be seen, above or below zero.
        share: share of all clients that is left alone.
        confidence: of the two-sided test.
        power: chance of seeing a rise that is there.

    >>> sizes_needed(0.5, 0.25, power=0.9)
    Sizes(asked=77, left_alone=77)
    """
    for name, value in (("rate", rate), ("rate + rise", rate + rise)):
        if not 0 <= value <= 1:
            raise ClientReturnError(name, value, "a share from 0 to 1")
    if rise == 0:
        raise ClientReturnError("rise", rise, "a difference other than 0", "no number of clients shows that of nothing")
    if not 0 < share < 1 or not 0 < power < 1:
        raise ClientReturnError("share, power", (share, power), "numbers between 0 and 1")
    if not 0 < confidence < 1:
        raise ClientReturnError("confidence", confidence, "a number between 0 and 1")
    asked = _asked_needed(rate, rise, share / (1 - share), confidence, power)
    alone = asked * share / (1 - share)
    if not max(asked, alone) <= COUNTABLE:
        raise ClientReturnError("rise", rise, "a rise that some number of clients can show", "look for a larger one")
    return Sizes(ceil(asked), ceil(alone))


def _asked_needed(rate: float, rise: float, ratio: float, confidence: float, power: float) -> float:
    """Clients to ask when `ratio` as many are left alone."""
    other = rate + rise
    pooled = (other + ratio * rate) / (1 + ratio)
    by_chance = two_sided(confidence) * sqrt((1 + 1 / ratio) * pooled * (1 - pooled))
    in_truth = normal_quantile(power) * sqrt(other * (1 - other) + rate * (1 - rate) / ratio)
    root = (by_chance + in_truth) / rise
    return root * root  # infinite where no number of clients is enough


@door
def smallest_visible(rate: float, sizes: Sizes, *, confidence: float = 0.95, power: float = POWER) -> float | None:
    """The smallest rise above `rate` that arms of this size would show; `None` when they are too small for any.

    >>> round(smallest_visible(0.5, Sizes(77, 77), power=0.9), 3)
    0.25
    """
    if not sizes.asked or not sizes.left_alone or rate >= 1:
        return None
    ratio = sizes.left_alone / sizes.asked
    low, high = 0.0, 1 - rate
    if _asked_needed(rate, high, ratio, confidence, power) > sizes.asked:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _asked_needed(rate, middle, ratio, confidence, power) > sizes.asked:
            low = middle
        else:
            high = middle
    return high

"""Backtest: what policies would have said on a past day, against what happened since (R17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from ..base import Base
from ..case import Case, assess
from ..conditions import Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..history.merging import survivors
from ..intervals import Share
from ..money import total
from ..phrases import Said, composed, listed, said
from ..policy import Policy
from ..reviews.row import yearly_revenue
from ..rhythm import visits_of
from ..standing import Standing
from .clock import Replay, replay_of

__all__ = ["Backtest", "Bin", "Hiatus", "Track", "backtest"]

BINS: Final = 10


@attrs.frozen
class Bin:
    """Clients of about the same foretold chance, and how many of them bought.

    Attributes:
        low: smallest chance of the bin.
        high: its upper end.
        foretold: mean chance in it.
        bought: how many bought within the horizon.
    """

    low: float
    high: float
    foretold: float
    bought: Share

    @property
    def text(self) -> Said:
        """What was foretold, and what happened."""
        return composed(
            "  ",
            said(
                "track.bin",
                "{low} to {high}, foretold {foretold}: {bought}",
                low=(self.low, Unit.PROBABILITY),
                high=(self.high, Unit.PROBABILITY),
                foretold=(self.foretold, Unit.RATE),
                bought=self.bought.text,
            ),
        )

    @property
    def agrees(self) -> bool:
        """Whether the foretold chance lies within the exact interval of what happened."""
        return self.foretold in self.bought.interval


@attrs.frozen
class Hiatus:
    """The simple rule that is hard to beat: gone after so many days of silence, the same for all (R17).

    Attributes:
        days: the cut-off that fits what happened best, chosen in hindsight: no rule of its kind could have done better.
        right: how many of all it would have called rightly.
    """

    days: int
    right: Share


@attrs.frozen
class Track:
    """How one policy did.

    Attributes:
        name: the policy's name.
        standings: for each standing that was said, how many bought again.
        lost: of those called lost, how many bought again.
        gone: of those called gone (dormant or lost), how many bought again.
        here: of those called clients, how many never bought again.
        right: how many were called rightly: the gone who did not buy, and the others who did.
        undecided: how many could not be told.
        written_off: what those who were called lost bought since.
        missed: revenue a year of those who were called clients and never bought again.
        asking: cost of asking all the gone back.
        recovered: value of the gone who did not come by themselves × their chance of return: an expectation (B6).
        without_money: how many of the gone have no known worth.
        reliability: foretold chances against what happened; empty when the time since does not cover their horizon.
        note: what to bear in mind.
    """

    name: str
    standings: dict[Standing, Share] = attrs.field(hash=False)
    lost: Share
    gone: Share
    here: Share
    right: Share
    undecided: int
    written_off: Decimal
    missed: Decimal
    asking: Decimal
    recovered: Decimal
    without_money: int
    reliability: tuple[Bin, ...] = ()
    note: str = ""

    @property
    def net(self) -> Decimal:
        """What is recovered less what asking costs; asking those who come anyway brings nothing (R19)."""
        return self.recovered - self.asking

    @property
    def text(self) -> Said:
        """How the policy did, in words."""
        lines = [
            said("track.right", "{name}: right for {share}", name=self.name, share=self.right.text),
            composed(
                "  ",
                said(
                    "track.lost",
                    "called lost and bought again: {share}, for {money}",
                    share=self.lost.text,
                    money=(self.written_off, Unit.MONEY),
                ),
            ),
            composed("  ", said("track.gone", "called gone and bought again: {share}", share=self.gone.text)),
            composed(
                "  ",
                said(
                    "track.here",
                    "called clients and never bought again: {share}, {money} a year",
                    share=self.here.text,
                    money=(self.missed, Unit.MONEY),
                ),
            ),
            composed(
                "  ",
                said(
                    "track.asking",
                    "asking all the gone: {recovered} expected − {asking} = {net}",
                    recovered=(self.recovered, Unit.MONEY),
                    asking=(self.asking, Unit.MONEY),
                    net=(self.net, Unit.MONEY),
                ),
            ),
            *(one.text for one in self.reliability),
        ]
        return listed([*lines, composed("  ", self.note)] if self.note else lines, "\n")

    def __str__(self) -> str:
        return str(self.text)


@attrs.frozen(field_transformer=typed)
class Backtest:
    """Policies side by side, against what happened.

    Attributes:
        at: the past day.
        until: the day up to which was watched.
        clients: how many clients were judged.
        replay: how true the judgement is to what was known then.
        tracks: one for each policy.
        hiatus: the simple rule beside them.
    """

    at: date
    until: date
    clients: int
    replay: Replay
    tracks: tuple[Track, ...]
    hiatus: Hiatus | None

    def __getitem__(self, name: str) -> Track:
        """The track of a policy by its name."""
        for track in self.tracks:
            if track.name == name:
                return track
        raise ClientReturnError("Backtest", name, f"one of {', '.join(track.name for track in self.tracks)}")

    @property
    def text(self) -> Said:
        """The policies side by side, in words."""
        lines = [
            said(
                "backtest.title",
                "said on {day}, watched until {until}, {clients} clients ({replay})",
                day=self.at,
                until=self.until,
                clients=self.clients,
                replay=self.replay,
            ),
            *(track.text for track in self.tracks),
        ]
        if self.hiatus is not None:
            days = (self.hiatus.days, Unit.DAYS)
            lines.append(
                said(
                    "backtest.hiatus",
                    "gone after {days}, the best cut-off in hindsight: right for {share}",
                    days=days,
                    share=self.hiatus.right.text,
                )
            )
        return listed(lines, "\n")

    def __str__(self) -> str:
        return str(self.text)


@attrs.frozen
class _Seen:
    """One client that was judged, and what it did since."""

    case: Case
    bought_on: date | None
    revenue: Decimal

    @property
    def bought(self) -> bool:
        return self.bought_on is not None


@door
def backtest(
    clients: Iterable[Client],
    *,
    at: date,
    until: date,
    policies: Policy | Mapping[str, Policy] | None = None,
    base: Base | None = None,
) -> Backtest:
    """What policies would have said on a past day, from what was known on it, against what happened since.

    Args:
        clients: all clients; those who had not bought by the day are left out, and one that another names in `same_as`
            is counted there (R21).
        at: the past day.
        until: the day up to which the records are complete.
        policies: one policy, or several by name.
        base: what was learnt from all clients *by that day*; a newer one is refused.

    >>> from clientreturn.history import Purchase
    >>> buys = [Purchase(date(2024, month, 5), 100, "EUR") for month in range(1, 8)]
    >>> track = backtest([Client("C", purchases=buys)], at=date(2025, 6, 1), until=date(2026, 6, 1)).tracks[0]
    >>> str(track.gone)
    '0 of 1 = 0.0% (0.0% – 97.5%)'
    """
    if type(at) is not date or type(until) is not date or until <= at:
        raise ClientReturnError("until", until, f"a day after {at}", "choose an earlier day to judge at")
    base = base or Base()
    base.check(at)
    named = {"policy": policies or Policy()} if policies is None or isinstance(policies, Policy) else dict(policies)
    given = list(clients)
    merged = survivors({client.id: client.same_as for client in given})
    everybody = [client for client in given if client.id not in merged]
    tracks, seen = [], []
    for name, policy in named.items():
        seen = [one for client in everybody if (one := _seen(client, at, until, policy, base)) is not None]
        tracks.append(_track(name, seen, (until - at).days, base.chances.horizon))
    return Backtest(at, until, len(seen), replay_of(everybody, at), tuple(tracks), _hiatus(seen))


def _seen(client: Client, at: date, until: date, policy: Policy, base: Base) -> _Seen | None:
    case = assess(client, as_of=at, policy=policy, base=base)
    if not case.judgement.story.visits.days:
        return None
    since = visits_of(client.known_at(until), policy.rates)
    later = [n for n, day in enumerate(since.days) if day > at.toordinal()]
    money = since.money
    return _Seen(
        case,
        date.fromordinal(since.days[later[0]]) if later else None,
        Decimal(0) if money is None else total(money[n] for n in later),
    )


def _track(name: str, seen: list[_Seen], watched: int, horizon: float) -> Track:
    told = [one for one in seen if one.case.standing.says is not None]
    gone = [one for one in told if _says(one).gone]
    here = [one for one in told if not _says(one).gone]
    lost = [one for one in gone if _says(one).lost]
    costs = [one.case.worth.cost for one in gone]
    covered = watched >= horizon
    return Track(
        name,
        {
            standing: _share([one.bought for one in told if _says(one) is standing])
            for standing in Standing
            if any(_says(one) is standing for one in told)
        },
        _share([one.bought for one in lost]),
        _share([one.bought for one in gone]),
        _share([not one.bought for one in here]),
        _share([one.bought != _says(one).gone for one in told]),
        len(seen) - len(told),
        total(one.revenue for one in lost),
        total(yearly_revenue(one.case.judgement) or Decimal(0) for one in here if not one.bought),
        total(_money(cost) for cost in costs if cost is not None),
        total(_money(_hope(one.case)) for one in gone if not one.bought),
        sum(cost is None for cost in costs),
        tuple(_reliability(told, horizon)) if covered else (),
        ""
        if covered
        else said(
            "track.not-covered",
            "chances hold for {horizon}, and only {watched} were watched: no reliability can be told",
            horizon=(horizon, Unit.DAYS),
            watched=(watched, Unit.DAYS),
        ),
    )


def _says(one: _Seen) -> Standing:
    says = one.case.standing.says
    assert says is not None
    return says


def _share(answers: list[bool]) -> Share:
    return Share(sum(answers), len(answers))


def _money(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))


def _hope(case: Case) -> float:
    """Expected margin of asking; nothing when money is unknown."""
    return 0.0 if case.worth.value is None else case.worth.chance.p * case.worth.value


def _reliability(told: list[_Seen], horizon: float) -> Iterator[Bin]:
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for one in told:
        chance = one.case.judgement.facts["chance"]
        if chance is not None:
            end = later(one.case.as_of, horizon)
            in_time = one.bought_on is not None and one.bought_on <= end
            binned[min(int(chance * BINS), BINS - 1)].append((chance, in_time))
    for at, inside in enumerate(binned):
        if inside:
            foretold = sum(chance for chance, _ in inside) / len(inside)
            yield Bin(at / BINS, (at + 1) / BINS, foretold, _share([bought for _, bought in inside]))


def _hiatus(seen: list[_Seen]) -> Hiatus | None:
    """The one cut-off that calls most clients rightly; the shortest of the best."""
    silences = sorted((one.case.judgement.facts["silence"], one.bought) for one in seen)
    if not silences:
        return None
    right = sum(not bought for _, bought in silences)
    best, cut = right, silences[0][0]
    for at, (days, bought) in enumerate(silences):
        right += 1 if bought else -1
        following = silences[at + 1][0] if at + 1 < len(silences) else days + 1
        if following > days and right > best:
            best, cut = right, following
    return Hiatus(cut, Share(best, len(silences)))

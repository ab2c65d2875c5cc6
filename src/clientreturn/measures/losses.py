"""The loss report: how many leave, who, why, and what it costs (handbook section 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from math import fsum
from typing import Final

import attrs

from .. import __version__
from ..base import Base
from ..case import Stamp
from ..conditions import Number, Tuning, Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..history.merging import survivors
from ..markup import Element, in_english
from ..money import total
from ..phrases import Said, said
from ..policy import Policy
from ..reviews.loss import ALL, FEWEST_OF_A_PERSON, LossRate, band_of
from ..reviews.row import CENT, judged
from ..words import ENGLISH, Words
from .clock import Replay, feed_stopped, replay_of, replay_said
from .figure import Figure
from .members import Member, member_of
from .period import Period

__all__ = ["LossReport", "loss_report"]

UNKNOWN: Final = Said("unknown", "unknown")
TICKET: Final = Said("formula.yearly", "purchases a year × ticket")

NOBODY: Final = Said("losses.nobody", "nobody (none on record, or inherited)")
BACK: Final = Said("formula.back", "losses that ended in a purchase; not among the lost")

client_years = Number("client-years", 5, Unit.RATIO, "E4.4", "years for which a client is taken to buy", 0.1, 100)
taken_along = Number(
    "taken-along", 10, Unit.COUNT, "E3.15", "other clients that an offended one is said to take along", 0, 1000
)


@attrs.frozen(field_transformer=typed)
class LossReport:
    """What a firm loses in a period.

    Attributes:
        period: the days in question.
        known_on: the day by whose knowledge it was made.
        replay: how true that is to what was known then.
        slices: losses in total and divided.
        figures: rates, money and counts, each with formula, grade and clients.
        stamp: by what the report was made.
        feed_stopped: the last day on which anybody bought, when the whole base has fallen silent at once (R24).
    """

    period: Period
    known_on: date
    replay: Replay
    slices: tuple[LossRate, ...] = attrs.field(repr=False)
    figures: tuple[Figure, ...] = attrs.field(repr=False)
    stamp: Stamp
    feed_stopped: date | None = None

    @property
    def total(self) -> LossRate:
        """All clients."""
        return self.slices[0]

    @door
    def by(self, what: str) -> tuple[LossRate, ...]:
        """The slices by employee, segment, cohort, part, reason, side or period."""
        known = {one.by for one in self.slices} | set(DIVISIONS)
        if what not in known:
            raise ClientReturnError("LossReport.by", what, f"one of {', '.join(sorted(known))}")
        return tuple(one for one in self.slices if one.by == what)

    def __getitem__(self, key: str) -> Figure:
        """One figure by its key."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise ClientReturnError("figure", key, f"one of {', '.join(figure.key for figure in self.figures)}")

    def shown(self) -> Element:
        """The report, as markup."""
        from .showing import report_shown

        return report_shown(self)

    _repr_html_ = in_english

    def __str__(self) -> str:
        return self.explain()

    @door
    def explain(self, words: Words = ENGLISH) -> str:
        """The report as text."""
        start, end, why = self.period.start, self.period.end, self.period.why
        lines = [words.say("losses.title", "LOSS {start} to {end} ({why})", start=start, end=end, why=why)]
        lines += [f"  {words.tell(one)}" for one in replay_said(self.replay, self.known_on)]
        if self.feed_stopped is not None:
            english = "nobody at all has bought since {day}: a fault of the feed until shown otherwise (R24)"
            lines.append("  " + words.say("losses.feed", english, day=self.feed_stopped))
        lines += [f"  {figure.tell(words)}" for figure in self.figures]
        for what in DIVISIONS:
            if found := self.by(what):
                lines += [
                    words.label(f"losses.by-{what}", f"by {what}"),
                    *(f"  {words.tell(one.text)}" for one in found),
                ]
        return "\n".join(lines)


@door
def loss_report(
    clients: Iterable[Client],
    *,
    end: date,
    start: date | None = None,
    policy: Policy | None = None,
    base: Base | None = None,
    known_on: date | None = None,
    earlier: int = 0,
) -> LossReport:
    """What the firm lost in the period up to `end`.

    Args:
        clients: all clients; one that another names in `same_as` is counted there (R21).
        end: last day of the period.
        start: day on which the base is counted; by default as long before as the rhythm of buying asks for (E3.6b).
        policy: what the firm decides.
        base: what was learnt from all clients.
        known_on: the day by whose knowledge to report, `end` by default: so the figure of a past period comes out as
            it was reported then. A later day restates it.
        earlier: how many earlier periods of the same length to show beside it.

    >>> from clientreturn.history import Purchase
    >>> buys = [Purchase(date(2025, month, 5), 100, "EUR") for month in range(1, 8)]
    >>> report = loss_report([Client("C-7", purchases=buys)], start=date(2025, 7, 31), end=date(2025, 12, 31))
    >>> report.total.lost, report["money-lost"].value
    (('C-7',), Decimal('700.00'))
    """
    policy, base = policy or Policy(), base or Base()
    known_on = end if known_on is None else known_on
    _check(end, known_on, earlier)
    base.check(end)
    given = list(clients)
    merged = survivors({client.id: client.same_as for client in given})
    everybody = [client for client in given if client.id not in merged]
    recorded = [client.recorded_by(known_on) for client in everybody]
    period = _period(recorded, start, end, policy, base)
    starts = tuple(later(period.start, -period.days * back) for back in range(earlier, 0, -1))
    members = [member_of(client, period, policy, base, starts) for client in recorded]
    slices = tuple(_slices(members, period, policy.numbers, starts))
    return LossReport(
        period,
        known_on,
        replay_of(everybody, known_on),
        slices,
        tuple(_figures(members, slices[0], policy.numbers)),
        Stamp(__version__, policy.fingerprint, base.fingerprint),
        feed_stopped(recorded, end),
    )


def _check(end: object, known_on: object, earlier: object) -> None:
    for name, day in (("end", end), ("known_on", known_on)):
        if type(day) is not date:
            raise ClientReturnError(name, day, "a date", "say date(2026, 3, 1)")
    if known_on < end:  # type: ignore[operator]
        raise ClientReturnError("known_on", known_on, f"a day not before the end {end}", "choose an earlier end")
    if type(earlier) is not int or earlier < 0:
        raise ClientReturnError("earlier", earlier, "a whole number, 0 or more")


def _period(clients: list[Client], start: date | None, end: date, policy: Policy, base: Base) -> Period:
    if start is not None:
        return Period(start, end)
    gaps = (judged(client, end, policy, base).facts for client in clients)
    own = (facts["usual_gap"] for facts in gaps if facts["visits"] >= 2)
    return Period.fitting(end, (gap for gap in own if gap), policy.numbers)


# --- slices ----------------------------------------------------------------------------------------

DIVISIONS: Final[dict[str, Callable[[Member], str]]] = {
    "employee": lambda member: member.employee or NOBODY,
    "segment": lambda member: member.segment or UNKNOWN,
    "cohort": lambda member: member.cohort or UNKNOWN,
    "side": lambda member: member.side or UNKNOWN,
    "reason": lambda member: member.reason or UNKNOWN,
    "part": lambda member: UNKNOWN,
    "period": lambda member: UNKNOWN,
}


def _slices(members: list[Member], period: Period, numbers: Tuning, starts: tuple[date, ...]) -> Iterator[LossRate]:
    band = band_of(numbers)
    was = [member for member in members if member.base]
    lost = [member for member in was if member.lost]
    everybody = tuple(member.id for member in was)

    def one(by: str, name: str, inside: list[Member], fewest: int = 1) -> LossRate:
        gone = [member for member in inside if member.lost]
        undecided = sum(member.undecided for member in inside)
        ids = tuple(member.id for member in inside)
        return LossRate(by, name, ids, tuple(m.id for m in gone), undecided, period.days, _money(gone), fewest, band)

    yield one("total", ALL, was)
    for by in ("employee", "segment", "cohort"):
        for name, inside in _grouped(was, DIVISIONS[by]):
            yield one(by, name, inside, FEWEST_OF_A_PERSON if by == "employee" and inside[0].employee else 1)
    # Of a reason or a side only the lost know: its rate is its share of the whole base, and the rates add up.
    for by in ("side", "reason"):
        for name, inside in _grouped(lost, DIVISIONS[by]):
            ids = tuple(member.id for member in inside)
            yield LossRate(by, name, everybody, ids, 0, period.days, _money(inside), 1, band)
    yield from _by_part(was, period, band)
    for at, start in enumerate(starts):
        name = _stretch(start, later(start, period.days))
        ids = tuple(member.id for member in members if member.earlier[at][0])
        gone = tuple(member.id for member in members if member.earlier[at][1])
        money = _money([member for member in members if member.earlier[at][1]])
        yield LossRate("period", name, ids, gone, 0, period.days, money, 1, band)
    if starts:
        yield one("period", _stretch(period.start, period.end), was)


def _stretch(start: date, end: date) -> Said:
    return said("review.period", "{start} to {end}", start=start, end=end)


def _grouped(members: list[Member], key: Callable[[Member], str]) -> Iterator[tuple[str, list[Member]]]:
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(key(member), []).append(member)
    for name in sorted(groups):
        yield name, groups[name]


def _by_part(was: list[Member], period: Period, band: tuple[float, float]) -> Iterator[LossRate]:
    """Each part counts the clients that bought it; those who left it alone are lost there, if nowhere else (R18)."""
    names = sorted({part.name for member in was for part in member.parts})
    for name in names:
        holders = [(member, part) for member in was for part in member.parts if part.name == name and part.base]
        ids = tuple(member.id for member, _ in holders)
        gone = tuple(member.id for member, part in holders if part.lost)
        whole = [member for member, part in holders if part.lost and not part.partial]
        yield LossRate("part", name, ids, gone, 0, period.days, _money(whole), 1, band)


def _money(members: Iterable[Member]) -> Decimal:
    return total(member.yearly for member in members if member.yearly is not None)


# --- figures ---------------------------------------------------------------------------------------


def _figures(members: list[Member], whole: LossRate, numbers: Tuning) -> Iterator[Figure]:
    was = [member for member in members if member.base]
    lost = [member for member in was if member.lost]
    yield from _rates(whole)
    yield _sum("money-lost", lost, TICKET)
    yield from _values(was, lost, whole, numbers)
    for key, avoidable in (("avoidable", True), ("inevitable", False), ("cause-unknown", None)):
        some = [member for member in lost if member.avoidable is avoidable]
        counted = said(
            "formula.by-cause",
            "{count} of {lost} lost clients, by their first cause",
            count=len(some),
            lost=len(lost),
        )
        yield Figure(key, len(some), counted, _ids(some))
        yield _sum(f"{key}-money", some, TICKET)
    yield from _beyond(members, lost, numbers)


def _ids(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(member.id for member in members)


def _rates(whole: LossRate) -> Iterator[Figure]:
    many, gone = len(whole.base), len(whole.lost)
    formula = said("formula.rate", "{lost} lost / {clients} clients", lost=gone, clients=many)
    if not many:
        note = said("note.nobody", "nobody was a client on the first day of the period")
        yield Figure("loss-rate", None, formula, note=note)
        yield Figure("loss-rate-year", None, formula, note=note)
        return
    undecided = ""
    if whole.undecided:
        english = "{count} of them cannot be told: bought once and no clients alike, or data are missing"
        undecided = said("note.undecided", english, count=whole.undecided)
    yield Figure("loss-rate", whole.rate, formula, whole.lost, interval=whole.interval, note=undecided)
    yield Figure(
        "loss-rate-year",
        whole.annual,
        said("formula.yearly-rate", "1 − (1 − {rate}) ^ (365 / {days})", rate=formula, days=whole.days),
        whole.lost,
        interval=whole.annual_interval,
        note=said(
            "note.band",
            "{verdict} of {low} to {high} a year",
            verdict=whole.verdict,
            low=(whole.band[0], Unit.PROBABILITY),
            high=(whole.band[1], Unit.PROBABILITY),
        ),
    )


def _sum(key: str, members: list[Member], formula: str, times: float = 1) -> Figure:
    """Yearly revenue of some clients, times a number of years; those without money are left out and named."""
    known = [member for member in members if member.yearly is not None]
    left_out = _ids(member for member in members if member.yearly is None)
    if members and not known:
        return Figure(
            key,
            None,
            formula,
            left_out=left_out,
            note=said("note.no-money", "rhythm or money of every one of them is unknown"),
        )
    money = _money(known)
    text = said("formula.sum", "sum of {formula} over {count} clients", formula=formula, count=len(known))
    if known:
        mean = (money / len(known), Unit.MONEY)
        text = said("formula.sum-mean", "{sum}, {mean} a year on average", sum=text, mean=mean)
    return Figure(key, money * Decimal(str(times)), text, _ids(known), left_out=left_out)


def _values(was: list[Member], lost: list[Member], whole: LossRate, numbers: Tuning) -> Iterator[Figure]:
    years = numbers(client_years)
    formula = said("formula.years", "{years} years × {yearly}", years=years, yearly=TICKET)
    yield _sum("value-lost", lost, formula, years)
    worth = _sum("client-value", was, formula, years)
    if worth.value is None or not worth.clients or whole.annual is None:
        missing = attrs.evolve(worth, value=None, note=said("note.no-worth", "no client has both money and rhythm"))
        yield missing
        yield Figure(
            "money-at-stake", None, formula, note=said("note.needs-both", "needs a loss rate and the value of a client")
        )
        return
    mean = Decimal(worth.value) / len(worth.clients)
    yield attrs.evolve(worth, value=mean.quantize(CENT), formula=_mean(formula, len(worth.clients)))
    base = mean * len(was)
    yield Figure(
        "money-at-stake",
        (base * Decimal(str(round(whole.annual, 12)))).quantize(CENT),
        said(
            "formula.stake",
            "{clients} clients × {rate} a year × value of a client",
            clients=len(was),
            rate=(whole.annual, Unit.RATE),
        ),
        worth.clients,
        interval=whole.annual_interval.through(lambda rate: float(base) * rate),
    )


def _mean(formula: str, count: int) -> Said:
    return said("formula.mean", "{formula}, mean of {count} clients", formula=formula, count=count)


def _beyond(members: list[Member], lost: list[Member], numbers: Tuning) -> Iterator[Figure]:
    """What a loss costs beyond its own purchases (E2.6, E3.15), and what may be had back (B6)."""
    senders = _ids(member for member in lost if member.referrals)
    recorded = any(member.referrals for member in members)
    yield Figure(
        "referrals-lost",
        total(member.referrals for member in lost) if recorded else None,
        said("formula.referrals", "sum of referrals a year that {count} lost clients used to send", count=len(senders)),
        senders,
        note="" if recorded else said("note.no-referral", "no referral of any client is on record"),
    )
    offended = _ids(member for member in lost if member.offended)
    taken = numbers(taken_along)
    yield Figure(
        "taken-along",
        round(len(offended) * taken),
        said("formula.offended", "{count} offended × {others}", count=len(offended), others=taken),
        offended,
        note=said("note.no-figure", "in no money figure of this report"),
    )
    chances = [member.chance for member in lost if member.chance is not None]
    summed = said("formula.chances", "sum of the chances of return of {count} clients", count=len(chances))
    yield Figure("may-return", round(fsum(chances), 2), summed, _ids(lost))
    again = _ids(member for member in members if member.came_back)
    yield Figure("came-back", len(again), BACK, again)
    left = [member.id for member in members for part in member.parts if part.base and part.partial]
    named = any(member.parts for member in members)
    yield Figure(
        "partial-losses",
        len(left) if named else None,
        said("formula.parts", "client and part, each judged by its own rhythm"),
        tuple(dict.fromkeys(left)),
        note="" if named else said("note.no-part", "no purchase names its part"),
    )

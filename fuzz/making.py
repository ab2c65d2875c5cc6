"""Values to try the doors with: nasty ones, and such as the types ask for. Everything is drawn from one `Random`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from functools import partial
from random import Random
from types import NoneType, UnionType
from typing import Any, Union, get_args

import attrs
import numpy as np

import clientreturn as cr
from clientreturn.codec.kinds import class_of, hints_of, names
from clientreturn.phrases import Said

__all__ = ["DAY", "anything", "client", "clients", "day", "fields_of", "instance", "near", "plain", "text"]

DAY = date(2026, 3, 2)


class Text(str):
    """A subclass of a text."""


class Whole(int):
    """A subclass of a number."""


class Tree(IntEnum):
    """Somebody else's enumeration."""

    OAK = 1


class Colour(StrEnum):
    """Another one."""

    RED = "red"


class Mute:
    """Cannot show itself, be compared, hashed or told true from false."""

    def __init__(self, *anything: object) -> None:
        """Can be called with whatever a function is told."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no equal")

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise RuntimeError("no truth")

    def __len__(self) -> int:
        raise RuntimeError("no end")

    def __iter__(self) -> Iterator[Any]:
        raise RuntimeError("no first")


class Turned(str):
    """A text that compares otherwise than the text it carries."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


class Unhashable(str):
    """A text that cannot be a key."""

    __hash__ = None  # type: ignore[assignment]


class Shown(Decimal):
    """An amount that shows itself as something else."""

    def __str__(self) -> str:
        return "much"


class Hollow(Mapping[str, Any]):
    """A mapping that does not hold what it names."""

    def __getitem__(self, name: str) -> Any:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter("ab")

    def __len__(self) -> int:
        return 2


class Nowhere(tzinfo):
    """A time zone that does not know its offset."""


class Later(date):
    """A subclass of a day."""


def _circle() -> Any:
    around: list[Any] = []
    around.append(around)
    return around


def _circle_of_names() -> Any:
    around: dict[str, Any] = {}
    around["a"] = around
    return around


def _deep() -> Any:
    deep: Any = 1
    for _ in range(3000):
        deep = [deep]
    return deep


def _breaking() -> Iterator[Any]:
    yield 1
    raise RuntimeError("the source broke")


TEXTS = (
    "", " ", "a", "C-7", "EUR", "USD", "eur", "olga", "Anna", "\ud800", "a\udfffb", "a\0b", "\u202eevil\u2066",
    "👋🏽👨‍👩‍👧", "<script>alert(1)</script>", "a\r\nEND:VEVENT", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "{", "}", "{0}",
    "{silence}", "{silence.__class__}", "%s", "nan", "inf", "-0", "1e400", "１２", "٣", "x" * 5000, "\x1b[2J", "\u2028",
    "company.forgotten", "company.*", "*", "[", "standing.dormant", "account owner", "call", "mail", "complaint",
    "__class__", "os.system", "days:complaint", "count:", "a:b:c", "shop", "hosting", "2026-01-05", "0001-01-01",
    "9999-12-31", "ß", "ı", "İ", "ﬁ", "e\u0301" * 50, "\ufeff", "\u200f", "a/b", "../../etc/passwd", "C-7/loss/kind/1",
)  # fmt: skip
NUMBERS = (
    0, -0.0, 1, -1, 2, 3, 7, 365, 366, 0.5, 0.05, 1e-320, -1e-9, 1e308, -1e308, 1e16, 2**31, 2**53 + 1, 2**63, -(2**63), 10**30,
    10**400, float("nan"), float("inf"), -float("inf"), True, False, 0.1 + 0.2, 5, 12, 100, 1.5,
)  # fmt: skip
AMOUNTS = (
    Decimal(0), Decimal("-0"), Decimal("1E+12"), Decimal("9.99E+12"), Decimal("1E+13"), Decimal("1E-30"), Decimal("NaN"),
    Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity"), Decimal("1E+999999"), Decimal("1E-999999"), Decimal("0.01"),
    Decimal("-0.005"), Decimal("120.50"), Decimal("1" * 60), Decimal("0." + "3" * 60), Decimal("0E+500"), Decimal("0E-999"),
)  # fmt: skip
DAYS = (
    date.min, date.max, date(1, 1, 2), date(9999, 12, 30), date(2024, 2, 29), date(1900, 1, 1), DAY, date(2026, 3, 1),
    date(2025, 3, 2), date(1970, 1, 1), date(2000, 12, 31),
)  # fmt: skip
MOMENTS = (
    datetime(2026, 3, 1, 23, 30), datetime(2026, 3, 1, tzinfo=UTC), datetime.min, datetime.max,  # noqa: DTZ001, DTZ901
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-23))), datetime.min.replace(tzinfo=timezone(timedelta(hours=23))),
    Later(2026, 3, 1),
)  # fmt: skip
STRANGE: tuple[Callable[[], Any], ...] = (
    object, Mute, _circle, _circle_of_names, _deep, _breaking, lambda: print, lambda: Mute, lambda: int, lambda: (lambda: 1),
    lambda: iter(()), lambda: (x for x in (1, "a")), lambda: range(3), lambda: b"abc", lambda: bytearray(b"x"),
    lambda: memoryview(b"x"), lambda: 1j, lambda: Fraction(1, 3), lambda: Text("C-7"), lambda: Whole(3), lambda: Tree.OAK,
    lambda: Colour.RED, lambda: ..., lambda: NotImplemented, lambda: Exception("x"), lambda: timedelta(days=3),
    lambda: cr, lambda: {1, 2}, lambda: frozenset({"a"}), lambda: {1: 2}, lambda: {None: None}, lambda: [[[]]],
    lambda: [("a", 1), ("a", 2)], lambda: [("a", [])], lambda: [("a",)], lambda: (1, 2), lambda: [None], lambda: UTC,
    lambda: [Mute()], lambda: {"a": Mute()}, lambda: cr.Client("X"), lambda: cr.Policy(), lambda: cr.ALWAYS,
    lambda: cr.STANDING, lambda: cr.Standing.LOST, lambda: cr.Channel.CALL, lambda: [cr.Client("X")], lambda: cr.Team(),
    lambda: cr.Base(), lambda: cr.Owner("a", DAY), lambda: [DAY], lambda: [(DAY, DAY)], lambda: [(DAY, date.min)],
    lambda: Turned("C-7"), lambda: Unhashable("C-7"), lambda: Shown("12.5"), Hollow, Nowhere, lambda: np.float64(12.5),
    lambda: np.float64("nan"), lambda: np.int64(3), lambda: np.bool_(True), lambda: np.str_("C-7"), lambda: np.array([]),
    lambda: np.array([1, 2]), lambda: np.array(3.0), lambda: np.datetime64("2026-03-01"), lambda: np.datetime64("NaT"),
    lambda: {"shop": DAY}, lambda: {"shop": None}, lambda: cr.Fact("silence"), lambda: cr.Flag("company"),
)  # fmt: skip


def text(draw: Random) -> str:
    """Any text."""
    if draw.random() < 0.7:
        return draw.choice(TEXTS)
    return "".join(chr(draw.choice((draw.randrange(128), draw.randrange(0x3000), draw.randrange(0x110000)))) for _ in range(draw.randrange(12)))  # fmt: skip


def number(draw: Random) -> Any:
    """Any number."""
    kind = draw.randrange(4)
    if kind == 0:
        return draw.choice(NUMBERS)
    return draw.uniform(-10, 500) if kind == 1 else draw.randrange(-5, 1000) if kind == 2 else draw.random()


def day(draw: Random) -> date:
    """Any day, most of them of these years."""
    kind = draw.randrange(10)
    if kind == 0:
        return draw.choice(DAYS)
    if kind == 1:
        return date.fromordinal(draw.randrange(1, date.max.toordinal() + 1))
    return DAY - timedelta(draw.randrange(-90, 2000))


def anything(draw: Random, depth: int = 2) -> Any:
    """Whatever a caller may hand over by mistake or in bad faith."""
    kind = draw.randrange(9)
    if kind == 0:
        return None
    if kind == 1:
        return text(draw)
    if kind == 2:
        return number(draw)
    if kind == 3:
        return draw.choice(AMOUNTS)
    if kind == 4:
        return draw.choice((*DAYS, *MOMENTS))
    if kind <= 6 or depth == 0:
        return draw.choice(STRANGE)()
    inside = [anything(draw, depth - 1) for _ in range(draw.randrange(4))]
    if kind == 7:
        return draw.choice((list, tuple, iter))(inside)
    return {text(draw): part for part in inside}


def plain(draw: Random, depth: int = 3) -> Any:
    """What JSON can carry, and a little more."""
    kind = draw.randrange(8 if depth else 5)
    if kind == 0:
        return draw.choice((None, True, False))
    if kind in (1, 2):
        return text(draw)
    if kind in (3, 4):
        return number(draw)
    inside = [plain(draw, depth - 1) for _ in range(draw.randrange(4))]
    if kind == 5:
        return inside
    return {draw.choice(("is", "value", "id", "data", "kind", "clientreturn", text(draw))): part for part in inside}


# --- what a type asks for ---------------------------------------------------------------------------------


def near(draw: Random, kind: Any, depth: int = 3, wrong: float = 0.05) -> Any:
    """A value of a type; now and then, and the deeper the rarer, something else."""
    if draw.random() < wrong:
        return anything(draw)
    cls = class_of(kind)
    if kind is Any or kind is object or getattr(cls, "_is_protocol", False):
        return draw.choice((text, number, day))(draw)
    if cls in (Union, UnionType):
        return near(draw, draw.choice(get_args(kind)), depth, wrong)
    if cls in SIMPLE:
        return SIMPLE[cls](draw)
    if not isinstance(cls, type):
        return draw.choice((text, number, day))(draw)
    if issubclass(cls, Enum):
        return draw.choice(list(cls))
    if cls is cr.Client:
        return client(draw)
    if attrs.has(cls):
        return instance(draw, cls, depth - 1, wrong / 2)
    parts = get_args(kind)
    if cls is tuple and parts and Ellipsis not in parts:
        return tuple(near(draw, part, depth - 1, wrong) for part in parts)
    if cls in (tuple, list, frozenset) or cls.__name__ in ("Iterable", "Sequence", "Iterator"):
        items = [near(draw, parts[0] if parts else Any, depth - 1, wrong / 2) for _ in range(draw.randrange(3))]
        try:
            return frozenset(items) if cls is frozenset else tuple(items)
        except TypeError:
            return items
    if issubclass(cls, Mapping):
        return {text(draw): near(draw, parts[1] if parts else Any, depth - 1, wrong) for _ in range(draw.randrange(3))}
    if cls.__name__ == "Callable":
        return draw.choice(
            (lambda *given: None, lambda *given: 1, lambda *given: (), lambda *given: given[0], print, len)
        )
    return anything(draw)


def condition(draw: Random, depth: int = 3) -> Any:
    """A condition of any shape on facts that clients have."""
    kind = draw.randrange(7 if depth else 4)
    left = draw.choice(
        (cr.Fact("visits"), cr.Fact("silence"), cr.Fact("chance"), cr.Fact("count:complaint"), cr.Fact("x"))
    )
    if kind == 0:
        return cr.Flag(draw.choice(("company", "dead", "contract_runs", "y")))
    if kind == 1:
        return cr.ALWAYS
    if kind == 2:
        return left + draw.choice((1, 2.5, -3)) < left * draw.choice((1, 0, 1e308))
    if kind == 3:
        return draw.choice((left > 3, left <= 0, left.between(1, 3), left.one_of(1, 2), left / 0 >= 1))
    if kind == 4:
        return ~condition(draw, depth - 1)
    one, other = condition(draw, depth - 1), condition(draw, depth - 1)
    return one & other if kind == 5 else one | other


SIMPLE: dict[Any, Callable[[Random], Any]] = {
    str: text,
    int: lambda draw: draw.choice((0, 1, 2, 3, 5, 12, 30, 365, draw.randrange(100), 2**40)),
    float: lambda draw: draw.choice((0.0, 0.05, 0.5, 1.0, draw.random(), 30.0, 1e9)),
    bool: lambda draw: draw.random() < 0.5,
    NoneType: lambda draw: None,
    None: lambda draw: None,
    date: day,
    Decimal: lambda draw: draw.choice((*AMOUNTS[:4], Decimal("120.50"), Decimal(7))),
    cr.Condition: condition,
    cr.Fact: lambda draw: draw.choice((cr.Fact("visits"), cr.Fact("own", "own", draw.choice(list(cr.Unit))))),
    cr.Flag: lambda draw: cr.Flag(draw.choice(("company", "own"))),
    Said: lambda draw: Said("own.key", "so {much}", (("much", draw.choice((None, 3, text(draw))), cr.Unit.TEXT),)),
    cr.Policy: lambda draw: cr.Policy(),
    cr.Base: lambda draw: cr.Base(),
}  # fmt: skip
KNOWN: dict[str, Callable[[Random], Any]] = {
    "currency": lambda draw: draw.choice(("EUR", "EUR", "EUR", "USD")),
    "home": lambda draw: "EUR",
    "kind": lambda draw: draw.choice((*cr.KINDS, "own-kind")),
    "amount": lambda draw: draw.choice((number(draw), draw.choice(AMOUNTS), 100, "120.50", 80, -80)),
    "code": lambda draw: draw.choice(("company.own", "client.own", *(reason.code for reason in cr.REASONS))),
    "severity": lambda draw: draw.choice((None, 1, 3, 5)),
    "share": lambda draw: draw.choice((0.1, 0.5, 0, 1)),
    "margin": lambda draw: draw.choice((None, 0.3, -1, 1)),
    "ref": lambda draw: draw.choice((None, "A", "B")),
    "part": lambda draw: draw.choice(("hosting", "print")),
    "source": lambda draw: draw.choice((None, "shop", "web")),
}


def fields_of(cls: type) -> list[tuple[str, str, Any]]:
    """Name, name of the argument, and type of everything that a class takes."""
    hints = hints_of(cls)
    return [
        (field.name, field.alias or field.name, hints.get(field.name, Any)) for field in attrs.fields(cls) if field.init
    ]


def instance(draw: Random, cls: type, depth: int = 3, wrong: float = 0.03) -> Any:
    """A value of a class, which its own door may refuse."""
    given: dict[str, Any] = {}
    for (name, alias, kind), field in zip(
        fields_of(cls), [field for field in attrs.fields(cls) if field.init], strict=True
    ):
        if field.default is not attrs.NOTHING and (depth <= 0 or draw.random() < 0.5):
            continue
        if name in KNOWN and kind is not bool and draw.random() < 0.8:
            given[alias] = KNOWN[name](draw)
        else:
            given[alias] = near(draw, kind, depth, wrong)
    return cls(**given)


DETAILS: dict[str, Callable[[Random], Any]] = {
    "reason": lambda draw: draw.choice((*(reason.code for reason in cr.REASONS), "company.own", "x", "")),
    "topic": lambda draw: draw.choice(("delivery", "quality", "staff", "price", "weather", text(draw))),
    "lure": lambda draw: draw.choice(("price", "service", "promise", "amateur", "magic")),
    "rival": text, "person": text, "key": text, "product": text, "carrier": text, "via": text, "successor": text,
    "percent": lambda draw: draw.choice((0, -100, 1e308, 5.5, 10**300, draw.uniform(-1e6, 1e6))),
    "days": lambda draw: draw.choice((0, -5, 3, 2**62, 1e300, draw.random())),
    "score": lambda draw: draw.choice((0, 10, -1, 1e300, 3.7)),
    "whys": lambda draw: draw.choice((0, 5, -1, 10**18)),
    "until": day,
    "suspected": lambda draw: draw.random() < 0.5,
    "in_reach": lambda draw: draw.random() < 0.5,
    "found": lambda draw: draw.random() < 0.5,
    "dearer": lambda draw: draw.random() < 0.5,
    "channel": lambda draw: draw.choice((*map(str, cr.Channel), text(draw))),
    "result": lambda draw: draw.choice((*map(str, cr.Result), text(draw))),
    "own": lambda draw: draw.choice((text(draw), number(draw), day(draw), None)),
}  # fmt: skip


def _let_in(make: Callable[[], Any]) -> list[Any]:
    try:
        return [make()]
    except cr.ClientReturnError:
        return []


def _event(draw: Random) -> cr.Event:
    on = day(draw)
    return cr.Event(
        on,
        draw.choice((*cr.KINDS, *cr.KINDS, text(draw))),
        by=draw.choice(list(cr.Reporter)),
        employee=draw.choice((None, "olga", text(draw))),
        severity=draw.choice((None, 1, 2, 3, 4, 5)),
        human=draw.choice((None, True, False)),
        resolved=draw.choice((None, *cr.Resolution)),
        resolved_on=draw.choice((None, on, day(draw))),
        text=text(draw),
        data={name: DETAILS[name](draw) for name in draw.sample(sorted(DETAILS), draw.randrange(4))},
        known_on=draw.choice((None, None, day(draw))),
    )


def _purchase(draw: Random, on: date) -> cr.Purchase:
    return cr.Purchase(
        on,
        draw.choice((100, "120.50", -100, 0, draw.choice(AMOUNTS), 9_999_999_999_999, draw.randrange(1, 5000))),
        draw.choice(("EUR", "EUR", "EUR", "EUR", "USD")),
        ref=draw.choice((None, None, "A", "B", text(draw))),
        part=draw.choice((None, None, "hosting", "print", text(draw))),
        margin=draw.choice((None, None, 5, draw.choice(AMOUNTS))),
        source=draw.choice((None, None, "shop", text(draw))),
        known_on=draw.choice((None, None, None, day(draw))),
    )


def _purchases(draw: Random) -> list[cr.Purchase]:
    """A rhythm with noise, or days without any order, from the year 1 to 9999."""
    found: list[cr.Purchase] = []
    gap, on = draw.choice((1, 7, 30, 90, 400, 100_000)), day(draw)
    for _ in range(draw.choice((0, 1, 2, 5, 12, 30))):
        found += _let_in(partial(_purchase, draw, on))
        if draw.random() < 0.9:
            step = draw.randrange(2 * gap + 1)
            on = date.fromordinal(max(1, on.toordinal() - step))
        else:
            on = day(draw)
    return found


def _person(draw: Random) -> cr.Person:
    return cr.Person(
        text(draw), address=text(draw), role=draw.choice(("", "buyer", text(draw))),
        since=draw.choice((None, day(draw))), until=draw.choice((None, day(draw))), language=draw.choice(("", "ru", text(draw))),
        birthday=draw.choice((None, day(draw), date(2000, 2, 29))), prefers=draw.choice((None, *cr.Channel)),
        phone=text(draw), country=draw.choice(("", "DE", "AM", text(draw))),
        consents=[cr.Consent(day(draw), draw.choice((None, *cr.Channel)), draw.random() < 0.5) for _ in range(draw.randrange(3))],
    )  # fmt: skip


def _contract(draw: Random) -> cr.Contract:
    return cr.Contract(
        draw.choice(("hosting", text(draw))), day(draw), draw.choice((None, day(draw))), renews=draw.random() < 0.5,
        notice_on=draw.choice((None, day(draw))), last_day=draw.choice((None, None, day(draw))),
    )  # fmt: skip


def client(draw: Random) -> cr.Client:
    """A client with anything that the doors let in."""
    people = [one for _ in range(draw.randrange(3)) for one in _let_in(lambda: _person(draw))]
    contracts = [one for _ in range(draw.randrange(2)) for one in _let_in(lambda: _contract(draw))]
    events = [one for _ in range(draw.choice((0, 0, 1, 3, 6))) for one in _let_in(lambda: _event(draw))]
    made = _let_in(
        lambda: cr.Client(
            draw.choice(("C-7", "C-8", text(draw))),
            name=text(draw),
            purchases=_purchases(draw),
            events=events,
            contacts=people,
            owners=[cr.Owner("olga", day(draw))] if draw.random() < 0.5 else [],
            contracts=contracts,
            company=draw.choice((None, True, False)),
            country=draw.choice(("", "DE", text(draw))),
            segment=draw.choice(("", text(draw))),
            trade=draw.choice(("", text(draw))),
            traits=[
                draw.choice(("promising", "prestigious", "pays-late", "rude", text(draw)))
                for _ in range(draw.randrange(3))
            ],
            margin=draw.choice((None, 0.3, -1, 1, 0, 1e-320)),
            same_as=draw.choice(((), ("C-9",), (text(draw),))),
            data_until=draw.choice((None, None, day(draw), {"shop": day(draw), "web": day(draw)})),
            closures=[(min(pair), max(pair)) for pair in ((day(draw), day(draw)) for _ in range(draw.randrange(3)))],
            data={"stars": draw.choice((1, 1e300, text(draw), day(draw)))},
        )
    )
    return made[0] if made else cr.Client("C-7", events=events, contacts=people, contracts=contracts)


def clients(draw: Random) -> list[cr.Client]:
    """A few clients."""
    return [client(draw) for _ in range(draw.choice((0, 1, 2, 4)))]


KINDS_BY_NAME = {name: cls for cls, name in names().items() if attrs.has(cls)}

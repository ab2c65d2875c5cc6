"""What the firm decides: rule books, numbers, reasons, offers, permissions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from .causes import CAUSES, Causes
from .conditions import Number, Tuning
from .doors import door, typed
from .errors import ClientReturnError, closest
from .facts import OwnFact
from .money import Rates
from .reasons import REASONS, Reasons
from .recovery import Books
from .rules import RuleBook
from .standing import STANDING, Standing, presence_of
from .worth import CHANCE_FACTORS, RETURN_CLASS, TRAITS, ReturnClass, Weight

if TYPE_CHECKING:
    from .plugins import Pack

__all__ = ["Policy"]


@attrs.frozen(slots=False, field_transformer=typed)
class Policy:
    """The firm's decisions, all of them values that can be changed one by one.

    Attributes:
        standing: rules of standing; those that look at one silence alone are presence.
        causes: rules of the diagnosis.
        reasons: the firm's list of reasons.
        return_class: rules of the return class.
        chance_factors: what moves the chance of return.
        traits: what speaks for a client's return and against it, beside its money.
        recovery: steps, channels, blocks, offers and permissions.
        numbers: values in force in place of the numbers' defaults.
        rates: rates into the home currency; without them mixed currencies leave money unknown.
        own_facts: the firm's own facts, each with the function that makes it from a story.
        past: rules by which past silences are judged, where they are not those of standing: who came back from a
            silence that they call lost is a returned client.
        strict: whether the figures count every client that is gone as lost (E3.5); it changes no standing and no plan.

    >>> from clientreturn.standing.book import little_hope
    >>> Policy().tuned({little_hope: 0.08}).numbers(little_hope)
    0.08
    """

    standing: RuleBook[Standing] = STANDING
    causes: Causes = CAUSES
    reasons: Reasons = REASONS
    return_class: RuleBook[ReturnClass | None] = RETURN_CLASS
    chance_factors: RuleBook[float] = CHANCE_FACTORS
    traits: RuleBook[Weight] = TRAITS
    recovery: Books = attrs.field(factory=Books)
    numbers: Tuning = Tuning()
    rates: Rates | None = None
    own_facts: tuple[OwnFact, ...] = ()
    past: RuleBook[Standing] | None = None
    strict: bool = False

    @cached_property
    def presence(self) -> RuleBook[Standing]:
        """The rules that judge one silence without memory."""
        return presence_of(self.standing if self.past is None else self.past)

    @property
    def books(self) -> dict[str, RuleBook[Any]]:
        """Every rule book by the room in which it stands, e.g. `standing`, `causes.events`, `recovery.steps`."""
        return dict(_books(self))

    @classmethod
    def bare(cls) -> Policy:
        """A policy without rules, reasons and offers, for a firm that builds its own from packs."""
        whole = cls()
        for room, book in whole.books.items():
            whole = _with_book(whole, room, RuleBook((), book.sees))
        return attrs.evolve(whole, reasons=Reasons(()), recovery=attrs.evolve(whole.recovery, offers=()))

    @door
    def with_pack(self, pack: Pack) -> Policy:
        """The policy with everything that a plug-in brings.

        Raises:
            ClientReturnError: names the pack, and what of it does not fit: a name already taken, a room or rule
                that there is not, a place before the law.
        """
        try:
            return self._with(pack)
        except ClientReturnError as error:
            raise error.at(f"pack {pack.name!r}: {error.field}") from None

    def _with(self, pack: Pack) -> Policy:
        books = self.books
        taken = {fact.name for book in books.values() for fact in book.sees.facts}
        for fact, _ in pack.facts:
            if fact.name in taken:
                raise ClientReturnError("facts", fact.name, "a name that no other fact has", "give it a prefix")
        changed = {room: book.seeing(pack.vocabulary) for room, book in books.items()}
        for room, rules in pack.books:
            if room not in changed:
                raise ClientReturnError("books", room, f"one of {', '.join(books)}", "", closest(room, books))
            for rule, before in rules:
                changed[room] = changed[room].add(rule, before)
        ids = {offer.id for offer in self.recovery.offers}
        for offer in pack.offers:
            if offer.id in ids:
                raise ClientReturnError("offers", offer.id, "an id that no other offer has")
        policy = self
        for room, book in changed.items():
            policy = _with_book(policy, room, book)
        return attrs.evolve(
            policy,
            reasons=self.reasons.add(*pack.reasons),
            causes=attrs.evolve(policy.causes, finders=(*self.causes.finders, *pack.finders)),
            recovery=attrs.evolve(policy.recovery, offers=(*self.recovery.offers, *pack.offers)),
            own_facts=(*self.own_facts, *pack.facts),
        )

    @door
    def tuned(self, values: Mapping[Number, float]) -> Policy:
        """The policy with other values for some numbers, in conditions and computations alike."""
        tuning = Tuning.of(values)
        return attrs.evolve(
            self,
            standing=self.standing.tuned(tuning),
            past=None if self.past is None else self.past.tuned(tuning),
            causes=self.causes.tuned(tuning),
            return_class=self.return_class.tuned(tuning),
            chance_factors=self.chance_factors.tuned(tuning),
            traits=self.traits.tuned(tuning),
            recovery=self.recovery.tuned(tuning),
            numbers=self.numbers | tuning,
        )

    @cached_property
    def fingerprint(self) -> str:
        """Short hash of ids, conditions, says, order and numbers; wording does not count."""
        books = (
            self.standing,
            self.causes.events,
            self.causes.states,
            self.return_class,
            self.chance_factors,
            self.traits,
            self.recovery.steps,
            self.recovery.channels,
            self.recovery.leaders,
            self.recovery.blocks,
        )
        content: list[Any] = [[(rule.id, rule.when.node, _bare(rule.says)) for rule in book] for book in books]
        content += [
            [(finder.id, finder.version) for finder in self.causes.finders],
            getattr(self.causes.reader, "__qualname__", None),
            [attrs.evolve(reason, title="") for reason in self.reasons],
            [attrs.evolve(offer, title="") for offer in self.recovery.offers],
            self.recovery.permissions,
            self.recovery.occasions,
            sorted(self.recovery.suppression.tokens),
            self.recovery.objective,
            self.numbers.items,
            self.rates,
            [fact.name for fact, _ in self.own_facts],
            self.strict,
            None if self.past is None else [(rule.id, rule.when.node, rule.says) for rule in self.past],
        ]
        return sha256(repr(content).encode()).hexdigest()[:12]


def _bare(says: Any) -> Any:
    """What a rule says, without its wording."""
    return attrs.evolve(says, brief="") if attrs.has(type(says)) and hasattr(says, "brief") else says


def _books(value: Any, room: str = "") -> Iterator[tuple[str, RuleBook[Any]]]:
    for field in attrs.fields(type(value)):
        content = getattr(value, field.name)
        if isinstance(content, RuleBook):
            yield room + field.name, content
        elif attrs.has(type(content)):
            yield from _books(content, f"{room}{field.name}.")


def _with_book(value: Any, room: str, book: RuleBook[Any]) -> Any:
    name, _, rest = room.partition(".")
    return attrs.evolve(value, **{name: _with_book(getattr(value, name), rest, book) if rest else book})

"""Rules are values; a book of rules answers and can say why. This module knows no domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fnmatch import fnmatchcase
from types import NoneType
from typing import Any, Final, Generic, TypeVar

import attrs

from .asking import Asking
from .conditions import (
    Condition,
    Term,
    Tuning,
    Unit,
    Value,
    Vocabulary,
    evaluator,
    facts_of,
    given,
    sentence,
    tuned,
)
from .doors import is_carried, typed
from .errors import ClientReturnError, closest
from .markup import Element, Inside, badge, code, details, element, figure, in_english, label, row, table
from .phrases import Said, composed, fact, listed, named, placeholders, said

__all__ = ["Findings", "Rule", "RuleBook", "Tried", "Verdict"]

T = TypeVar("T")
Values = Mapping[str, Value]
Reading = Callable[[Values], bool | None]
Known = tuple[tuple[str, Value], ...]
"""Facts whose values are known beforehand."""


@attrs.frozen(order=False)
class Rule(Generic[T]):
    """When a condition holds, something is said, because of something.

    Attributes:
        id: stable key, `room.name`; words in other languages hang on it.
        when: the condition.
        says: the value that the rule stands for.
        because: English phrase with `{fact}` placeholders.
        sources: handbook ids or papers.
        since: version in which the rule appeared.
        binding: the law; such a rule cannot be removed or replaced.
    """

    id: str
    when: Condition
    says: T
    because: str
    sources: tuple[str, ...] = ()
    since: str = "0.1"
    binding: bool = False

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id or not is_carried(self.id):
            raise ClientReturnError("Rule.id", self.id, "a text such as 'standing.my-rule'")
        if not isinstance(self.when, Condition):
            raise ClientReturnError(
                f"rule {self.id!r}",
                self.when,
                "a condition in 'when'",
                "compare a fact with something: silence > 30",
            )
        if not isinstance(self.because, str) or not is_carried(self.because):
            raise ClientReturnError(f"rule {self.id!r}", self.because, "a phrase in 'because'")
        if type(self.sources) is not tuple or not all(isinstance(source, str) for source in self.sources):
            raise ClientReturnError(
                f"rule {self.id!r}", self.sources, "a tuple of texts in 'sources'", "sources=('E4.2',)"
            )
        if not isinstance(self.since, str) or type(self.binding) is not bool:
            raise ClientReturnError(
                f"rule {self.id!r}", (self.since, self.binding), "a text in 'since', a bool in 'binding'"
            )
        placeholders(self.because)


@attrs.frozen
class Tried:
    """One rule that was asked, and its answer.

    Attributes:
        rule: the rule's id.
        holds: yes, no, or `None` for unknown.
        text: the condition with the values put in, e.g. `silence >= line   [120 >= 121.7: no]`.
    """

    rule: str
    holds: bool | None
    text: str


class _Known(dict[str, Value]):
    """A few values; all others are unknown."""

    def __missing__(self, name: str) -> Value:
        return None


@attrs.frozen(eq=False, repr=False, field_transformer=typed)
class RuleBook(Generic[T]):
    """Rules in an order that matters, over a vocabulary of facts.

    >>> from clientreturn.conditions import Fact, Unit, Vocabulary
    >>> silence = Fact("silence", "days without a purchase", Unit.DAYS)
    >>> quiet = Rule("mood.quiet", silence > 30, "quiet", "silent for {silence}")
    >>> book = RuleBook.of(quiet, sees=Vocabulary((silence,)))
    >>> book.first({"silence": 45}).says, book.first({"silence": 45}).why
    ('quiet', 'silent for 45 days')
    """

    rules: tuple[Rule[T], ...]
    sees: Vocabulary
    _known: Known = ()
    _positions: dict[str, int] = attrs.field(init=False)
    _readings: tuple[Reading, ...] = attrs.field(init=False)
    _asking: Asking[Rule[T]] = attrs.field(init=False)
    _narrowed: dict[Known, RuleBook[T]] = attrs.field(init=False, factory=dict)
    _given: dict[Known, tuple[Reading, ...]] = attrs.field(init=False, factory=dict)
    _units: dict[str, tuple[tuple[str, Unit], ...]] = attrs.field(init=False, factory=dict)
    _hash: int = attrs.field(init=False)

    @_hash.default
    def _hash_of_ids(self) -> int:
        return hash(tuple(rule.id for rule in self.rules))

    @_positions.default
    def _number(self) -> dict[str, int]:
        positions: dict[str, int] = {}
        for at, rule in enumerate(self.rules):
            if rule.id in positions:
                raise ClientReturnError("RuleBook", rule.id, "rule ids that differ", "use .replace(rule) to change one")
            positions[rule.id] = at
        return positions

    @_readings.default
    def _compile(self) -> tuple[Reading, ...]:
        for rule in self.rules:
            for name in (*facts_of(rule.when), *placeholders(rule.because)):
                try:
                    self.sees.unit(name)
                except ClientReturnError as error:
                    raise ClientReturnError(
                        f"rule {rule.id!r}",
                        name,
                        error.expected,
                        "a new fact must be declared first",
                        error.suggestion,
                    ) from None
        return tuple(evaluator(node) for node in self._open_nodes(self._known))

    @_asking.default
    def _ask_often(self) -> Asking[Rule[T]]:
        return Asking(self.rules, self._open_nodes(self._known))

    def _open_nodes(self, known: Known) -> Iterator[Any]:
        """The conditions, without what is known beforehand."""
        values = dict(known)
        return (given(rule.when.node, values) for rule in self.rules)

    @classmethod
    def of(cls, *rules: Rule[T], sees: Vocabulary) -> RuleBook[T]:
        """A book of these rules, in this order."""
        return cls(rules, sees)

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleBook, (self.rules, self.sees)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleBook) and self.rules == other.rules and self.sees == other.sees

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"RuleBook({', '.join(rule.id for rule in self.rules)})"

    def __iter__(self) -> Iterator[Rule[T]]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __getitem__(self, rule_id: str) -> Rule[T]:
        return self.rules[self._position(rule_id)]

    def get(self, rule_id: str) -> Rule[T] | None:
        """The rule of that id; `None` when the book has none."""
        at = self._positions.get(rule_id)
        return None if at is None else self.rules[at]

    def _position(self, rule_id: str) -> int:
        if rule_id not in self._positions:
            raise ClientReturnError("rule id", rule_id, "a rule of this book", "", closest(rule_id, self._positions))
        return self._positions[rule_id]

    def shown(self) -> Element:
        """The rules in their order, as markup."""
        head = (label("book.rule", "rule"), label("book.when", "when"), label("book.says", "says, because"))
        return element("section", table(head, [_rule_shown(rule) for rule in self.rules]))

    _repr_html_ = in_english

    # --- changing: each returns a new book ---

    def add(self, rule: Rule[T], before: str | None = None) -> RuleBook[T]:
        """A new book with the rule before another one, or at the end; no rule goes before the law."""
        at = len(self.rules) if before is None else self._position(before)
        if before is not None and any(later.binding for later in self.rules[at:]) and not rule.binding:
            raise ClientReturnError(
                "RuleBook.add",
                before,
                "a place behind the binding rules",
                "the law is asked first: choose a later rule",
            )
        return RuleBook((*self.rules[:at], rule, *self.rules[at:]), self.sees)

    def replace(self, rule: Rule[T]) -> RuleBook[T]:
        """A new book in which the rule of the same id is another; binding rules cannot be replaced."""
        at = self._position(rule.id)
        self._free(self.rules[at], "RuleBook.replace")
        return RuleBook((*self.rules[:at], rule, *self.rules[at + 1 :]), self.sees)

    def without(self, pattern: str) -> RuleBook[T]:
        """A new book without the rules whose id matches (`"company.*"`); binding rules cannot be removed."""
        gone = [rule for rule in self.rules if fnmatchcase(rule.id, pattern)]
        if not gone:
            self._position(pattern)
        for rule in gone:
            self._free(rule, "RuleBook.without")
        return RuleBook(tuple(rule for rule in self.rules if rule not in gone), self.sees)

    def seeing(self, more: Vocabulary) -> RuleBook[T]:
        """A new book whose rules may also use these facts."""
        return RuleBook(self.rules, self.sees | more)

    def narrowed(self, **known: Value) -> RuleBook[T]:
        """A new book with those rules that can still hold when these facts have these values, for asking very often.

        Everything else counts as unknown; a rule that is "no" even so is left out, and of the others only that part
        is asked which the known facts leave open.

        >>> from clientreturn.conditions import Fact, Unit, Vocabulary
        >>> kind, severity = Fact("kind", unit=Unit.TEXT), Fact("severity")
        >>> grave = Rule("mood.grave", kind.one_of("complaint") & (severity >= 4), "grave", "felt as {severity}")
        >>> book = RuleBook.of(grave, sees=Vocabulary((kind, severity)))
        >>> len(book.narrowed(kind="complaint")), len(book.narrowed(kind="refund"))
        (1, 0)
        """
        key = tuple(known.items())
        book = self._narrowed.get(key)
        if book is None:
            readings = zip(self.rules, self._readings, strict=True)
            possible = tuple(rule for rule, reading in readings if reading(_Known(known)) is not False)
            book = self._narrowed[key] = RuleBook(possible, self.sees, key)
        return book

    def tuned(self, tuning: Tuning) -> RuleBook[T]:
        """A new book with the policy's values in place of the numbers' defaults; the law keeps its own."""
        values = tuning.values
        changed = tuple(
            rule if rule.binding else attrs.evolve(rule, when=tuned(rule.when, values)) for rule in self.rules
        )
        return self if changed == self.rules else RuleBook(changed, self.sees)

    @staticmethod
    def _free(rule: Rule[T], field: str) -> None:
        if rule.binding:
            raise ClientReturnError(
                field, rule.id, "a rule that is not binding", "the law cannot be taken out of a book"
            )

    # --- asking ---

    def first(self, values: Values, known: Known = ()) -> Verdict[T]:
        """What the first rule that holds says.

        When an earlier rule is unknown and would have said something else, the verdict says `None`,
        with `possible` and `missing`. What is known beforehand of many clients need not be asked of each: `known` are
        some of the values, so that of every condition only the rest is looked at.
        """
        outcomes: list[bool | None] = []
        unknown = False
        try:
            for reading in self._readings_given(known):
                holds = reading(values)
                outcomes.append(holds)
                if holds:
                    break
                if holds is None:
                    unknown = True
        except Exception as error:
            raise self._blamed(error, values) from error
        hit = len(outcomes) - 1 if outcomes and outcomes[-1] else None
        if unknown and hit is not None:
            said = self.rules[hit].says
            settled = all(self.rules[at].says == said for at, outcome in enumerate(outcomes) if outcome is None)
        else:
            settled = not unknown
        return Verdict(self, tuple(outcomes), hit if settled else None, values)

    def _readings_given(self, known: Known) -> tuple[Reading, ...]:
        readings = self._given.get(known) if known else self._readings
        if readings is None:
            readings = self._given[known] = tuple(evaluator(node) for node in self._open_nodes(known))
        return readings

    def decided(self, values: Values, known: Known = ()) -> T | None:
        """What `first` would say, without keeping the trace; for asking very often."""
        unknown: list[T] = []
        for rule, reading in zip(self.rules, self._readings_given(known), strict=True):
            holds = reading(values)
            if holds:
                return rule.says if all(said == rule.says for said in unknown) else None
            if holds is None:
                unknown.append(rule.says)
        return None

    def sure(self, values: Values) -> Rule[T] | None:
        """The first rule that surely holds; one that is unknown counts as not holding."""
        return self._asking.sure(values)

    def not_ruled_out(self, values: Values) -> tuple[tuple[Rule[T], Reading], ...]:
        """The rules that could still hold where further values are only to come, each with whether it surely does.

        Facts yet to come are `None` in `values`; for asking the rest of a book very often.
        """
        triples = zip(self.rules, self._readings, self._asking.readings, strict=True)
        return tuple((rule, surely) for rule, reading, surely in triples if reading(values) is not False)

    def every(self, values: Values) -> Findings[T]:
        """What all rules that hold say, in the book's order."""
        try:
            outcomes = tuple(reading(values) for reading in self._readings)
        except Exception as error:
            raise self._blamed(error, values) from error
        return Findings(self, outcomes, values)

    def _blamed(self, error: Exception, values: Values) -> ClientReturnError:
        """What a rule or a fact of it raised, with the rule's id."""
        for rule, reading in zip(self.rules, self._readings, strict=True):
            try:
                reading(values)
            except Exception:
                if isinstance(error, ClientReturnError):
                    return error.at(f"rule {rule.id!r}: {error.field}")
                break
        return ClientReturnError(f"rule {rule.id!r}", error, "facts that its condition can be asked with")

    def answer(self, rule_id: str, values: Values) -> bool | None:
        """What one rule answers: yes, no, or `None` for unknown."""
        return self._readings[self._position(rule_id)](values)

    def holding(self, values: Values) -> list[Rule[T]]:
        """The rules that hold, without keeping the answers of the others; for asking very often."""
        return self._asking.holding(values)

    def say(self, rule: Rule[T], values: Values, part: str = "", phrase: str | None = None) -> Said:
        """A rule's reason with a client's values put in, or another phrase that hangs on the rule."""
        phrase = rule.because if phrase is None else phrase
        units = self._units.get(phrase)
        if units is None:
            units = self._units[phrase] = tuple((name, self.sees.unit(name)) for name in placeholders(phrase))
        return Said(rule.id + part, phrase, tuple([(name, values[name], unit) for name, unit in units]))

    def text(self, at: int, holds: bool | None, values: Values) -> Said:
        """How rule number `at` came to its answer: its condition, and the same with values."""
        condition = self.rules[at].when
        if not facts_of(condition):
            return composed(condition_said(condition), "   [", ANSWERS[holds], "]")
        filled = condition_said(condition, name=lambda name: write_bare(values[name]))
        return composed(condition_said(condition), "   [", filled, ": ", ANSWERS[holds], "]")


def condition_said(condition: Condition | Term, name: Callable[[str], str] = fact) -> str:
    """A condition in words that can be said again in another language.

    >>> from clientreturn.conditions import Fact
    >>> condition_said((Fact("silence") > 30) & ~(Fact("visits") < 2))
    'silence > 30 and not visits < 2'
    """
    return sentence(condition, name, lambda number: figure(number, Unit.COUNT), said)


def write_bare(value: Value) -> str:
    """A value as it stands in a trace: no unit, at most two decimals, texts in quotes.

    >>> write_bare(121.666), write_bare(None), write_bare("complaint")
    ('121.67', '?', "'complaint'")
    """
    if value is None:
        return "?"
    if isinstance(value, bool):
        return ANSWERS[value]
    if isinstance(value, str):
        return repr(str(value))
    return figure(value, Unit.DATE if isinstance(value, date) else Unit.COUNT)


ANSWER: Final = frozenset((bool, NoneType))


def _check_answer(answer: Verdict[Any] | Findings[Any]) -> None:
    """Its parts fit together, so that no later look at it can fail; the rooms' own facts are made on demand."""
    name = type(answer).__name__
    if not isinstance(answer.book, RuleBook):
        raise ClientReturnError(f"{name}.book", answer.book, "a RuleBook", "let the book answer: book.first(values)")
    outcomes = answer.outcomes
    if (
        type(outcomes) is not tuple
        or len(outcomes) > len(answer.book.rules)
        or not ANSWER.issuperset(map(type, outcomes))
    ):
        raise ClientReturnError(f"{name}.outcomes", outcomes, "True, False or None for each rule tried")
    if not isinstance(answer.facts, Mapping):
        raise ClientReturnError(f"{name}.facts", answer.facts, "a mapping from names of facts to values")
    if type(answer.facts) is dict:
        hits = (answer.hit,) if isinstance(answer, Verdict) else range(len(outcomes))
        for at, (rule, holds) in enumerate(zip(answer.book.rules, outcomes, strict=False)):
            for fact in (*facts_of(rule.when), *(placeholders(rule.because) if holds and at in hits else ())):
                if fact not in answer.facts:
                    raise ClientReturnError(f"{name}.facts", fact, "a value of every fact that was asked", "add it")


@attrs.frozen(eq=False, repr=False)
class Verdict(Generic[T]):
    """The answer of a first-hit book, with its whole trace.

    Attributes:
        book: the book that was asked.
        outcomes: answer of each rule tried: yes, no, or `None` for unknown.
        hit: position of the deciding rule; `None` when no rule decides.
        facts: the values that were read.
    """

    book: RuleBook[T]
    outcomes: tuple[bool | None, ...]
    hit: int | None
    facts: Values

    def __attrs_post_init__(self) -> None:
        _check_answer(self)
        if self.hit is not None and (type(self.hit) is not int or not 0 <= self.hit < len(self.outcomes)):
            raise ClientReturnError("Verdict.hit", self.hit, "the place of a rule that was tried, or None")

    @property
    def says(self) -> T | None:
        """The deciding rule's value; `None` when it cannot be told."""
        return None if self.hit is None else self.book.rules[self.hit].says

    @property
    def rule(self) -> Rule[T] | None:
        """The rule that decided."""
        return None if self.hit is None else self.book.rules[self.hit]

    @property
    def values(self) -> dict[str, Value]:
        """The facts that the tried rules and the deciding phrase used."""
        names: dict[str, None] = {}
        for rule, _ in zip(self.book.rules, self.outcomes, strict=False):
            names.update(dict.fromkeys(facts_of(rule.when)))
        if self.rule is not None:
            names.update(dict.fromkeys(placeholders(self.rule.because)))
        return {name: self.facts[name] for name in names}

    @property
    def why(self) -> Said:
        """The deciding rule's reason in English, or what is missing to decide."""
        if self.rule is not None:
            return self.book.say(self.rule, self.facts)
        if self.missing:
            missing = listed(fact(name) for name in self.missing)
            return said("cannot-tell", "cannot be told without {missing}", missing=missing)
        return Said("no-rule", "no rule of the book applies")

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of the deciding rule."""
        return () if self.rule is None else self.rule.sources

    @property
    def tried(self) -> tuple[Tried, ...]:
        """Every rule asked, in order, with its answer and the values in it."""
        return tuple(
            Tried(self.book.rules[at].id, holds, self.book.text(at, holds, self.facts))
            for at, holds in enumerate(self.outcomes)
        )

    @property
    def possible(self) -> tuple[T, ...]:
        """What could still be said: the settled answer alone, or one for each way the unknown may fall."""
        if self.hit is not None:
            return (self.book.rules[self.hit].says,)
        could = [rule.says for rule, holds in zip(self.book.rules, self.outcomes, strict=False) if holds is not False]
        return tuple(dict.fromkeys(could))

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts whose values would settle an open verdict."""
        if self.hit is not None:
            return ()
        names: dict[str, None] = {}
        for rule, holds in zip(self.book.rules, self.outcomes, strict=False):
            if holds is None:
                names.update(dict.fromkeys(name for name in facts_of(rule.when) if self.facts[name] is None))
        return tuple(names)

    def shown(self) -> Element:
        """What is said and why, with every rule that was asked, as markup."""
        says = label("cannot-tell-yet", "cannot be told yet") if self.says is None else says_said(self.says)
        return element(
            "section",
            element("h3", badge(says)),
            element("p", self.why, _sources(self.sources)),
            trace(self.tried),
        )

    _repr_html_ = in_english

    def _key(self) -> tuple[Any, ...]:
        rules = tuple(rule.id for rule in self.book.rules[: len(self.outcomes)])
        return (rules, self.outcomes, self.hit, tuple(sorted(self.values.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.outcomes, self.hit))

    def __reduce__(self) -> tuple[Any, ...]:
        return Verdict, (self.book, self.outcomes, self.hit, self.values)

    def __repr__(self) -> str:
        return f"Verdict(says={self.says!r}, why={self.why!r})"


@attrs.frozen(eq=False, repr=False)
class Findings(Generic[T]):
    """The answers of an every-hit book.

    Attributes:
        book: the book that was asked.
        outcomes: answer of each rule: yes, no, or `None` for unknown.
        facts: the values that were read.
    """

    book: RuleBook[T]
    outcomes: tuple[bool | None, ...]
    facts: Values

    def __attrs_post_init__(self) -> None:
        _check_answer(self)
        if len(self.outcomes) != len(self.book):
            raise ClientReturnError("Findings.outcomes", self.outcomes, "an answer of each rule")

    @property
    def hits(self) -> tuple[Rule[T], ...]:
        """Rules that hold, in the book's order."""
        return tuple(rule for rule, holds in zip(self.book.rules, self.outcomes, strict=True) if holds)

    @property
    def says(self) -> tuple[T, ...]:
        """What the rules that hold say."""
        return tuple(rule.says for rule in self.hits)

    @property
    def unknown(self) -> tuple[Rule[T], ...]:
        """Rules that could not be answered."""
        return tuple(rule for rule, holds in zip(self.book.rules, self.outcomes, strict=True) if holds is None)

    @property
    def tried(self) -> tuple[Tried, ...]:
        """Every rule with its answer and the values in it."""
        return tuple(
            Tried(rule.id, holds, self.book.text(at, holds, self.facts))
            for at, (rule, holds) in enumerate(zip(self.book.rules, self.outcomes, strict=True))
        )

    @property
    def values(self) -> dict[str, Value]:
        """The facts that the rules and the phrases of those that hold used."""
        names = dict.fromkeys(name for rule in self.book.rules for name in facts_of(rule.when))
        names |= dict.fromkeys(name for rule in self.hits for name in placeholders(rule.because))
        return {name: self.facts[name] for name in names}

    def why(self, rule: Rule[T]) -> Said:
        """A rule's reason in English with this client's values."""
        return self.book.say(rule, self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Findings) and (self.book, self.outcomes, self.values) == (
            other.book,
            other.outcomes,
            other.values,
        )

    def __hash__(self) -> int:
        return hash((self.book, self.outcomes))

    def __reduce__(self) -> tuple[Any, ...]:
        return Findings, (self.book, self.outcomes, self.values)


# --- showing ---

ANSWERS = {True: label("yes", "yes"), False: label("no", "no"), None: label("unknown", "unknown")}


def trace(tried: Iterable[Tried]) -> Element:
    """Every rule that was asked, with its answer and the values in it, to be opened."""
    rows = [row(code(one.rule), ANSWERS[one.holds], code(one.text), kind="" if one.holds else "off") for one in tried]
    head = (
        label("book.rule", "rule"),
        label("trace.holds", "holds"),
        label("trace.with-values", "with the values put in"),
    )
    return details(label("trace.tried", "rules asked, in order"), table(head, rows))


def says_said(says: object) -> str:
    """What a rule stands for, to be said again by its key."""
    if isinstance(says, tuple):
        return listed(map(says_said, says))
    return named(says) if isinstance(says, Enum) else Said(f"says.{says}", str(says))


def _rule_shown(rule: Rule[Any]) -> Element:
    bare = rule.says is None or attrs.has(type(rule.says))
    says: Inside = None if bare else [element("strong", says_said(rule.says)), ": "]
    law = element("small", " ", label("book.binding", "(the law)")) if rule.binding else None
    places = tuple((name, composed("{", fact(name), "}"), Unit.TEXT) for name in placeholders(rule.because))
    because = Said(rule.id, rule.because, places)
    return row(code(rule.id), code(condition_said(rule.when)), [says, because, law, _sources(rule.sources)])


def _sources(sources: tuple[str, ...]) -> Element | None:
    return element("small", f" ({', '.join(sources)})") if sources else None

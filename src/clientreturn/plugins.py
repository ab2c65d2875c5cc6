"""Plug-ins: what others add to a policy, as one value, found through one entry-point group and only when asked.

A package offers a `Pack` under the group `clientreturn.packs`; nothing is loaded or registered by importing anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

import attrs

from .causes import Finder
from .conditions import Fact, Flag, Vocabulary
from .doors import door, typed
from .errors import ClientReturnError
from .facts import OwnFact
from .history.door import as_tuple, is_filled, of
from .policy import Policy
from .reasons import Reason
from .recovery import Offer
from .rules import Rule
from .words import Words

__all__ = ["BUILT_IN", "GROUP", "Pack", "Placed", "packs"]

GROUP: Final = "clientreturn.packs"
"""The entry-point group."""

Placed = tuple[Rule[Any], str | None]
"""A rule and the id of the rule before which it stands; `None`: at the end."""


def _as_books(value: Any) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
    if not isinstance(value, Mapping):
        value = dict(value) if isinstance(value, tuple) else value
    if not isinstance(value, Mapping):
        raise ClientReturnError("Pack.books", value, "a mapping from rooms to rules", "{'causes.events': [rule]}")
    return tuple((room, tuple(_as_placed(one) for one in _rules(room, rules))) for room, rules in value.items())


def _rules(room: object, rules: Any) -> Iterable[Any]:
    if not isinstance(room, str) or isinstance(rules, str | Mapping | Rule) or not isinstance(rules, Iterable):
        raise ClientReturnError(
            f"Pack.books[{room!r}]", rules, "a list of rules", "put a single one in brackets: [ … ]"
        )
    return rules


def _as_placed(value: Any) -> Placed:
    rule, before = value if isinstance(value, tuple) and len(value) == 2 else (value, None)
    if not isinstance(rule, Rule) or not isinstance(before, str | None):
        raise ClientReturnError("Pack.books", value, "a Rule, or (rule, id of the rule before which it stands)")
    return rule, before


def _as_words(value: Any) -> tuple[tuple[str, Words], ...]:
    found = tuple(value.items()) if isinstance(value, Mapping) else value
    for item in found if isinstance(found, tuple) else (found,):
        if not isinstance(item, tuple) or len(item) != 2 or not isinstance(item[1], Words):
            raise ClientReturnError("Pack.words", item, "a Words by its language", "{'ru': Words(phrases={…})}")
    return found


@attrs.frozen(field_transformer=typed)
class Pack:
    """Everything that a plug-in brings, as one value.

    Attributes:
        name: of the plug-in.
        facts: its facts, each with the function that makes it from a story; a text fact is a segment to group by.
        reasons: reasons for leaving.
        books: rules by room, at the end or each before another rule: `{"standing": [(rule, "standing.dormant")]}`.
            The rooms are the keys of `Policy().books`.
        finders: functions that look for evidence where no condition will do.
        offers: what can be brought along when asking back.
        words: its own phrases by language.

    >>> from clientreturn.conditions import ALWAYS
    >>> hello = Rule("vet.hello", ALWAYS, 0.1, "a cat forgives")
    >>> "vet.hello" in [rule.id for rule in Policy().with_pack(Pack("vet", books={"chance_factors": [hello]})).chance_factors]
    True
    """

    name: str = attrs.field(validator=is_filled)
    facts: tuple[OwnFact, ...] = attrs.field(default=(), converter=as_tuple, kw_only=True)
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Reason), kw_only=True)
    books: tuple[tuple[str, tuple[Placed, ...]], ...] = attrs.field(default=(), converter=_as_books, kw_only=True)
    finders: tuple[Finder, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Finder), kw_only=True)
    offers: tuple[Offer, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Offer), kw_only=True)
    words: tuple[tuple[str, Words], ...] = attrs.field(default=(), converter=_as_words, kw_only=True)

    @facts.validator
    def _check_facts(self, _: object, value: object) -> None:
        for item in value if isinstance(value, tuple) else (value,):
            pair = isinstance(item, tuple) and len(item) == 2
            if not pair or not isinstance(item[0], Fact | Flag) or not callable(item[1]):
                raise ClientReturnError("Pack.facts", item, "(fact, function from a story to its value)")

    @property
    def vocabulary(self) -> Vocabulary:
        """Its facts, for the books that may use them."""
        return Vocabulary(tuple(fact for fact, _ in self.facts))

    @door
    def in_language(self, words: Words, language: str) -> Words:
        """A language with the pack's own phrases added."""
        own = dict(self.words).get(language)
        return words if own is None else words | own


BUILT_IN: Final = Pack(
    "clientreturn",
    reasons=tuple(Policy().reasons),
    books={room: list(book) for room, book in Policy().books.items()},
    offers=Policy().recovery.offers,
)
"""The handbook as a pack like any other: `Policy.bare().with_pack(BUILT_IN) == Policy()`."""


def packs() -> tuple[Pack, ...]:
    """The packs of all installed plug-ins, by name.

    Raises:
        ClientReturnError: names the plug-in that cannot be loaded, is no `Pack`, or takes another's name.
    """
    found: dict[str, Pack] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        pack = _loaded(entry)
        if pack.name in found:
            raise ClientReturnError(
                f"plug-in {entry.name!r}", pack.name, "a name of its own", "uninstall one of the two"
            )
        found[pack.name] = pack
    return tuple(found.values())


def _loaded(entry: EntryPoint) -> Pack:
    field = f"plug-in {entry.name!r}"
    try:
        pack = entry.load()
    except Exception as error:
        remedy = f"{type(error).__name__}: {error}; correct or uninstall it"
        raise ClientReturnError(field, entry.value, "a Pack that can be loaded", remedy) from error
    if not isinstance(pack, Pack):
        raise ClientReturnError(field, pack, "a Pack", f"let {entry.value} name a clientreturn.Pack")
    return pack

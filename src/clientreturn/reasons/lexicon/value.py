"""A lexicon as a value: phrases under the concepts that they express, and the index that finds them in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import attrs

from ...doors import typed
from ...errors import ClientReturnError, closest
from ..folding import FOLDS, plain
from ..pairs import text_pairs
from .concepts import CONCEPTS

__all__ = ["Lexicon", "Match", "Phrase"]

_GAP: Final = "_"
_SHORTEST_MISSPELT: Final = 7
_LONGEST_WORD: Final = 40
_MISSPELT: Final = 0.85


class Match(NamedTuple):
    """A word of the lexicon found in a word of the text."""

    entry: int
    turned: bool
    weight: float
    length: int


class Phrase(NamedTuple):
    """Words in order, `-1` standing for a gap of up to two words, and what they express: (concept, sign)."""

    entries: tuple[int, ...]
    means: tuple[tuple[str, int], ...]


Node = dict[str, Any]


class _Index:
    """A trie over the folded words of all phrases, and the phrases by their first word."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], tuple[tuple[str, int], ...]]]) -> None:
        self.root: Node = {}
        self.entries: dict[str, int] = {}
        self.phrases: dict[int, list[Phrase]] = {}
        self.common: set[int] = set()
        for words, means in phrases:
            ids = tuple(-1 if word == _GAP else self._entry(word) for word in words)
            self.phrases.setdefault(ids[0], []).append(Phrase(ids, means))

    def _entry(self, word: str) -> int:
        if word in self.entries:
            return self.entries[word]
        number = self.entries[word] = len(self.entries)
        node = self.root
        for letter in word.rstrip("*"):
            node = node.setdefault(letter, {})
        node.setdefault("prefix" if word.endswith("*") else "exact", []).append(number)
        return number

    def exactly(self, word: str, start: int = 0, node: Node | None = None) -> list[tuple[int, int]]:
        """Entries that the word is or begins with, each with the length it covers."""
        node = self.root if node is None else node
        found: list[tuple[int, int]] = []
        for at in range(start, len(word)):
            step = node.get(word[at])
            if step is None:
                return found
            node = step
            for entry in node.get("prefix", ()):
                found.append((entry, at + 1))
        for entry in node.get("exact", ()):
            found.append((entry, len(word)))
        return found

    def nearly(self, word: str) -> list[tuple[int, int]]:
        """Entries one letter off (missing, extra, wrong or swapped), the first two letters being right."""
        found: list[tuple[int, int]] = []
        node = self.root.get(word[0], {}).get(word[1])
        at = 2
        while node is not None and at < len(word):
            letter = word[at]
            found += self.exactly(word, at + 1, node)
            for other, step in node.items():
                if len(other) == 1 and other != letter:
                    found += self.exactly(word, at + 1, step)
                    found += self.exactly(word, at, step)
            if at + 1 < len(word):
                swapped = node.get(word[at + 1])
                if swapped is not None and letter in swapped:
                    found += self.exactly(word, at + 2, swapped[letter])
            node = node.get(letter)
            at += 1
        return found


def _target(field: str, name: str) -> tuple[str, int]:
    concept, sign = (name[:-1], -1) if name.endswith("-") else (name, 1)
    if concept in CONCEPTS or "." in concept:
        return concept, sign
    raise ClientReturnError(
        field,
        name,
        "a concept or a reason code",
        "see clientreturn.reasons.CONCEPTS",
        closest(concept, CONCEPTS),
    )


@attrs.frozen(field_transformer=typed)
class Lexicon:
    """What the words of one language speak of.

    Attributes:
        language: its code; decides how writing is folded.
        phrases: concept or reason code → phrases, separated by `|`. `price*` is any word that begins so, `_` a gap
            of up to two words; a concept with `-` at its end is its opposite (`TOLD-`: not told).
        negative_prefixes: what turns a word into its opposite when written before it (Armenian `չ`, Persian `ن`).
        negative_infixes: the same right after a stem (Azerbaijani `-mədi`).
        negative_suffixes: the same at a word's end (Mongolian `-гүй`).
        plain_prefixes: what may stand before a word and changes nothing (Persian `می`).
        joined: short words that belong to the next one (Persian `می`).

    >>> from clientreturn.reasons import lexicon_of, read
    >>> own = lexicon_of("en").add({"client.in-house": "bought _ robot* | robots do it"})
    >>> read("they bought themselves a robot", lexicons=(own,)).candidates[0][0]
    'client.in-house'
    """

    language: str
    phrases: tuple[tuple[str, str], ...] = attrs.field(converter=text_pairs)
    negative_prefixes: tuple[str, ...] = ()
    negative_infixes: tuple[str, ...] = ()
    negative_suffixes: tuple[str, ...] = ()
    plain_prefixes: tuple[str, ...] = ()
    joined: frozenset[str] = frozenset()
    _affixes: tuple[tuple[str, ...], ...] = attrs.field(init=False, eq=False, repr=False)
    _index: _Index = attrs.field(init=False, eq=False, repr=False)

    @_affixes.default
    def _fold_affixes(self) -> tuple[tuple[str, ...], ...]:
        if self.language not in FOLDS:
            raise ClientReturnError(
                "Lexicon.language",
                self.language,
                f"one of {', '.join(FOLDS)}",
                suggestion=closest(self.language, FOLDS),
            )
        written = (self.negative_prefixes, self.negative_infixes, self.negative_suffixes, self.plain_prefixes)
        return tuple(tuple(self.fold(plain(affix)) for affix in affixes) for affixes in written)

    @_index.default
    def _build(self) -> _Index:
        meanings: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        for name, listed in self.phrases:
            target = _target("Lexicon.phrases", name)
            for phrase in listed.split("|"):
                words = self._folded(phrase)
                if words and target not in meanings.setdefault(words, []):
                    meanings[words].append(target)
        return _Index((words, tuple(means)) for words, means in meanings.items())

    def _folded(self, phrase: str) -> tuple[str, ...]:
        words: list[str] = []
        for word in plain(phrase).replace("-", " ").split():
            stem = word.removesuffix("*")
            if word != _GAP and not stem.isalnum():
                raise ClientReturnError("Lexicon.phrases", phrase.strip(), "words", "write stems as price*, gaps as _")
            words.append(word if word == _GAP else self.fold(stem) + "*" * word.endswith("*"))
        if words and _GAP in (words[0], words[-1]):
            raise ClientReturnError(
                "Lexicon.phrases", phrase.strip(), "a word at either end", "a gap stands between words"
            )
        return tuple(words)

    def fold(self, word: str) -> str:
        """A word as this lexicon compares it."""
        return FOLDS[self.language](word)

    def add(self, phrases: Mapping[str, str]) -> Lexicon:
        """A new lexicon that also knows these phrases."""
        return attrs.evolve(self, phrases=(*self.phrases, *phrases.items()))

    def matches(self, word: str, misspelt: bool = True) -> tuple[Match, ...]:
        """The entries that a folded word matches; a misspelt one only when nothing matches as written."""
        word = word[:_LONGEST_WORD]
        found = self._index.exactly(word)
        if found:
            return tuple(Match(entry, self._turns(word, length), 1.0, length) for entry, length in found)
        for turned, prefixes in ((True, self._affixes[0]), (False, self._affixes[3])):
            for prefix in prefixes:
                if word.startswith(prefix) and len(word) - len(prefix) >= 2:
                    found = self._index.exactly(word[len(prefix) :])
                    if found:
                        return tuple(Match(entry, turned, 1.0, length) for entry, length in found)
        if misspelt and len(word) >= _SHORTEST_MISSPELT and not word.isdigit():
            near = self._index.nearly(word)
            return tuple(
                Match(entry, self._turns(word, length), _MISSPELT, length)
                for entry, length in near
                if length >= _SHORTEST_MISSPELT
            )
        return ()

    def _turns(self, word: str, length: int) -> bool:
        rest = word[length:]
        return bool(rest) and (
            rest.startswith(self._affixes[1])
            or any(word.endswith(suffix) and len(rest) >= len(suffix) for suffix in self._affixes[2])
        )

    def denies(self, word: str) -> bool:
        """Is a folded word that no entry explains a denied one, such as a verb in the negative?"""
        prefixes, suffixes = self._affixes[0], self._affixes[2]
        return any(len(word) > len(a) + 2 and word.startswith(a) for a in prefixes if len(a) > 1) or any(
            len(word) > len(a) + 2 and word.endswith(a) for a in suffixes
        )

    def starting(self, entry: int) -> Iterable[Phrase]:
        """The phrases whose first word is this entry."""
        return self._index.phrases.get(entry, ())

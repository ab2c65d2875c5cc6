"""Writing made comparable: case, accents, keyboards and scripts are folded away before any word is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

import attrs

__all__ = ["FOLDS", "LONGEST", "Word", "plain", "scripts_of", "words_of"]

LONGEST: Final = 4000
"""Characters of a text that are read; the rest is left out, so that reading time is bounded."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´ʹʺ՛՜՞ـ")
_PIECES = re.compile(r"[^\W_]+|[.,;:!?()\n\r\t…—–|،؛؟։՝«»\"“”]| - ")
_ENDS_CLAUSE = frozenset(".,;:!?()\n\r\t…—–|،؛؟։՝-")


@attrs.frozen
class Word:
    """A word as written (lower case, accents off), its script, and the clause that it stands in."""

    text: str
    script: str
    clause: int


def plain(text: str) -> str:
    """Lower case, compatibility forms resolved, accents and invisible marks (bidi, joiners) dropped."""
    text = text[:LONGEST]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
        spread = unicodedata.normalize("NFKD", text)[: 2 * LONGEST].casefold()
        text = "".join(c for c in spread if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return text.casefold().translate(_APOSTROPHES)


_RANGES = (
    ("cyrillic", "\u0400", "\u052f"),
    ("armenian", "\u0531", "\u0587"),
    ("arabic", "\u0600", "\u06ff"),
    ("latin", "a", "\u024f"),
)


def _script(word: str) -> str:
    """The script of a word; one Cyrillic letter makes it Cyrillic, since keyboards mix in look-alikes."""
    for script, first, last in _RANGES:
        if any(first <= c <= last for c in word):
            return script
    return ""


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in reading order, each with the number of its clause.

    >>> [(w.text, w.clause) for w in words_of("Price OK, delivery wasn't.")]
    [('price', 0), ('ok', 0), ('delivery', 1), ('wasnt', 1)]
    """
    words: list[Word] = []
    clause = 0
    for found in _PIECES.finditer(plain(text)):
        piece = found.group()
        if piece.strip()[:1] in _ENDS_CLAUSE or not piece.strip():
            clause += 1
        elif piece[0].isalnum():
            words.append(Word(piece, _script(piece), clause))
    return tuple(words)


def scripts_of(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The scripts that occur, in order of first appearance."""
    return tuple(dict.fromkeys(word.script for word in words if word.script))


_DOUBLED = re.compile(r"(.)\1+")


def _single(word: str) -> str:
    """Doubled letters once: typing and transliteration disagree on them."""
    return _DOUBLED.sub(r"\1", word)


def _replacer(pairs: str) -> Callable[[str], str]:
    """A function that replaces letter groups, longest first; pairs are written `from>to from>to`."""
    table = {a: b for a, _, b in (pair.partition(">") for pair in pairs.split())}
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda word: pattern.sub(lambda found: table[found.group()], word)


def _english(word: str) -> str:
    return _single(word)


_azeri_letters = _replacer("ə>e ı>i sh>s ch>c gh>g kh>x q>g w>s j>c")


def _azeri(word: str) -> str:
    return _single(_azeri_letters(word))


_russian_latin = _replacer(
    "shch>щ sch>щ zh>ж kh>х ch>ч sh>ш ts>ц tz>ц yu>ю ju>ю iu>ю ya>я ja>я ia>ия yo>е jo>е ye>е je>е "
    "a>а b>б v>в w>в g>г d>д e>е z>з i>и y>и j>и k>к q>к l>л m>м n>н o>о p>п r>р s>с t>т u>у f>ф "
    "h>х x>х c>ц 4>ч 6>ш"
)
_russian_letters = _replacer("ё>е э>е ы>и й>и ь> ъ> щ>ш тс>ц дс>ц ю>у iу>у")


def _russian(word: str) -> str:
    return _single(_russian_letters(_russian_latin(word) if not word.isdigit() else word))


_mongolian_latin = _replacer(
    "kh>х ch>ч sh>ш ts>ц zh>ж dz>з yu>ю ju>жу ya>я yo>е ye>е vv>у ee>е oo>о uu>у ii>и aa>а "
    "a>а b>б w>в g>г d>д e>е z>з i>и y>и j>ж k>к q>к l>л m>м n>н o>о p>п r>р s>с t>т u>у f>ф h>х x>х c>ц"
)
_mongolian_v = re.compile(r"(?<![aeiouyаэиоуөүе])v(?![aeiouyаэиоуөүяеё])")
_mongolian_letters = _replacer("ө>о є>о ү>у ї>у ұ>у э>е ё>е й>и ы>и ь> ъ> ю>у щ>ш v>в")


def _mongolian(word: str) -> str:
    if not word.isdigit():
        word = _mongolian_latin(_mongolian_v.sub("у", word))
    return _single(_mongolian_letters(word))


_armenian_latin = _replacer("tch>č ch>č sh>š zh>j kh>x gh>x ts>c tz>c dz>z th>t ph>p ye>e ev>ev q>k w>v y> @>")
_armenian_letters = _replacer(
    "ու>u իւ>u յու>u եւ>ev և>ev ա>a բ>b գ>g դ>d ե>e զ>z է>e ը> թ>t ժ>j ի>i լ>l խ>x ծ>c կ>k հ>h ձ>z ղ>x "
    "ճ>č մ>m յ> ն>n շ>š ո>o չ>č պ>p ջ>j ռ>r ս>s վ>v տ>t ր>r ց>c ւ>v փ>p ք>k օ>o ֆ>f"
)


def _armenian(word: str) -> str:
    word = _armenian_letters(_armenian_latin(word))
    return _single(word.removeprefix("v") if word.startswith("vo") else word)


_persian_letters = _replacer("ي>ی ى>ی ك>ک ة>ه ۀ>ه ە>ه ص>س ث>س ض>ز ذ>ز ظ>ز ط>ت ح>ه غ>ق ؤ>و ئ>ی أ>ا إ>ا آ>ا ء>")


_persian_latin = _replacer("oo>u ou>u ow>u ee>i aa>a gh>q kh>x sh>š ch>č zh>j w>v ei>ey")


def _persian(word: str) -> str:
    return _single(_persian_latin(_persian_letters(word)))


FOLDS: Final[dict[str, Callable[[str], str]]] = {
    "en": _english,
    "ru": _russian,
    "az": _azeri,
    "hy": _armenian,
    "mn": _mongolian,
    "fa": _persian,
}
"""How each language's writing is folded; a lexicon and the texts it reads pass through the same fold."""

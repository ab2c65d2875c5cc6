"""The name of the competitor that a note says they went to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final

from .folding import Word

__all__ = ["name_beside"]

_WRITTEN: Final = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_FORMS: Final = frozenset(
    [
        "ltd",
        "llc",
        "inc",
        "gmbh",
        "plc",
        "co",
        "corp",
        "ag",
        "sa",
        "srl",
        "ооо",
        "оао",
        "зао",
        "ип",
        "mmc",
        "asc",
        "ххк",
        "хк",
        "սպը",
        "փբը",
    ]
)
"""Legal forms: what stands before one is a name."""
_REACH: Final = 2
"""Words that may stand between the leaving and the name ("went over to the ...")."""


def name_beside(text: str, words: Sequence[Word], left: Iterable[tuple[int, int]], known: Container[str]) -> str:
    """Capitalised words right after the words that tell of leaving, or right before them; `""` when there are none.

    A note written in capitals throughout tells no name, and known words are none ("Moved to Competitor") unless a legal
    form follows.
    """
    written = _WRITTEN.findall(text)
    if len(written) != len(words) or all(not word[0].islower() for word in written):
        return ""
    for start, end in left:
        clause = words[start].clause
        after = next((at for at in range(end, min(end + _REACH + 1, len(words))) if _names(written[at])), len(words))
        before = start
        while before > 1 and _names(written[before - 1]) and words[before - 1].clause == clause:
            before -= 1
        for at, until in ((after, len(words)), (before, start)):
            found = _run(written[:until], words, at, clause)
            if any(_form(word) or word.casefold() not in known for word in found):
                return " ".join(found)
    return ""


def _names(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _run(written: Sequence[str], words: Sequence[Word], at: int, clause: int) -> Sequence[str]:
    """The capitalised words from a place on, with a legal form in any letters."""
    end = at
    while end < len(written) and words[end].clause == clause and (_names(written[end]) or _form(written[end])):
        end += 1
    return written[at:end]


def _form(word: str) -> bool:
    return word.casefold() in _FORMS

"""The lexicon of a language: which words speak of what, as data that a firm can extend."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from ...doors import is_textual
from ...errors import ClientReturnError, closest
from .value import Lexicon, Match

__all__ = ["LANGUAGES", "Lexicon", "Match", "lexicon_of"]

LANGUAGES: Final = {
    "en": ("latin",),
    "az": ("latin",),
    "ru": ("cyrillic", "latin"),
    "mn": ("cyrillic", "latin"),
    "hy": ("armenian", "latin"),
    "fa": ("arabic", "latin"),
}
"""The languages that are read, each with the scripts it is typed in."""


def lexicon_of(language: str) -> Lexicon:
    """The built-in lexicon of a language (`"en"`, `"ru"`, `"az"`, `"hy"`, `"mn"`, `"fa"`), imported when first asked for.

    Raises:
        ClientReturnError: no lexicon for that language.

    >>> lexicon_of("en").language
    'en'
    """
    if not is_textual(language) or language not in LANGUAGES:
        raise ClientReturnError(
            "language", language, f"one of {', '.join(LANGUAGES)}", suggestion=closest(language, LANGUAGES)
        )
    found: Lexicon = import_module(f".{language}", __name__).LEXICON
    return found

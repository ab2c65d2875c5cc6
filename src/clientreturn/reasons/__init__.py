"""Why clients leave: every reason belongs to one side (handbook section 3); and reading what a CRM says of it.

Whoever reads no texts loads no lexicon: the names for reading are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .catalogue import REASONS, UNKNOWN, DefectorType, Reason, Reasons, Side

if TYPE_CHECKING:
    from .lexicon import LANGUAGES, Lexicon, lexicon_of
    from .lexicon.concepts import CONCEPTS
    from .picklists import PICK_LISTS, PickList
    from .reading import Reader, read
    from .stated import Reading

__all__ = [
    "CONCEPTS",
    "LANGUAGES",
    "PICK_LISTS",
    "REASONS",
    "UNKNOWN",
    "DefectorType",
    "Lexicon",
    "PickList",
    "Reader",
    "Reading",
    "Reason",
    "Reasons",
    "Side",
    "lexicon_of",
    "read",
]

_HOMES = {
    "CONCEPTS": "lexicon.concepts",
    "LANGUAGES": "lexicon",
    "Lexicon": "lexicon",
    "Reader": "reading",
    "Reading": "stated",
    "PICK_LISTS": "picklists",
    "PickList": "picklists",
    "lexicon_of": "lexicon",
    "read": "reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)

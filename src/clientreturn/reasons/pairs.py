"""Named texts, as a mapping or as pairs, kept as pairs so that whoever holds them can be hashed and pickled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import ClientReturnError

__all__ = ["text_pairs"]


def text_pairs(named: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The (name, text) pairs of a mapping or of an iterable of pairs.

    >>> text_pairs({"a": "b"})
    (('a', 'b'),)
    """
    try:
        pairs = tuple(named.items()) if isinstance(named, Mapping) else tuple((a, b) for a, b in named)
    except (TypeError, ValueError):
        raise ClientReturnError("named texts", named, "a mapping of names to texts") from None
    for name, text in pairs:
        if not (isinstance(name, str) and isinstance(text, str)):
            raise ClientReturnError("named texts", (name, text), "a name and a text")
    return pairs

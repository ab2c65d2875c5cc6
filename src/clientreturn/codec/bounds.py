"""How deep and how large plain data may be, looked at before anything is made of them."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final

from ..doors import LARGEST_WHOLE
from ..errors import ClientReturnError

__all__ = ["MAX_DEPTH", "MAX_VALUES", "check_plain"]

MAX_DEPTH: Final = 100
MAX_VALUES: Final = 20_000_000


def check_plain(data: object) -> None:
    """Refuses what JSON cannot carry, and whatever is too deep or too large; a cycle is too deep."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        kind = type(value)
        if kind is dict or kind is list:
            if depth >= MAX_DEPTH:
                raise ClientReturnError("data", "…", f"at most {MAX_DEPTH} levels")
            if kind is dict:
                for name in value:
                    if type(name) is not str:
                        raise ClientReturnError("data", name, "texts as names of fields")
                    _check_text(name)
                value = value.values()
            waiting += [(part, depth + 1) for part in value]
            if len(waiting) + seen > MAX_VALUES:
                raise ClientReturnError("data", "…", f"at most {MAX_VALUES:,} values", "load it in parts")
        elif kind is str:
            _check_text(value)
        elif kind is int:
            if abs(value) >= LARGEST_WHOLE:
                raise ClientReturnError("data", "a huge number", "whole numbers of at most 63 bits")
        elif kind is float:
            if not isfinite(value):
                raise ClientReturnError("data", value, "finite numbers", "leave it out, or write null")
        elif kind is not bool and value is not None:
            raise ClientReturnError(
                "data", value, "what JSON can carry: objects, lists, texts, numbers, true, false, null"
            )


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ClientReturnError("data", text, "texts that UTF-8 can carry", "remove lone surrogates") from None

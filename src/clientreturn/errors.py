"""The one error of the library: it names the field, the value, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["ClientReturnError", "closest", "with_extra"]


class ClientReturnError(ValueError):
    """Something that came in cannot be used.

    Attributes:
        field: where the value stood, e.g. `"Purchase.amount"`.
        value: the value itself, as it came.
        expected: what would have been accepted.
        remedy: what to do about it; where `expected` says it all, just to pass that.
        suggestion: the known name nearest to a misspelt one, or `None`.

    >>> print(ClientReturnError("Purchase.amount", "12,5", "a decimal number", "write 12.5"))
    Purchase.amount: expected a decimal number, got '12,5'; write 12.5
    """

    def __init__(
        self, field: str, value: object, expected: str, remedy: str = "", suggestion: str | None = None
    ) -> None:
        super().__init__(field, value, expected, remedy, suggestion)
        self.field = field
        self.value = value
        self.expected = expected
        self.remedy = remedy or (f"write {suggestion!r}" if suggestion else f"pass {expected}")
        self.suggestion = suggestion

    def __str__(self) -> str:
        try:
            shown = repr(self.value)
        except Exception:  # a value from outside may be unable to show itself
            shown = f"a {type(self.value).__name__}"
        if len(shown) > 200:
            shown = f"{shown[:200]}…"
        text = f"{self.field}: expected {self.expected}, got {shown}"
        if self.suggestion:
            text += f"; did you mean {self.suggestion!r}?"
        own_remedy = self.args[3]
        return f"{text}; {own_remedy}" if own_remedy else text

    def at(self, field: str) -> ClientReturnError:
        """The same refusal, with the field named from farther away."""
        return ClientReturnError(field, *self.args[1:])


def closest(name: object, known: Iterable[str]) -> str | None:
    """The known name nearest to a misspelt one, or `None` when nothing comes near.

    >>> closest("slience", ["silence", "visits"])
    'silence'
    """
    if not issubclass(type(name), str):  # `isinstance` believes those that only say that they are texts
        return None
    text: str = name  # type: ignore[assignment]
    found = get_close_matches(text[:200], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def with_extra(error: ModuleNotFoundError, extra: str) -> ModuleNotFoundError:
    """The same error, with the extra of this package that brings what is missing.

    >>> with_extra(ModuleNotFoundError("No module named 'cattrs'", name="cattrs"), "codec").msg
    "No module named 'cattrs'; it comes with the extra 'codec': pip install 'clientreturn[codec]'"
    """
    told = f"{error.msg}; it comes with the extra {extra!r}: pip install 'clientreturn[{extra}]'"
    return ModuleNotFoundError(told, name=error.name, path=error.path)

"""Arithmetic that closed forms are written in once, for numbers and for data-frame expressions alike.

Sums, products and comparisons are the operators' own; here is the rest. On numbers it is `FLOATS`, and
`clientreturn.frames` has the same functions on expressions.
"""

from __future__ import annotations

import math
import operator
from typing import Any, Final, Protocol

__all__ = ["FLOATS", "Arithmetic", "Logarithms", "rounded"]


class Arithmetic(Protocol):
    """What `+ - * / **` cannot say. `Any` is a float, or an expression that stands for one in each row."""

    def exp(self, value: Any) -> Any:
        """e to the power of the value."""
        ...

    def sqrt(self, value: Any) -> Any:
        """Square root."""
        ...

    def floor(self, value: Any) -> Any:
        """Largest whole number not above the value."""
        ...

    def share(self, value: Any, parts: float) -> Any:
        """The value divided by a constant, to the last bit (some backends multiply by the reciprocal instead)."""
        ...

    def least(self, value: Any, bound: float) -> Any:
        """The value, at most the bound."""
        ...

    def greatest(self, value: Any, bound: Any) -> Any:
        """The larger of both."""
        ...

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """One of two values, as a comparison says."""
        ...


class Logarithms(Arithmetic, Protocol):
    """The same with logarithms: for numbers and for arrays."""

    def log(self, value: Any) -> Any:
        """Natural logarithm."""
        ...

    def log1p(self, value: Any) -> Any:
        """Natural logarithm of one more than the value."""
        ...


class _Floats:
    """The arithmetic of plain numbers."""

    log = staticmethod(math.log)
    log1p = staticmethod(math.log1p)
    exp = staticmethod(math.exp)
    sqrt = staticmethod(math.sqrt)
    floor = staticmethod(math.floor)
    least = staticmethod(min)
    greatest = staticmethod(max)
    share = staticmethod(operator.truediv)

    @staticmethod
    def where(condition: bool, then: Any, otherwise: Any) -> Any:
        return then if condition else otherwise


FLOATS: Final[Logarithms] = _Floats()


def rounded(value: Any, places: int, maths: Arithmetic = FLOATS) -> Any:
    """Rounded half up, by operations that every backend carries out to the same last bit.

    >>> rounded(121.664999, 2), rounded(0.5, 0)
    (121.66, 1.0)
    """
    scale = 10**places
    return maths.share(maths.floor(value * scale + 0.5), scale)

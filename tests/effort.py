"""How long something takes beside a plain loop, both in processor time of the same run: a slow machine is slow at both."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

__all__ = ["loops"]


def loops(work: Callable[[], object]) -> float:
    """In how many loops over a million numbers the work is done."""
    return _spent(work) / _spent(lambda: sum(number * number for number in range(1_000_000)))


def _spent(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started

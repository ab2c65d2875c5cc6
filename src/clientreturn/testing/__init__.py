"""For those who write rules: the runners by which the built-in rules are tested, too."""

from __future__ import annotations

from .cases import RuleCases, failures, uncovered

__all__ = ["RuleCases", "failures", "uncovered"]

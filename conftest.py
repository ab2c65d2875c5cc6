"""Rooms behind an extra are collected only where the extra is installed."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("matplotlib") else ["src/clientreturn/plots/*"]

"""A rule or number changes only on purpose: what it means is written down, and held against what it was.

After a change on purpose run `python tests/frozen/meaning.py`, and name the rule or number in the changelog.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

FROZEN = Path(__file__).parent / "frozen"
BEFORE: dict[str, dict[str, Any]] = json.loads((FROZEN / "meaning-v1.json").read_text("utf-8"))
NOW: dict[str, dict[str, Any]] = runpy.run_path(str(FROZEN / "meaning.py"))["meaning"]()


@pytest.mark.parametrize("kind", ["numbers", "rules"])
def test_nothing_changed_its_meaning_unseen(kind: str) -> None:
    before, now = BEFORE[kind], NOW[kind]
    assert {name: was for name, was in before.items() if now.get(name) != was} == {}
    assert now.keys() == before.keys()

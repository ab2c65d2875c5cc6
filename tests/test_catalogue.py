"""The catalogue is complete, its ids are unique, and the page in the docs is the one it gives."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import clientreturn as cr
from clientreturn.conditions import Number
from clientreturn.entries import catalogue
from test_layout import MODULES, lacks

ENTRIES = catalogue()
PLAIN = {"standing.prospect", "block.weekend", "block.holiday", "block.owner-away"}
"""Rules that rest on what a word means or a calendar says, and need no source."""


def test_every_number_of_the_package_is_in_the_catalogue() -> None:
    modules = [name for name in MODULES if not lacks(name)]
    numbers = {
        value.name for name in modules for value in vars(import_module(name)).values() if isinstance(value, Number)
    }
    assert numbers == {entry.id for entry in ENTRIES if entry.kind == "number"}


@pytest.mark.parametrize("kind", ["rule", "step", "reason", "offer", "figure"])
def test_ids_are_unique_and_sourced(kind: str) -> None:
    entries = [entry for entry in ENTRIES if entry.kind == kind]
    assert len({(entry.room, entry.id) for entry in entries}) == len(entries)
    assert all(entry.title and entry.when for entry in entries)
    assert {entry.id for entry in entries if not entry.sources} <= PLAIN


def test_the_catalogue_follows_the_policy() -> None:
    policy = cr.Policy(standing=cr.STANDING.without("standing.at-risk"))
    gone = {entry.id for entry in ENTRIES} - {entry.id for entry in catalogue(policy)}
    assert gone == {"standing.at-risk"}


def test_the_page_is_up_to_date() -> None:
    generate = Path(__file__).parent.parent / "docs" / "generate.py"
    done = subprocess.run([sys.executable, str(generate), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

"""What every rule and number means, as it was written down: python tests/frozen/meaning.py writes it anew."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

import clientreturn as cr
from clientreturn.conditions import sentence
from clientreturn.entries import ROOMS

FILE = Path(__file__).with_name("meaning-v1.json")


def _said(value: Any) -> str:
    """What a rule says, without its wording."""
    return repr(attrs.evolve(value, brief="") if hasattr(value, "brief") else value)


def numbers() -> dict[str, list[Any]]:
    """Default, unit and range of every number."""
    found = {}
    for room in ROOMS:
        for value in vars(import_module(f"clientreturn.{room}")).values():
            if isinstance(value, cr.Number):
                found[value.name] = [
                    value.default,
                    value.unit.value,
                    value.low,
                    None if value.high == float("inf") else value.high,
                ]
    return found


def rules() -> dict[str, list[Any]]:
    """Condition, answer, sources and standing in the law of every rule of a policy, and its place."""
    return {
        f"{room}: {rule.id}": [at, sentence(rule.when), _said(rule.says), list(rule.sources), rule.binding]
        for room, book in cr.Policy().books.items()
        for at, rule in enumerate(book)
    }


def meaning() -> dict[str, dict[str, list[Any]]]:
    """All of it."""
    return {"numbers": dict(sorted(numbers().items())), "rules": rules()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(meaning(), indent=0, ensure_ascii=False) + "\n", "utf-8")

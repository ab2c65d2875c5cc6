"""What docs/stability.md promises, held against what was written down before."""

from __future__ import annotations

import importlib
import json
import runpy
import warnings
from pathlib import Path
from typing import Any

import pytest

import clientreturn as cr

codec = pytest.importorskip("clientreturn.codec", exc_type=ImportError)

FROZEN = Path(__file__).parent / "frozen"
NOW = runpy.run_path(str(FROZEN / "write.py"))
GOLDEN = sorted(FROZEN.glob("codec-v*/*.json"))
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def golden(name: str) -> Any:
    return json.loads((FROZEN / "codec-v1" / f"{name}.json").read_text("utf-8"))


def test_what_others_hang_on_leaves_only_with_a_line_in_the_changelog() -> None:
    before, now = json.loads((FROZEN / "ids-v1.json").read_text("utf-8")), NOW["ids"]()
    told = CHANGELOG.read_text("utf-8")
    gone = [f"{kind}: {name}" for kind, names in before.items() for name in names if name not in now.get(kind, ())]
    assert not [line for line in gone if f"`{line.partition(': ')[2]}`" not in told]


def test_what_is_new_is_written_down_too() -> None:
    """Run `python tests/frozen/write.py`: from the release on it is promised."""
    before, now = json.loads((FROZEN / "ids-v1.json").read_text("utf-8")), NOW["ids"]()
    assert not [f"{kind}: {name}" for kind, names in now.items() for name in names if name not in before.get(kind, ())]


def is_kept(before: Any, now: Any) -> bool:
    """Whether all that was stored is there again; later versions may add fields."""
    if isinstance(before, dict) and isinstance(now, dict):
        return all(name in now and is_kept(part, now[name]) for name, part in before.items())
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(is_kept, before, now))
    return bool(before == now)


def context() -> Any:
    """The policy, base and team by which the stored case was made, themselves stored."""
    return codec.Codec(policy=codec.load(golden("policy")), team=codec.load(golden("team")))


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_was_stored_once_is_read_for_ever(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    by = context()
    value = by.load(data)
    assert is_kept(data["data"], by.dump(value)["data"])
    assert by.dump(by.load(by.dump(value))) == by.dump(value)


def test_there_is_a_stored_value_of_every_kind_that_a_firm_keeps() -> None:
    assert {file.stem for file in GOLDEN} == set(NOW["values"]())


def test_a_stored_policy_keeps_its_fingerprint() -> None:
    before = json.loads((FROZEN / "fingerprints-v1.json").read_text("utf-8"))
    assert {name: codec.load(golden(name)).fingerprint for name in before} == before


def test_a_stored_case_says_what_it_said() -> None:
    case = context().load(golden("case"))
    assert case.client == "C-7"
    assert case.standing.says is not None
    assert case.standing.says.value == golden("snapshot")["data"]["row"]["standing"]
    assert str(case.standing.why) in case.explain()


def test_data_of_a_later_schema_are_refused_by_name() -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        codec.load({**golden("client"), "clientreturn": codec.SCHEMA + 1})
    assert caught.value.field == "clientreturn"
    assert caught.value.remedy


def test_no_name_warns_without_need() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in cr.__all__:
            getattr(cr, name)


@pytest.mark.parametrize("name", cr.__all__)
def test_a_public_name_is_where_it_says(name: str) -> None:
    value = getattr(cr, name)
    module = getattr(value, "__module__", None)
    if isinstance(value, type):
        assert getattr(importlib.import_module(str(module)), name) is value

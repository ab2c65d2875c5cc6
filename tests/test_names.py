"""The public names: loaded when asked for, typed, and the same wherever they are listed."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import clientreturn as cr


def typed_names() -> set[str]:
    """What a type checker sees: the imports under TYPE_CHECKING."""
    tree = ast.parse(Path(cr.__file__).read_text(encoding="utf-8"))
    guarded = [node for node in tree.body if isinstance(node, ast.If)]
    return {
        alias.asname or alias.name
        for block in guarded
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_a_type_checker_sees_what_a_program_gets() -> None:
    assert typed_names() == set(cr.__all__)
    assert set(cr._HOMES) == set(cr.__all__)
    assert set(cr.__all__) <= set(dir(cr))
    assert len(cr.__all__) == len(set(cr.__all__))


@pytest.mark.parametrize("name", cr.__all__)
def test_a_public_name_is_public_in_its_room(name: str) -> None:
    home = import_module(f"clientreturn.{cr._HOMES[name]}")
    assert getattr(cr, name) is getattr(home, name)
    assert name in home.__all__


def test_a_misspelt_name_is_answered_with_the_one_meant() -> None:
    with pytest.raises(AttributeError, match="did you mean 'Purchase'"):
        cr.Purchas  # noqa: B018

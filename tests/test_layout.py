"""What holds for every module: names are said and documented, and nothing is loaded before it is needed."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import clientreturn

PACKAGE = Path(clientreturn.__file__).parent
DOCS = PACKAGE.parent.parent / "docs"
MODULES = [found.name for found in pkgutil.walk_packages(clientreturn.__path__, "clientreturn.")]
ROOMS = [name for name in MODULES if name.count(".") == 1]
EXTRAS = {
    "clientreturn.base.accelerated": "numpy",
    "clientreturn.codec": "cattrs",
    "clientreturn.frames": "narwhals",
    "clientreturn.frames.arrays": "numpy",
    "clientreturn.frames.engine": "numpy",
    "clientreturn.frames.learning": "numpy",
    "clientreturn.frames.vectors": "numpy",
    "clientreturn.plots": "matplotlib",
    "clientreturn.testing.equality": "narwhals",
    "clientreturn.words.locales": "babel",
}
"""Modules, or packages of them, that need more than the core's dependencies."""


def lacks(name: str) -> str | None:
    """The library that a module of an extra needs and that is not installed."""
    return next((needs for part, needs in EXTRAS.items() if name.startswith(part) and find_spec(needs) is None), None)


def load(name: str) -> ModuleType:
    """The module; skips the test when it belongs to an extra that is not installed."""
    if lacking := lacks(name):
        pytest.skip(f"needs {lacking}")
    return importlib.import_module(name)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_its_subject_and_its_public_names(name: str) -> None:
    module = load(name)
    assert module.__doc__, f"{name} has no docstring"
    assert isinstance(module.__all__, list), f"{name} has no __all__"
    assert len(set(module.__all__)) == len(module.__all__)
    for public in module.__all__:
        assert hasattr(module, public), f"{name} has no {public}"


@pytest.mark.parametrize("name", MODULES)
def test_a_public_name_is_documented_with_its_public_methods(name: str) -> None:
    module = load(name)
    bare = []
    for public in module.__all__:
        thing = getattr(module, public)
        if not (inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        if not _own_docstring(thing):
            bare.append(public)
        if inspect.isclass(thing):
            for method, content in vars(thing).items():
                content = getattr(content, "__func__", content)
                content = content.fget if isinstance(content, property) else content
                documented = not inspect.isfunction(content) or content.__doc__ or _inherited(thing, method)
                if not method.startswith("_") and not documented:
                    bare.append(f"{public}.{method}")
    assert not bare, f"{name}: without a docstring: {', '.join(bare)}"


def _own_docstring(thing: object) -> str | None:
    written = getattr(thing, "__doc__", None)
    # An attrs or enum class without a docstring would show a generated one.
    return None if written and written.startswith(("Method generated", "An enumeration")) else written


def _inherited(owner: type, method: str) -> bool:
    """A protocol or abstract parent says what the method means."""
    return any(method in vars(parent) for parent in owner.__mro__[1:])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_its_page_in_the_reference(room: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in sorted((DOCS / "reference").glob("*.md")))
    assert re.search(rf"^::: {re.escape(room)}$", pages, re.MULTILINE), f"add '::: {room}' to a page in docs/reference"


@pytest.mark.parametrize("extra", EXTRAS.values())
def test_an_extra_is_imported_in_its_one_module_only(extra: str) -> None:
    users = {
        ".".join(("clientreturn", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if extra in _imported(node)
    }
    allowed = [module for module, needs in EXTRAS.items() if needs == extra]
    assert [user for user in users if not user.startswith(tuple(allowed))] == []


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        return {node.module.partition(".")[0]}
    return set()


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    """Each attrs class costs about a millisecond: a room is loaded when one of its names is asked for."""
    asked = "import sys, clientreturn; print(*sorted(name for name in sys.modules if name.startswith('clientreturn')))"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True).stdout.split()
    assert set(loaded) <= {"clientreturn", "clientreturn.errors"}

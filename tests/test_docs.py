"""Every piece of Python in the README and the docs runs, page by page, and shows what it says it shows."""

from __future__ import annotations

import doctest
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^(?:<!-- needs: (?P<needs>\w+) -->\n)?"  # on the line above a block: run it only where this module is installed
    r"(?P<indent> *)```(?P<kind>python|pycon)[^\n]*\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs_in_one_go(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": page.stem}
    for block in BLOCK.finditer(text):
        if block["needs"] and find_spec(block["needs"]) is None:
            continue
        above = "\n" * text.count("\n", 0, block.start("code"))
        code = re.sub(rf"^{block['indent']}", "", block["code"], flags=re.MULTILINE)
        if block["kind"] == "python":
            exec(compile(above + code, str(page), "exec"), names)
        else:
            _shows(page, above.count("\n"), code, names)


def _shows(page: Path, line: int, code: str, names: dict[str, Any]) -> None:
    example = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    told: list[str] = []
    runner.run(example, out=told.append, clear_globs=False)
    names.update(example.globs)
    assert not runner.failures, "".join(told)


def test_no_block_escapes() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fences = re.findall(r"^ *```(?:python|pycon|py|python3)\b", text, re.MULTILINE)
        assert len(fences) == len(BLOCK.findall(text)), page

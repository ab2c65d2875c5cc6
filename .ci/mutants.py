"""Mutation testing: one small change of the code at a time; some test must notice it.

    python .ci/mutants.py --sample 200 --seed 1 --write docs/mutation.md
    python .ci/mutants.py rhythm --only rhythm.py:square_of    # the mutants of one function, one by one
    python .ci/mutants.py --sample 200 --state /tmp/seen.json  # goes on where it was stopped; survivors are tried again
    python .ci/mutants.py standing --survivors --write docs/mutation.md  # those of the page once more

A mutant runs in a process of its own, which loads the changed code in place of the file, with the tests of its room
until the first one fails. Sampled with a fixed seed, since all of them take hours. Wording is left alone: documentation,
texts, messages of errors.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import signal
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "clientreturn"
EXPLAINED = Path(__file__).with_name("survivors.toml")
SECONDS = 120
"""After which a mutant that loops counts as killed."""

ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rhythm": (("rhythm.py",), ("tests/test_borders.py", "tests/test_rhythm.py", "tests/test_seasons.py")),
    "standing": (
        ("standing/*.py",),
        ("tests/test_borders.py", "tests/test_meaning.py", "tests/test_standing.py", "tests/test_seasons.py",
         "tests/test_replay.py", "tests/test_parts.py", "tests/base/test_feed.py", "tests/test_presets.py"),
    ),
    "facts": (
        ("facts/*.py",),
        ("tests/test_fact_borders.py", "tests/test_facts.py", "tests/test_borders.py", "tests/test_meaning.py",
         "tests/test_parts.py", "tests/test_history.py", "tests/test_replay.py", "tests/test_standing.py"),
    ),
    "worth": (
        ("worth/*.py",),
        ("tests/worth/test_borders.py", "tests/test_meaning.py", "tests/worth", "tests/test_stories.py"),
    ),
    "outcome": (("outcome/*.py",), ("tests/outcome/test_borders.py", "tests/outcome")),
    "rules": (
        ("conditions/*.py", "rules.py", "spans.py"),
        ("tests/test_rule_borders.py", "tests/test_conditions.py", "tests/test_rules.py", "tests/test_hostile_rules.py",
         "tests/test_rule_cases.py", "tests/test_next_change.py", "tests/showing/test_html.py"),
    ),
}  # fmt: skip
"""Files of each room, and the tests that are asked, the quickest first."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
WORDING = {"ClientReturnError", "Said", "TypeVar", "Fact", "Flag", "label"}
"""Calls whose arguments are mostly wording and names."""


class Mutant(NamedTuple):
    """One change."""

    file: Path
    number: int
    line: int
    where: str
    what: str
    turn: int = 1

    @property
    def key(self) -> str:
        """A name that outlives a shift of lines."""
        again = f" ({self.turn})" if self.turn > 1 else ""
        return f"{self.file.relative_to(SOURCE)}:{self.where}: {self.what}{again}"


class Mutator(ast.NodeVisitor):
    """Finds every place that can be changed; carries out change number `wanted`."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str, str]] = []
        self.way: list[str] = []
        self.statement = ""

    def hit(self, node: ast.AST, what: str) -> bool:
        """Notes a change; true when it is the one to carry out."""
        self.found.append((getattr(node, "lineno", 0), ".".join(self.way) or "module", what))
        return len(self.found) - 1 == self.wanted

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            self.way.append(node.name)
            for part in (*getattr(node, "args", ast.arguments(defaults=[], kw_defaults=[])).defaults, *node.body):
                self.visit(part)
            self.way.pop()
            return
        if self.is_left_alone(node):
            return
        if isinstance(node, ast.stmt):
            self.statement = ast.unparse(node).split("\n")[0][:60]
        self.change(node)
        for field, part in ast.iter_fields(node):
            if field in ("annotation", "returns"):
                continue
            for child in part if isinstance(part, list) else [part]:
                if isinstance(child, ast.AST):
                    self.visit(child)

    def is_left_alone(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
            return True
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return True
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return True  # documentation
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__all__", "__slots__"):
            return True
        if isinstance(node, ast.Subscript) and not self.way:
            return True  # types
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDING

    def change(self, node: ast.AST) -> None:
        shown = ast.unparse(node).split("\n")[0][:70]
        if isinstance(node, ast.Compare):
            for at, operator in enumerate(node.ops):
                other = COMPARED[type(operator)]
                if self.hit(node, f"{type(operator).__name__} → {other.__name__} in `{shown}`"):
                    node.ops[at] = other()
        elif isinstance(node, ast.BoolOp):
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            if self.hit(node, f"and ↔ or in `{shown}`"):
                node.op = other_op
        elif isinstance(node, ast.BinOp) and type(node.op) in CALCULATED:
            if self.hit(node, f"{type(node.op).__name__} → {CALCULATED[type(node.op)].__name__} in `{shown}`"):
                node.op = CALCULATED[type(node.op)]()
        elif isinstance(node, ast.Constant):
            self.constant(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
            if self.hit(node, f"{node.func.id} → {CALLED[node.func.id]} in `{shown}`"):
                node.func.id = CALLED[node.func.id]
        self.deny(node, shown)
        self.drop(node)

    def constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            other: object = not value
        elif isinstance(value, int):
            other = value + 1
        elif isinstance(value, float):
            other = value * 2 if value else 1.0
        else:
            return
        if self.hit(node, f"{value!r} → {other!r} in `{self.statement}`"):
            node.value = other  # type: ignore[assignment]

    def deny(self, node: ast.AST, shown: str) -> None:
        """Conditions turned round, signs dropped, answers withheld."""
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            if self.hit(node, f"not ({ast.unparse(node.test)[:60]})"):
                node.test = ast.UnaryOp(ast.Not(), node.test)
        elif isinstance(node, ast.comprehension):
            for at, test in enumerate(node.ifs):
                if self.hit(test, f"comprehension with not ({ast.unparse(test)[:60]})"):
                    node.ifs[at] = ast.UnaryOp(ast.Not(), test)
        elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
            if self.hit(node, f"return None for `{shown}`"):
                node.value = ast.Constant(None)
        for field, part in list(ast.iter_fields(node)):
            if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not | ast.USub | ast.Invert):
                if self.hit(part, f"without the sign of `{ast.unparse(part)[:60]}`"):
                    setattr(node, field, part.operand)

    def drop(self, node: ast.AST) -> None:
        """Statements that do something, and rules of a book, left out."""
        body = getattr(node, "body", None)
        for at, statement in enumerate(body if isinstance(body, list) else ()):
            is_call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            if (is_call or isinstance(statement, ast.AugAssign)) and self.hit(
                statement, f"without `{ast.unparse(statement)[:60]}`"
            ):
                body[at] = ast.Pass()
        if isinstance(node, ast.Call):
            for at, part in enumerate(node.args):
                if isinstance(part, ast.Call) and ast.unparse(part.func) == "Rule":
                    if self.hit(part, f"without the rule `{ast.unparse(part.args[0])}`"):
                        del node.args[at]
                        break


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every change of a file."""
    finder = Mutator()
    finder.visit(ast.parse(file.read_text("utf-8")))
    turns: Counter[tuple[str, str]] = Counter()
    for number, (line, where, what) in enumerate(finder.found):
        turns[where, what] += 1
        yield Mutant(file, number, line, where, what, turns[where, what])


def code_of(mutant: Mutant) -> object:
    """The changed file, compiled."""
    tree = ast.parse(mutant.file.read_text("utf-8"))
    mutator = Mutator(mutant.number)
    mutator.visit(tree)
    return compile(ast.fix_missing_locations(tree), str(mutant.file), "exec", dont_inherit=True)


def pytest_ends_with(tests: list[str]) -> int:
    """Exit code of the tests, run until the first one fails."""
    import pytest

    try:
        options = ["-x", "-q", "--tb=line", "--assert=plain", "-p", "no:cacheprovider", "--hypothesis-profile=quick"]
        return int(pytest.main([*options, *tests]))
    except BaseException:
        traceback.print_exc()
        return 3
    finally:
        sys.stdout.flush()


def tests_fail(mutant: Mutant | None, tests: list[str]) -> tuple[bool, str]:
    """Whether some test fails in a process with the changed code; and how it ended."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        quiet = os.open(os.devnull, os.O_WRONLY)
        if mutant is not None:
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            changed, plain = code_of(mutant), SourceFileLoader.get_code

            def get_code(self: SourceFileLoader, name: str) -> object:
                return changed if Path(self.path) == mutant.file else plain(self, name)

            SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
        os._exit(pytest_ends_with(tests))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True, "time is up" if os.WTERMSIG(status) == signal.SIGALRM else "crashed"
    return os.WEXITSTATUS(status) != 0, "a test failed"


class Asked(NamedTuple):
    """What the command asks for."""

    sample: int
    seconds: float
    seed: int
    only: str
    state: Path | None


def room_tried(room: str, asked: Asked, seen: dict[str, bool]) -> tuple[int, list[Mutant], list[Mutant]]:
    """How many mutants a room has, those tried, and those that no test noticed."""
    patterns, tests = ROOMS[room]
    files = sorted(file for pattern in patterns for file in SOURCE.glob(pattern))
    everyone = [mutant for file in files for mutant in mutants_of(file) if asked.only in mutant.key]
    order = random.Random(asked.seed).sample(everyone, len(everyone))
    order.sort(key=lambda mutant: f"{room} {mutant.key}" not in seen)
    paths = [*map(str, files), *tests]
    failed, _ = tests_fail(None, paths)
    if failed:
        sys.exit(f"{room}: the tests fail without any mutant")
    started = time.time()
    tried: list[Mutant] = []
    survivors: list[Mutant] = []
    for mutant in order[: asked.sample or None]:
        if time.time() - started > asked.seconds:
            break
        tried.append(mutant)
        if seen.get(f"{room} {mutant.key}"):
            continue
        # The documented examples of the changed file are asked first.
        killed, how = tests_fail(mutant, [str(mutant.file), *(path for path in paths if path != str(mutant.file))])
        seen[f"{room} {mutant.key}"] = killed
        if not killed:
            survivors.append(mutant)
        verdict = how if killed else "SURVIVED"
        print(
            f"{time.time() - started:6.0f} s {room} {len(tried)} line {mutant.line} {mutant.key}: {verdict}", flush=True
        )
        if asked.state:
            asked.state.write_text(json.dumps(seen, ensure_ascii=False, indent=0), "utf-8")
    return len(everyone), tried, sorted(survivors)


class Measured(NamedTuple):
    """What came of one room: mutants there, tried and killed, on which day, and the names of those that survived."""

    there: int
    tried: int
    killed: int
    on: str
    survivors: tuple[str, ...]


ROW = re.compile(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| \d+ \| [\d.]+% \| ([\d-]+) \|$", re.MULTILINE)
SURVIVOR = re.compile(r"^- `(.+?)`: ", re.MULTILINE)


def shown(key: str) -> str:
    """The name as the page shows it."""
    return key.replace("`", "")


def room_of(name: str) -> str:
    """The room of a mutant."""
    file = Path(name.split(":")[0])
    return next(room for room, (patterns, _) in ROOMS.items() if any(file.match(pattern) for pattern in patterns))


def measured_before(text: str) -> dict[str, Measured]:
    """The rooms of an earlier page."""
    names = [match[1] for match in SURVIVOR.finditer(text)]
    return {
        room: Measured(*map(int, counts), on, tuple(name for name in names if room_of(name) == room))
        for room, *counts, on in ROW.findall(text)
        if room in ROOMS
    }


def tried_again(room: str, before: Measured) -> Measured:
    """The room with its survivors asked once more."""
    patterns, tests = ROOMS[room]
    files = sorted(file for pattern in patterns for file in SOURCE.glob(pattern))
    left = []
    for mutant in (mutant for file in files for mutant in mutants_of(file)):
        if shown(mutant.key) in before.survivors:
            killed, how = tests_fail(mutant, [str(mutant.file), *tests])
            print(f"{room} line {mutant.line} {mutant.key}: {how if killed else 'SURVIVED'}", flush=True)
            left += [] if killed else [shown(mutant.key)]
    return before._replace(killed=before.tried - len(left), survivors=tuple(left))


def page(results: dict[str, Measured]) -> str:
    """The results as a page."""
    told = tomllib.loads(EXPLAINED.read_text("utf-8")) if EXPLAINED.exists() else {}
    explained = {shown(key): why for room in told.values() for key, why in room.items()}
    lines = [
        "# Mutation testing",
        "",
        "One small change of the code at a time; some test must notice it. Written by `.ci/mutants.py`; where fewer are",
        "tried than there are, they are a sample (`--sample`, `--seed`). A room that was not asked again keeps its figures.",
        "",
        "| room | mutants | tried | killed | survived | share killed | measured |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for room, (there, tried, killed, on, _) in results.items():
        share = killed / max(tried, 1)
        lines.append(f"| {room} | {there} | {tried} | {killed} | {tried - killed} | {share:.1%} | {on} |")
    there, tried, killed = (sum(figures) for figures in zip(*(one[:3] for one in results.values()), strict=True))
    lines.append(f"| all | {there} | {tried} | {killed} | {tried - killed} | {killed / max(tried, 1):.1%} | |")
    lines += ["", "## Survivors", ""]
    for one in results.values():
        lines += [f"- `{name}`: {explained.get(name, 'not yet read')}" for name in one.survivors]
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rooms", nargs="*", default=list(ROOMS))
    arguments.add_argument("--sample", type=int, default=0, help="mutants of each room; all of them without")
    arguments.add_argument("--seconds", type=float, default=float("inf"), help="at most, for each room")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", default="", help="a part of the mutant's name")
    arguments.add_argument("--state", type=Path, help="what was killed before, and is not tried again")
    arguments.add_argument("--write", type=Path)
    arguments.add_argument("--survivors", action="store_true", help="only those that the page to write says survived")
    given = arguments.parse_args()
    asked = Asked(given.sample, given.seconds, given.seed, given.only, given.state)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "src"))
    sys.dont_write_bytecode = True
    # Loaded once, for all processes to come; the package itself is loaded by each, changed.
    import attrs  # noqa: F401
    import dateutil.relativedelta  # noqa: F401
    import hypothesis  # noqa: F401
    import pytest  # noqa: F401

    seen = json.loads(asked.state.read_text("utf-8")) if asked.state and asked.state.exists() else {}
    found = measured_before(given.write.read_text("utf-8")) if given.write and given.write.exists() else {}
    for room in given.rooms:
        if given.survivors:
            found[room] = tried_again(room, found[room])
            continue
        there, tried, survivors = room_tried(room, asked, seen)
        names = tuple(shown(mutant.key) for mutant in survivors)
        today = str(date.today())  # noqa: DTZ011
        found[room] = Measured(there, len(tried), len(tried) - len(names), today, names)
    text = page({room: found[room] for room in ROOMS if room in found})
    if given.write:
        given.write.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()

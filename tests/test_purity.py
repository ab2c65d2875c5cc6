"""The package opens nothing, asks no clock and depends on nothing but its arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WORK = Path(__file__).with_name("daily_work.py")


def run(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, str(WORK), *arguments], capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("watch", ["under_audit", "without_a_world", "without_today"])
def test_a_days_work_reaches_for_nothing(watch: str) -> None:
    assert run(watch) == ""


@pytest.mark.parametrize(
    ("watch", "leak", "caught"),
    [
        ("under_audit", "file", "open"),
        ("under_audit", "socket", "socket.__new__"),
        ("under_audit", "process", "subprocess.Popen"),
        ("without_a_world", "environment", "os.environ"),
        ("without_a_world", "random", "random.random"),
        ("without_a_world", "time", "time.time"),
        ("without_today", "today", "date.today"),
    ],
)
def test_a_leak_would_be_caught(watch: str, leak: str, caught: str) -> None:
    assert caught in run(watch, leak).split()


def test_the_answer_depends_on_the_arguments_alone() -> None:
    """Not on the order of sets, the time zone, the language of the machine or the directory."""
    here = run("tell", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8", LANG="C.UTF-8")
    there = run("tell", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8")
    assert here == there
    assert "Anna" in here

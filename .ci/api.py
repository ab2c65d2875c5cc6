"""The public interface held against that of the last tag: python .ci/api.py (needs griffe)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    found = subprocess.run(["git", "describe", "--tags", "--abbrev=0"], cwd=ROOT, capture_output=True, text=True)
    tag = found.stdout.strip()
    if not tag:
        print("!!! NOT COMPARED: no tag yet, so there is no earlier interface to hold this one against")
        return 0
    print(f"clientreturn held against {tag}", flush=True)
    check = ["griffe", "check", "clientreturn", "--search", "src", "--against", tag, "--verbose"]
    return subprocess.run(check, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())

"""How long `import clientreturn` takes, against importing its two dependencies.

Each import runs in a process of its own, in turn, so that whatever else the machine does falls on both alike;
the fastest of each is compared.
"""

from __future__ import annotations

import subprocess
import sys

DEPENDENCIES = "import attrs, dateutil.relativedelta"
PACKAGE = "import clientreturn"
TIMED = "from time import perf_counter as now; start = now(); {}; print(now() - start)"


def seconds(statement: str) -> float:
    """Time of one import in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", TIMED.format(statement)], capture_output=True, check=True, text=True)
    return float(done.stdout)


def main(rounds: int = 15) -> None:
    """Prints both times and their ratio."""
    pairs = [(seconds(DEPENDENCIES), seconds(PACKAGE)) for _ in range(rounds)]
    dependencies, package = (min(times) for times in zip(*pairs, strict=True))
    print(f"{DEPENDENCIES}: {dependencies * 1000:.1f} ms")
    print(f"{PACKAGE}: {package * 1000:.1f} ms, {package / dependencies:.2f} times as long")


if __name__ == "__main__":
    main()

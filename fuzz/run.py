"""Fuzzing of every door: python fuzz/run.py --inputs 1000000 --seed 1 --write docs/fuzzing.md

    python fuzz/run.py --door rows --seed 7 --only 1234      # one input again
    python fuzz/run.py --door conditions --guided --seconds 60   # guided by coverage; needs atheris

Each input is drawn from its own seed, so that a finding is repeated by door, seed and number.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import warnings
from datetime import date
from pathlib import Path
from random import Random

SHARES = {
    "constructors": 30, "named events": 14, "history": 2, "assess": 1.0, "assess with anything": 2, "review": 0.3,
    "review with anything": 2, "measures": 0.2, "figures": 6, "codec, anything": 14, "codec, spoilt": 1, "policies": 0.3,
    "conditions": 16, "lexicon": 8, "rows": 3, "frames": 0.2,
}  # fmt: skip
"""How often a door is tried against the others: the quick ones more often."""


def input_of(door: str, seed: int, number: int) -> Random:
    """What an input is drawn from."""
    return Random(f"{door} {seed} {number}")


def fuzz(door: str, seed: int, first: int, inputs: int, seconds: float, findings: dict[str, str]) -> tuple[int, float]:
    """Tries a door; returns how many inputs it took in how much time."""
    from doors import DOORS

    started = time.perf_counter()
    done = 0
    for number in range(first, first + inputs):
        if time.perf_counter() - started > seconds:
            break
        try:
            DOORS[door](input_of(door, seed, number))
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            frames = [f for f in traceback.extract_tb(error.__traceback__) if "clientreturn" in f.filename] or (
                traceback.extract_tb(error.__traceback__)
            )
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}"
            key = f"{door}: {type(error).__name__} at {place}"
            if key not in findings:
                findings[key] = f"--door '{door}' --seed {seed} --only {number}: {error!s:.300}"
                print(f"FINDING {key}\n  {findings[key]}", flush=True)
        done += 1
    return done, time.perf_counter() - started


def guided(door: str, seconds: int) -> None:
    """One door under atheris, which looks for inputs that reach code not reached before."""
    import atheris

    with atheris.instrument_imports(include=["clientreturn"]):
        from doors import DOORS

    class Bytes(Random):
        """Draws out of the bytes that the fuzzer gives; when they are used up, goes on from them as a seed.

        Zeros for ever would not do: whoever draws until something new comes (`Random.sample`) would never end.
        """

        def __init__(self, data: bytes) -> None:
            super().__init__(data)
            self.provider = atheris.FuzzedDataProvider(data)

        def random(self) -> float:
            if not self.provider.remaining_bytes():
                return super().random()
            return int(self.provider.ConsumeIntInRange(0, 2**30)) / (2**30 + 1)

        def getrandbits(self, bits: int) -> int:
            if bits >= 60 or not self.provider.remaining_bytes():
                return super().getrandbits(bits)
            return int(self.provider.ConsumeIntInRange(0, 2**bits - 1))

    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-timeout=60", "-max_len=4096", "-print_final_stats=1"],
        lambda data: DOORS[door](Bytes(data)),
    )
    atheris.Fuzz()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--inputs", type=int, default=100_000, help="over all doors")
    arguments.add_argument("--seconds", type=float, default=float("inf"), help="at most, over all doors")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--door", choices=sorted(SHARES))
    arguments.add_argument("--only", type=int, help="the number of one input, run without a net")
    arguments.add_argument("--guided", action="store_true")
    arguments.add_argument("--write", type=Path)
    asked = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    if asked.guided:
        guided(asked.door, int(asked.seconds))
        return
    warnings.simplefilter("error")
    if asked.only is not None:
        from doors import DOORS

        DOORS[asked.door](input_of(asked.door, asked.seed, asked.only))
        return
    doors = [asked.door] if asked.door else list(SHARES)
    whole = sum(SHARES[door] for door in doors)
    findings: dict[str, str] = {}
    lines = []
    total, spent = 0, 0.0
    for door in doors:
        share = SHARES[door] / whole
        done, seconds = fuzz(door, asked.seed, 0, round(asked.inputs * share) + 1, asked.seconds / len(doors), findings)
        total, spent = total + done, spent + seconds
        found = sum(key.startswith(f"{door}:") for key in findings)
        lines.append(f"| {door} | {done:,} | {seconds:,.0f} s | {found} |")
        print(lines[-1], flush=True)
    lines.append(f"| all | {total:,} | {spent:,.0f} s | {len(findings)} |")
    print(lines[-1])
    if asked.write:
        asked.write.write_text(page(lines, findings, asked.seed), "utf-8")
    sys.exit(bool(findings))


def page(lines: list[str], findings: dict[str, str], seed: int) -> str:
    """The results as a page."""
    return "\n".join(
        [
            "# Fuzzing",
            "",
            "Every door of the library, tried with whatever can be handed over: out comes a value or a "
            "`ClientReturnError` with field, value, expectation and remedy.",
            f"Written on {date.today()} by `python fuzz/run.py` with seed {seed}.",  # noqa: DTZ011
            "",
            "| door | inputs | time | findings |",
            "| --- | ---: | ---: | ---: |",
            *lines,
            "",
            *(f"- {key}: {text}" for key, text in findings.items()),
        ]
    )


if __name__ == "__main__":
    main()

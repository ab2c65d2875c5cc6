"""What a plot shows is what the values say: artists are counted and read, pixels are not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base.calibration import calibrate
from clientreturn.conditions import Unit, Value, write
from clientreturn.intervals import binomial_tail
from clientreturn.measures import Place, flows, loss_report
from clientreturn.outcome import Romi

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")

from matplotlib import pyplot  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.collections import PathCollection  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402

from clientreturn import plots  # noqa: E402
from clientreturn.plots.employees import control_limit  # noqa: E402
from clientreturn.plots.recency import column_of  # noqa: E402
from clientreturn.plots.timeline import standings  # noqa: E402

DAY = date(2026, 3, 2)


@pytest.fixture
def ax() -> Iterator[Axes]:
    figure, ax = pyplot.subplots()
    yield ax
    figure.canvas.draw()
    pyplot.close(figure)


def regular(code: str, every: int, times: int, silent: int, *events: cr.Event, owner: str = "Olga") -> cr.Client:
    """Bought so many times at an even pace, the last time so many days ago."""
    days = [DAY - timedelta(silent + every * n) for n in range(times)]
    return cr.Client(
        code,
        company=True,
        purchases=[cr.Purchase(day, 100, "EUR", margin=30) for day in days],
        events=events,
        owners=[cr.Owner(owner, date(2020, 1, 1))],
    )


def texts(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    named = [] if legend is None else [text.get_text() for text in legend.get_texts()]
    return [*(text.get_text() for text in ax.texts), *named]


def bars(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def spots(ax: Axes) -> list[tuple[float, float]]:
    """Where the marks of a scatter lie."""
    found: list[Any] = [one.get_offsets() for one in ax.collections if isinstance(one, PathCollection)]
    return [(float(x), float(y)) for offsets in found for x, y in offsets]


MIXED = [
    regular("here", 30, 12, 10),
    regular("here-2", 7, 40, 3),
    regular("gone", 30, 12, 200),
    regular("dear", 30, 12, 120, cr.Event.price_increase(DAY - timedelta(140), percent=30)),
    regular("lured", 30, 12, 130, cr.Event.rival_offer(DAY - timedelta(140), rival="X", lure="price")),
]


# --- timeline ---


def test_a_timeline_has_a_stem_for_each_visit_and_a_mark_for_each_event(ax: Axes) -> None:
    late = cr.Event.late_delivery(DAY - timedelta(100), severity=4)
    broke = cr.Event.declared_break(DAY - timedelta(80))
    case = cr.assess(regular("C", 30, 10, 90, late, broke), as_of=DAY)
    assert plots.timeline(case, ax) is ax
    assert len(spots(ax)) == 10 + 2
    assert {"late delivery", "declared break"} <= set(texts(ax))
    assert "C" in ax.get_title(loc="left")


def test_the_stretches_of_a_timeline_are_the_standings_of_each_day() -> None:
    case = cr.assess(regular("C", 30, 10, 200, cr.Event.declared_break(DAY - timedelta(120))), as_of=DAY)
    stretches = list(standings(case))
    assert stretches[0][1] == case.judgement.story.first_visit
    assert stretches[-1][2] == DAY
    for says, first, last in stretches:
        for day in (first, last):
            assert cr.assess(case.judgement.story.client, as_of=day).standing.says is says
    assert stretches[-1][1] == case.since


def test_a_prospect_has_an_empty_timeline(ax: Axes) -> None:
    plots.timeline(cr.assess(cr.Client("P"), as_of=DAY), ax)
    assert len(spots(ax)) == 0


# --- recency and frequency ---


def test_the_squares_hold_every_client_once(ax: Axes) -> None:
    plots.recency_frequency(cr.review(MIXED, as_of=DAY), ax)
    (drawn,) = (one for one in ax.collections if isinstance(one, PathCollection))
    shares = drawn.get_array()
    assert shares is not None
    cells = {(column_of(days), level) for days, level in ((10, 3), (3, 5), (200, 3), (120, 3), (130, 3))}
    assert set(spots(ax)) == cells
    assert sorted(shares) == [0, 0, 1]


def test_a_review_without_records_has_no_map(ax: Axes) -> None:
    with pytest.raises(cr.ClientReturnError, match="keep_records"):
        plots.recency_frequency(cr.review(MIXED, as_of=DAY, keep_records=False), ax)


# --- flows and cohorts ---


def test_the_pillars_hold_all_clients_and_the_streams_connect_them(ax: Axes) -> None:
    days = [DAY - timedelta(back) for back in (300, 150, 0)]
    found = flows(MIXED, days)
    plots.flow(found, ax)
    for at, base in enumerate(found.base):
        pillar = [bar for bar in bars(ax) if abs(bar.get_x() + bar.get_width() / 2 - at) < 1e-9]
        assert sum(bar.get_height() for bar in pillar) == len(MIXED) == sum(base.values())
    assert len(ax.collections) == sum(len(table.places) for table in found.tables)
    named = {place.value for base in found.base for place, count in base.items() if count}
    assert named <= set(texts(ax))
    assert [label.get_text() for label in ax.get_xticklabels()] == [str(day) for day in days]


def test_a_cohort_is_a_row_with_its_shares(ax: Axes) -> None:
    found = flows(MIXED, [DAY - timedelta(back) for back in (400, 200, 0)])
    plots.retention(found, ax)
    assert len(ax.get_yticks()) == len(found.cohorts)
    assert texts(ax) == [write(share, Unit.PROBABILITY) for one in found.cohorts for share in one.retention]
    assert Place.HERE in found.base[0]


# --- reasons ---


def test_the_bars_are_the_reasons_and_the_shares_add_up(ax: Axes) -> None:
    review = cr.review(MIXED, as_of=DAY)
    plots.reasons(review, ax)
    assert sum(bar.get_width() for bar in bars(ax)) == pytest.approx(len(review.gone))
    shown = [row for row in review.pareto.rows if row.losses >= 0.5 and row.reason != "unknown"]
    assert [bar.get_width() for bar in bars(ax)][: len(shown)] == [row.losses for row in shown]
    assert [write(row.cumulative, Unit.PROBABILITY) for row in shown] == [
        label.split("·")[1].strip() for label in texts(ax)[: len(shown)]
    ]
    titles = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert titles == [*(row.title for row in shown), "rarer reasons", "not known yet"]
    assert "company's side" in texts(ax)


def test_rare_reasons_share_a_bar(ax: Axes) -> None:
    review = cr.review(MIXED, as_of=DAY)
    plots.reasons(review, ax, most=1)
    assert sum(bar.get_width() for bar in bars(ax)) == pytest.approx(len(review.gone))
    assert len(bars(ax)) == 3


# --- the funnel ---


def test_who_is_outside_the_funnel_is_named_and_nobody_else(ax: Axes) -> None:
    staff = [regular(f"a{n}", 30, 20, 10, owner="Anna") for n in range(60)]
    staff += [regular(f"ag{n}", 30, 20, 150, owner="Anna") for n in range(4)]
    staff += [regular(f"b{n}", 30, 20, 10, owner="Bayar") for n in range(25)]
    staff += [regular(f"bg{n}", 30, 20, 150, owner="Bayar") for n in range(20)]
    staff += [regular(f"c{n}", 30, 20, 150, owner="Cyrus") for n in range(5)]
    report = loss_report(staff, start=DAY - timedelta(365), end=DAY)
    plots.funnel(report, ax)
    assert len(spots(ax)) == 2
    assert "Bayar" in texts(ax)
    assert not {"Cyrus"} & set(texts(ax))
    assert "1 with too few clients not shown" in ax.get_xlabel()
    assert len(ax.lines) == 5


@given(st.integers(1, 300), st.floats(0.005, 0.9), st.sampled_from([0.95, 0.998]))
def test_a_count_is_outside_the_limits_when_chance_brings_it_that_rarely(
    size: int, share: float, inside: float
) -> None:
    low, high = (control_limit(size, share, inside, upper=upper) for upper in (False, True))
    tail = (1 - inside) / 2
    for count in range(size + 1):
        as_many, as_few = (
            binomial_tail(count, size, share),
            1 - binomial_tail(count + 1, size, share) if count < size else 1,
        )
        if abs(as_many - tail) > 1e-7:
            assert (count / size >= high) == (as_many < tail)
        if abs(as_few - tail) > 1e-7:
            assert (count / size <= low) == (as_few < tail)


# --- reliability ---


def test_the_reliability_diagram_shows_every_bin_with_its_interval(ax: Axes) -> None:
    chances = [n / 100 for n in range(1, 100)]
    outcomes = [float(n % 3 == 0) for n in range(1, 100)]
    calibration = calibrate(chances, outcomes, [1.0] * 99, day=0, horizon=90)
    plots.reliability(calibration, ax)
    diagonal, drawn = ax.lines[0], ax.lines[1]
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata())  # type: ignore[arg-type]
    assert list(drawn.get_xdata()) == [one.expected for one in calibration.bins]  # type: ignore[arg-type]
    assert list(drawn.get_ydata()) == [one.observed for one in calibration.bins]  # type: ignore[arg-type]
    assert "90 days" in ax.get_xlabel()
    assert f"{calibration.brier:.3f}" in texts(ax)[0]


# --- return on the investment ---


def won(profit: Decimal | None) -> Romi:
    return Romi(10, 3, 1, Decimal(2000), profit, Decimal(100), Decimal(50), Decimal(20), Decimal(30), 40)


def test_the_steps_lead_from_the_profit_to_what_is_left(ax: Axes) -> None:
    plots.romi(won(Decimal(900)), ax)
    assert [bar.get_width() for bar in bars(ax)] == [900, -100, -50, -20, -30, 700]
    ends = [bar.get_x() + bar.get_width() for bar in bars(ax)]
    assert ends[-1] == ends[-2] == 700
    assert "350 %" in ax.get_title(loc="left")
    assert "4 of 10 back" in ax.get_title(loc="left")


def test_an_unknown_profit_is_not_drawn(ax: Axes) -> None:
    with pytest.raises(cr.ClientReturnError, match="a known profit"):
        plots.romi(won(None), ax)


# --- all of them ---


def drawn(words: cr.Words) -> Iterator[tuple[str, Axes]]:
    review = cr.review(MIXED, as_of=DAY)
    found = flows(MIXED, [DAY - timedelta(400), DAY - timedelta(200), DAY])
    calibration = calibrate([0.2, 0.8], [0.0, 1.0], [1.0, 2.0], day=0, horizon=90)
    yield "timeline", plots.timeline(review.cases["dear"], words=words)
    yield "recency_frequency", plots.recency_frequency(review, words=words)
    yield "flow", plots.flow(found, words=words)
    yield "retention", plots.retention(found, words=words)
    yield "reasons", plots.reasons(review, words=words)
    yield "funnel", plots.funnel(loss_report(MIXED, end=DAY), words=words)
    yield "reliability", plots.reliability(calibration, words=words)
    yield "romi", plots.romi(won(Decimal(900)), words=words)


class Anything(dict[str, str]):
    """A language in which every phrase is the same word; it keeps the keys that it was asked for."""

    def get(self, key: str, default: Any = None) -> str:
        self[key] = str(default)
        return "слово"


def stars(value: Value, unit: Unit) -> str:
    return "✱"


def test_no_english_is_left_in_another_language() -> None:
    for name, ax in drawn(cr.Words(phrases=Anything(), write=stars)):
        said = [ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel(), *texts(ax)]
        said += [label.get_text() for label in (*ax.get_yticklabels(), *ax.get_xticklabels())]
        plain = [text for text in said if any("a" <= letter <= "z" for letter in text)]
        assert plain in ([], ["dear: слово"]), name
    pyplot.close("all")


def test_every_phrase_is_on_the_list_for_translators() -> None:
    listed = run_path(str(Path(__file__).parents[2] / "docs" / "phrases.py"))["english"]()
    asked = Anything()
    for _ in drawn(cr.Words(phrases=asked)):
        pyplot.close("all")
    known = {key: listed.get(key) for key in asked if key and key != "figure"}
    assert {key: asked[key] for key, english in known.items() if asked[key] not in ("None", english)} == {}
    assert None not in known.values()


def test_the_title_stands_where_the_language_begins() -> None:
    for _, ax in drawn(cr.Words(right_to_left=True)):
        assert ax.get_title(loc="right")
        assert not ax.get_title(loc="left")
    pyplot.close("all")


def test_every_plot_is_public() -> None:
    assert sorted(name for name, _ in drawn(cr.ENGLISH)) == sorted(plots.__all__)
    pyplot.close("all")


def test_without_matplotlib_the_error_says_what_to_install() -> None:
    code = """
import sys
sys.modules["matplotlib"] = None
from datetime import date
import clientreturn as cr
from clientreturn import plots
try:
    plots.timeline(cr.assess(cr.Client("P"), as_of=date(2026, 3, 2)))
except cr.ClientReturnError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "clientreturn[plots]" in run.stdout

"""The chance to buy again within a horizon, learnt from the firm's own history.

Two models share the work. A buy-till-you-die mixture reads (gaps, mean gap, silence) and needs no
outcomes; a ridge logistic regression starts from its log-odds and corrects them by what happened after
earlier days. The correction is kept only if it foretold a held-out look-back better.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import exp, log, log1p
from operator import mul

from attrs import evolve, frozen

from clientreturn.base.calibration import Calibration, best_divide, calibrate
from clientreturn.base.chances import PriorChances, Push
from clientreturn.base.engine import PLAIN, Engine
from clientreturn.base.features import CERTAIN, FEATURES, MOMENT, features_of
from clientreturn.base.lattice import Lattice
from clientreturn.base.logistic import learn_logistic, logistic
from clientreturn.base.lookback import LookBack, look_back, look_back_days, season_windows, windows_at
from clientreturn.base.prior import LearntRhythm, learn_prior
from clientreturn.base.sums import Sums, sums_at
from clientreturn.errors import ClientReturnError
from clientreturn.rhythm import Pooled, Rhythm

from ..conditions import Unit
from ..phrases import said

__all__ = ["LearntChances", "Push", "learn_chances"]

_SAMPLE = 16_000  # clients looked at while learning; more would cost time and change next to nothing
_CASES = 10_000  # cases that the correction is learnt from
_ENOUGH = 100  # clients, below which the handbook's figures are kept
_ENOUGH_EACH = 10  # buyers, and as many non-buyers, in a look-back
_SHAPES = (0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)
_POISSON = 3  # where in `_SHAPES` purchases are pure chance
_ALIKE = 0.004  # mean log-loss by which two regularities foretell alike
_AT_MOST = 3
_RIDGE = 3.0
_BY_HALF = 0.5  # how far a correction is believed that only one stretch of time, or a shorter one, speaks for
DIGITS = 6  # chances are rounded where they are made, so that every reading of them is the same
LEAST = 1e-6

# Who has been silent longer may never have a higher chance: whatever falls as time passes may only speak for
# a purchase, whatever grows only against it.
_SIGNS = (0, 0, 1, 0, -1, 0, 0, 1, 1, 1)
_CENTRE = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_LEVEL_ONLY = (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)


@frozen
class LearntChances:
    """Chances learnt from the firm's own history.

    Attributes:
        horizon: days within which a purchase is meant.
        as_of: the day up to which was learnt.
        clients: how many clients were learnt from.
        history: days from the first visit of anybody to `as_of`.
        shapes: regularities of purchases that foretold best: 1 is pure chance, above it regular, below
            it in bursts.
        lattice: nodes of the surface.
        surface: the mixture's chance at each node.
        coefficients: the correction's, in the order of `FEATURES`.
        means: the average client's features.
        rhythm: what is presumed of gaps.
        seasons: the same season in earlier years.
        season_level: the average client's purchases in them (log(1 + count)).
        corrected: whether the correction is more than one of level.
        divide: the chance below which to call a client lost, so that the call agrees best (Matthews
            correlation) with what the chances themselves lead to expect.
        calibration: how well such chances foretold a held-out look-back.
        warnings: where the history does not support the chances.
    """

    horizon: float
    as_of: float
    clients: int
    history: float
    shapes: tuple[float, ...]
    lattice: Lattice
    surface: tuple[float, ...]
    coefficients: tuple[float, ...]
    means: tuple[float, ...]
    rhythm: LearntRhythm
    seasons: tuple[tuple[float, float], ...]
    season_level: float
    corrected: bool
    divide: float
    calibration: Calibration
    warnings: tuple[str, ...]

    def windows(self, as_of: float) -> tuple[tuple[float, float], ...]:
        """Windows `(after, up_to)` of days in which the client's visits must be counted."""
        return windows_at(as_of, self.horizon, self.seasons)

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float, days: Sequence[int]) -> float | None:
        """P(at least one purchase within the horizon), strictly between 0 and 1; read off all days of visit."""
        if not days:
            return None
        as_of = days[-1] + silence
        sums = sums_at(days, as_of, self.windows(as_of))
        assert sums is not None
        return self.of_sums(sums.n, sums.first, sums.last, sums.slog, sums.slog2, sums.counts, as_of=as_of)

    def pushes_of(self, days: Sequence[int], silence: float) -> tuple[Push, ...]:
        """`pushes` of a client with these days of visit, after so many days of silence."""
        as_of = days[-1] + silence
        sums = sums_at(days, as_of, self.windows(as_of))
        assert sums is not None
        return self.pushes(sums.n, sums.first, sums.last, sums.slog, sums.slog2, sums.counts, as_of=as_of)

    def of_sums(
        self,
        n: int,
        first: float,
        last: float,
        slog: float,
        slog2: float,
        counts: tuple[int, ...] = (),
        *,
        as_of: float,
    ) -> float:
        """P(at least one purchase within the horizon after `as_of`), strictly between 0 and 1.

        Args:
            n: number of visits, at least 1.
            first: day of the first visit.
            last: day of the last visit.
            slog: sum of the log inter-purchase times.
            slog2: sum of their squares.
            counts: visits within each of `windows(as_of)`.
            as_of: the day.
        """
        features = self._features(n, first, last, slog, slog2, counts, as_of)
        p = logistic(sum(map(mul, self.coefficients, features)))
        return round(min(max(p, LEAST), 1 - LEAST), DIGITS)

    @property
    def average_odds(self) -> float:
        """The odds of a purchase of the average client, to which the pushes are relative."""
        return exp(sum(map(mul, self.coefficients, self.means)))

    def pushes(
        self,
        n: int,
        first: float,
        last: float,
        slog: float,
        slog2: float,
        counts: tuple[int, ...] = (),
        *,
        as_of: float,
    ) -> tuple[Push, ...]:
        """Which facts push the chance up or down against the average client, strongest first."""
        here = self._features(n, first, last, slog, slog2, counts, as_of)
        found = [
            Push(name, exp(coefficient * (value - mean)))
            for name, coefficient, value, mean in zip(FEATURES, self.coefficients, here, self.means, strict=True)
            if coefficient * (value - mean)
        ]
        return tuple(sorted(found, key=lambda push: -abs(log(push.odds))))

    def _features(
        self,
        n: int,
        first: float,
        last: float,
        slog: float,
        slog2: float,
        counts: tuple[int, ...],
        as_of: float,
    ) -> tuple[float, ...]:
        if len(counts) != 2 + len(self.seasons):
            raise ClientReturnError(
                "counts", counts, f"{2 + len(self.seasons)} counts, one a window of `windows(as_of)`"
            )
        mixed = self.lattice.read(self.surface, n - 1, last - first, as_of - last)
        return features_of(
            Sums(n, first, last, slog, slog2, counts),
            mixed,
            self.rhythm,
            as_of=as_of,
            horizon=self.horizon,
            same_season=True,
            season_level=self.season_level,
        )


def learn_chances(
    tracks: Sequence[Sequence[float]], as_of: float, horizon: float, *, engine: Engine = PLAIN
) -> LearntChances | PriorChances:
    """Learn the chance to buy again from all clients, as of a day.

    Args:
        tracks: each client's visit days (proleptic ordinals), ascending, each once. Days after `as_of` are
            ignored.
        as_of: the day up to which visits are known.
        horizon: days within which a purchase is meant, above 0.
        engine: who does the arithmetic; `accelerated.NUMPY` gives the same numbers faster.

    Returns:
        The chances; by the handbook alone, with a warning that says why, where the clients are too few or
        the history too short to learn from.

    Raises:
        ClientReturnError: on a horizon that is not above 0.
    """
    if not horizon > 0:
        raise ClientReturnError("horizon", horizon, "a number of days above 0")
    known = sorted(past for track in tracks if (past := tuple(track[: bisect_right(track, as_of)])))
    tracks = _sample(known, _SAMPLE)
    rhythm = learn_prior(tracks, as_of)
    if len(known) < _ENOUGH:
        return _unlearnt(
            horizon,
            said(
                "chances.few-clients",
                "{clients} clients are too few to learn from (at least {least})",
                clients=len(known),
                least=_ENOUGH,
            ),
        )
    if not rhythm.clients:
        return _unlearnt(horizon, said("chances.few-rhythms", "too few clients have bought three times to learn from"))
    start = known[0][0]
    history = as_of - start
    if horizon > 2 * history:
        return _unlearnt(
            horizon,
            said(
                "chances.short-history",
                "the horizon of {horizon} is more than twice the history of {history}",
                horizon=(horizon, Unit.DAYS),
                history=(history, Unit.DAYS),
            ),
        )
    back_horizon, days = look_back_days(as_of, horizon, start)
    backs = [look_back(tracks, day, back_horizon, start=start, same_season=same, engine=engine) for day, same in days]
    backs = [back for back in backs if min(back.buyers, len(back.outcomes) - back.buyers) >= _ENOUGH_EACH]
    if not backs:
        return _unlearnt(
            horizon,
            said("chances.no-past-day", "no past day has both enough buyers and enough others after it"),
        )
    kinds = _regularities(backs[:2], engine)
    cases = [_cases(back, kinds, rhythm, engine) for back in backs]
    corrected, calibration = _held_out(backs, cases, engine)
    coefficients = _fit(cases, corrected, engine)
    if back_horizon < horizon or not (corrected or backs[-1].same_season):
        coefficients = tuple(_BY_HALF * (a + b) for a, b in zip(coefficients, _CENTRE, strict=True))
    now = look_back(tracks, as_of, horizon, start=start, same_season=True, engine=engine)
    surface = _mixed(now, kinds, engine)
    rows = _rows(now, surface, rhythm, engine)
    told = [logistic(sum(map(mul, coefficients, row))) for row in rows]
    return LearntChances(
        horizon=horizon,
        as_of=as_of,
        clients=len(known),
        history=history,
        shapes=tuple(sorted({shape for shape, _ in kinds})),
        lattice=now.lattice,
        surface=surface,
        coefficients=coefficients,
        means=tuple(sum(column) / len(rows) for column in zip(*rows, strict=True)),
        rhythm=rhythm,
        seasons=season_windows(as_of, horizon, start),
        season_level=_season_level(now),
        corrected=corrected,
        divide=best_divide(told, told)[0],
        calibration=calibration,
        warnings=_warnings(calibration, horizon, history),
    )


_Cases = tuple[list[tuple[float, ...]], tuple[float, ...]]


def _unlearnt(horizon: float, why: str) -> PriorChances:
    prior = PriorChances(horizon=horizon)
    return evolve(prior, warnings=(*prior.warnings, why))


def _sample(tracks: Sequence[Sequence[float]], size: int) -> Sequence[Sequence[float]]:
    """Every so-many-th of the sorted tracks: the same for any order of the clients, and without chance."""
    if len(tracks) <= size:
        return tracks
    return [tracks[i * len(tracks) // size] for i in range(size)]


_Kind = tuple[float, bool]


def _regularities(backs: Sequence[LookBack], engine: Engine) -> list[_Kind]:
    """The shapes, and whether kinds of clients are presumed smooth, that foretold the look-backs best."""
    tried: dict[tuple[int, bool], float] = {}

    def loss(i: int, smooth: bool) -> float:
        if (i, smooth) not in tried:
            tried[i, smooth] = sum(_loss(back, (_SHAPES[i], smooth), engine) for back in backs) / len(backs)
        return tried[i, smooth]

    best = _POISSON
    for smooth in (False, True):
        for step in (-1, 1):
            while 0 <= best + step < len(_SHAPES) and loss(best + step, smooth) < loss(best, smooth):
                best += step
    ranked = sorted(tried, key=lambda choice: tried[choice])
    return [(_SHAPES[i], smooth) for i, smooth in ranked[:_AT_MOST] if tried[i, smooth] <= tried[ranked[0]] + _ALIKE]


def _mixed(back: LookBack, kinds: Sequence[_Kind], engine: Engine) -> tuple[float, ...]:
    surfaces = [
        engine.surface_of(
            engine.learn_mixture(back.lattice, back.nodes, shape, back.history, smooth=smooth),
            back.lattice,
            back.horizon,
        )
        for shape, smooth in kinds
    ]
    return tuple(sum(heights) / len(heights) for heights in zip(*surfaces, strict=True))


def _loss(back: LookBack, kind: _Kind, engine: Engine) -> float:
    """Mean log-loss of the mixture alone, every client judged at the node nearest to it."""
    surface = _mixed(back, [kind], engine)
    total = 0.0
    for node, clients in back.nodes.items():
        p = min(max(surface[node], CERTAIN), 1 - CERTAIN)
        buyers = back.bought.get(node, 0)
        total -= buyers * log(p) + (clients - buyers) * log(1 - p)
    return total / len(back.outcomes)


def _rows(back: LookBack, surface: tuple[float, ...], rhythm: LearntRhythm, engine: Engine) -> list[tuple[float, ...]]:
    return engine.rows(
        back.sums,
        back.lattice,
        surface,
        back.day,
        rhythm,
        horizon=back.horizon,
        same_season=back.same_season,
        season_level=_season_level(back),
    )


def _season_level(back: LookBack) -> float:
    return sum(log1p(sum(sums.counts[2:])) for sums in back.sums) / len(back.sums)


def _cases(back: LookBack, kinds: Sequence[_Kind], rhythm: LearntRhythm, engine: Engine) -> _Cases:
    return _rows(back, _mixed(back, kinds, engine), rhythm, engine), back.outcomes


def _fit(cases: Sequence[_Cases], corrected: bool, engine: Engine) -> tuple[float, ...]:
    rows = [row for part, _ in cases for row in part]
    outcomes = [outcome for _, part in cases for outcome in part]
    step = max(len(rows) / _CASES, 1)
    chosen = [int(i * step) for i in range(int(len(rows) / step))]
    return learn_logistic(
        [rows[i] for i in chosen],
        [outcomes[i] for i in chosen],
        ridge=[_RIDGE] * len(_CENTRE),
        centre=_CENTRE,
        signs=_SIGNS,
        free=[j for j in range(len(_CENTRE)) if corrected or _LEVEL_ONLY[j]],
        likelihood=engine.curvature,
    )


def _held_out(backs: Sequence[LookBack], cases: Sequence[_Cases], engine: Engine) -> tuple[bool, Calibration]:
    """Does the correction foretell the latest look-back better than the mixture? And how well at all?

    Levels differ from season to season and are no merit of either; both are set to that of the look-back
    before they are compared. With one look-back only, one half of the clients is held out from the other.
    """
    back = backs[0]
    rows, outcomes = cases[0]
    earlier = [part for b, part in zip(backs, cases, strict=True) if b.day + b.horizon <= back.day]
    if not earlier:
        earlier = [(rows[::2], outcomes[::2])]
        rows, outcomes = rows[1::2], outcomes[1::2]
    silences = [row[4] for row in rows]
    chances = {}
    for corrected in (True, False):
        coefficients = _fit(earlier, corrected, engine)
        chances[corrected] = [logistic(sum(map(mul, coefficients, row))) for row in rows]
    corrected = _levelled_loss(chances[True], outcomes) < _levelled_loss(chances[False], outcomes)
    silences = [back.horizon * (exp(value) - MOMENT) for value in silences]
    return corrected, calibrate(chances[corrected], outcomes, silences, day=back.day, horizon=back.horizon)


def _levelled_loss(chances: Sequence[float], outcomes: Sequence[float]) -> float:
    odds = [log(p / (1 - p)) for p in (min(max(p, CERTAIN), 1 - CERTAIN) for p in chances)]
    share = sum(outcomes)
    level = 0.0
    for _ in range(8):
        levelled = [logistic(value + level) for value in odds]
        level += (share - sum(levelled)) / max(sum(p * (1 - p) for p in levelled), 1e-9)
    return -sum(log(max(p if y else 1 - p, CERTAIN)) for p, y in zip(levelled, outcomes, strict=True)) / len(odds)


def _warnings(calibration: Calibration, horizon: float, history: float) -> tuple[str, ...]:
    found: list[str] = []
    if history < 2 * horizon:
        found.append(
            said(
                "chances.tested-shorter",
                "tested over {tested} only: a history of {history} holds no {horizon} to look ahead after enough to "
                "learn from",
                tested=(calibration.horizon, Unit.DAYS),
                history=(history, Unit.DAYS),
                horizon=(horizon, Unit.DAYS),
            )
        )
    if calibration.brier > calibration.brier_of_the_share:
        found.append(
            said(
                "chances.no-better",
                "in the past the chances foretold no better than giving everybody the same chance",
            )
        )
    if calibration.mcc < calibration.hiatus.mcc:
        english = "in the past a fixed {days} of silence told the lost better"
        found.append(said("chances.hiatus-better", english, days=(round(calibration.hiatus.days), Unit.DAYS)))
    return tuple(found)

"""How a note speaks: concepts heard in its words, turned or denied by negation, and combined to reasons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from .folding import LONGEST, Word, scripts_of, words_of
from .lexicon import LANGUAGES, Lexicon, Match, lexicon_of
from .lexicon.concepts import COMBINATIONS, CUES, MORE_SPECIFIC, SAID_BY_DENIAL, TOPICS
from .names import name_beside
from .stated import Reading

__all__ = ["read_with"]

_SCOPE: Final = 5
"""Words that a negation reaches."""
_NEAR: Final = 3 * _SCOPE
"""Concepts that so many words can speak of, so that a long row of negations stays cheap."""
_SHORT: Final = 1
"""A note of so few words names its reason by its topic alone ("Price")."""
_NEGATIONS: Final = ("NOT", "NOT_AFTER", "NOT_EITHER")
_NAMED: Final = 0.8
"""Weight of a phrase that a lexicon files under a reason itself."""
_ACROSS: Final = 0.85
"""What is left of a combination's weight when its parts stand in different clauses."""
_OUTWEIGHED: Final = 0.35
_FAINT: Final = 0.1
_LEAST: Final = 0.36
"""Weight below which a note says too little to be an answer."""
_LEAST_TELLING: Final = 3
"""Letters from which a word that no phrase explains counts against the reading of its clause."""
_SURE_OF_ENGLISH: Final = 0.75
_AGENDA_TAKES: Final = frozenset(
    [
        "FRIEND",
        "WRONG",
        "ORDER",
        "MOVED",
        "DONE",
        "LATE",
        "CHANGED",
        "CALLED",
        "CLOSED",
        "NEW",
        "UP",
        "DECIDES",
        "GONE",
        "MISSING",
        "PROJECT",
        "MONEY",
        "DISCONTINUED",
        "RANGE",
        "WORKS",
        "TEMPORARY",
        "DISCOUNT",
        "DEFECT",
        "PROMISE",
        "CHANCE",
        "TENDER",
    ]
)
_WHEREABOUTS: Final = frozenset(["MOVED", "client.moved-away", "BILL", "AGENDA"])
"""What is spoken of when the name beside "moved to" is no competitor's."""
_HARSH: Final = frozenset(["DEAR", "BAD", "LATE", "UP", "RUDE", "DEFECT", "WRONG", "LIED"])

_Meaning = tuple[str, int]


@attrs.define
class _Heard:
    """A concept heard at a word; `turned` once negation touched it, `denied` when the note says it was not that."""

    concept: str
    sign: int
    weight: float
    clause: int
    at: int
    words: tuple[str, ...]
    turned: bool = False
    denied: bool = False

    def turn(self) -> None:
        self.sign, self.turned = -self.sign, True


def read_with(text: str, lexicons: tuple[Lexicon, ...] | None) -> Reading:
    """The reading of a text by these lexicons, or by the built-in ones for the scripts it is written in."""
    words = words_of(text)
    chosen = {script: _chosen(script, words, lexicons) for script in scripts_of(words)}
    heard, unheard = _heard(words, chosen)
    _turn(heard)
    rival = _rival(text, words, heard, chosen)
    contrast = _deny(heard)
    cues = {("SHORT", 1)} if len(words) <= _SHORT else set()
    if contrast:
        cues.add(("CAUSE", 1))
    scores, evidence = _scores([h for h in heard if not h.denied], cues)
    negated = _negated(heard, scores)
    shares = {clause: _share(heard, unheard, clause) for clause in {h.clause for h in heard}}
    weights = {
        reason: score * max(shares[part.clause] for part in evidence[reason])
        for reason, score in scores.items()
        if reason not in negated
    }
    for reason in tuple(weights):
        for lesser in MORE_SPECIFIC.get(reason, "").split():
            if lesser in weights and scores[reason] >= 0.5:
                weights[lesser] = min(weights[lesser], scores[lesser] * _OUTWEIGHED)
    if max(weights.values(), default=0.0) < _LEAST:
        weights = {}
    total = sum(weights.values())
    candidates = [(r, round(w * w / total, 3)) for r, w in weights.items() if w * w / total >= _FAINT]
    best = max(candidates, key=lambda c: c[1])[0] if candidates else ""
    return Reading(
        candidates,
        tuple(sorted(negated)),
        tuple(word for part in evidence.get(best, ()) for word in part.words),
        _language(heard, chosen, words),
        bool(rival) or any(h.concept == "RIVAL" and h.sign > 0 and not h.denied for h in heard),
        rival,
    )


def _rival(text: str, words: Sequence[Word], heard: Sequence[_Heard], chosen: Mapping[str, Lexicon | None]) -> str:
    """The competitor's name; `""` when the note tells none."""
    if any(h.concept in _WHEREABOUTS for h in heard):
        return ""
    left = [(h.at, h.at + len(h.words)) for h in heard if h.concept == "LEAVE" and h.sign > 0]
    if not left:
        return ""
    plain_words = {word.text for word in words if _known(word, chosen.get(word.script))}
    return name_beside(text[:LONGEST], words, left, plain_words)


def _known(word: Word, lexicon: Lexicon | None) -> bool:
    return lexicon is not None and bool(lexicon.matches(lexicon.fold(word.text), misspelt=False))


def _language(heard: Sequence[_Heard], chosen: dict[str, Lexicon | None], words: Sequence[Word]) -> str:
    for h in heard:
        found = chosen.get(words[h.at].script)
        if found is not None:
            return found.language
    return ""


def _chosen(script: str, words: Sequence[Word], lexicons: tuple[Lexicon, ...] | None) -> Lexicon | None:
    """The lexicon that knows most of the words in this script."""
    written = [word.text for word in words if word.script == script]
    letters = sum(map(len, written))
    offered: Iterable[Lexicon] = (
        (lexicon_of(language) for language, scripts in LANGUAGES.items() if script in scripts)
        if lexicons is None
        else (each for each in lexicons if script in LANGUAGES[each.language])
    )
    best, most = None, 0.0
    for each in offered:
        known = sum(
            min(
                len(word),
                max((match.length for match in each.matches(each.fold(word), misspelt=False)), default=0),
            )
            for word in written
        )
        share = known / letters + _letters_of(each.language, written)
        if best is None or share > most * 1.05:
            best, most = each, share
        if each.language == "en" and most >= _SURE_OF_ENGLISH:
            break
    return best


_TELLING: Final = {"az": "əığ", "mn": "өүєї", "ru": "щ"}


def _letters_of(language: str, written: Sequence[str]) -> float:
    """A little for every word with a letter that the language alone among its neighbours uses."""
    letters = _TELLING.get(language, "")
    return 0.1 * min(5, sum(any(c in letters for c in word) for word in written)) if letters else 0.0


def _share(heard: Sequence[_Heard], unheard: Mapping[int, int], clause: int) -> float:
    """How much of a clause the reading explains, in (0, 1]: the root of the share of its telling words."""
    known = sum(len(words) for _, words in {(h.at, h.words) for h in heard if h.clause == clause})
    return math.sqrt(known / (known + unheard.get(clause, 0)))


def _heard(words: tuple[Word, ...], chosen: dict[str, Lexicon | None]) -> tuple[list[_Heard], Counter[int]]:
    """The concepts of the longest phrases, from left to right; and how many words of a clause none explains."""
    by_entry: list[dict[int, Match]] = []
    skip = False
    for at, word in enumerate(words):
        found = chosen.get(word.script)
        if found is None or skip:
            by_entry.append({})
            skip = False
            continue
        text = word.text
        if text in found.joined and at + 1 < len(words):
            text, skip = text + words[at + 1].text, True
        by_entry.append({match.entry: match for match in reversed(found.matches(found.fold(text)))})
    heard: list[_Heard] = []
    unheard: Counter[int] = Counter()
    at, shift = 0, 0
    while at < len(words):
        best: tuple[tuple[int, int, bool], int, bool, float, tuple[_Meaning, ...]] | None = None
        current = chosen.get(words[at].script)
        if current is not None:
            for entry in by_entry[at]:
                for phrase in current.starting(entry):
                    fit = _fit(phrase.entries, at, words, by_entry)
                    if fit is None:
                        continue
                    end, turned, weight, letters = fit
                    key = (len(phrase.entries), letters, phrase.means[0][0] != "COMMON")
                    if best is None or key > best[0]:
                        best = (key, end, turned, weight, phrase.means)
        if best is None:
            told, clause = words[at].text, words[at].clause + shift
            if current is not None and current.denies(current.fold(told)):
                heard.append(_Heard("NOT_AFTER", 1, 1.0, clause, at, (told,)))
            unheard[clause] += len(told) >= _LEAST_TELLING and told.isalpha()
            at += 1
            continue
        _, end, turned, weight, means = best
        suffixed = bool(current and current.negative_suffixes)
        for concept, sign in means:
            if concept == "BUT":
                shift += 1
            elif concept != "COMMON":
                one = _Heard(concept, sign, weight, words[at].clause + shift, at, tuple(w.text for w in words[at:end]))
                if turned and not (suffixed and concept in SAID_BY_DENIAL):
                    one.turn()
                heard.append(one)
        at = end
    return heard, unheard


def _fit(
    entries: tuple[int, ...], at: int, words: Sequence[Word], by_entry: Sequence[dict[int, Match]]
) -> tuple[int, bool, float, int] | None:
    """Where a phrase that begins at a word ends, whether it is turned, its weight and letters; `None` if it does not fit."""
    clause = words[at].clause
    turned, weight, letters, here, slack = False, 1.0, 0, at, 0
    for entry in entries:
        if entry == -1:
            slack = 2
            continue
        while True:
            if here >= len(words) or words[here].clause != clause:
                return None
            match = by_entry[here].get(entry)
            here += 1
            if match is not None:
                break
            if slack == 0:
                return None
            slack -= 1
        slack = 0
        turned ^= match.turned
        weight = min(weight, match.weight)
        letters += match.length
    return here, turned, weight, letters


def _turn(heard: Sequence[_Heard]) -> None:
    """Negations turn what they reach: the first thing said, or the topics when nothing is said of them.

    What is negative already stays so: most languages negate twice ("никто не звонил").

    Some turn what follows, some what precedes, and some (`NOT_EITHER`) the latter when nothing follows. A phrase filed
    under a reason that is said by denial is turned only from before: what comes after belongs to the phrase.
    """
    for position, word in enumerate(heard):
        if word.concept in _NEGATIONS:
            before = reversed(heard[max(0, position - _NEAR) : position])
            after = heard[position + 1 : position + 1 + _NEAR]
            reached = [] if word.concept == "NOT_AFTER" else _reached(word, after)
            if not reached and word.concept != "NOT":
                reached = _reached(word, before)
            said = [other for other in reached if other.concept not in TOPICS]
            for other in said or reached:
                if other.sign > 0 and (word.concept == "NOT" or other.concept not in SAID_BY_DENIAL):
                    other.turn()


def _reached(negation: _Heard, others: Iterable[_Heard]) -> list[_Heard]:
    reached: list[_Heard] = []
    for other in others:
        if other.clause != negation.clause or abs(other.at - negation.at) > _SCOPE:
            break
        if other.concept in _NEGATIONS or (other.concept in CUES and other.concept != "PROBLEM"):
            continue
        if reached and reached[-1].concept not in TOPICS and other.at != reached[-1].at:
            break
        reached.append(other)
    return reached


def _deny(heard: Sequence[_Heard]) -> bool:
    """Strike out what a clause says was not the problem, or was good; did the note deny anything?"""
    denied_any = False
    for clause in {h.clause for h in heard}:
        here = [h for h in heard if h.clause == clause]
        signs = {(h.concept, h.sign) for h in here}
        if any(h.concept == "AGENDA" for h in here):
            for h in here:
                h.denied = h.denied or h.concept in _AGENDA_TAKES
        rival = ("RIVAL", 1) in signs
        if ("PROBLEM", -1) in signs:
            struck = [h for h in here if h.concept != "RIVAL"]
        elif ("GOOD", 1) in signs and not rival and not any(h.concept in _HARSH and h.sign > 0 for h in here):
            struck = [h for h in here if h.concept in TOPICS and h.sign > 0]
        else:
            struck = []
        for h in struck:
            h.denied = h.turned = True
        turned_topic = any(h.turned and h.sign < 0 and h.concept in TOPICS for h in here)
        denied_any = denied_any or bool(struck and any(h.concept in TOPICS for h in struck)) or turned_topic
    return denied_any


def _scores(heard: Sequence[_Heard], cues: set[tuple[str, int]]) -> tuple[dict[str, float], dict[str, list[_Heard]]]:
    """How strongly the note speaks for each reason, and by what was heard."""
    clauses: dict[int, dict[tuple[str, int], _Heard]] = {}
    whole: dict[tuple[str, int], _Heard] = {}
    scores: dict[str, float] = {}
    evidence: dict[str, list[_Heard]] = {}
    for h in heard:
        key = (h.concept, h.sign)
        if "." in h.concept:
            if h.sign > 0 and _NAMED * h.weight > scores.get(h.concept, 0.0):
                scores[h.concept], evidence[h.concept] = _NAMED * h.weight, [h]
            continue
        for known in (clauses.setdefault(h.clause, {}), whole):
            if key not in known or known[key].weight < h.weight:
                known[key] = h
    said = whole.keys() | cues
    fired = []
    for combination in COMBINATIONS:
        needs = combination.concepts
        if needs <= said:
            needed = needs - cues
            together = any(needed <= clause.keys() for clause in clauses.values())
            parts = [whole[key] for key in needed if key in whole]
            if not parts:
                continue
            factor = (1.0 if together else _ACROSS) * min(part.weight for part in parts)
            fired.append((combination, combination.weight * factor, parts))
    for combination, weight, parts in fired:
        if any(combination.concepts < other.concepts and other.reason != combination.reason for other, _, _ in fired):
            continue
        if weight > scores.get(combination.reason, 0.0):
            scores[combination.reason] = weight
            evidence[combination.reason] = sorted(parts, key=lambda part: part.at)
    return scores, evidence


_PRAISE: Final = frozenset(["ONTIME", "GOOD", "FIT", "KEPT", "AFFORD"])
"""What denies, said of a topic, the reason that its opposite would speak for."""
_BARE: Final = frozenset({("CAUSE", 1), ("SHORT", 1), ("PROBLEM", 1)})


def _negated(heard: Sequence[_Heard], scores: dict[str, float]) -> frozenset[str]:
    """Reasons that would have been spoken of, had the note not said the opposite."""
    found: set[str] = set()
    rival = any(h.concept in ("RIVAL", "BETTER", "BUT") for h in heard)
    for h in heard:
        if "." in h.concept and h.sign < 0:
            found.add(h.concept)
        elif h.concept in _PRAISE and h.sign > 0 and not h.turned and not rival:
            here = {(other.concept, other.sign) for other in heard if other.clause == h.clause}
            opposite = (here - {(h.concept, 1)}) | {(h.concept, -1)}
            for combination in COMBINATIONS:
                if (h.concept, -1) in combination.concepts and combination.concepts <= opposite:
                    found.add(combination.reason)
        elif (h.turned and (h.denied or h.sign < 0) and h.concept not in CUES) or (h.concept in _HARSH and h.sign < 0):
            for combination in COMBINATIONS:
                if combination.concepts - _BARE == {(h.concept, 1)}:
                    found.add(combination.reason)
    affirmed = {reason for reason, score in scores.items() if score >= 0.55}
    return frozenset(found - affirmed)

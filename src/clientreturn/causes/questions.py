"""The next question: to the records, to the staff, to the client, by what it would tell for the effort (B7a, E2.1).

A yes/no question is a noisy witness whose likelihoods follow from the weights that its two answers would have in the
diagnosis: log P(yes | r) / P(yes | not r) is the weight of the yes, and the same for the no. So the expected gain is
the mutual information between answer and cause, never below zero, and an answer is an event like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import exp, fsum, log2
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..conditions import Number, Unit, Value
from ..doors import door, typed
from ..facts import Story, client_facts
from ..facts.lazy import ClientFacts
from ..history import KINDS, Event, Reporter
from ..history.kinds import meaning_of
from ..phrases import Said
from ..reasons import UNKNOWN
from .absence import TRACES
from .books import Causes
from .clue import NAMED, Cause, Evidence
from .interview import Interview
from .testimony import enough_whys
from .weighing import of_event, settled

if TYPE_CHECKING:
    from .diagnosis import Diagnosis

__all__ = ["WORDING", "Asker", "Question", "ask_first", "questions", "showing"]

effort_of_look = Number("effort-of-a-look", 1, Unit.RATIO, "B7a", "effort of looking one thing up in the records", 0.1)
effort_of_search = Number("effort-of-a-search", 2, Unit.RATIO, "B7a", "effort of going through all records", 0.1)
effort_of_staff = Number(
    "effort-of-asking-staff", 1.5, Unit.RATIO, "B7a", "effort of asking who served the client", 0.1
)
effort_of_interview = Number("effort-of-an-interview", 6, Unit.RATIO, "B7a", "effort of a talk with the client", 0.1)
worth_asking = Number("worth-asking", 0.02, Unit.RATIO, "B7a", "bits below which a question is not worth asking", 0, 5)
worth_asking_first = Number(
    "worth-asking-first", 0.1, Unit.RATIO, "B7a", "bits for which records and staff are asked before the client", 0, 5
)

WORDING: Final[dict[str, tuple[str, str]]] = {
    "company.forgotten": (
        "When did we last write or speak to them before they stopped, and was it answered?",
        "Who kept in touch with them, and when did you last speak without selling?",
    ),
    "company.priced-out": (
        "Which price changes reached them in the year before, and did they order less after?",
        "Did they ever ask you for a lower price, or say that the budget is used up?",
    ),
    "company.poor-service": (
        "Are there tickets, returns or low ratings from them?",
        "What were they unhappy with, even if they never wrote it down?",
    ),
    "company.broken-promise": (
        "What did we agree in writing, and was each point kept?",
        "What was promised to them in talks, and what became of it?",
    ),
    "company.trust-eroded": (
        "Did they go over your head, ask for guarantees, or check our figures?",
        "From when on did they stop taking our word?",
    ),
    "company.destroyer": (
        "Who served them on the last contacts, and do others complain of the same line?",
        "Was there a sharp word or gossip, and who was there?",
    ),
    "company.late-delivery": (
        "Compare promised and actual days of their last deliveries: how many were late?",
        "Did they call to ask where the goods are?",
    ),
    "company.range-changed": (
        "Which of the articles that they bought have we dropped or changed?",
        "Did they ask for something that we no longer do?",
    ),
    "company.not-told": (
        "Which changes on our side (address, terms, people) were they told of, and when?",
        "Did they learn of a change by chance?",
    ),
    "company.poor-fit": (
        "Which functions did they ask for, and how much of the product did they use?",
        "What could they not do with what we sold them?",
    ),
    "company.could-not-supply": (
        "Which of their orders or inquiries did we turn down or leave open?",
        "Did you have to send them away for lack of stock, people or skill?",
    ),
    "company.billing-failed": (
        "Were there failed payments, wrong invoices or reminders in error?",
        "Did they argue about a bill?",
    ),
    "company.dropped-by-us": (
        "Is there a note that we stopped serving them?",
        "Did one of us decide not to serve them any longer?",
    ),
    "competitor.better-price": (
        "Do offers, price requests or lost quotes name a competitor's price?",
        "Whose price did they mention, and for what exactly?",
    ),
    "competitor.better-service": (
        "Do lost quotes name what a competitor offered beyond the price?",
        "What does the other one do for them that we do not?",
    ),
    "competitor.unrealistic-promise": (
        "Do their last mails quote a promise of a competitor's?",
        "What were they promised elsewhere that you could not believe?",
    ),
    "competitor.cheap-amateur": (
        "Do mails or public pages show who does the work now?",
        "Did a freelancer or an acquaintance take the work over?",
    ),
    "competitor.lock-in": (
        "Do they take part in a competitor's programme, or have they signed with one?",
        "Did they mention a contract, bonus points or shares elsewhere?",
    ),
    "competitor.kickback": (
        "Did the purchase go elsewhere against their own criteria, by whose decision?",
        "Was there pressure from above or outside to buy elsewhere?",
    ),
    "competitor.third-party": (
        "Are there reviews, posts or mails that speak ill of us from that time?",
        "What have they heard about us, and from whom?",
    ),
    "competitor.tender-lost": (
        "Was there a tender, and by which points was it decided?",
        "Did purchasing rules force them to change?",
    ),
    "client.breached-terms": (
        "Which invoices are unpaid, and since when?",
        "Did they stop ordering when we asked for the money?",
    ),
    "client.new-management": (
        "Does the public register show new directors or owners at that time?",
        "Who decides there now, and do they know us?",
    ),
    "client.contact-moved": (
        "Does our contact still answer, and does the address still exist?",
        "Is the person you dealt with still in the post?",
    ),
    "client.kinship": (
        "Who supplies them now, and is there a family tie?",
        "Does a relative or friend of theirs do this work?",
    ),
    "client.closed": (
        "Does the public register still show them as active?",
        "Are their doors still open?",
    ),
    "client.moved-away": (
        "Is their address the same, or did a letter come back?",
        "Did they say that they are moving?",
    ),
    "client.died": (
        "Is there a notice from the family or the register?",
        "Have you heard how they are?",
    ),
    "client.hard-times": (
        "Did orders shrink before they stopped, and payments slow down?",
        "Did they mention a tight time, leave or illness?",
    ),
    "client.need-ended": (
        "What was the last order for, and was that project completed?",
        "Is there anything left to do for them?",
    ),
    "client.in-house": (
        "Did they hire for this work or buy the equipment?",
        "Do they do it themselves now?",
    ),
    "client.variety-seeking": (
        "How even was their buying, and did it follow our offers only?",
        "Were they ever attached to us, or did they just come by?",
    ),
}
"""For each reason: what to look for in the records, and what to ask the staff who served the client."""

SEARCH: Final = (
    "Go through tickets, deliveries, invoices, price lists and mails of the time before the loss: what happened?"
)
STAFF: Final = "Ask each of those who served them, blaming nobody: what happened before they left?"
INTERVIEW: Final = (
    "Ask the client: why did you leave, and what would make you reconsider? Listen, then ask on, why by why; "
    "the first answer is the convenient one."
)
LOOKED: Final = frozenset({Reporter.RECORD, Reporter.REGISTER, Reporter.OBSERVER})


@attrs.frozen(field_transformer=typed)
class Question:
    """One question that would tell something about the cause.

    Attributes:
        to: whom to ask: the record, an employee, or the client.
        text: the question in words.
        gain: expected gain of information, bits.
        settles: reasons that it would settle, likeliest first.
        effort: how much it takes, in looks into the records.
        on: day on which it is asked.
    """

    to: Reporter
    text: Said
    gain: float
    settles: tuple[str, ...]
    effort: float
    on: date

    @property
    def worth(self) -> float:
        """Bits for each unit of effort."""
        return self.gain / self.effort

    @property
    def about(self) -> str | None:
        """The one reason of a yes/no question; `None` for an open one."""
        return self.settles[0] if self.text.key != f"question.{self.to}" else None

    @door
    def answer(self, found: bool, *, reason: str | None = None, on: date | None = None, text: str = "") -> Event:
        """The answer as an event, which the next diagnosis weighs like any other.

        Args:
            found: yes or no; of an open question, whether it brought out a reason.
            reason: the reason that an open question brought out.
            on: day of the answer; the day of the question when left out.
            text: what was said or seen.
        """
        about = self.about or reason
        data = {"found": found} if about is None else {"found": found, "reason": about}
        return Event(on or self.on, "clue-sought", by=self.to, text=text, data=data)

    @door
    def interview(self, on: date | None = None) -> Interview:
        """An interview to be filled in, why by why."""
        return Interview(on or self.on, by=self.to)


@attrs.frozen(eq=False)
class Asker:
    """What it takes to weigh an answer that nobody has given yet."""

    facts: ClientFacts
    lost_on: date | None
    causes: Causes

    def __reduce__(self) -> tuple[Any, ...]:
        return _asker_again, (self.facts.story, dict(self.facts), self.lost_on, self.causes)

    @property
    def day(self) -> date:
        """The day asked about."""
        return self.facts.story.as_of

    def adds(self, answer: Event, reason: str, known: Iterable[Evidence]) -> float:
        """Log-odds that an answer would add to a reason, beside what is known of it."""
        book = self.causes.of_kind(answer.kind)
        told = [
            piece for piece in of_event(answer, book, self.facts, self.lost_on, self.causes) if piece.reason == reason
        ]
        before = [
            piece if piece.alone is None else attrs.evolve(piece, weight=piece.alone)
            for piece in known
            if piece.rule != "said.confirmed"
        ]
        story = self.facts.story
        return _total(settled(reason, [*before, *told], story)) - _total(settled(reason, before, story))

    def shown_by(self, reason: str) -> tuple[str, ...]:
        """Kinds of events in which a reason would show, in words."""
        return tuple(meaning_of(kind) for kind in showing(self.causes).get(reason, ()))


def _asker_again(story: Story, known: dict[str, Value], lost_on: date | None, causes: Causes) -> Asker:
    """An asker from a pickle: facts of the firm's own come as the values that they had."""
    facts = client_facts(story)
    facts.update(known)
    return Asker(facts, lost_on, causes)


def showing(causes: Causes) -> dict[str, tuple[str, ...]]:
    """For each reason, the kinds of events by which some rule could find it (a weight of at least 2)."""
    kinds: dict[str, list[str]] = {}
    for kind in KINDS:
        for rule in causes.of_kind(kind):
            for code, weight in rule.says.weights:
                if weight >= 2 and code != NAMED and kind not in kinds.setdefault(code, []):
                    kinds[code].append(kind)
    return {code: tuple(found) for code, found in kinds.items()}


def questions(diagnosis: Diagnosis, asker: Asker) -> tuple[Question, ...]:
    """All questions worth asking, best first."""
    numbers = asker.facts.story.numbers
    asked = _asked(asker)
    found = []
    if (None, "record") not in asked:
        found.append(_open(diagnosis, asker, Reporter.RECORD, SEARCH, numbers(effort_of_search)))
    if (None, "employee") not in asked:
        found.append(_open(diagnosis, asker, Reporter.EMPLOYEE, STAFF, numbers(effort_of_staff)))
    if (None, "client") not in asked:
        found.append(_open(diagnosis, asker, Reporter.CLIENT, INTERVIEW, numbers(effort_of_interview)))
    for cause in diagnosis.causes:
        wording = WORDING.get(cause.reason)
        if wording is None or cause.verified:
            continue
        if (cause.reason, "record") not in asked and not _on_record(cause) and not _looked(cause):
            found.append(_closed(asker, cause, Reporter.RECORD, wording[0], numbers(effort_of_look)))
        if (cause.reason, "employee") not in asked:
            found.append(_closed(asker, cause, Reporter.EMPLOYEE, wording[1], numbers(effort_of_staff)))
    worth = [question for question in found if question.gain >= numbers(worth_asking)]
    return tuple(sorted(worth, key=lambda question: (-question.worth, question.text.key)))


def ask_first(diagnosis: Diagnosis, asker: Asker) -> Question | None:
    """The question most worth its effort; the client is asked last, when our own side has little left to tell (B7a).

    `None` when the first cause is verified or nothing is left to ask.
    """
    if diagnosis.first is not None and diagnosis.first.verified:
        return None
    ranked = questions(diagnosis, asker)
    if ranked and ranked[0].to is Reporter.CLIENT:
        enough = asker.facts.story.numbers(worth_asking_first)
        ours = (question for question in ranked if question.to is not Reporter.CLIENT and question.gain >= enough)
        return next(ours, ranked[0])
    return next(iter(ranked), None)


def _asked(asker: Asker) -> set[tuple[str | None, str]]:
    """What was asked already: (reason or none for an open question, whom)."""
    story = asker.facts.story
    asked: set[tuple[str | None, str]] = set()
    for event in story.events("clue-sought"):
        whom = "record" if event.by in LOOKED else event.by.value
        asked.add((event.detail("reason"), whom))
        if not event.detail("found") and event.detail("reason") is None:
            asked.add((None, whom))
    if any((event.detail("whys") or 0) >= story.numbers(enough_whys) for event in story.events("interview")):
        asked.add((None, "client"))
    return asked


def _on_record(cause: Cause) -> bool:
    return any(
        (piece.on is None or piece.by in LOOKED) and (piece.alone or piece.weight) >= 2 for piece in cause.evidence
    )


def _looked(cause: Cause) -> bool:
    """Whether such events are recorded and there is none: the answer is known."""
    return cause.reason in TRACES and any(piece.rule == f"{cause.reason}.no-trace" for piece in cause.evidence)


def _closed(asker: Asker, cause: Cause, to: Reporter, text: str, effort: float) -> Question:
    """A question about one reason, answered by yes or no."""
    code = cause.reason
    yes, no = (
        asker.adds(Event(asker.day, "clue-sought", by=to, data={"reason": code, "found": found}), code, cause.evidence)
        for found in (True, False)
    )
    said = Said(f"question.{to}.{code}", text)
    return Question(to, said, gain_of_yes_or_no(cause.p, yes, no), (code,), effort, asker.day)


def _open(diagnosis: Diagnosis, asker: Asker, to: Reporter, text: str, effort: float) -> Question:
    """A question that can bring out any reason."""
    whys = int(asker.facts.story.numbers(enough_whys))
    weights = {}
    for cause in diagnosis.causes:
        if to is Reporter.CLIENT:
            answer = Event(asker.day, "interview", by=to, data={"reason": cause.reason, "whys": whys})
        else:
            answer = Event(asker.day, "clue-sought", by=to, data={"reason": cause.reason, "found": True})
        weights[cause.reason] = asker.adds(answer, cause.reason, cause.evidence)
    p = {cause.reason: cause.p for cause in diagnosis.causes}
    p[UNKNOWN] = diagnosis.unknown
    settles = tuple(cause.reason for cause in diagnosis.causes[:3])
    return Question(to, Said(f"question.{to}", text), gain_of_open(p, weights), settles, effort, asker.day)


def _total(pieces: Iterable[Evidence]) -> float:
    return fsum(piece.weight for piece in pieces)


def gain_of_yes_or_no(p: float, yes: float, no: float) -> float:
    """Bits gained on average by a yes/no question about a reason of probability p.

    `yes` and `no` are the weights of the two answers. A question whose answers would both speak the same way, or
    not at all, gains nothing.

    >>> round(gain_of_yes_or_no(0.5, 4.0, -4.0), 2), gain_of_yes_or_no(0.5, 0.0, 0.0)
    (0.87, 0.0)
    """
    if yes <= 0 or no >= 0:
        return 0.0
    stray = (1 - exp(no)) / (exp(yes) - exp(no))
    hit = stray * exp(yes)
    said_yes = p * hit + (1 - p) * stray
    after_yes = p * hit / said_yes
    after_no = p * (1 - hit) / (1 - said_yes)
    return max(0.0, _bits(p) - said_yes * _bits(after_yes) - (1 - said_yes) * _bits(after_no))


def gain_of_open(p: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Bits gained on average by a question that can bring out any candidate: the mutual information of answer and cause.

    A reason that its answer would lift by `w` log-odds is named e^w times as often when it is the cause as any other
    answer; the rest is spread evenly. `unknown` is answered by "nothing found", as reliably as the reasons on average.
    """
    others = len(p) - 1
    if others < 1:
        return 0.0
    mean = fsum(weights.values()) / max(len(weights), 1)
    right = {code: exp(weights.get(code, mean)) / (exp(weights.get(code, mean)) + others) for code in p}
    strays = fsum(share * (1 - right[code]) / others for code, share in p.items())
    gain = 0.0
    for code, share in p.items():
        answered = share * right[code] + strays - share * (1 - right[code]) / others
        gain -= answered * log2(answered) if answered > 0 else 0.0
        wrong = (1 - right[code]) / others
        gain += share * (right[code] * log2(right[code]) + (others * wrong * log2(wrong) if wrong > 0 else 0.0))
    return max(0.0, gain)


def _bits(p: float) -> float:
    return 0.0 if p <= 0 or p >= 1 else -p * log2(p) - (1 - p) * log2(1 - p)

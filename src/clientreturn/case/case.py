"""The case: everything that is said about one client as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from .. import __version__
from ..base import Base, Explained, Push
from ..causes import Diagnosis, diagnose
from ..conditions import Unit
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client, Event
from ..markup import Element, in_english
from ..phrases import Said, said
from ..policy import Policy
from ..recovery import Plan, Team, make_plan, nobody_else
from ..recovery.situation import situation_of
from ..rules import Verdict
from ..standing import Judgement, Standing, judge
from ..words import ENGLISH, Words
from ..worth import CaseFacts, Worth, case_facts, weigh

__all__ = ["Case", "Part", "Stamp", "assess"]

UNDIAGNOSED = (Standing.PROSPECT, Standing.ONE_TIME, Standing.ACTIVE, Standing.IN_PAUSE, None)
"""Standings of clients that have not left: there is no loss to explain."""


@attrs.frozen(field_transformer=typed)
class Stamp:
    """By what a case was made.

    Attributes:
        version: of the library.
        policy: fingerprint of the policy.
        base: fingerprint of the base.
    """

    version: str
    policy: str
    base: str


@attrs.frozen(field_transformer=typed)
class Part:
    """One part of an account, judged by its own rhythm (R18).

    Attributes:
        name: the `Purchase.part`: a category, site, channel or contract.
        standing: where the client stands with it, with the trace.
        since: date of loss, while it is gone.
    """

    name: str
    standing: Verdict[Standing]
    since: date | None


@attrs.frozen(field_transformer=typed)
class Case:
    """One client as of a day: where it stands, why it left, what it is worth, what to do.

    Attributes:
        client: the client's id.
        as_of: the day asked about.
        standing: where it stands, with the trace.
        since: date of loss (the day the line was crossed, or of the break); `None` while it is not gone.
        diagnosis: why it left; `None` while it has not.
        worth: is it worth winning back?
        plan: what to do, dated.
        stamp: by what the case was made.
        judgement: the story behind the standing, and its facts.
        account: the client's records as they were given, assumed events included.
        policy: what the firm decided.
        team: who was there.
        name: how the client is called.
    """

    client: str
    as_of: date
    standing: Verdict[Standing]
    since: date | None
    diagnosis: Diagnosis | None
    worth: Worth
    plan: Plan
    stamp: Stamp
    judgement: Judgement = attrs.field(repr=False, eq=False)
    account: Client = attrs.field(repr=False, eq=False)
    policy: Policy = attrs.field(repr=False, eq=False)
    team: Team = attrs.field(repr=False, eq=False)
    name: str = ""

    @property
    def basis(self) -> Said:
        """What the standing rests on: a known break, the client's own rhythm, that of clients alike, or no rhythm."""
        facts = self.judgement.facts
        if facts["breaks"]:
            return said("basis.break", "a known break")
        share = facts["own_share"]
        if share is None:
            return said("basis.none", "no rhythm yet")
        if share == 0:
            return said("basis.alike", "the rhythm of clients alike")
        if share >= 0.99:
            return said("basis.own", "its own rhythm")
        return said(
            "basis.mixed",
            "its own rhythm for {share}, that of clients alike for the rest",
            share=(share, Unit.PROBABILITY),
        )

    @door
    def later(self, day: date) -> Case:
        """The case as of a later day, if nothing happens: the same records and contexts, and this plan running."""
        return assess(
            self.account,
            as_of=day,
            policy=self.policy,
            base=self.judgement.story.base,
            team=self.team,
            running=self.plan,
        )

    @property
    def chance(self) -> float | None:
        """Chance of another purchase within the horizon of the base (0–1); `None` when it cannot be told."""
        value = self.judgement.facts["chance"]
        return None if value is None else float(value)

    @property
    def pushes(self) -> tuple[Push, ...]:
        """Which facts push the chance up or down against an average client, strongest first; none without learning."""
        silence = self.judgement.story.silence
        chances = silence.base.chances
        if not silence.visits or not isinstance(chances, Explained):
            return ()
        return chances.pushes_of(silence.track, silence.days)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Each part of the account by its own rhythm; that of clients alike says nothing about a part (R18)."""
        story, policy = self.judgement.story, self.policy
        found = []
        for name in story.client.parts:
            judgement = judge(
                story.client.part(name),
                self.as_of,
                standing=policy.standing,
                presence=policy.presence,
                base=story.base.of_parts,
                numbers=policy.numbers,
                rates=policy.rates,
                own=policy.own_facts,
            )
            found.append(Part(name, judgement.verdict, judgement.lost_on))
        return tuple(found)

    @property
    def next_change(self) -> date | None:
        """First day on which time alone alters the case, or a step falls due; `None` when there is none."""
        from .next_change import next_change

        return next_change(self)

    @property
    def plan_facts(self) -> CaseFacts:
        """Everything that the planner knows of the client."""
        rooms = (self.worth, self.diagnosis, self.standing.says, self.since)
        return situation_of(*rooms, Team(), self.policy.recovery, self.plan).facts

    @door
    def explain(self, words: Words = ENGLISH) -> str:
        """The whole story as text: rule, values and source of every verdict."""
        from .explain import explain

        return explain(self, words)

    def shown(self) -> Element:
        """The whole case, as markup."""
        from .showing import case_shown

        return case_shown(self)

    _repr_html_ = in_english

    @door
    def why_not(self, reason: str) -> str:
        """Why a reason is not taken for the cause."""
        if self.diagnosis is None:
            return "the client has not left: there is no cause to name"
        return self.diagnosis.why_not(reason)


@door
def assess(
    client: Client,
    *,
    as_of: date,
    policy: Policy | None = None,
    base: Base | None = None,
    team: Team | None = None,
    running: Plan | None = None,
    assume: Iterable[Event] = (),
) -> Case:
    """Everything about one client as of a day, from what was known on that day.

    Args:
        client: the account with its history.
        as_of: the day asked about; nothing that happened or was learnt later is looked at.
        policy: what the firm decides.
        base: what was learnt from all clients; without one, the handbook's priors.
        team: who is there to do it.
        running: the plan that is already under way; its steps keep their identity (R25).
        assume: events taken as if they had happened: "what if the complaint were solved?".

    Raises:
        ClientReturnError: for a day that is no date, or a base newer than the day.

    >>> from clientreturn.history import Purchase
    >>> monthly = [Purchase(date(2025, month, 5), 100, "EUR") for month in range(1, 11)]
    >>> assess(Client("C-7", purchases=monthly), as_of=date(2025, 12, 20)).standing.says
    <Standing.DORMANT: 'dormant'>
    """
    if type(as_of) is not date:
        raise ClientReturnError("as_of", as_of, "a date", "say as of which day: date(2026, 3, 1)")
    if not isinstance(client, Client):
        raise ClientReturnError("client", client, "a Client", "build one: Client('C-7', purchases=[…])")
    policy, base, team = policy or DEFAULT, base or Base(), team or Team()
    base.check(as_of)
    assumed = tuple(assume)
    account = client.with_events(*assumed) if assumed else client
    judgement = judge(
        account,
        as_of,
        standing=policy.standing,
        presence=policy.presence,
        base=base,
        numbers=policy.numbers,
        rates=policy.rates,
        own=policy.own_facts,
    )
    says, lost_on = judgement.verdict.says, judgement.lost_on
    diagnosis = None
    if says not in UNDIAGNOSED:
        diagnosis = diagnose(judgement.facts, lost_on, causes=policy.causes, reasons=policy.reasons)
    lost = says is not None and says.lost
    worth = weigh(
        case_facts(judgement.facts, says, lost_on, diagnosis, nobody_else(judgement.facts, team, lost)),
        policy.numbers,
        policy.return_class,
        policy.chance_factors,
        policy.traits,
    )
    plan = make_plan(worth, diagnosis, says, lost_on, team=team, books=policy.recovery, running=running)
    stamp = Stamp(__version__, policy.fingerprint, base.fingerprint)
    return Case(
        client.id,
        as_of,
        judgement.verdict,
        lost_on,
        diagnosis,
        worth,
        plan,
        stamp,
        judgement,
        account,
        policy,
        team,
        client.name,
    )


DEFAULT = Policy()

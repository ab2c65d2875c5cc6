"""The review: all clients of a business as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs

from .. import __version__
from ..base import Base, Systemic, VerifiedCase
from ..case import Case, Stamp, assess
from ..causes.across import (
    Account,
    Artefact,
    EmployeeRate,
    Pareto,
    Sufficiency,
    account_of,
    artefacts,
    employee_rates,
    pareto,
    sufficiency,
    systemic,
)
from ..days import later
from ..doors import Unsorted, door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..history.merging import survivors
from ..markup import Element, in_english
from ..policy import Policy
from ..recovery import Plan, Team
from ..standing import Standing
from ..words import ENGLISH, Words
from .findings import Finding, findings_of, findings_of_base
from .loss import LossRate, loss_rate, loss_rates_by_employee
from .row import Row, inert, judged, plainly, row_of

__all__ = ["Inputs", "Refused", "Review", "review"]


@attrs.frozen
class Refused:
    """A client that could not be assessed; the others were.

    Attributes:
        client: its id, or its place in the input when it has none.
        error: what was wrong, in words.
    """

    client: str
    error: str


@attrs.frozen(field_transformer=typed)
class Inputs:
    """What a review was made from, so that it can be compared with another one.

    Attributes:
        records: clients as they came, by id; empty when they were not kept.
        policy: what the firm decides.
        base: what was learnt from all clients.
    """

    records: dict[str, Client] = attrs.field(hash=False)
    policy: Policy
    base: Base


@attrs.frozen(field_transformer=typed)
class Review:
    """All clients as of a day.

    Attributes:
        as_of: the day asked about.
        rows: one line for each client, in the order of the input.
        cases: full cases of those who are gone or for whom something is to be done, by id.
        refused: clients that could not be assessed, each with why.
        findings: what is odd about the records, each with the client's id.
        stamp: by what the review was made.
        inputs: what it was made from.
        period: days over which the loss rate is counted.
        accounts: what is compared across clients, of those who left and those who stayed.
        kinds: kinds of events that stand in anybody's records.
        merged: ids that a client names in `same_as`: counted there (R21), though each has a row.
    """

    as_of: date
    rows: tuple[Row, ...] = attrs.field(repr=False)
    cases: dict[str, Case] = attrs.field(repr=False, hash=False)
    refused: tuple[Refused, ...]
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    stamp: Stamp
    inputs: Inputs = attrs.field(repr=False, eq=False)
    period: int = 365
    accounts: tuple[Account, ...] = attrs.field(default=(), repr=False)
    kinds: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    merged: frozenset[str] = attrs.field(default=frozenset(), repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many clients stand where; every standing is named, those that cannot be told as `unknown`."""
        found = Counter("unknown" if row.standing is None else row.standing.value for row in self.counted)
        if self.inputs.policy.strict:
            found["lost"] += found.pop("dormant", 0)
        return {name: found[name] for name in (*(one.value for one in Standing), "unknown")}

    @property
    def counted(self) -> tuple[Row, ...]:
        """Those who count in the figures: all but accounts that were merged into another one of them."""
        return tuple(row for row in self.rows if row.client not in self.merged) if self.merged else self.rows

    @property
    def gone(self) -> tuple[Row, ...]:
        """Those who are dormant or lost."""
        return tuple(row for row in self.counted if row.gone)

    @property
    def loss_rate(self) -> LossRate:
        """Loss rate of the period that ends on the day (E3.6)."""
        return loss_rate(self.counted, self.period, self.inputs.policy.numbers)

    @property
    def loss_rates(self) -> tuple[LossRate, ...]:
        """Loss rate of each employee (E3.6, R23)."""
        return loss_rates_by_employee(self.counted, self.period, self.inputs.policy.numbers)

    @property
    def money_lost(self) -> float | None:
        """Revenue lost a year: purchases a year × ticket of those lost in the period (E3.4); `None` when no money is known."""
        lost = set(self.loss_rate.lost)
        known = any(row.yearly is not None for row in self.rows if row.client in lost)
        return float(self.loss_rate.money) if known or not lost else None

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """First causes of those who are gone, most frequent first; the empty code stands for unknown (E3.10)."""
        return tuple(sorted(Counter(row.reason for row in self.gone).items(), key=lambda item: (-item[1], item[0])))

    @property
    def pareto(self) -> Pareto:
        """Reasons by the losses that they caused, split into avoidable and inevitable (E3.10, E4.5)."""
        return pareto(self.accounts)

    @property
    def systemic(self) -> tuple[Systemic, ...]:
        """The same third party, employee, product, carrier or price change behind several losses (C4)."""
        return systemic(self.accounts)

    @property
    def employees(self) -> tuple[EmployeeRate, ...]:
        """Loss rates of the period by employee, against what chance allows; a suspicion, never a verdict (C4, R23)."""
        return employee_rates({rate.name: (len(rate.base), len(rate.lost)) for rate in self.loss_rates if rate.base})

    @property
    def verified(self) -> tuple[VerifiedCase, ...]:
        """Losses whose cause is settled: what `base.with_cases` learns from."""
        cases = (account.diagnosis.verified_case() for account in self.accounts if account.diagnosis is not None)
        return tuple(case for case in cases if case is not None)

    @property
    def artefacts(self) -> tuple[Artefact, ...]:
        """Accounts that ended on record only: merged, re-registered, buying through others (R21); they are no losses.

        Looked for in the clients that the review kept; empty when it kept none.
        """
        lost = {row.client: row.since for row in self.rows if row.gone and row.since is not None}
        return artefacts(self.inputs.records.values(), lost)

    @property
    def sufficiency(self) -> Sufficiency:
        """Which causes can be seen in what is recorded, and what would help most."""
        return sufficiency(self.kinds)

    @property
    def sides(self) -> dict[str, int]:
        """Losses by side."""
        found = Counter(row.side or "unknown" for row in self.gone)
        return {side: found[side] for side in ("company", "competitor", "client", "unknown")}

    @property
    def work_first(self) -> tuple[Row, ...]:
        """Those worth winning back, most pressing first: by class, then by expected profit (E3.8)."""
        wanted = [row for row in self.gone if row.return_class in (1, 2, 3)]
        return tuple(sorted(wanted, key=lambda row: (row.return_class, -(row.expected or 0.0), row.client)))

    @door
    def to_rows(self, *, spreadsheet: bool = False) -> list[dict[str, Any]]:
        """Plain rows, ready for a data frame or a CRM.

        Args:
            spreadsheet: whether people will open them in a spreadsheet: then an apostrophe stands before a text that
                it would take for a formula (a client named `=HYPERLINK(…)`).
        """
        shown = inert if spreadsheet else plainly
        return [{name: shown(value) for name, value in attrs.asdict(row, recurse=False).items()} for row in self.rows]

    def shown(self) -> Element:
        """The review, as markup."""
        from .showing import review_shown

        return review_shown(self)

    _repr_html_ = in_english

    @door
    def explain(self, words: Words = ENGLISH) -> str:
        """The review as text."""
        from .explain import explain

        return explain(self, words)


@door
def review(
    clients: Unsorted[Client],
    *,
    as_of: date,
    policy: Policy | None = None,
    base: Base | None = None,
    team: Team | None = None,
    running: Callable[[str], Plan | None] | None = None,
    period: int = 365,
    keep_records: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Review:
    """All clients as of a day, each by the same rules as `assess`.

    Args:
        clients: any iterable of clients; it is read once.
        as_of: the day asked about.
        policy: what the firm decides.
        base: what was learnt from all clients.
        team: who is there to do it.
        running: gives the plan that is under way for a client's id.
        period: days over which the loss rate is counted.
        keep_records: whether the review keeps the clients, so that `compare` can say what moved them; a stream of
            more clients than memory holds is reviewed without.
        progress: told after each client how many are done.

    A client that cannot be assessed is reported in `refused` with its id; the others are still assessed.

    Raises:
        ClientReturnError: for a day that is no date, or a base newer than the day.
    """
    if type(as_of) is not date:
        raise ClientReturnError("as_of", as_of, "a date", "say as of which day: date(2026, 3, 1)")
    if type(period) is not int or period < 1:
        raise ClientReturnError("period", period, "a whole number of days above 0")
    policy, base, team = policy or Policy(), base or Base(), team or Team()
    base.check(as_of)
    rows: list[Row] = []
    cases: dict[str, Case] = {}
    refused: list[Refused] = []
    findings = [*findings_of_base(base)]
    accounts: list[Account] = []
    kinds: set[str] = set()
    seen: set[str] = set()
    earlier: dict[str, tuple[str, ...]] = {}
    records: dict[str, Client] = {}
    for place, client in enumerate(clients, 1):
        name = getattr(client, "id", None)
        name = name if isinstance(name, str) else f"number {place}"
        try:
            if name in seen:
                raise ClientReturnError("Client.id", name, "ids that differ", "merge the two accounts, see same_as")
            plan = running(name) if running is not None else None
            case = assess(client, as_of=as_of, policy=policy, base=base, team=team, running=plan)
            start = later(as_of, -period)
            row = row_of(case, judged(client.recorded_by(as_of), start, policy, base).here)
        except Exception as error:  # a firm's own fact or rule may raise anything; the others must still be assessed
            refused.append(Refused(name, f"{type(error).__name__}: {error}"))
        else:
            seen.add(name)
            if client.same_as:
                earlier[name] = client.same_as
            rows.append(row)
            findings += findings_of(case)
            kinds.update(case.judgement.story.by_kind)
            if row.first_visit is not None:
                accounts.append(account_of(case.judgement.facts, row.since, case.diagnosis, row.yearly))
            if row.gone or case.plan.steps:
                cases[name] = case
            if keep_records:
                records[name] = client
        if progress is not None:
            progress(place)
    merged = survivors(earlier)
    stamp = Stamp(__version__, policy.fingerprint, base.fingerprint)
    return Review(
        as_of,
        tuple(rows),
        {name: case for name, case in cases.items() if name not in merged},
        tuple(refused),
        tuple(findings),
        stamp,
        Inputs(records, policy, base),
        period,
        tuple(account for account in accounts if account.client not in merged),
        frozenset(kinds),
        frozenset(merged),
    )

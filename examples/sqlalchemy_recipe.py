"""A database behind SQLAlchemy: clients streamed in, a review, verdicts written back; twice, and the second changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

import clientreturn as cr

AS_OF = date(2026, 3, 2)


class Table(DeclarativeBase):
    pass


class Account(Table):
    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    owner: Mapped[str]
    opened_on: Mapped[date]
    lost_note: Mapped[str | None]
    lost_on: Mapped[date | None]
    invoices: Mapped[list[Invoice]] = relationship()
    verdict: Mapped[Verdict | None] = relationship()


class Invoice(Table):
    __tablename__ = "invoice"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    issued_on: Mapped[date]
    amount: Mapped[Decimal]


class Verdict(Table):
    """One row for each account; the row of a review, as far as this firm wants it."""

    __tablename__ = "verdict"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    standing: Mapped[str]
    since: Mapped[date | None]
    reason: Mapped[str]
    return_class: Mapped[int | None]
    next_step: Mapped[str]
    next_on: Mapped[date | None]


# --- from the database: an account at a time, so that any number of them fits into memory ---


def clients(session: Session) -> Iterator[cr.Client]:
    """Every account with its invoices, 500 at a time."""
    query = select(Account).options(selectinload(Account.invoices)).order_by(Account.id)
    for account in session.scalars(query.execution_options(yield_per=500)):
        yield cr.Client(
            str(account.id),
            name=account.name,
            owners=[cr.Owner(account.owner, account.opened_on)],
            purchases=[cr.Purchase(one.issued_on, one.amount, "EUR", ref=str(one.id)) for one in account.invoices],
            events=[cr.Event.deal_lost(account.lost_on, text=account.lost_note or "")] if account.lost_on else [],
        )


# --- and back ---


def write_back(session: Session, review: cr.Review) -> int:
    """Store each client's line; returns how many rows had to change."""
    with session.no_autoflush:
        for row in review:
            verdict = Verdict(
                account_id=int(row.client),
                standing="unknown" if row.standing is None else row.standing.value,
                since=row.since,
                reason=row.reason,
                return_class=row.return_class,
                next_step=row.next_step,
                next_on=row.next_on,
            )
            session.merge(verdict)
        changed = len(session.new) + sum(session.is_modified(one) for one in session.dirty)
    session.commit()
    return changed


def demo(session: Session) -> None:
    """Three accounts: one that buys, one that left over late deliveries, one that went quiet."""
    accounts = (
        ("Brewery Lark", 150, "Deliveries kept coming late"),
        ("Bakery Nan", 10, None),
        ("Museum West", 200, None),
    )
    for name, silent, note in accounts:
        days = [AS_OF - timedelta(silent + 30 * number) for number in range(14)]
        session.add(
            Account(
                name=name,
                owner="olga",
                opened_on=days[-1],
                lost_note=note,
                lost_on=AS_OF - timedelta(100) if note else None,
                invoices=[Invoice(issued_on=day, amount=Decimal(900)) for day in days],
            )
        )
    session.commit()


def main() -> None:
    engine = create_engine("sqlite://")
    Table.metadata.create_all(engine)
    with Session(engine) as session:
        demo(session)
        nights = [write_back(session, cr.review(clients(session), as_of=AS_OF)) for _ in range(2)]
        print(f"rows changed in the first night: {nights[0]}, in the second: {nights[1]}")
        assert nights == [3, 0]
        for verdict in session.scalars(select(Verdict)):
            print(
                f"{verdict.account_id}: {verdict.standing}, {verdict.reason or 'no reason known'}, {verdict.next_step}"
            )
    engine.dispose()


if __name__ == "__main__":
    main()

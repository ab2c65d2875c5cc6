"""What became of every row: taken as it is, repaired, or refused, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import attrs

from ..history import Client

__all__ = ["Import", "Note", "Treated"]

SHOWN = 3


class Treated(StrEnum):
    """What was done with a row."""

    REFUSED = "refused"
    REPAIRED = "repaired"
    SUSPECTED = "suspected"


@attrs.frozen
class Note:
    """Something about a row, or about a whole column.

    Attributes:
        id: stable key of the kind of note.
        treated: refused, repaired (read otherwise than it stands), or suspected (read as it stands).
        table: purchases, clients or events.
        row: place in the table, from 1; `None` for the table as a whole.
        column: the column; empty for the row as a whole.
        value: what stands there, shortened.
        text: what is the matter, and what to do.
    """

    id: str
    treated: Treated
    table: str
    row: int | None
    column: str
    value: str
    text: str


@attrs.frozen
class Import:
    """Clients made of rows, with a note on every row that was not taken as it stands.

    Attributes:
        clients: the accounts, in the order in which their ids first appear.
        notes: what was refused, repaired or suspected, in the order of the rows.
        rows: how many rows came in, by table.
    """

    clients: tuple[Client, ...]
    notes: tuple[Note, ...]
    rows: tuple[tuple[str, int], ...]

    def __iter__(self) -> Iterator[Client]:
        return iter(self.clients)

    def __len__(self) -> int:
        return len(self.clients)

    @property
    def refused(self) -> int:
        """How many rows were refused; each has one note that says so."""
        return sum(note.treated is Treated.REFUSED for note in self.notes)

    @property
    def accepted(self) -> int:
        """How many rows were taken, as they stand or repaired: all that came in, less the refused."""
        return sum(count for _, count in self.rows) - self.refused

    def explain(self) -> str:
        """The report as text: counts, then each kind of note with its first examples."""
        came = ", ".join(f"{count:,} {table}" for table, count in self.rows)
        lines = [f"{came}: {self.accepted:,} rows taken, {self.refused:,} refused; {len(self.clients):,} clients"]
        kinds: dict[tuple[Treated, str, str], list[Note]] = {}
        for note in self.notes:
            kinds.setdefault((note.treated, note.table, note.id), []).append(note)
        for (treated, table, key), notes in sorted(kinds.items(), key=lambda item: list(Treated).index(item[0][0])):
            lines.append(f"  {treated.value} {len(notes):,} in {table}: {key}")
            for note in notes[:SHOWN]:
                where = "" if note.row is None else f"row {note.row}, "
                lines.append(f"    {where}{note.column} {note.value}: {note.text}".replace("  ", " "))
        return "\n".join(lines)

    def counts(self) -> dict[str, int]:
        """How many notes there are of each kind."""
        return dict(Counter(note.id for note in self.notes))


def shown(value: Any) -> str:
    """A value as it is shown in a note."""
    try:
        text = repr(value)
    except Exception:  # a value from outside may be unable to show itself
        text = f"a {type(value).__name__}"
    return text if len(text) <= 60 else f"{text[:60]}…"

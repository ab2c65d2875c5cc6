"""Writes docs/catalogue.md from the library's own catalogue; with --check only says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from clientreturn.entries import Entry, catalogue

PAGE = Path(__file__).with_name("catalogue.md")
HEADINGS = {
    "rule": ("Rules", "holds when"),
    "step": ("Steps", "proposed when"),
    "reason": ("Reasons", "side"),
    "offer": ("Offers", "answers"),
    "number": ("Numbers", "default"),
}


def page() -> Iterator[str]:
    """The page, line by line."""
    yield "# Catalogue"
    yield ""
    yield "Everything that the built-in policy goes by, in the order of the data's path, with the handbook ids or papers"
    yield "it rests on. Written by `python docs/generate.py` from `clientreturn.catalogue()`."
    entries = catalogue()
    for kind, (title, meaning) in HEADINGS.items():
        yield ""
        yield f"## {title}"
        for room, found in groupby((entry for entry in entries if entry.kind == kind), key=lambda entry: entry.room):
            yield from ("", f"### {title} of {room}" if kind in ("rule", "number") else "", "")
            yield f"| id | says | {meaning} | sources | since |"
            yield "| --- | --- | --- | --- | --- |"
            yield from map(row, found)


def row(entry: Entry) -> str:
    """One line of a table."""
    cells = (f"`{entry.id}`", entry.title, entry.when, ", ".join(entry.sources), entry.since)
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"


def main() -> None:
    """Write the page, or say that it lags behind."""
    text = "\n".join(page()).replace("\n\n\n", "\n\n") + "\n"
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit("docs/catalogue.md lags behind the library: run python docs/generate.py")


if __name__ == "__main__":
    main()

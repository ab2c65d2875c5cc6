"""Writes the generated pages of the site; with --check, fails when one is out of date."""

from __future__ import annotations

import sys
from pathlib import Path

import clientreturn as cr

DOCS = Path(__file__).parent
HEADINGS = {
    "standing": "Standing",
    "causes": "Causes",
    "worth": "Worth",
    "recovery": "Recovery",
}


def escape(text: str) -> str:
    """Text for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def row(*cells: str) -> str:
    """One line of a table."""
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def catalogue_page() -> str:
    """Every rule, step, reason, offer and number, with condition and source."""
    lines = [
        "# Catalogue",
        "",
        "Generated from the books themselves (`cr.catalogue()`): the rules in the order in which they are asked.",
        "",
    ]
    entries = cr.catalogue()
    for kind, title in (("rule", "Rules"), ("step", "Steps")):
        for room, heading in HEADINGS.items():
            found = [entry for entry in entries if entry.kind == kind and entry.room == room]
            if found:
                lines += [f"## {title}: {heading}", "", row("id", "when", "because", "sources"), row(*["---"] * 4)]
                lines += [row(f"`{one.id}`", f"`{one.when}`", one.title, ", ".join(one.sources)) for one in found]
                lines.append("")
    for kind, title, column in (
        ("reason", "Reasons", "side"),
        ("offer", "Offers", "for"),
        ("figure", "Figures", "grade"),
        ("number", "Numbers", "default"),
    ):
        found = [entry for entry in entries if entry.kind == kind]
        lines += [f"## {title}", "", row("id", "meaning", column, "sources"), row(*["---"] * 4)]
        lines += [row(f"`{one.id}`", one.title, one.when, ", ".join(one.sources)) for one in found]
        lines.append("")
    return "\n".join(lines)


PAGES = {"catalogue.md": catalogue_page}


def main() -> None:
    """Write, or compare."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run python docs/generate.py")


if __name__ == "__main__":
    main()

"""Writes the generated pages of the site; with --check, fails when one is out of date."""

from __future__ import annotations

import sys
from pathlib import Path

from practices import practices_page, problems
from reason_pages import cited, reason_pages, row, told

import clientreturn as cr

DOCS = Path(__file__).parent
HEADINGS = {
    "standing": "Standing",
    "causes": "Causes",
    "worth": "Worth",
    "recovery": "Recovery",
    "desks": "Desk",
}


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
                lines += [row(f"`{one.id}`", f"`{one.when}`", one.title, cited(one.sources, "")) for one in found]
                lines.append("")
    for kind, title, column in (
        ("reason", "Reasons", "side"),
        ("offer", "Offers", "for"),
        ("figure", "Figures", "grade"),
        ("number", "Numbers", "default"),
    ):
        found = [entry for entry in entries if entry.kind == kind]
        lines += [f"## {title}", "", row("id", "meaning", column, "sources"), row(*["---"] * 4)]
        for one in found:
            name = f"[`{one.id}`](catalogue/reasons/{one.id}.md)" if kind == "reason" else f"`{one.id}`"
            lines.append(row(name, one.title, one.when, cited(one.sources, "")))
        lines.append("")
    return "\n".join(lines)


def advice_page() -> str:
    """What is advised for every reason, standing and return class; classes with the same advice share a row."""
    lines = [
        "# Advice",
        "",
        "Generated from the books (`cr.advice_table()`): a company that bought every thirty days, with one contact and no",
        "fault on record but the cause itself. Days are counted from the day on which it is looked at. Class 1: return",
        "first, 2: must be returned, 3: return if possible, 4: let go.",
        "",
    ]
    rows = cr.advice_table()
    for standing in dict.fromkeys(one.standing for one in rows):
        lines += [f"## {standing.value.capitalize()}", "", row("cause", "class", "advice"), row("---", "---", "---")]
        advised: dict[tuple[str, str], list[int]] = {}
        for one in rows:
            if one.standing is standing:
                advised.setdefault((one.reason, told(one)), []).append(one.return_class or 0)
        order = {reason: at for at, reason in enumerate(dict.fromkeys(reason for reason, _ in advised))}
        for (reason, advice), classes in sorted(advised.items(), key=lambda item: (order[item[0][0]], item[1])):
            name = f"[`{reason}`](catalogue/reasons/{reason}.md)" if reason else "not known"
            lines.append(row(name, ", ".join(str(level) for level in classes if level) or "–", advice))
        lines.append("")
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Every generated page by its name below docs."""
    return {
        "catalogue.md": catalogue_page(),
        "advice.md": advice_page(),
        "practices.md": practices_page(),
        **reason_pages(),
    }


def main() -> None:
    """Write, or compare."""
    if missing := problems():
        sys.exit("\n".join(missing))
    stale, wanted = [], pages()
    for name, text in wanted.items():
        path = DOCS / name
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    stale += [
        str(path.relative_to(DOCS))
        for path in (DOCS / "catalogue").rglob("*.md")
        if str(path.relative_to(DOCS)) not in wanted
    ]
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run python docs/generate.py")


if __name__ == "__main__":
    main()

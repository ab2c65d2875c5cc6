"""Markup: what is shown in a notebook or a page, as a small tree whose texts can be said in another language.

This module knows no domain. A room builds a tree; English is what its texts say; `words.html` says them again.
Everything is escaped where it is written, so that no record can bring markup of its own; there are no scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from html import escape
from itertools import chain, repeat
from typing import Final, Protocol, TypeAlias

import attrs

from .conditions import Unit, Value, write
from .doors import typed
from .errors import ClientReturnError
from .phrases import Said, Write, named

__all__ = [
    "Element",
    "Inside",
    "Shown",
    "badge",
    "bar",
    "code",
    "details",
    "element",
    "figure",
    "figures",
    "in_english",
    "isolated",
    "label",
    "name",
    "named",
    "rendered",
    "row",
    "table",
]

TAGS: Final = frozenset(
    [
        "bdi",
        "code",
        "details",
        "div",
        "h3",
        "h4",
        "p",
        "section",
        "small",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
    ]
)

# Classes said twice outweigh what a notebook or a site says about tables and details of its own.
STYLE: Final = """
.clientreturn{--here:#0072b2;--risk:#e69f00;--gone:#d55e00;--back:#009e73;--none:#888;
font:14px/1.5 system-ui,sans-serif;color:inherit;max-width:60rem;text-align:start;
word-break:normal;overflow-wrap:break-word}
.clientreturn>section{border:1px solid color-mix(in srgb,currentColor 22%,transparent);border-radius:8px;
padding:.9em 1.1em;margin:.4em 0;overflow-x:auto}
.clientreturn h3{font-size:1.15em;font-weight:650;margin:0 0 .3em;line-height:1.35}
.clientreturn h4{font-size:.78em;font-weight:650;letter-spacing:.06em;margin:1.2em 0 .35em;opacity:.72}
.clientreturn section>h4:first-child{margin-top:0}
.clientreturn p{margin:.15em 0}
.clientreturn small{font-size:.86em;opacity:.75}
.clientreturn.clientreturn code{font:.86em/1.45 ui-monospace,monospace;background:none;color:inherit;padding:0;
word-break:normal;overflow-wrap:break-word;direction:ltr;unicode-bidi:isolate}
.clientreturn .badge{display:inline-block;font-size:.86em;font-weight:600;padding:.05em .6em;border-radius:1em;
background:color-mix(in srgb,var(--tone,var(--none)) 20%,transparent);
box-shadow:inset 0 0 0 1px var(--tone,var(--none))}
.clientreturn .here{--tone:var(--here)}.clientreturn .risk{--tone:var(--risk)}
.clientreturn .gone{--tone:var(--gone)}.clientreturn .back{--tone:var(--back)}
.clientreturn table.grid{border-collapse:collapse;border:0;margin:.2em 0;font-size:1em;width:100%;table-layout:auto;
display:table;background:none;box-shadow:none}
.clientreturn table.grid tr:nth-child(n){background:none}
.clientreturn table.grid th,.clientreturn table.grid td{text-align:start;vertical-align:top;padding:.3em .7em .3em 0;
padding-inline:0 .9em;border:0;border-bottom:1px solid color-mix(in srgb,currentColor 12%,transparent);
white-space:normal;background:none;color:inherit;max-width:none}
.clientreturn table.grid th{font-weight:600;font-size:.86em;opacity:.72}
.clientreturn table.grid .number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap;width:1%}
.clientreturn[dir=rtl] table.grid .number{direction:ltr;text-align:left}
.clientreturn table.grid .day{white-space:nowrap;font-variant-numeric:tabular-nums}
.clientreturn .bar{display:inline-block;width:9em;max-width:100%;height:.62em;border-radius:2px;vertical-align:middle;
background:color-mix(in srgb,currentColor 12%,transparent);overflow:hidden}
.clientreturn .bar>span{display:block;height:100%;background:var(--tone,var(--none))}
.clientreturn .figures{display:flex;flex-wrap:wrap;gap:.2em 2em;margin:.4em 0}
.clientreturn .figures>div{display:flex;flex-direction:column;min-width:6em}
.clientreturn .figures strong{font-weight:600;font-variant-numeric:tabular-nums}
.clientreturn.clientreturn details{margin:.3em 0;border:0;padding:0;background:none;box-shadow:none;font-size:1em;
overflow:visible}
.clientreturn.clientreturn summary{cursor:pointer;display:list-item;list-style:revert;margin:0;padding:0;border:0;
min-height:0;font-weight:inherit;background:none}
.clientreturn.clientreturn summary::before,.clientreturn.clientreturn summary::after{content:none;display:none}
.clientreturn.clientreturn section>details>summary{font-size:.86em;opacity:.75}
.clientreturn.clientreturn td>details{margin:0}
.clientreturn .off{opacity:.7}
"""


@attrs.frozen(field_transformer=typed)
class Element:
    """A piece of markup.

    Attributes:
        tag: one of a few harmless kinds of element.
        inside: texts and further elements; a `Said` can be said in another language.
        kind: classes that the style knows.
        share: length of a bar, 0 to 1; `None` for anything else.
    """

    tag: str
    inside: tuple[Element | str, ...] = ()
    kind: str = ""
    share: float | None = None

    def __attrs_post_init__(self) -> None:
        if self.tag not in TAGS:
            raise ClientReturnError("Element.tag", self.tag, f"one of {', '.join(sorted(TAGS))}")


class Shown(Protocol):
    """Whatever can be shown in a notebook or a page."""

    def shown(self) -> Element:
        """The tree of it."""


Inside: TypeAlias = "Element | str | Iterable[Inside] | None"


def element(tag: str, *inside: Inside, kind: str = "") -> Element:
    """An element of these parts; lists are laid flat, and `None` is nothing.

    >>> rendered(element("p", "a < b", None, [element("strong", "!")]))
    '<p>a &lt; b<strong>!</strong></p>'
    """
    return Element(tag, tuple(_flat(inside)), kind)


def _flat(inside: Inside) -> Iterator[Element | str]:
    if isinstance(inside, Element | str):
        yield inside
    elif inside is not None:
        for part in inside:
            yield from _flat(part)


def label(key: str, english: str) -> Said:
    """A text without values, to be said again by its key."""
    return Said(key, english)


def figure(value: Value, unit: Unit) -> Said:
    """A value, written by its unit."""
    return Said("figure", "{value}", (("value", value, unit),))


def name(text: str) -> Element:
    """A name out of the records, kept apart from the direction of the text around it."""
    return Element("bdi", (text,))


def code(text: str) -> Element:
    """An id or a condition, as the rules write it."""
    return Element("code", (text,))


def badge(text: str, tone: str = "") -> Element:
    """A text in a coloured lozenge: `here`, `risk`, `gone`, `back` or neutral."""
    return Element("span", (text,), f"badge {tone}".strip())


def bar(share: float, tone: str = "") -> Element:
    """A bar of a share, 0 to 1."""
    return Element("span", (Element("span", (), "", min(max(share, 0.0), 1.0)),), f"bar {tone}".strip())


def details(summary: Inside, *inside: Inside) -> Element:
    """Something to be opened by whoever wants to know more."""
    return element("details", element("summary", summary), *inside)


def figures(*pairs: tuple[str, Inside]) -> Element:
    """Figures side by side, each under its name."""
    cells = [element("div", element("small", title), element("strong", value)) for title, value in pairs]
    return element("div", cells, kind="figures")


def row(*cells: Inside, kinds: Iterable[str] = (), kind: str = "", head: bool = False) -> Element:
    """A row of a table; `kinds` are the cells' classes, from the first one on, `kind` is the row's."""
    classes = chain(kinds, repeat(""))
    tag = "th" if head else "td"
    return element("tr", [element(tag, cell, kind=next(classes)) for cell in cells], kind=kind)


def table(head: Iterable[Inside], rows: Iterable[Element], kinds: Iterable[str] = ()) -> Element:
    """A table with a row of headings."""
    return element(
        "table", element("thead", row(*head, kinds=kinds, head=True)), element("tbody", list(rows)), kind="grid"
    )


# --- writing ---


def rendered(tree: Element | str, tell: Callable[[str], str] = str) -> str:
    """The tree as HTML without its style; every text is escaped.

    >>> rendered(name("<script>alert(1)</script>"))
    '<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>'
    """
    if isinstance(tree, str):
        return escape(tell(tree))
    attributes = f' class="{escape(tree.kind)}"' if tree.kind else ""
    if tree.share is not None:
        attributes += f' style="width:{tree.share:.1%}"'
    if tree.tag == "code":
        attributes += ' dir="ltr"'
    inside = "".join(rendered(part, tell) for part in tree.inside)
    return f"<{tree.tag}{attributes}>{inside}</{tree.tag}>"


def isolated(writes: Write) -> Write:
    """Texts out of the records in Unicode's isolates, so that their direction cannot turn the sentence around them."""

    def writing(value: Value, unit: Unit) -> str:
        text = writes(value, unit)
        ours = isinstance(value, Said | Enum)
        return f"\u2068{text}\u2069" if unit is Unit.TEXT and isinstance(value, str) and not ours else text

    return writing


def document(tree: Element, tell: Callable[[str], str], right_to_left: bool = False) -> str:
    """The tree as HTML with its style, in one direction of writing."""
    direction = "rtl" if right_to_left else "ltr"
    style = STYLE.replace("\n", "")
    return f'<div class="clientreturn" dir="{direction}"><style>{style}</style>{rendered(tree, tell)}</div>'


def in_english(shown: Shown) -> str:
    """What Jupyter asks for: the tree in English."""
    apart = isolated(write)

    def tell(text: str) -> str:
        return text.again(text.phrase, writing) if isinstance(text, Said) else text

    def writing(value: Value, unit: Unit) -> str:
        return tell(value) if isinstance(value, Said) else apart(value, unit)

    return document(shown.shown(), tell)

"""The page of practices: each id of the handbook with what it asks for, where it works, and what tests it.

Rules, steps, offers, figures and numbers name their ids in `sources`; modules, classes and functions in their docstrings;
`HOMES` names those that would not be found so. An id without a home, and a home without an id, fail.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import clientreturn as cr

ROOT = Path(__file__).parent.parent
SOURCE = Path(cr.__file__).parent
ID = re.compile(r"\b(?:[A-D]\d+[a-z]?|E\d\.\d+[a-z]?|R\d+)\b")
ROOM = re.compile(r"\.[A-Z]\w*(?:\.\w+)?$|_")
"""Ends in a class, a method, or a name of more than one word: nothing that a test would say by chance."""
RANGE = re.compile(r"\b(E\d\.)(\d+)–E?(?:\d\.)?(\d+)\b")

PRACTICES: dict[str, dict[str, str]] = {
    "Who is gone": {
        "E3.5": "A client is gone by its own rhythm of buying, never by one cut-off for all.",
        "E4.2": "Dormant and lost are two things: a known break is a loss at once, mere silence is not, while hope remains.",
        "E3.16": "Returned means bought again after a loss; a visit, a promise or a friendly letter does not count.",
        "E4.16": "A small trial order is a return.",
        "E4.18": "A returned client is on probation, and everybody who deals with it sees that.",
        "E4.19": "Lost twice: one honest letter of regret, then no more campaigns.",
        "C7": "One-time buyers are a class of their own, judged by clients like them.",
        "E4.10": "The day of loss is worked out and kept; the sooner one acts after it, the easier.",
        "E4.1": "Some loss is inevitable; the firm's rate is held against a band.",
        "E3.3": "The band itself: its bounds are numbers that a firm can change.",
    },
    "Measuring the loss": {
        "E3.6": "Loss rate: lost of all clients in a period, in total and for each employee.",
        "E3.6b": "The more often clients buy, the shorter the period that is looked at.",
        "E3.4": "Money lost a year: the purchases that no longer come.",
        "E4.4": "What a client is worth over the years that it stays.",
        "E4.3": "What is at stake: the value that leaves with the yearly loss.",
        "E3.7": "ABC by profit, XYZ by regularity, and where the effort goes against what it brings.",
        "E3.1": "The chance of a sale to a client won back: a starting value that one's own results replace.",
        "B6": "The chance of a return when asked: likewise.",
        "E5.7": "Who left for a cheap amateur comes back more often than others.",
        "E3.2": "The second life of a client is measured by itself.",
        "E2.6": "A lost client costs more than its purchases: referrals, and what a new one costs.",
        "E3.15": "An offended client takes others along.",
        "E4.17": "Return on the win-back itself, and three signs of a real return: trial order, old volume, a year in peace.",
        "E4.5": "Losses are avoidable or inevitable; work begins with the avoidable.",
        "E1.7": "How a campaign of personal letters usually goes: answers and orders.",
    },
    "Why they left": {
        "E3.9": "Three sides: the competitor's, the company's, the client's own. Closed and bankrupt belong to the last.",
        "A1": "Forgotten: satisfied, and nobody kept in touch.",
        "C1a": "Forgotten, seen from the firm: contact neglected.",
        "A4": "Our price outgrew the client; a new service at a good price is the answer.",
        "A6": "Dissatisfied with the service.",
        "E2.3": "Dissatisfied with its quality.",
        "B3": "A promise that we broke.",
        "C1b": "Terms broken, by us or by the client.",
        "B4": "Trust and respect allowed to erode.",
        "C1d": "A destroyer on the client line.",
        "E5.2": "A rude or gossiping employee; a bundled extra wins time to hear the real reason.",
        "E3.14a": "Late delivery, even when a dearer rival got the order; grave cases go to the director.",
        "E3.14b": "Our range changed and no longer suits.",
        "E5.3a": "Not told of a change in time.",
        "B1": "A competitor's better price or service.",
        "E4.7": "What is not ours to decide now: lock-in, kinship, kickback, closure; said so, with until when.",
        "E5.1": "A competitor's unrealistic promise: wait until it can be judged, then bring the analysis.",
        "C1c": "A third party spoke ill of us.",
        "E3.14c": "A critic or rival did, in public.",
        "B2": "New management does not know our value: introduce ourselves with the record.",
        "B5": "The contact moved, or a relative supplies now: win the successor, follow the contact.",
        "E3.9b": "Moved away out of reach; inside the service area that is no cause.",
        "E3.9c": "Died.",
        "E5.5": "Hard times that pass: help unasked.",
        "D5a": "The project is simply done.",
        "R1": "The product does not fit.",
        "R2": "We could not supply.",
        "R3": "A payment failed technically: settle it, do not campaign.",
        "R4": "Does it in-house now.",
        "R5": "Lost in a tender.",
        "R6": "We dropped the client ourselves.",
        "R7": "Bought by chance, without a tie.",
        "E4.12": "Severity is what the client felt, on five levels, weighed against how long it had been with us.",
        "E4.13": "A human fault is harder to forgive than a machine's.",
        "E4.14": "The stated reason is not the real one until evidence or a chain of whys confirms it.",
        "E3.10": "Employees, clients and a brainstorm are three sources of different reliability; then count reasons.",
        "B7a": "Look in the records and ask the staff before asking the client, and say which question settles most.",
        "E2.1": "Clues first: what do our own records say?",
        "C4": "One name behind several losses is a finding of its own; a rumour is answered calmly, with proof.",
        "C6": "A scorecard of ourselves against the rival that was named.",
    },
    "Whom to return": {
        "E3.8": "Four classes: first, must, if possible, let go.",
        "E4.8a": "What speaks for a client: margin, share of turnover, promise, prestige, a rival's annoyance.",
        "E4.8b": "What speaks against: margin, payment, seldom and little, demands, rudeness, no loyalty.",
        "E2.4": "Four questions before acting: what to do, how likely, at what cost, and how others will take it.",
        "E2.5": "A client is an investment: expected value against cost.",
        "E4.9": "Several tries, planned; one named driver; we stay the alternative.",
        "B8": "Nobody returns at the first try: the seed is sown.",
        "E4.6": "Leads that we dropped are warm.",
    },
    "How to return them": {
        "B7": "One chain for each client: cause, situation, offer, contact, follow-up.",
        "E3.11": "Step by step, with channel, day and person; nothing fits all.",
        "E5.4": "Put the cause right before asking back.",
        "E4.15": "Who lost the client does not lead its return.",
        "E3.12": "A call while it is fresh, a visit when it is long ago, the director for grave cases.",
        "E2.2": "First talk: two questions, listening, no excuse; sorry at the end.",
        "C2": "Reconnect as a person.",
        "C3": "Admit, apologise, make good, add something small and pleasant.",
        "E3.13": "An apology comes with an offer that matters to this client.",
        "E5.8": "Advantages other than price come first.",
        "E3.14": "Offers that worked: priority instead of a discount, a workshop, a tasting.",
        "E5.3": "Lend an asset of ours that the client needs.",
        "A5": "Still too dear: an earned discount for referrals.",
        "C5": "A destroyer: investigate, move the client to another person, then ask.",
        "A3": "Ask how the part that we touched is going; share our contacts.",
        "A2": "Mail only with consent; no policy can switch that off.",
        "E1.6": "Consent is asked for when the work ends.",
        "D1": "Former clients in good standing hear from us every few months.",
        "A7": "In small daily portions.",
        "D2": "Pictures of the work after half a year, then anniversaries.",
        "D3": "Birthdays and occasions.",
        "E1.1": "A greeting goes to one person by the right name, or to nobody.",
        "E1.2": "It asks for nothing, and nothing is asked close to it.",
        "E1.3": "Any light occasion of the client's trade will do.",
        "E1.4": "It surprises.",
        "E1.5": "Personal subject, full signature, no heavy attachment.",
        "B9": "The lost stay in touch, are never deleted, and we learn what the rival did better.",
        "B11": "Interview the loyal.",
        "D4": "Say hello and ask for nothing.",
        "B10": "After a return: regular contact, realistic promises, prompt answers, checks.",
        "E5.5b": "Open day.",
        "E5.6": "Show what is being done, so that nobody has to ask.",
        "E4.11": "An exit interview with everyone who leaves.",
        "E4.16b": "A returned client is asked for a testimonial, later.",
        "D5": "After a hard project: rest, then a review that blames nobody.",
        "E4.18b": "Tell everyone who touches a returned client; watch for a year.",
    },
    "Research and field practice": {
        "R10": "The objective is explicit: most returns or most profit.",
        "R11": "A return is likelier when the cause can change and is ours to change.",
        "R12": "Recovery has three parts: talk, fix, compensation.",
        "R13": "After two failures in a row: a senior person, nothing automatic.",
        "R14": "A holdout in every campaign: who responds counts, not who is at risk.",
        "R15": "Pushed, pulled, bought or moved away; the value is that of the second life.",
        "R16": "Time since the loss, length of the first life, referrals and solved complaints move the chance.",
        "R17": "The simple hiatus rule stands beside every model.",
        "R18": "A category that is no longer bought is a loss in the making.",
        "R19": "Offers must not teach clients to wait.",
        "R20": "Small bases get intervals, and “cannot tell yet”.",
        "R21": "Artefacts of the records are no losses.",
        "R22": "A contract speaks for itself.",
        "R23": "A loss counts for who owned the client on the day; none below so many clients.",
        "R24": "Silence runs only as far as the data reach.",
        "R25": "A plan lives: steps keep their identity.",
        "R26": "Only as much as people can do.",
    },
}  # fmt: skip

HOMES: dict[str, tuple[str, ...]] = {
    "B8": ("recovery.planner.second_try", "recovery.planner.third_try", "recovery.blocks.most_tries"),
    "E3.16": ("standing.past",),
    "R23": ("measures.members",),
    "R22": ("history.contract",),
}
"""Where a practice works that no source and no docstring names, below `clientreturn`."""

OPEN: frozenset[str] = frozenset()
"""Practices that the library does not carry out yet."""


def ids_in(text: str) -> set[str]:
    """The ids in a text, ranges counted out."""
    found = set(ID.findall(text))
    for chapter, first, last in RANGE.findall(text):
        found |= {f"{chapter}{number}" for number in range(int(first), int(last) + 1)}
    return found


def documented() -> Iterator[tuple[str, str]]:
    """Ids named in docstrings, with the module, class or function."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "lexicon" in path.parts:
            continue
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from ((one, module) for one in ids_in(ast.get_docstring(tree) or ""))
        for name, node in public(tree, module):
            yield from ((one, name) for one in ids_in(ast.get_docstring(node) or ""))


def public(within: ast.Module | ast.ClassDef, name: str) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
    """Public classes, functions and methods, by their dotted names."""
    for node in within.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield f"{name}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{name}.{node.name}")


def homes() -> dict[str, dict[str, list[str]]]:
    """For each practice, by kind, the ids and names of what carries it out."""
    found: dict[str, dict[str, list[str]]] = {one: {} for group in PRACTICES.values() for one in group}
    for entry in cr.catalogue():
        for source in entry.sources:
            if source in found:
                found[source].setdefault(entry.kind, []).append(entry.id)
    code = [*documented(), *((one, name) for one, names in HOMES.items() for name in names)]
    for one, name in code:
        if one in found:
            names = found[one].setdefault("code", [])
            if name not in names:
                names.append(name)
    return found


def tests() -> dict[str, str]:
    """The text of each file of tests."""
    paths = sorted((ROOT / "tests").rglob("*.py"))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def tested(practice: str, carried: dict[str, list[str]], texts: dict[str, str]) -> list[str]:
    """Files of tests that name the practice, or else most of what carries it out."""
    named = [path for path, text in texts.items() if practice in ids_in(text)]
    if named:
        return named[:3]
    counts = {path: sum(len(pattern.findall(text)) for pattern in traces(carried)) for path, text in texts.items()}
    return sorted((path for path in counts if counts[path]), key=lambda path: -counts[path])[:3]


def traces(carried: dict[str, list[str]]) -> Iterator[re.Pattern[str]]:
    """What a test says when it speaks of a rule, step or function."""
    for kind, ids in carried.items():
        for one in ids:
            if kind == "step":
                yield re.compile(rf'"(?:{re.escape(one)}|{re.escape(one.removeprefix("plan."))})"')
            elif kind == "code":
                yield re.compile(
                    rf"\b{one.rpartition('.')[2]}\b" if ROOM.search(one) else rf"import.*\.{one}\b|{one} import"
                )
            else:
                yield re.compile(rf'"{re.escape(one)}"')


def shortened(ids: Iterable[str]) -> str:
    """Ids in code; families of more than three under one name."""
    told = []
    for family, group in groupby(sorted(set(ids)), key=lambda one: one.rpartition(".")[0]):
        members = list(group)
        if len(members) > 3 and family:
            told.append(f"`{family}.*` ({len(members)})")
        else:
            told += [f"`{one}`" for one in members]
    return ", ".join(told)


KINDS = {
    "rule": "rules",
    "step": "steps",
    "reason": "reason",
    "offer": "offers",
    "figure": "figures",
    "number": "numbers",
    "code": "code",
}


def problems() -> list[str]:
    """What is missing: practices without a home or a test, ids in the sources that are not on the page."""
    found, texts = homes(), tests()
    untested = [f"{one} has no test" for one, carried in found.items() if carried and not tested(one, carried, texts)]
    homeless = [f"{one} has no home" for one, carried in found.items() if not carried and one not in OPEN]
    settled = [f"{one} is carried out by now" for one in OPEN if found[one]]
    unlisted = {source for entry in cr.catalogue() for source in entry.sources if ID.fullmatch(source)} - set(found)
    return homeless + untested + settled + [f"{one} is not on the page of practices" for one in sorted(unlisted)]


def practices_page() -> str:
    """Each practice, with where it works."""
    found, texts = homes(), tests()
    lines = [
        "# Practices",
        "",
        "What practitioners of win-back advise, by the ids that rules, steps and figures give as their sources, and where",
        "each of them works. Generated from those sources and from the docstrings; the build fails when one has no home.",
        "Letters stand for the sources, R for research and field practice. Code is named below `clientreturn`.",
        "",
    ]
    for group, members in PRACTICES.items():
        lines += [f"## {group}", ""]
        for one, wording in members.items():
            carried = found[one]
            told = [f"{title} {shortened(carried[kind])}" for kind, title in KINDS.items() if kind in carried]
            proof = ", ".join(f"`{path.removeprefix('tests/')}`" for path in tested(one, carried, texts))
            lines.append(f'* <a id="{one}"></a>**{one}** {wording}<br>')
            lines.append(f"  {'; '.join((*told, f'tests {proof}'))}" if told else "  *not carried out yet*")
        lines.append("")
    return "\n".join(lines)

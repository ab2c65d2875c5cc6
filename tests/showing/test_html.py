"""Whatever is shown is escaped, without scripts, well formed, complete, and says itself again in another language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.markup import TAGS, Element, element, rendered
from clientreturn.measures import loss_report
from clientreturn.phrases import Said

DAY = date(2026, 3, 2)
TEAM = cr.Team([cr.Member("Olga", ["account owner"]), cr.Member("Tigran", ["head of return", "manager"])])


def client(code: str = "C-7", name: str = "Brewery Lark", owner: str = "Olga", rival: str = "Fine Print") -> cr.Client:
    return cr.Client(
        code,
        name=name,
        company=True,
        contacts=[cr.Person(f"Buyer of {name}", role="buyer", phone="+10 000")],
        owners=[cr.Owner(owner, date(2022, 1, 1))],
        purchases=[cr.Purchase(date(2024, 1, 10) + timedelta(30 * n), 900, "EUR", margin=300) for n in range(22)],
        events=[
            cr.Event.late_delivery(date(2025, 9, 20), days=6, severity=4),
            cr.Event.declared_break(date(2025, 11, 3)),
            cr.Event.confirmed_move(date(2025, 11, 20), rival=rival),
        ],
    )


def shown(one: cr.Client) -> dict[str, Any]:
    case = cr.assess(one, as_of=DAY, team=TEAM)
    return {
        "case": case,
        "plan": case.plan,
        "diagnosis": case.diagnosis,
        "verdict": case.standing,
        "review": cr.review([one], as_of=DAY, team=TEAM),
        "book": cr.STANDING,
        "desk": cr.desk([case], TEAM, week=DAY),
        "report": loss_report([one], start=date(2025, 3, 2), end=DAY),
    }


LISTED = run_path(str(Path(__file__).parents[2] / "docs" / "phrases.py"))
PHRASES: dict[str, str] = LISTED["english"]() | {f"fact.{name}": title for name, title in LISTED["facts"]().items()}
KINDS = ["case", "desk", "plan", "diagnosis", "verdict", "review", "book", "report"]


class Page(HTMLParser):
    """Elements in balance, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("kind", KINDS)
def test_markup_is_balanced_and_harmless(kind: str) -> None:
    page = Page(shown(client())[kind]._repr_html_())
    assert page.tags <= TAGS | {"style"}
    assert page.attributes <= {"class", "dir", "style"}


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'"


@pytest.mark.parametrize("kind", KINDS)
def test_names_bring_no_markup(kind: str) -> None:
    hostile = client(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    tame = Page(shown(client())[kind]._repr_html_())
    page = Page(shown(hostile)[kind]._repr_html_())
    assert page.tags == tame.tags
    assert page.attributes == tame.attributes
    if kind in ("case", "desk", "plan", "review"):
        assert HOSTILE in page.text or f"Buyer of {HOSTILE}" in page.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_comes_through_as_itself(text: str) -> None:
    assert "".join(Page(rendered(element("p", text))).texts) == text


def test_a_tag_outside_the_few_is_refused() -> None:
    with pytest.raises(cr.ClientReturnError, match="one of"):
        Element("script")


def test_a_case_shows_what_it_says() -> None:
    case = shown(client())["case"]
    text = Page(case._repr_html_()).text
    for said in (case.name, case.client, "lost", "slow or unreliable delivery", str(case.since), case.standing.why):
        assert said in text
    for step in case.plan:
        assert str(step.on) in text
        assert step.brief in text
    for tried in case.standing.tried:
        assert tried.text in text


def test_a_book_shows_every_rule_with_its_condition() -> None:
    text = Page(cr.STANDING._repr_html_()).text
    for rule in cr.STANDING:
        assert rule.id in text
        assert rule.because in text


def test_a_report_shows_every_figure() -> None:
    report = shown(client())["report"]
    text = Page(report._repr_html_()).text
    for figure in report.figures:
        assert figure.definition.title in text
        assert figure.formula in text


def test_a_review_names_those_who_could_not_be_assessed() -> None:
    review = cr.review([client(), client()], as_of=DAY)
    assert "ids that differ" in Page(review._repr_html_()).text


def _foreign(one: Element | str) -> Iterator[str]:
    """Keys of all phrases of a tree, those inside of others too."""
    if isinstance(one, Said):
        yield one.key
        for _, value, _ in one.values:
            if isinstance(value, Said):
                yield from _foreign(value)
    elif isinstance(one, Element):
        for part in one.inside:
            yield from _foreign(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrase_is_on_the_list_for_translators(kind: str) -> None:
    keys = set(_foreign(shown(client())[kind].shown())) - {"", "figure"}
    assert keys - set(PHRASES) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrase_is_said_again_in_another_language(kind: str) -> None:
    value = shown(client())[kind]
    keys = set(_foreign(value.shown())) - {"", "figure"}
    words = cr.Words(phrases=dict.fromkeys(keys, "✻"), write=lambda value, unit: "✱")
    text = Page(cr.html(value, words)).text
    assert text.count("✻") >= len(keys)
    assert "because" not in text.replace("cr.", "")


def test_the_direction_is_the_languages() -> None:
    case = shown(client())["case"]
    assert cr.html(case, cr.Words(right_to_left=True)).startswith('<div class="clientreturn" dir="rtl">')
    assert case._repr_html_().startswith('<div class="clientreturn" dir="ltr">')
    assert cr.html(case)._repr_html_() == case._repr_html_()


def test_names_cannot_turn_the_text_around_them() -> None:
    override = "\u202eevil"
    case = shown(client(name=override, rival=override))["case"]
    html = case._repr_html_()
    assert f"<bdi>{override}</bdi>" in html
    assert f"buys from \u2068{override}\u2069 now" in html
    assert html.count(override) == html.count(f"<bdi>{override}") + html.count(f"\u2068{override}") + html.count(
        f"Buyer of {override}"
    )

"""Every language says everything: the same keys, values and facts as English, and nothing left in English."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

import pytest

import clientreturn as cr
from clientreturn.phrases import choices, placeholders
from clientreturn.words import LANGUAGES
from clientreturn.words.grammar import GRAMMARS

LISTED = run_path(str(Path(__file__).parents[2] / "docs" / "phrases.py"))
ENGLISH: dict[str, str] = LISTED["english"]()
FACTS: dict[str, str] = LISTED["facts"]()
THERE = [
    tag for tag, module in LANGUAGES.items() if tag != "en" and find_spec(f"clientreturn.words.{module}") is not None
]

ALIKE = re.compile(r"[^A-Za-z]*|sms|Brier|ROMI|plan|clientreturn", re.IGNORECASE)
"""What may stand in another language as it stands in English: signs, values, and a few names."""

NAMES = {
    "abc",
    "brier",
    "clientreturn",
    "crm",
    "csv",
    "email",
    "mail",
    "mb",
    "policy",
    "rates",
    "ref",
    "rfm",
    "romi",
    "same_as",
    "sms",
    "xyz",
}
"""Latin words that languages of another script keep."""


@pytest.fixture(params=THERE)
def words(request: pytest.FixtureRequest) -> cr.Words:
    return cr.language(request.param)


def test_every_language_has_its_grammar() -> None:
    assert LANGUAGES.keys() == GRAMMARS.keys()


def test_a_language_stands_under_its_tag(words: cr.Words) -> None:
    module = import_module(f"clientreturn.words.{LANGUAGES[words.tag]}")
    assert words is getattr(module, LANGUAGES[words.tag].upper())
    assert words.right_to_left is GRAMMARS[words.tag].right_to_left
    assert words.phrases is module.PHRASES
    assert words.facts is module.FACTS


def test_no_phrase_is_missing_or_unknown(words: cr.Words) -> None:
    assert sorted(ENGLISH.keys() - words.phrases.keys()) == []
    assert sorted(words.phrases.keys() - ENGLISH.keys()) == []


def test_no_fact_is_missing_or_unknown(words: cr.Words) -> None:
    assert sorted(FACTS.keys() - words.facts.keys()) == []
    assert sorted(words.facts.keys() - FACTS.keys()) == []


def test_every_phrase_has_the_values_of_the_english_one(words: cr.Words) -> None:
    other = {
        key: (placeholders(phrase), placeholders(ENGLISH[key]))
        for key, phrase in words.phrases.items()
        if key in ENGLISH and set(placeholders(phrase)) != set(placeholders(ENGLISH[key]))
    }
    assert other == {}


def test_every_choice_has_all_forms_of_the_language(words: cr.Words) -> None:
    wanted = set(words.grammar.categories)
    other = {
        key: set(choice.forms)
        for key, phrase in words.phrases.items()
        for choice in choices(phrase)
        if set(choice.forms) != wanted
    }
    assert other == {}


def test_nothing_is_empty(words: cr.Words) -> None:
    told = {**words.phrases, **{f"fact.{name}": title for name, title in words.facts.items()}}
    assert [key for key, phrase in told.items() if not phrase.strip() and not ENGLISH.get(key, "").isspace()] == []


def test_nothing_is_left_in_english(words: cr.Words) -> None:
    pairs = [(ENGLISH.get(key), phrase) for key, phrase in words.phrases.items()]
    pairs += [(FACTS.get(name), title) for name, title in words.facts.items()]
    bare = [(english, re.sub(r"{[^}]*}", "", phrase)) for english, phrase in pairs if english == phrase]
    assert [english for english, rest in bare if not ALIKE.fullmatch(rest.strip())] == []


def test_no_latin_word_is_left_in_another_script(words: cr.Words) -> None:
    if words.tag == "az":
        pytest.skip("written in Latin letters")
    found = {
        key: sorted(left)
        for key, phrase in {**words.phrases, **words.facts}.items()
        if (left := {word.lower() for word in re.findall(r"[A-Za-z_]{3,}", _bare(phrase))} - NAMES)
    }
    assert found == {}


def _bare(phrase: str) -> str:
    """The phrase without its placeholders, but with the forms of its choices."""
    forms = " ".join(form for choice in choices(phrase) for form in choice.forms.values())
    return re.sub(r"{[^}]*}", " ", phrase) + " " + forms

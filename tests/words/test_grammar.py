"""Plural forms, numbers and days: the plain way holds without Babel, and agrees with it where it is there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.conditions import Unit, Value, write
from clientreturn.phrases import Said, choices, composed, english_plural, listed, placeholders, said
from clientreturn.words.grammar import GRAMMARS, grammar_of

TAGS = sorted(GRAMMARS)
whole = st.integers(0, 10**9)
tenths = st.decimals(0, 10**6, places=1).filter(lambda number: number != int(number))


@pytest.mark.parametrize("tag", TAGS)
@given(st.one_of(whole, tenths))
def test_plural_categories_are_those_of_the_cldr(tag: str, number: int | Decimal) -> None:
    babel = pytest.importorskip("babel")
    assert GRAMMARS[tag].plural(float(number)) == babel.Locale.parse(tag).plural_form(number)


@pytest.mark.parametrize("tag", TAGS)
def test_every_category_of_the_cldr_is_known(tag: str) -> None:
    babel = pytest.importorskip("babel")
    assert set(GRAMMARS[tag].categories) == set(babel.Locale.parse(tag).plural_form.tags) | {"other"}


@pytest.mark.parametrize("tag", TAGS)
@given(st.one_of(whole, tenths))
def test_a_category_is_one_of_the_languages(tag: str, number: int | Decimal) -> None:
    assert GRAMMARS[tag].plural(float(number)) in GRAMMARS[tag].categories


RUSSIAN = cr.Words(
    {"gone": "{n#one=ушёл|few=ушли|many=ушло|other=ушло} {n} {n#one=клиент|few=клиента|many=клиентов|other=клиента}"},
    tag="ru",
)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "ушёл 1 клиент"),
        (2, "ушли 2 клиента"),
        (5, "ушло 5 клиентов"),
        (11, "ушло 11 клиентов"),
        (21, "ушёл 21 клиент"),
        (112, "ушло 112 клиентов"),
        (1.5, "ушло 1,5 клиента"),
    ],
)
def test_a_word_takes_the_form_that_its_number_asks_for(count: float, told: str) -> None:
    assert RUSSIAN.say("gone", "{n} gone", n=count) == told


def test_the_form_follows_the_number_that_is_shown() -> None:
    """121.4 days are written as 121."""
    phrase = {"quiet": "{n} {n#one=day|few=2-4|many=days|other=part}"}
    words = cr.Words({**phrase, "value.days": "{days}"}, tag="ru")
    assert words.say("quiet", "{n}", n=(121.4, Unit.DAYS)) == "121 day"
    assert words.say("quiet", "{n}", n=(1.4, Unit.DAYS)) == "1,4 part"


def test_an_unknown_number_takes_the_form_of_all_others() -> None:
    assert RUSSIAN.say("gone", "{n} gone", n=(None, Unit.COUNT)) == "ушло unknown клиента"


def test_an_english_phrase_keeps_english_forms_in_another_language() -> None:
    assert RUSSIAN.say("missing", "{n} {n#one=day|other=days}", n=2) == "2 days"
    assert RUSSIAN.say("missing", "{n} {n#one=day|other=days}", n=21) == "21 days"


@given(st.integers(0, 10**6))
def test_english_chooses_too(count: int) -> None:
    assert said("k", "{n} {n#one=day|other=days}", n=count) == f"{count} {'day' if count == 1 else 'days'}"


def test_a_choice_is_no_new_placeholder() -> None:
    assert placeholders("{n#one=a|other=b} of {n}, {m}") == ("n", "m")
    assert [choice.name for choice in choices("{n#one=a|other=b} of {n}")] == ["n"]


@pytest.mark.parametrize("phrase", ["{n#one=a}", "{n#}", "{#one=a|other=b}", "{n#one|other=b}"])
def test_a_choice_without_all_it_needs_is_refused(phrase: str) -> None:
    with pytest.raises(cr.ClientReturnError, match="a form for each category"):
        placeholders(phrase)


@given(st.text(), st.text())
def test_texts_side_by_side_stay_what_they_are(first: str, second: str) -> None:
    assert composed(first, Said("k", "{t}", (("t", second, Unit.TEXT),))) == first + second
    assert listed([first, second]) == f"{first}, {second}"
    assert RUSSIAN.tell(composed(first, second)) == first + second


values: st.SearchStrategy[tuple[Value, Unit]] = st.one_of(
    st.tuples(st.none(), st.sampled_from(Unit)),
    st.tuples(st.booleans(), st.just(Unit.FLAG)),
    st.tuples(st.dates(), st.just(Unit.DATE)),
    st.tuples(st.text(), st.just(Unit.TEXT)),
    st.tuples(
        st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9), st.decimals(-(10**9), 10**9, places=2)),
        st.sampled_from([Unit.COUNT, Unit.DAYS, Unit.MONEY, Unit.PROBABILITY, Unit.RATE, Unit.RATIO]),
    ),
)


@given(values)
def test_plain_english_is_the_english_of_the_rooms(case: tuple[Value, Unit]) -> None:
    assert cr.ENGLISH.write(*case) == write(*case)


@pytest.mark.parametrize("tag", TAGS)
@given(values)
def test_every_value_can_be_written_plainly(tag: str, case: tuple[Value, Unit]) -> None:
    value, unit = case
    text = cr.Words(tag=tag).write(value, unit)
    if isinstance(value, int | float | Decimal) and unit is Unit.MONEY:
        back = text.replace(grammar_of(tag).group, "").replace(grammar_of(tag).decimal, ".")
        assert float(back) == pytest.approx(float(value), abs=0.0051)


@pytest.mark.parametrize(
    ("tag", "money", "share", "day"),
    [
        ("en", "1,234.50", "42 %", "2026-03-02"),
        ("ru", "1\xa0234,50", "42\xa0%", "02.03.2026"),
        ("az", "1.234,50", "42%", "02.03.2026"),
        ("hy", "1\xa0234,50", "42%", "02.03.2026"),
        ("mn", "1,234.50", "42%", "2026.03.02"),
        ("fa", "1,234.50", "42%", "2026/03/02"),
    ],
)
def test_a_language_writes_in_its_own_way(tag: str, money: str, share: str, day: str) -> None:
    words = cr.Words(tag=tag)
    assert words.write(1234.5, Unit.MONEY) == money
    assert words.write(0.42, Unit.PROBABILITY) == share
    assert words.write(date(2026, 3, 2), Unit.DATE) == day


def test_persian_is_written_from_right_to_left_unless_told_otherwise() -> None:
    assert cr.Words(tag="fa").right_to_left
    assert not cr.Words(tag="fa", right_to_left=False).right_to_left
    assert not cr.Words(tag="ru").right_to_left


def test_an_unknown_language_is_refused_with_the_nearest() -> None:
    with pytest.raises(cr.ClientReturnError, match="did you mean 'ru'"):
        grammar_of("rus")
    with pytest.raises(cr.ClientReturnError, match="one of en, ru, az, hy, mn, fa"):
        cr.Words(tag="xx")
    with pytest.raises(cr.ClientReturnError, match="did you mean 'ru'"):
        cr.language("rusian")
    with pytest.raises(cr.ClientReturnError, match="did you mean 'hy'"):
        cr.language("armenia")


def test_english_is_the_fallback_of_every_form() -> None:
    assert english_plural(1) == "one"
    assert {english_plural(number) for number in (0, 0.5, 2, 11, 21)} == {"other"}

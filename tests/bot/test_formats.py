"""How sums, days and typed dates are said and understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.dates import is_no_day, typed_date
from bot.formats import day, hours, local, money, month, short_day, shown, weekday
from bot.keyboards.buttons import page_of
from bot.render import Words, shortened, spoken
from bot.views.chips import all_of_it, chip_said
from core.domain.calendar import Month
from core.domain.money import Money
from core.domain.searching import Chip, Found, Kind, SearchQuery, Source, Unknown
from tests.builders import ZONE

TODAY = date(2020, 8, 20)


@pytest.mark.parametrize(
    ("kopecks", "said"),
    [
        (0, "0,00 ₽"),
        (5, "0,05 ₽"),
        (99999, "999,99 ₽"),
        (100000, "1 000,00 ₽"),
        (1234550, "12 345,50 ₽"),
        (123456789012, "1 234 567 890,12 ₽"),
    ],
)
def test_money_has_spaces_at_which_no_line_breaks(kopecks: int, said: str) -> None:
    assert money(Money(kopecks)) == said.replace(" ", "\u00a0")


def test_days_and_months_are_said_in_both_languages() -> None:
    assert day("ru", TODAY) == "20 августа 2020"
    assert day("en", TODAY) == "20 August 2020"
    assert short_day("ru", date(2020, 9, 1)) == "вт, 1 сентября"
    assert month("ru", Month(2020, 9)) == "сентябрь 2020"
    assert [weekday("en", n) for n in (0, 6)] == ["Mon", "Sun"]


def test_an_instant_is_said_on_the_local_clock() -> None:
    instant = local(datetime(2020, 9, 30, 22, 30, tzinfo=UTC), ZONE)

    assert shown("ru", instant) == "1 октября 2020, 00:30"


def test_lessons_without_an_end_show_their_beginning() -> None:
    assert hours(time(16), time(17, 30)) == "16:00–17:30"
    assert hours(time(9, 5), None) == "09:05"


def test_nobody_says_a_list_in_a_sentence() -> None:
    with pytest.raises(TypeError):
        shown("ru", ["a"])


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("15.09.2020", date(2020, 9, 15)),
        (" 15/9/20 ", date(2020, 9, 15)),
        ("15-09", date(2020, 9, 15)),
        ("15 сентября", date(2020, 9, 15)),
        ("15 сентября 2020 г.", date(2020, 9, 15)),
        ("15 Сен", date(2020, 9, 15)),
        ("1 September 2021", date(2021, 9, 1)),
        ("2020-09-15", date(2020, 9, 15)),
        ("19.08", date(2021, 8, 19)),
        ("20.08", TODAY),
        ("сегодня", TODAY),
        ("Завтра!", date(2020, 8, 21)),
        ("tomorrow", date(2020, 8, 21)),
        ("вчера", date(2020, 8, 19)),
        ("в понедельник", date(2020, 8, 24)),
        ("со среды", date(2020, 8, 26)),
        ("Четверг", date(2020, 8, 27)),
        ("on Friday", date(2020, 8, 21)),
        ("в следующую пятницу", date(2020, 8, 28)),
        ("со следующего понедельника", date(2020, 8, 24)),
        ("next Friday", date(2020, 8, 28)),
        ("через неделю", date(2020, 8, 27)),
        ("через 2 недели", date(2020, 9, 3)),
        ("через три дня", date(2020, 8, 23)),
        ("in a week", date(2020, 8, 27)),
        ("первого октября", date(2020, 10, 1)),
        ("с третьего сентября", date(2020, 9, 3)),
        ("двадцать первого октября", date(2020, 10, 21)),
        ("тридцатого сентября 2021", date(2021, 9, 30)),
        ("с 1-го октября", date(2020, 10, 1)),
        ("5 сент", date(2020, 9, 5)),
        ("5 сен", date(2020, 9, 5)),
        ("с 5 сент.", date(2020, 9, 5)),
        ("5 сент. 2021", date(2021, 9, 5)),
        ("5сент", date(2020, 9, 5)),
        ("5.09", date(2020, 9, 5)),
        ("сент 5", date(2020, 9, 5)),
        ("Sept 5th", date(2020, 9, 5)),
        ("группа 5", None),
        ("5 лет", None),
        ("👍", None),
        ("через год", None),
        ("через лес и поле", None),
        ("через сто дней", None),
        ("в следующую смену", None),
        ("доброго октября", None),
        ("первого танца", None),
        ("средний", None),
        ("29.02", None),
        ("31.06.2020", None),
        ("2020-13-01", None),
        ("15", None),
        ("15.13.2020", None),
        ("15 мартобря", None),
        ("1 м", None),
        ("шахматы", None),
        ("99.99.9999", None),
        ("15.²", None),
        ("через ² недели", None),
        ("", None),
    ],
)
def test_a_typed_date_is_the_day_that_was_meant(typed: str, understood: date | None) -> None:
    assert typed_date(typed, today=TODAY) == understood


@pytest.mark.parametrize(
    ("typed", "no_day"),
    [
        ("31.02", True),
        ("31.06.2020", True),
        ("30 февраля", True),
        ("с тридцать первого апреля", True),
        ("2020-13-01", True),
        ("15.13.2020", True),
        ("0.0", True),
        ("28.02", False),
        ("31 мая", False),
        ("15 мартобря", False),
        ("группа 5", False),
        ("2020-01-01", False),
        ("", False),
    ],
)
def test_a_day_that_no_calendar_has_is_told_from_words_that_are_no_date(
    typed: str,
    no_day: bool,  # noqa: FBT001 - a value of the table
) -> None:
    assert is_no_day(typed, today=TODAY) is no_day


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("ru-RU", "ru"), ("en-US", "en"), ("de", "ru"), ("", "ru"), (None, "ru")],
)
def test_the_language_of_telegram_is_spoken_where_it_is_ours(
    code: str | None, language: str
) -> None:
    assert spoken(code, default="ru") == language


@pytest.mark.parametrize(
    ("count", "wanted", "page", "pages", "first"),
    [(0, 1, 1, 1, 0), (6, 1, 1, 1, 0), (7, 2, 2, 2, 6), (7, 9, 2, 2, 6), (7, 0, 1, 2, 0)],
)
def test_a_page_outside_is_the_nearest_one(
    count: int, wanted: int, page: int, pages: int, first: int
) -> None:
    assert page_of(count, wanted, 6) == (page, pages, slice(first, first + 6))


def test_a_text_is_shortened_with_an_ellipsis() -> None:
    assert shortened("a\n b", 10) == "a b"
    assert shortened("abcdef", 4) == "abc…"


@pytest.mark.parametrize(
    ("ages", "russian", "english"),
    [
        ("0-10", "до 10 лет", "up to 10 years"),
        ("0-1", "до 1 года", "up to 1 year"),
        ("7-10", "7–10 лет", "ages 7–10"),
        ("7", "7 лет", "7 years"),
    ],
)
def test_ages_that_begin_with_birth_are_said_by_their_end(
    ages: str, russian: str, english: str
) -> None:
    said = [chip_said(Words(language), Chip(Kind.AGE, ages), ()) for language in ("ru", "en")]

    assert said == [russian, english]


def test_all_programs_are_said_to_be_all_only_where_nothing_limits_them() -> None:
    words, asked = Words("ru"), SearchQuery(text="кто")
    everything = Found(asked, (), total=90, pages=18)
    of_age = replace(everything, chips=(Chip(Kind.AGE, "9", source=Source.DEFAULT),))
    by_a_strange_word = replace(
        everything, chips=(Chip(Kind.WORD, "кто", 0, 3),), unknown=(Unknown("кто"),)
    )

    assert str(all_of_it(words, everything)).startswith("Это все программы")
    assert str(all_of_it(words, of_age)).startswith("Это всё, что подходит по возрасту")
    assert all_of_it(words, by_a_strange_word) is None

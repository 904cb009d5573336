"""Places, dates, years of study, directions and other choices are read as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.program import Direction, Duration, Form, Level, Registry
from office.catalog_files.choices import (
    direction_of_section,
    mentions_special_needs,
    parse_direction,
    parse_form,
    parse_level,
    parse_registry,
    parse_yes_or_no,
)
from office.catalog_files.dates import parse_date, parse_period
from office.catalog_files.places import Vacancy, parse_places, parse_vacancy
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.years import parse_duration, parse_study_year


@pytest.mark.parametrize(
    "written", ["12", "12.0", "12 чел.", "12 мест", "12 человек", "по 12 чел."]
)
def test_a_group_takes_so_many_children(written: str) -> None:
    assert parse_places(written) == 12


@pytest.mark.parametrize(
    "written",
    [
        "0",
        "Нет",
        "Свободных мест нет",
        "мест не осталось",
        "запись закрыта",
        "нет мест",
        "Группа укомплектована (мест нет, возможна запись в резерв)",
        "Группа укомплектована, мест нет",
        "набор закрыт",
    ],
)
def test_a_full_group_has_no_free_places(written: str) -> None:
    assert parse_vacancy(written) == 0


@pytest.mark.parametrize(
    "written", ["True", "есть места", "да", "Частично укомплектовано", "идёт набор"]
)
def test_some_free_places_are_not_a_number(written: str) -> None:
    assert parse_vacancy(written) is Vacancy.SOME


@pytest.mark.parametrize(
    "written",
    ["3", "Осталось 3 места", "3 свободных места", "есть 3 места", "свободно: 3", "3 из 15"],
)
def test_a_sentence_may_tell_how_many_places_are_free(written: str) -> None:
    assert parse_vacancy(written) == 3


@pytest.mark.parametrize("written", ["10-15", "по количеству станков", "-3"])
def test_places_that_are_not_understood_do_not_keep_a_row_out(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_vacancy(written)

    assert (refused.value.reason, refused.value.fatal) == (Reason.PLACES_NOT_UNDERSTOOD, False)


@pytest.mark.parametrize(
    "written",
    [
        "01.09.2026",
        "1.9.2026",
        "2026-09-01",
        "2026-09-01 00:00:00",
        "1 сентября 2026 г.",
        "01/09/2026",
        "01.09.26",
        "1.9.26 г.",
    ],
)
def test_a_date_has_a_day_a_month_and_a_year(written: str) -> None:
    assert parse_date(written) == date(2026, 9, 1)


@pytest.mark.parametrize("written", ["01.09", "сентябрь", "31.02.2026", "с 1 сентября", "26.09.01"])
def test_nobody_guesses_a_date(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_date(written)


@pytest.mark.parametrize(
    "written",
    [
        "01.09.2026 – 31.05.2027",
        "с 01.09.2026 по 31.05.2027",
        "1 сентября 2026 г. - 31 мая 2027 г.",
        "2026-09-01 - 2027-05-31",
        "01.09.26 - 31.05.27",
        "с 01.09.26 г. по 31.05.27 г.",
    ],
)
def test_a_period_has_both_its_ends(written: str) -> None:
    assert parse_period(written) == Days(date(2026, 9, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("01.09.2026 - 31.08.2026", Reason.DATES_BACKWARDS),
        ("01.09.2026 - 01.09.2027", Reason.LONGER_THAN_A_YEAR),
        ("учебный год", Reason.DATES_NOT_UNDERSTOOD),
    ],
)
def test_a_period_goes_forward_for_a_year_at_most(written: str, reason: Reason) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_period(written)

    assert refused.value.reason is reason


def test_a_period_of_exactly_a_year_is_one() -> None:
    assert len(parse_period("01.09.2026 - 31.08.2027")) == 365


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("1 год", Duration(years=1)),
        ("2 года", Duration(years=2)),
        ("5 лет", Duration(years=5)),
        ("1,5 года", Duration(years=1, months=6)),
        ("1 учебный год", Duration(years=1)),
        ("18 часов", Duration(hours=18)),
        ("36 ак. ч.", Duration(hours=36)),
        ("9 мес.", Duration(months=9)),
        ("9 месяцев", Duration(months=9)),
        ("2 года (144 часа)", Duration(years=2, hours=144)),
        ("2 года / 144 часа", Duration(years=2, hours=144)),
        ("9 месяцев, 72 ч.", Duration(months=9, hours=72)),
        ("1 год 6 мес.", Duration(years=1, months=6)),
        ("2 года (72 недели)", Duration(years=2)),
    ],
)
def test_a_duration_keeps_its_units_and_never_adds_them_up(
    written: str, duration: Duration
) -> None:
    assert parse_duration(written) == duration


@pytest.mark.parametrize(
    "written", ["72 года", "долго", "0 лет", "1-3 года", "2 года, 3 года", "3 недели"]
)
def test_a_duration_that_is_not_understood_does_not_keep_a_row_out(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_duration(written)

    assert not refused.value.fatal


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Стартовый (ознакомительный).", Level.STARTING),
        ("базовый уровень", Level.BASIC),
        ("Продвинутый (углубленный)", Level.ADVANCED),
        ("Разноуровневая (несколько уровней в зависимости от модуля)", Level.MIXED),
        ("Не применимо", None),
    ],
)
def test_a_level_is_one_of_four_or_none(written: str, level: Level | None) -> None:
    assert parse_level(written) is level


def test_an_unknown_level_does_not_keep_a_row_out() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_level("высший")

    assert not refused.value.fatal


@pytest.mark.parametrize(
    "written", ["2", "2-й год обучения", "2 год", "2-ой", "второй год обучения", "2 год обучения"]
)
def test_a_year_of_study_is_a_number_or_a_word(written: str) -> None:
    assert parse_study_year(written) == 2


@pytest.mark.parametrize("written", ["0", "13", "2026", "1-2", "старшие"])
def test_anything_else_is_no_year_of_study(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_study_year(written)


@pytest.mark.parametrize(
    ("written", "direction"),
    [
        ("Техническая", Direction.TECHNICAL),
        ("Естественно-научная", Direction.NATURAL_SCIENCE),
        ("естественнонаучная направленность", Direction.NATURAL_SCIENCE),
        ("ФИЗКУЛЬТУРНО–СПОРТИВНАЯ", Direction.SPORTS),
        ("художественная", Direction.ARTS),
        ("Туристско-краеведческая", Direction.TOURISM),
        ("Социально-гуманитарная", Direction.SOCIAL),
        ("социально-педагогическая", Direction.SOCIAL),
        ("Физкультурно - спортивное направление", Direction.SPORTS),
        ("программы технической направленности", Direction.TECHNICAL),
        ("художественно-эстетическая", Direction.ARTS),
        ("TECHNICAL", Direction.TECHNICAL),
    ],
)
def test_a_direction_is_known_in_any_spelling(written: str, direction: Direction) -> None:
    assert parse_direction(written) is direction


@pytest.mark.parametrize("written", ["танцы", "разная", "художественная, техническая"])
def test_what_is_no_direction_is_not_guessed(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_direction(written)


def test_registries_and_forms_are_known_by_word_and_by_code() -> None:
    assert parse_registry("Реестр сертифицированных программ") is Registry.CERTIFIED
    assert parse_registry("GENERAL") is Registry.GENERAL
    assert parse_form("Очно-заочная") is Form.MIXED
    assert parse_form("REMOTE") is Form.REMOTE
    assert parse_form("очная форма обучения (групповая)") is Form.IN_PERSON
    with pytest.raises(NotUnderstood):
        parse_registry("какой-то")
    with pytest.raises(NotUnderstood):
        parse_form("по-всякому")


def test_yes_and_no_are_two_things() -> None:
    assert parse_yes_or_no("Да")
    assert not parse_yes_or_no("нет")
    with pytest.raises(NotUnderstood):
        parse_yes_or_no("иногда")


def test_a_title_tells_that_lessons_are_for_children_with_special_needs() -> None:
    assert mentions_special_needs("К.И.Т (для детей с ОВЗ)")
    assert not mentions_special_needs("Совзвездие")


@pytest.mark.parametrize(
    "written",
    ["Художественная", "1. Художественная направленность", "II. ХУДОЖЕСТВЕННАЯ НАПРАВЛЕННОСТЬ:",
     "Художественная направленность (12 программ)", "Программы художественной направленности"],
)  # fmt: skip
def test_a_section_says_its_direction_in_many_ways(written: str) -> None:
    assert direction_of_section(written) is Direction.ARTS


@pytest.mark.parametrize("written", ["Спортивный зал", "Лист1", "Техника безопасности", ""])
def test_what_only_sounds_like_a_direction_is_no_section(written: str) -> None:
    assert direction_of_section(written) is None


@pytest.mark.parametrize(
    ("written", "direction"),
    [
        ("Спорт", Direction.SPORTS),
        ("Физкультура и спорт", Direction.SPORTS),
        ("Техническое творчество", Direction.TECHNICAL),
        ("Туризм", Direction.TOURISM),
        ("Естественные науки", Direction.NATURAL_SCIENCE),
    ],
)
def test_short_names_of_directions_are_known(written: str, direction: Direction) -> None:
    assert parse_direction(written) is direction

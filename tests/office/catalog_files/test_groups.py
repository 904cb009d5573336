"""A group has the lessons, days, places and ages of its row; defaults fill what is missing."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.program import AgeRange, Registry, Slot
from office.catalog_files import Reason, read_catalog_text
from office.catalog_files.defaults import GroupDefaults, ProgramDefaults
from tests.office.catalog_files.files import (
    DEFAULTS,
    STUDY_YEAR,
    read,
    read_group,
    read_module,
    read_program,
    reasons,
)


def test_every_weekday_has_a_column_or_all_share_one() -> None:
    by_days = read_group({"Вторник": "16:30 – 17:40", "Сб": "10.00-11.00, 11.10-12.00"})
    together = read_group({"Расписание": "вт 16:30–17:40; сб 10:00-11:00, 11:10-12:00"})
    apart = read_group({"Дни недели": "вт, чт", "Время занятий": "16:30–17:40"})

    assert (
        by_days.slots
        == together.slots
        == (
            Slot(1, time(16, 30), time(17, 40)),
            Slot(5, time(10), time(11)),
            Slot(5, time(11, 10), time(12)),
        )
    )
    assert [slot.weekday for slot in apart.slots] == [1, 3]


def test_the_study_year_gives_the_days_that_no_row_has() -> None:
    assert read_group({}).days == STUDY_YEAR
    assert read_group({"Дата начала": "01.10.2026"}).days == Days(
        date(2026, 10, 1), STUDY_YEAR.last
    )
    assert read_group({"Дата окончания": "31.12.2026"}).days == Days(
        STUDY_YEAR.first, date(2026, 12, 31)
    )
    assert read_group({"Период обучения": "01.01.2027 – 31.12.2027"}).days == Days(
        date(2027, 1, 1), date(2027, 12, 31)
    )


def test_without_a_study_year_days_stay_unknown() -> None:
    no_year = DEFAULTS.model_copy(update={"study_year": None})

    assert read_group({}, defaults=no_year).days is None
    assert read_group({"Дата начала": "01.10.2026"}, defaults=no_year).days is None


def test_a_beginning_outside_the_study_year_leaves_the_days_unknown() -> None:
    draft = read({"Дата начала": "01.06.2026"})

    assert draft.programs[0].modules[0].groups[0].days is None
    assert reasons(draft) == [(2, "Дата начала", Reason.OUTSIDE_STUDY_YEAR)]


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({}, 12),
        ({"Мест": "15"}, 15),
        ({"Мест": "15", "Свободных мест": "3"}, 3),
        ({"Свободных мест": "Группа укомплектована (мест нет, возможна запись в резерв)"}, 0),
        ({"Свободных мест": "True"}, 12),
        ({"Мест": "15", "Свободных мест": "есть"}, 15),
    ],
)
def test_places_are_those_that_can_be_given(cells: dict[str, str], places: int) -> None:
    defaults = DEFAULTS.model_copy(update={"groups": GroupDefaults(places=12)})

    assert read_group(cells, defaults=defaults).places == places


def test_no_places_known_is_not_no_places() -> None:
    assert read_group({}).places is None
    assert read_group({"Свободных мест": "нет"}).places == 0


def test_places_that_are_not_understood_are_not_replaced_by_a_default() -> None:
    draft = read(
        {"Мест": "15", "Свободных мест": "мало"},
        defaults=DEFAULTS.model_copy(update={"groups": GroupDefaults(places=12)}),
    )

    assert draft.programs[0].modules[0].groups[0].places is None
    assert reasons(draft) == [(2, "Свободных мест", Reason.PLACES_NOT_UNDERSTOOD)]


def test_ages_come_from_the_row_else_from_the_defaults() -> None:
    some = ProgramDefaults(
        registry=Registry.CERTIFIED, form=DEFAULTS.programs.form, ages=AgeRange(6, 9)
    )

    assert read_group({"Возраст": "5 лет"}).ages == AgeRange(5, 5)
    assert read_group(
        {"Возраст": ""}, defaults=DEFAULTS.model_copy(update={"programs": some})
    ).ages == AgeRange(6, 9)


def test_the_programs_own_ages_hold_for_groups_without_any() -> None:
    program = read_program({"Возраст программы": "7-14", "Возраст": ""})

    assert program.ages == AgeRange(7, 14)
    assert program.modules[0].groups[0].ages is None


def test_a_group_is_named_with_what_is_added_to_its_name() -> None:
    group = read_group({"Группа": "Группа № 7", "Подгруппа": "Старт-Dance"})

    assert group.title == "Группа № 7 · Старт-Dance"


def test_two_groups_of_one_name_are_told_apart_by_their_days() -> None:
    module = read_module(
        {"Группа": "Группа 7-8 лет", "Расписание": "пн, ср 10:00-10:45"},
        {"Группа": "Группа 7-8 лет", "Расписание": "вт, чт 10:00-10:45"},
        {"Группа": "Группа 7-8 лет", "Расписание": "вт, чт 12:00-12:45"},
        {"Группа": "", "Расписание": ""},
        {"Группа": "", "Расписание": "", "Адрес": "ул. Вторая, 2"},
    )

    assert [group.title for group in module.groups] == [
        "Группа 7-8 лет",
        "Группа 7-8 лет (вт, чт)",
        "Группа 7-8 лет (вт 12:00, чт 12:00)",
        "Группа",
        "Группа (2)",
    ]


def test_the_same_row_twice_is_one_group() -> None:
    row = {"Группа": "1", "Расписание": "пн 10:00-10:45"}

    draft = read(
        row, row, {**row, "Расписание": "вт 10:00-10:45"}, {**row, "Расписание": "вт 10:00-10:45"}
    )

    assert [group.title for group in draft.programs[0].modules[0].groups] == ["1", "1 (вт)"]
    assert reasons(draft) == [
        (3, "Группа", Reason.SAME_ROW_TWICE),
        (5, "Группа", Reason.SAME_ROW_TWICE),
    ]


def test_groups_whose_names_begin_alike_are_two() -> None:
    module = read_module({"Группа": "Группа 10"}, {"Группа": "Группа 1"})

    assert [group.title for group in module.groups] == ["Группа 10", "Группа 1"]


def test_days_of_one_hour_are_one_group_without_a_name_and_of_another_hour_another() -> None:
    text = (
        "Программа;Направленность;Возраст;День недели;Время\n"
        "Шахматы;техническая;6-8;Понедельник;15:00-16:00\n"
        "Шахматы;техническая;6-8;Четверг;15:00-16:00\n"
        "Шахматы;техническая;6-8;Пятница;17:00-18:00\n"
        "Шахматы;техническая;9-11;Четверг;15:00-16:00\n"
    )

    ((module,),) = [each.modules for each in read_catalog_text(text, "ф.csv", DEFAULTS).programs]

    assert [[slot.weekday for slot in group.slots] for group in module.groups] == [[0, 3], [4], [3]]


def test_quotes_around_titles_are_no_part_of_them() -> None:
    draft = read(
        {"Программа": "««Шахматы»»", "Модуль": '"Основы"'},
        {"Программа": '"Шахматы"', "Модуль": "«Основы»", "Группа": "2"},
        {"Программа": "Театр «Маска»"},
    )

    assert [each.title for each in draft.programs] == ["Шахматы", "Театр «Маска»"]
    assert [(each.title, len(each.groups)) for each in draft.programs[0].modules] == [("Основы", 2)]

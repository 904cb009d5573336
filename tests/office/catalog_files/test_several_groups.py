"""A cell that speaks of several groups is several groups, and it is said."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.program import Slot
from office.catalog_files import read_catalog_text
from office.catalog_files.problems import Reason
from tests.office.catalog_files.files import DEFAULTS, read, read_group

MONDAY = Slot(0, time(15), None)
TUESDAY = Slot(1, time(16), None)


@pytest.mark.parametrize(
    "written",
    [
        "1 гр. пн 15:00; 2 гр. вт 16:00",
        "1 группа: пн 15:00, 2 группа: вт 16:00",
        "1-я группа – пн 15:00; 2-я группа – вт 16:00",
        "Группа № 1: пн 15:00; группа № 2: вт 16:00",
        "1гр. пн 15.00 / 2гр. вт 16.00",
        "пн 15:00 (1 гр.), вт 16:00 (2 гр.)",
        "пн 15:00 - 1 гр, вт 16:00 - 2 гр",
    ],
)
def test_each_group_of_a_cell_is_one_with_the_rest_of_its_row(written: str) -> None:
    draft = read({"Группа": "Ладья", "Расписание": written, "Мест": "12"})

    groups = draft.programs[0].modules[0].groups
    assert [(each.title, each.slots, each.places, each.row) for each in groups] == [
        ("Ладья, 1 группа", (MONDAY,), 12, 2),
        ("Ладья, 2 группа", (TUESDAY,), 12, 2),
    ]
    (problem,) = draft.problems
    assert (problem.reason, problem.fatal, problem.found) == (Reason.SEVERAL_GROUPS, False, written)


def test_groups_without_a_name_are_called_by_their_numbers() -> None:
    draft = read({"Группа": "", "Расписание": "1 гр. пн 15:00; 2 гр. вт 16:00"})

    groups = draft.programs[0].modules[0].groups
    assert [each.title for each in groups] == ["1 группа", "2 группа"]


@pytest.mark.parametrize(
    ("written", "number", "slots"),
    [
        ("3 гр. сб 10:00", "3", [Slot(5, time(10), None)]),
        ("сб 10:00 (3 гр.)", "3", [Slot(5, time(10), None)]),
        (
            "гр. 2: пн, ср 17.00-18.30",
            "2",
            [Slot(day, time(17), time(18, 30)) for day in (0, 2)],
        ),
        ("(II группа) пн 15:00", "II", [MONDAY]),
    ],
)
def test_a_cell_with_the_number_of_one_group_is_that_group(
    written: str, number: str, slots: list[Slot]
) -> None:
    group = read_group({"Группа": "", "Расписание": written})

    assert (group.title, [*group.slots]) == (f"{number} группа", slots)


@pytest.mark.parametrize("name", ["1-я гр.", "Группа № 1", "№1", "1"])
def test_a_group_that_is_named_by_its_number_is_not_numbered_twice(name: str) -> None:
    group = read_group({"Группа": name, "Расписание": "1 гр. пн 15:00"})

    assert (group.title, group.slots) == (name, (MONDAY,))


def test_groups_at_the_same_hours_are_told_apart_without_a_column_for_their_names() -> None:
    table = "Программа;Направленность;Возраст;Расписание\nХор;художественная;7;{}\n"

    draft = read_catalog_text(table.format("1 гр. пн 15:00, 2 гр. пн 15:00"), "х.csv", DEFAULTS)

    groups = draft.programs[0].modules[0].groups
    assert [(each.title, each.slots) for each in groups] == [
        ("1 группа", (MONDAY,)),
        ("2 группа", (MONDAY,)),
    ]


def test_a_row_wider_than_its_table_gets_no_name_where_its_last_cell_is() -> None:
    table = "Программа;Направленность;Возраст;Расписание\nХор;художественная;7;1 гр. пн 15:00;ещё\n"

    draft = read_catalog_text(table, "х.csv", DEFAULTS)

    assert [each.reason for each in draft.problems] == [Reason.WIDER_THAN_HEADER]


def test_groups_numbered_in_columns_of_weekdays_have_their_days_together() -> None:
    draft = read(
        {"Группа": "", "Понедельник": "1 гр. 15:00, 2 гр. 17:00", "Вторник": "1 гр. 16:00"}
    )

    groups = draft.programs[0].modules[0].groups
    assert [(each.title, each.slots) for each in groups] == [
        ("1 группа", (MONDAY, TUESDAY)),
        ("2 группа", (Slot(0, time(17), None),)),
    ]


@pytest.mark.parametrize(
    ("days", "times", "tuesday"),
    [
        ("1 гр. пн; 2 гр. вт", "1 гр. 15:00; 2 гр. 16:00", TUESDAY),
        ("1 гр. пн; 2 гр. вт", "15:00", Slot(1, time(15), None)),
        ("пн (1 гр.), вт (2 гр.)", "15:00", Slot(1, time(15), None)),
    ],
)
def test_groups_numbered_in_days_and_hours_are_put_together(
    days: str, times: str, tuesday: Slot
) -> None:
    draft = read({"Группа": "", "Дни": days, "Время": times})

    groups = draft.programs[0].modules[0].groups
    assert [each.slots for each in groups] == [(MONDAY,), (tuesday,)]


def test_days_before_all_groups_are_those_of_each() -> None:
    draft = read({"Группа": "", "Расписание": "пн, вт: 1 гр. 15:00, 2 гр. 16:00-17:00"})

    groups = draft.programs[0].modules[0].groups
    assert [each.slots for each in groups] == [
        (MONDAY, Slot(1, time(15), None)),
        tuple(Slot(day, time(16), time(17)) for day in (0, 1)),
    ]


@pytest.mark.parametrize(
    "week",
    [
        {"Понедельник": "1 гр. 15:00", "Вторник": "16:00"},
        {"Дни": "1 гр. пн; 2 гр. вт", "Время": "1 гр. 15:00; 3 гр. 16:00"},
    ],
)
def test_lessons_of_which_nobody_says_whose_they_are_come_back(week: dict[str, str]) -> None:
    draft = read(week)

    assert draft.programs == ()
    assert any(each.fatal for each in draft.problems)


@pytest.mark.parametrize(
    "written",
    [
        "1 гр. пн 15:00; 1 гр. вт 16:00",
        "пн 15:00; 2 гр. вт 16:00; 3 гр. ср 17:00",
        "пн 15:00 (1 гр.), вт 16:00",
    ],
)
def test_what_is_not_all_said_by_groups_is_not_cut(written: str) -> None:
    draft = read({"Расписание": written})

    assert Reason.SEVERAL_GROUPS not in {each.reason for each in draft.problems}
    assert sum(len(m.groups) for p in draft.programs for m in p.modules) <= 1


def test_each_year_of_study_has_a_column_of_its_own() -> None:
    table = (
        "Объединение;Направленность;Возраст;1 год обучения;2-й год обучения;3 год обучения\n"
        "Гитара;художественная;10-16;пн 15:00;вт 16:00;\n"
        "Театр;художественная;8-14;пн 15:00;;вт 16:00\n"
    )

    draft = read_catalog_text(table, "годы.csv", DEFAULTS)

    found = [
        (program.title, module.title, [group.slots for group in module.groups])
        for program in draft.programs
        for module in program.modules
    ]
    assert found == [
        ("Гитара", "1-й год обучения", [(MONDAY,)]),
        ("Гитара", "2-й год обучения", [(TUESDAY,)]),
        ("Театр", "1-й год обучения", [(MONDAY,)]),
        ("Театр", "3-й год обучения", [(TUESDAY,)]),
    ]


def test_numbers_under_years_of_study_are_no_year_and_no_lessons() -> None:
    table = (
        "Объединение;Направленность;Возраст;Расписание;1 год обучения;2 год обучения\n"
        "Гитара;художественная;10-16;пн 15:00;144;216\n"
    )

    draft = read_catalog_text(table, "часы.csv", DEFAULTS)

    assert draft.problems == ()
    assert draft.programs[0].modules[0].groups[0].slots == (MONDAY,)
    assert draft.ignored_columns == ("1 год обучения", "2 год обучения")

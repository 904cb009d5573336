"""Cells that count: «1) … 2) …» are several groups or lessons where that is certain, and come back
where it is not; lessons that are not of every week are none that a week could show.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

import pytest

from core.domain.drafts import CatalogDraft, GroupDraft
from core.domain.program import AgeRange, Slot
from office.catalog_files.problems import Reason
from tests.office.catalog_files.files import read

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SATURDAY = 0, 1, 2, 3, 5
AT_THREE, AT_FOUR = time(15), time(16)
GROUP_1 = (Slot(MONDAY, AT_THREE), Slot(WEDNESDAY, AT_THREE))
GROUP_2 = (Slot(TUESDAY, AT_FOUR), Slot(THURSDAY, AT_FOUR))


def groups(draft: CatalogDraft) -> list[GroupDraft]:
    return [each for p in draft.programs for module in p.modules for each in module.groups]


def noted(draft: CatalogDraft) -> list[tuple[Reason, bool]]:
    return [(Reason(each.reason), each.fatal) for each in draft.problems]


@pytest.mark.parametrize(
    "written",
    [
        "1) пн, ср 15:00 2) вт, чт 16:00",
        "1) пн, ср 15:00; 2) вт, чт 16:00",
        "1) пн, ср 15:00\n2) вт, чт 16:00",
        "1. пн, ср 15:00 2. вт, чт 16:00",
        "(1) пн 15:00, ср 15:00 (2) вт 16:00, чт 16:00",
    ],
)
def test_items_that_are_each_a_whole_week_are_groups_and_it_is_told(written: str) -> None:
    draft = read({"Группа": "Ладья", "Расписание": written, "Мест": "12"})

    assert [(each.title, each.slots, each.places) for each in groups(draft)] == [
        ("Ладья, 1 группа", GROUP_1, 12),
        ("Ладья, 2 группа", GROUP_2, 12),
    ]
    assert noted(draft) == [(Reason.SEVERAL_GROUPS, False)]


@pytest.mark.parametrize(
    "week",
    [
        {"Расписание": "1) пн 15:00 2) ср 15:00"},
        {"Дни": "1) пн 2) ср", "Время": "1) 15:00 2) 15:00"},
    ],
)
def test_items_that_are_each_a_lesson_of_another_day_are_one_group_and_it_is_told(
    week: Mapping[str, str],
) -> None:
    draft = read(week)

    (group,) = groups(draft)
    assert (group.title, group.slots) == ("Группа № 1", GROUP_1)
    assert noted(draft) == [(Reason.TIMES_OF_ONE_GROUP, False)]


@pytest.mark.parametrize(
    "week",
    [
        # Lessons one behind the other, or groups.
        {"Расписание": "1) пн 15:00 2) пн 16:00"},
        {"Расписание": "1) пн, ср 15:00 2) пт 16:00"},
        {"Понедельник": "1) 15:00 2) 16:00"},
        # An hour for each day, or both on both.
        {"Дни": "вт, чт", "Расписание": "1) 15:00 2) 16:00"},
        {"Расписание": "1) пн, ср 15:00 2) вечером"},
    ],
)
def test_items_that_may_be_groups_or_lessons_come_back_with_what_to_write(
    week: Mapping[str, str],
) -> None:
    draft = read(week)

    assert (draft.programs, noted(draft)) == ((), [(Reason.TIMES_COUNTED, True)])


def test_columns_of_weekdays_that_count_alike_are_groups() -> None:
    draft = read({"Понедельник": "1) 15:00 2) 16:00", "Среда": "1) 15:00 2) 16:00"})

    at_four = (Slot(MONDAY, AT_FOUR), Slot(WEDNESDAY, AT_FOUR))
    assert [each.slots for each in groups(draft)] == [GROUP_1, at_four]


def test_what_several_cells_count_alike_belongs_together() -> None:
    draft = read(
        {
            "Возраст": "1) 7-9 лет 2) 10-12 лет",
            "Расписание": "1) пн 15:00 2) пн 16:00",
            "Мест": "1) 10 2) 12",
        }
    )

    assert [(each.title, each.ages, each.slots, each.places) for each in groups(draft)] == [
        ("Группа № 1", AgeRange(7, 9), (Slot(MONDAY, AT_THREE),), 10),
        ("Группа № 1, 2 группа", AgeRange(10, 12), (Slot(MONDAY, AT_FOUR),), 12),
    ]
    assert noted(draft) == [(Reason.SEVERAL_GROUPS, False)]


def test_groups_that_are_counted_with_their_names_have_these() -> None:
    draft = read({"Группа": "1) Пешка 2) Ладья", "Расписание": "1) пн 15:00 2) пн 16:00"})

    assert [each.title for each in groups(draft)] == ["Пешка", "Ладья"]


def test_titles_that_are_counted_with_their_lessons_are_programs() -> None:
    draft = read({"Программа": "1) Шахматы 2) Шашки", "Расписание": "1) пн 15:00 2) ср 15:00"})

    assert [
        (each.title, each.modules[0].groups[0].slots[0].weekday) for each in draft.programs
    ] == [("Шахматы", MONDAY), ("Шашки", WEDNESDAY)]
    assert noted(draft) == [(Reason.SEVERAL_PROGRAMS, False)]


@pytest.mark.parametrize(
    "row",
    [
        {"Программа": "1) Шахматы 2) Шашки", "Расписание": "пн 15:00"},
        {"Программа": "1) Шахматы 2) Шашки", "Расписание": "1) пн 15:00 2) вт 16:00 3) ср 15:00"},
        {"Группа": "1) Пешка 2) Ладья", "Расписание": "пн 15:00"},
    ],
)
def test_titles_that_are_counted_alone_come_back_with_what_to_write(row: Mapping[str, str]) -> None:
    draft = read(row)

    assert draft.programs == ()
    assert (Reason.SEVERAL_IN_A_CELL, True) in noted(draft)


@pytest.mark.parametrize("title", ["1) Шахматы", "Ступени: 1. Старт 2. Финиш", "Студия 1)"])
def test_what_counts_no_further_than_one_is_a_title_like_others(title: str) -> None:
    draft = read({"Программа": title})

    assert [each.title for each in draft.programs] == [title]


def test_goals_that_a_description_counts_divide_nothing() -> None:
    row = {"Описание": "1) учимся 2) играем", "Расписание": "1) пн, ср 15:00 2) вт, чт 16:00"}

    draft = read(row)

    assert [each.slots for each in groups(draft)] == [GROUP_1, GROUP_2]
    assert draft.programs[0].annotation == "1) учимся 2) играем"


@pytest.mark.parametrize(
    "week",
    [
        {"Расписание": "сб 10:00 через неделю"},
        {"Расписание": "пн 15:00; сб 10:00 (через неделю)"},
        {"Дни": "сб (по чётным неделям)", "Время": "10:00"},
        {"Дни": "сб", "Время": "10:00 через неделю"},
        {"Понедельник": "15:00", "Суббота": "10:00 через неделю"},
    ],
)
def test_lessons_of_every_other_week_leave_the_group_without_a_timetable_and_it_is_told(
    week: Mapping[str, str],
) -> None:
    """Shown weekly they would be wrong, and without them the others were another timetable."""
    draft = read(week)

    assert [each.slots for each in groups(draft)] == [()]
    assert noted(draft) == [(Reason.TIMES_NOT_WEEKLY, False)]

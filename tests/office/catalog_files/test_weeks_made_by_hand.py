"""Weeks as people write them: days and hours in columns of their own, marks, a row a lesson."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.program import Slot
from office.catalog_files import Reason
from tests.office.catalog_files.files import read, read_group, reasons
from tests.office.catalog_files.test_sheets_made_by_hand import (
    THURSDAY,
    TUESDAY,
    counted,
    read_lines,
)

BEGINS = "01.09.2026"


def test_a_column_of_days_may_have_the_times_too() -> None:
    assert len(read_group({"Дни занятий": "пн 15:00, чт 16:00"}).slots) == 2


def test_a_row_that_has_nothing_but_lessons_gives_them_to_the_group_above() -> None:
    draft = read_lines(
        "Программа;Направленность;Группа;Возраст;Мест;День;Время",
        "Шахматы;техническая;1;7-8;12;вторник;16:00-17:00",
        ";;;;;четверг;16:30-17:30",
        "Хор;художественная;1;7-8;12;вторник;16:00-17:00",
    )

    (group,) = draft.programs[0].modules[0].groups
    assert counted(draft) == [("Шахматы", 1, 2), ("Хор", 1, 1)]
    assert (group.row, group.places) == (2, 12)
    assert group.slots == (
        Slot(TUESDAY, time(16), time(17)),
        Slot(THURSDAY, time(16, 30), time(17, 30)),
    )


def test_a_table_with_a_row_for_each_lesson_has_one_group_for_several() -> None:
    draft = read(
        {"Группа": "1", "День недели": "Понедельник", "Время": "16:00-17:00"},
        {"Группа": "2", "День недели": "Понедельник", "Время": "17:00-18:00"},
        {"Группа": "1", "День недели": "Среда", "Время": "16:00-17:00"},
        {"Группа": "1", "День недели": "Среда", "Время": "16:00-17:00"},
    )

    assert counted(draft) == [("Шахматы", 2, 3)]
    assert reasons(draft) == [(5, "Группа", Reason.SAME_ROW_TWICE)]


def test_days_and_times_in_two_columns_go_together_line_by_line() -> None:
    group = read_group({"Дни недели": "вт\nчт", "Время": "16:00-17:00\n17:30-18:30"})

    assert group.slots == (
        Slot(TUESDAY, time(16), time(17)),
        Slot(THURSDAY, time(17, 30), time(18, 30)),
    )


def test_marked_days_and_a_beginning_and_an_end_make_lessons() -> None:
    marked = read_group({"Вт": "+", "Чт": "да", "Ср": "-", "Время занятий": "16:00-17:00"})
    apart = read_group({"День": "вт, чт", "Время начала": "16:00", "Время окончания": "17:00"})

    assert marked.slots == apart.slots
    assert [slot.weekday for slot in marked.slots] == [TUESDAY, THURSDAY]


def test_a_beginning_and_an_end_beside_a_day_are_hours() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;День;Начало;Конец",
        "Шахматы;7-10;техническая;Понедельник;15:00;15:45",
    )

    (slot,) = draft.programs[0].modules[0].groups[0].slots
    assert slot == Slot(0, time(15), time(15, 45))


def test_hours_beside_a_day_and_dates_of_their_own_are_both_read() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;День недели;Начало;Окончание;Дата начала;Дата окончания",
        "Самбо;7-9;спортивная;вторник;15:00;16:00;01.09.2026;31.05.2027",
    )

    (group,) = draft.programs[0].modules[0].groups
    assert draft.problems == ()
    assert group.slots == (Slot(TUESDAY, time(15), time(16)),)
    assert group.days == Days(date(2026, 9, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("begins", "ends"), [("15:00", "16:00"), ("15.00", "16.00"), ("15:00:00", "16:00:00")]
)
def test_cells_tell_that_a_beginning_and_an_end_are_hours(begins: str, ends: str) -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;День;Начало занятий;Окончание занятий;Дата начала",
        f"Самбо;7-9;спортивная;вторник;;;{BEGINS}",
        f"Хор;7-9;художественная;вторник;{begins};{ends};{BEGINS}",
        f";;;четверг;{begins};{ends};",
    )

    (group,) = draft.programs[1].modules[0].groups
    assert [(slot.weekday, slot.starts, slot.ends) for slot in group.slots] == [
        (TUESDAY, time(15), time(16)),
        (THURSDAY, time(15), time(16)),
    ]
    assert group.days is not None
    assert group.days.first == date(2026, 9, 1)


def test_cells_tell_that_a_beginning_and_an_end_beside_a_day_are_dates() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;День;Начало;Конец",
        f"Самбо;7-9;спортивная;вт 15:00;{BEGINS};31.05.2027",
    )

    (group,) = draft.programs[0].modules[0].groups
    assert (draft.problems, group.slots) == ((), (Slot(TUESDAY, time(15)),))
    assert group.days == Days(date(2026, 9, 1), date(2027, 5, 31))


def test_a_column_of_dates_and_one_hour_that_may_be_a_day_stays_one_of_dates() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;День;Начало занятий",
        "Самбо;7-9;спортивная;вт 15:00;15.10",
        "Хор;7-9;художественная;вт 15:00;по согласованию",
    )

    assert (2, "Начало занятий", Reason.DATES_NOT_UNDERSTOOD) in reasons(draft)


def test_a_period_may_have_a_column_for_each_end() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;Период обучения с;по",
        "Шахматы;7-10;техническая;01.09.2026;31.05.2027",
    )

    days = draft.programs[0].modules[0].groups[0].days
    assert (draft.problems, days) == ((), Days(date(2026, 9, 1), date(2027, 5, 31)))


def test_a_beginning_beside_a_timetable_is_a_date() -> None:
    draft = read_lines(
        "Программа;Возраст;Направленность;Расписание;Начало;Окончание",
        "Шахматы;7-10;техническая;пн 15:00;01.09.2026;31.05.2027",
    )

    days = draft.programs[0].modules[0].groups[0].days
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == ("2026-09-01", "2027-05-31")

"""Ages, weekly slots, and the days on which a group has lessons."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.program import AgeRange, Slot
from core.domain.timetable import first_lesson, lesson_days

MONDAY, SUNDAY = 0, 6
# Tuesday to Monday.
WEEK = Days(date(2020, 9, 1), date(2020, 9, 7))


def test_lessons_are_on_the_weekdays_of_the_slots_from_the_first_day_to_the_last() -> None:
    slots = [Slot(MONDAY, time(17)), Slot(1, time(17)), Slot(1, time(19))]

    assert list(lesson_days(slots, WEEK)) == [date(2020, 9, 1), date(2020, 9, 7)]


def test_nobody_knows_the_lessons_of_a_group_without_slots() -> None:
    assert list(lesson_days([], WEEK)) == []


@pytest.mark.parametrize(
    ("weekdays", "first"),
    [
        ((1,), date(2020, 9, 1)),
        ((MONDAY, 3), date(2020, 9, 3)),
        ((MONDAY,), date(2020, 9, 7)),
        ((), None),
    ],
)
def test_the_first_lesson_of_some_days_is_on_the_first_of_them_that_has_one(
    weekdays: tuple[int, ...], first: date | None
) -> None:
    assert first_lesson([Slot(each, time(17)) for each in weekdays], WEEK) == first


def test_there_may_be_no_lesson_on_a_few_days() -> None:
    assert first_lesson([Slot(SUNDAY, time(17))], Days(date(2020, 9, 1), date(2020, 9, 5))) is None


@pytest.mark.parametrize("weekday", [MONDAY, SUNDAY])
def test_a_week_goes_from_monday_to_sunday(weekday: int) -> None:
    assert Slot(weekday, time(10)).weekday == weekday


@pytest.mark.parametrize("weekday", [-1, 7])
def test_there_are_seven_weekdays(weekday: int) -> None:
    with pytest.raises(ValueError, match=f"^there is no weekday {weekday}$"):
        Slot(weekday, time(10))


def test_a_lesson_ends_after_it_starts() -> None:
    assert Slot(MONDAY, time(10), time(10, 1)).ends == time(10, 1)
    with pytest.raises(
        ValueError, match=r"^a lesson cannot end at 10:00:00 and start at 10:00:00$"
    ):
        Slot(MONDAY, time(10), time(10))


@pytest.mark.parametrize(("least", "most"), [(0, 0), (0, 17), (5, 5)])
def test_ages_are_counted_from_the_day_of_birth(least: int, most: int) -> None:
    ages = AgeRange(least, most)

    assert least in ages
    assert most in ages
    assert most + 1 not in ages


@pytest.mark.parametrize(("least", "most"), [(-1, 5), (6, 5)])
def test_ages_that_are_no_range_are_refused(least: int, most: int) -> None:
    with pytest.raises(ValueError, match=f"^no ages from {least} to {most}$"):
        AgeRange(least, most)

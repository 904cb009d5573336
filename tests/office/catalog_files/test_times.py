"""Weekly lessons are read as people write them."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.program import Slot
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.times import parse_lessons, parse_schedule

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(6)


@pytest.mark.parametrize(
    "written",
    [
        "16:30 – 17:40",
        "16:30-17:40",
        "16.30—17.40",
        "с 16:30 до 17:40",
        "16-30 - 17-40",
        "16-30 до 17-40",
        "16:30-17:40, каб. 12",
        "16:30:00-17:40:00",
        " 16:30\u00a0–\u00a017:40 ",
    ],
)
def test_a_lesson_has_a_beginning_and_an_end(written: str) -> None:
    assert parse_lessons(written, MONDAY) == (Slot(MONDAY, time(16, 30), time(17, 40)),)


def test_a_lesson_may_have_only_a_beginning() -> None:
    assert parse_lessons("16:30", MONDAY) == (Slot(MONDAY, time(16, 30)),)


@pytest.mark.parametrize(
    "written",
    [
        "10:00-11:00, 12:00-13:00",
        "10:00-11:00; 12:00-13:00",
        "10.00-11.00/12.00-13.00",
        "10:00–11:00 12:00–13:00",
        "10:00-11:00 и 12:00-13:00",
        "12:00-13:00, 10:00-11:00",
        "10:00-11:00, 12:00-13:00, 10:00-11:00",
    ],
)
def test_a_cell_may_hold_two_lessons(written: str) -> None:
    assert parse_lessons(written, FRIDAY) == (
        Slot(FRIDAY, time(10), time(11)),
        Slot(FRIDAY, time(12), time(13)),
    )


@pytest.mark.parametrize("written", ["17:40-16:30", "16:30-16:30"])
def test_a_lesson_does_not_end_before_it_begins(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_lessons(written, MONDAY)

    assert refused.value.reason is Reason.TIMES_BACKWARDS


@pytest.mark.parametrize(
    "written", ["7", "21", "25:00", "16:70", "вечером", "16:30 17:40", "16:30-"]
)
def test_what_is_no_time_is_not_guessed(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_lessons(written, MONDAY)

    assert (refused.value.reason, refused.value.fatal) == (Reason.TIMES_NOT_UNDERSTOOD, True)


@pytest.mark.parametrize(
    "written",
    ["по согласованию", "Уточняется", "2 раза в неделю по 2 часа", "согласно расписанию"],
)
def test_times_that_are_agreed_upon_later_do_not_keep_a_row_out(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_lessons(written, MONDAY)

    assert not refused.value.fatal


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("вторник, четверг 16.50-18.30", [TUESDAY, THURSDAY]),
        ("вт/чт 16:50–18:30", [TUESDAY, THURSDAY]),
        ("Вт., Чт. с 16:50 до 18:30", [TUESDAY, THURSDAY]),
        ("по вторникам и четвергам 16:50-18:30", [TUESDAY, THURSDAY]),
        ("вт 16:50-18:30, чт 16:50-18:30", [TUESDAY, THURSDAY]),
        ("вт: 16:50-18:30; чт: 16:50-18:30", [TUESDAY, THURSDAY]),
        ("пн-ср-пт 16:50-18:30", [MONDAY, WEDNESDAY, FRIDAY]),
        ("пн - пт 16:50-18:30", [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]),
        ("ср пт 16:50-18:30", [WEDNESDAY, FRIDAY]),
        ("ср/пт 16:50–18:30", [WEDNESDAY, FRIDAY]),
        ("ПН, СР с 16.50 до 18.30 ч.", [MONDAY, WEDNESDAY]),
        ("16:50-18:30 вт, чт", [TUESDAY, THURSDAY]),
        ("с 16:50 до 18:30 (вт, чт)", [TUESDAY, THURSDAY]),
        ("вт (16:50-18:30), чт (16:50-18:30)", [TUESDAY, THURSDAY]),
        ("вт 16:50-18:30 (2 часа), чт 16:50-18:30 (2 часа)", [TUESDAY, THURSDAY]),
        ("вт 16 ч. 50 мин. - 18 ч. 30 мин.", [TUESDAY]),
        ("по будням 16:50-18:30", [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]),
    ],
)
def test_a_schedule_names_its_days(written: str, days: list[int]) -> None:
    lessons = [Slot(day, time(16, 50), time(18, 30)) for day in days]

    assert parse_schedule(written) == tuple(lessons)


def test_days_of_a_schedule_may_have_times_of_their_own() -> None:
    slots = parse_schedule("сб 10:00-11:00 и 12:00-13:00; пн, ср 16:00-17:00")

    assert slots == (
        Slot(MONDAY, time(16), time(17)),
        Slot(WEDNESDAY, time(16), time(17)),
        Slot(SATURDAY, time(10), time(11)),
        Slot(SATURDAY, time(12), time(13)),
    )


@pytest.mark.parametrize(
    "written",
    ["16:50-18:30", "вт, чт", "пт-пн 10:00-11:00", "вторая смена 10:00-11:00", "ср 10:00 корп. 2"],
)
def test_a_schedule_with_unknown_days_or_times_is_not_understood(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_schedule(written)

    assert refused.value.reason is Reason.TIMES_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "written",
    [
        "пн (чётная неделя) 12:00-12:45",
        "пн 15:00-16:00 (через неделю)",
        "пн 15:00-16:00 (по нечётным неделям)",
        "пн (раз в две недели) 15:00-16:00",
        "пн чётная неделя 12:00-12:45",
        "сб через неделю 10:00",
        "каждую вторую субботу 10:00",
        "сб 10:00 раз в месяц",
    ],
)
def test_a_lesson_of_every_other_week_is_not_made_weekly(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_schedule(written)

    assert (refused.value.reason, refused.value.fatal) == (Reason.TIMES_NOT_WEEKLY, False)


@pytest.mark.parametrize("written", ["нет", "выходной", "х"])
def test_a_day_off_has_no_lessons(written: str) -> None:
    assert parse_lessons(written, MONDAY) == ()


def test_times_before_their_days_belong_to_them() -> None:
    assert parse_schedule("16:00-17:00 пн, ср; 10:00-11:00 сб") == (
        Slot(MONDAY, time(16), time(17)),
        Slot(WEDNESDAY, time(16), time(17)),
        Slot(SATURDAY, time(10), time(11)),
    )


def test_days_may_be_divided_by_dots_alone() -> None:
    slots = parse_schedule("пн.ср.пт. 9:00-10:00")

    assert [slot.weekday for slot in slots] == [0, 2, 4]


def test_on_how_many_days_lessons_are_may_be_said_beside_them() -> None:
    days = (MONDAY, WEDNESDAY, FRIDAY)
    expected = tuple(Slot(day, time(18), time(19, 30)) for day in days)

    assert parse_schedule("3 раза в неделю (пн, ср, пт) 18:00-19:30") == expected
    assert parse_schedule("пн, ср, пт 18:00-19:30, 3 раза в неделю") == expected


def test_another_number_of_days_than_those_that_are_named_is_no_week() -> None:
    with pytest.raises(NotUnderstood):
        parse_schedule("2 раза в неделю (пн, ср, пт) 18:00-19:30")

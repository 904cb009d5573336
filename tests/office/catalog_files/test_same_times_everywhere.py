"""The same times are read, left open or refused alike, whichever column they stand in."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.drafts import CatalogDraft
from core.domain.program import Slot
from office.catalog_files import Reason
from tests.office.catalog_files.files import read, read_group

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)


def in_both(text: str) -> tuple[CatalogDraft, CatalogDraft]:
    """In the column of Tuesdays, and in one of the week."""
    return read({"Вторник": text}), read({"Расписание": text})


def noted(draft: CatalogDraft) -> list[tuple[str, bool]]:
    return [(each.reason, each.fatal) for each in draft.problems]


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("по вторникам в 17 ч", time(17), None),
        ("во вторник в 17:00", time(17), None),
        ("каждый вторник 17:00", time(17), None),
        ("вт 17 ч.", time(17), None),
        ("вт 17-00", time(17), None),
        ("вт 16-45", time(16, 45), None),
        ("вт 1600-1730", time(16), time(17, 30)),
        ("вт 930-1100", time(9, 30), time(11)),
        ("вт 16 00 - 17 30", time(16), time(17, 30)),
        ("вт c 16:00 до 17:30", time(16), time(17, 30)),
        ("16:00-17:30 вт", time(16), time(17, 30)),
    ],
)
def test_a_weekday_in_its_own_column_says_what_it_says_in_one_of_the_week(
    written: str, starts: time, ends: time | None
) -> None:
    for draft in in_both(written):
        (group,) = draft.programs[0].modules[0].groups
        assert (draft.problems, group.slots) == ((), (Slot(TUESDAY, starts, ends),))


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("17 ч", time(17), None),
        ("в 17 ч", time(17), None),
        ("16-30", time(16, 30), None),
        ("1600-1730", time(16), time(17, 30)),
        ("16 00 - 17 30", time(16), time(17, 30)),
    ],
)
def test_hours_are_those_of_their_day_and_without_one_the_group_has_no_lessons_yet(
    written: str, starts: time, ends: time | None
) -> None:
    of_tuesday, of_nobody_knows_when = in_both(written)
    beside = read_group({"Дни": "вт, чт", "Время": written})

    assert of_tuesday.programs[0].modules[0].groups[0].slots == (Slot(TUESDAY, starts, ends),)
    assert beside.slots == (Slot(TUESDAY, starts, ends), Slot(THURSDAY, starts, ends))
    assert of_nobody_knows_when.programs[0].modules[0].groups[0].slots == ()
    assert noted(of_nobody_knows_when) == [(Reason.TIMES_NOT_UNDERSTOOD, False)]


@pytest.mark.parametrize(
    "written",
    [
        "10:00\n12:00",
        "10:00/12:00",
        "вечером",
        "7",
        "вт 1600",
        "вт 2025-2030",
    ],
)
def test_times_that_can_be_understood_in_two_ways_come_back_from_both(written: str) -> None:
    for draft in in_both(written):
        assert (draft.programs, noted(draft)) == ((), [(Reason.TIMES_NOT_UNDERSTOOD, True)])


@pytest.mark.parametrize("written", ["вт", "по вторникам", "2 раза в неделю", "по согласованию"])
def test_days_without_hours_keep_no_row_out(written: str) -> None:
    for draft in (*in_both(written), read({"Дни": written})):
        assert draft.programs[0].modules[0].groups[0].slots == ()
        ((reason, fatal),) = noted(draft)
        assert not fatal
        known_days = written in {"вт", "по вторникам"}
        assert reason == (Reason.TIMES_NOT_UNDERSTOOD if known_days else Reason.TIMES_NOT_KNOWN_YET)


@pytest.mark.parametrize(
    "written", ["ср 16:00", "вт, чт 16:00-17:00", "пн, ср", "по средам в 17 ч"]
)
def test_another_day_than_that_of_the_column_is_a_contradiction(written: str) -> None:
    draft = read({"Вторник": written})

    assert (draft.programs, noted(draft)) == ((), [(Reason.TIMES_OF_ANOTHER_DAY, True)])


@pytest.mark.parametrize(
    ("days", "hours"), [("вт", "ср 16:00"), ("вт, чт", "вт 16:00"), ("вт", "вт, чт 16:00")]
)
def test_days_of_two_columns_may_not_differ(days: str, hours: str) -> None:
    draft = read({"Дни": days, "Расписание": hours})

    assert (draft.programs, noted(draft)) == ((), [(Reason.TIMES_OF_ANOTHER_DAY, True)])


def test_days_of_two_columns_that_agree_have_the_hours_of_each() -> None:
    group = read_group({"Дни": "вт, чт", "Расписание": "вт 16:00, чт 17:00"})

    assert group.slots == (Slot(TUESDAY, time(16)), Slot(THURSDAY, time(17)))


def test_a_day_named_in_its_own_column_marks_it() -> None:
    group = read_group({"Вторник": "вт", "Четверг": "четверг", "Время": "16:00"})

    assert group.slots == (Slot(TUESDAY, time(16)), Slot(THURSDAY, time(16)))


@pytest.mark.parametrize("written", ["10:00, 12:00", "10:00 и 12:00", "10:00; 12:00"])
def test_starts_that_are_counted_up_are_lessons(written: str) -> None:
    assert read_group({"Вторник": written}).slots == (
        Slot(TUESDAY, time(10)),
        Slot(TUESDAY, time(12)),
    )


@pytest.mark.parametrize("hours", ["16:00, 17:30", "16:00\n17:30", "16:00-17:00\n17:30-18:30"])
def test_two_hours_for_two_days_may_be_one_for_each_and_come_back(hours: str) -> None:
    draft = read({"Дни": "вт, чт", "Время": hours})

    assert (draft.programs, noted(draft)) == ((), [(Reason.TIMES_NOT_UNDERSTOOD, True)])


def test_days_that_nobody_names_take_no_row_away_with_their_hours() -> None:
    draft = read({"Дни": "2 раза в неделю", "Время": "16:00"})

    assert noted(draft) == [(Reason.TIMES_NOT_UNDERSTOOD, False)]


def test_a_dash_between_two_days_means_all_from_the_first_to_the_last_and_it_is_told() -> None:
    for row in ({"Расписание": "вт-чт 16:00"}, {"Дни": "вт.-чт.", "Время": "16:00"}):
        draft = read(row)
        (group,) = draft.programs[0].modules[0].groups
        assert [slot.weekday for slot in group.slots] == [TUESDAY, WEDNESDAY, THURSDAY]
        assert noted(draft) == [(Reason.TIMES_OVER_A_DAY, False)]


@pytest.mark.parametrize(
    "days", ["пн-пт", "пн-вт", "вт, чт", "пн-ср-пт", "с понедельника по пятницу"]
)
def test_other_days_are_not_asked_about(days: str) -> None:
    assert read({"Расписание": f"{days} 16:00"}).problems == ()


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("вт в 10 утра", time(10)),
        ("вт 18", time(18)),
        ("вт. с 9", time(9)),
        ("вторник 18 часов", time(18)),
        ("вт в 6 вечера", time(18)),
        ("вт 3 часа дня", time(15)),
        ("вт 6:30 вечера", time(18, 30)),
    ],
)
def test_one_day_with_one_hour_is_a_start_without_an_end(written: str, starts: time) -> None:
    for draft in in_both(written):
        assert draft.problems == ()
        assert draft.programs[0].modules[0].groups[0].slots == (Slot(TUESDAY, starts, None),)


@pytest.mark.parametrize(
    "written", ["вт 3", "вт 25", "вт, чт 18", "вт 10 12", "вт 12 утра", "вт 2 занятия"]
)
def test_a_number_that_may_be_no_hour_is_not_guessed(written: str) -> None:
    for draft in in_both(written):
        assert (draft.programs, noted(draft)[0][1]) == ((), True)

"""Timetables: days as headings, a day and its hours in columns of their own, divided headers."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.drafts import CatalogDraft
from core.domain.program import AgeRange, Slot
from office.catalog_files import Reason, read_catalog_text
from tests.office.catalog_files.files import DEFAULTS, read_group

MONDAY, TUESDAY = (Slot(day, time(15), time(16)) for day in (0, 1))


def read_lines(*lines: str) -> CatalogDraft:
    return read_catalog_text("\r\n".join(lines) + "\r\n", "расписание.csv", DEFAULTS)


def weeks(draft: CatalogDraft) -> list[tuple[str, tuple[Slot, ...]]]:
    return [
        (program.title, group.slots)
        for program in draft.programs
        for module in program.modules
        for group in module.groups
    ]


def test_a_day_alone_in_its_line_is_that_of_the_rows_below() -> None:
    draft = read_lines(
        "Время;Кружок;Возраст;Направленность",
        "Понедельник;;;",
        "15:00-16:00;Хор;7-10;художественная",
        "вт 15:00-16:00;Танцы;7-10;художественная",
        "ВТОРНИК:;;;",
        "15:00-16:00;Хор;7-10;художественная",
        "15:00-16:00;Лепка;5-6;художественная",
    )

    assert draft.problems == ()
    assert weeks(draft) == [
        ("Хор", (MONDAY, TUESDAY)),
        ("Танцы", (TUESDAY,)),
        ("Лепка", (TUESDAY,)),
    ]


def test_a_row_wider_than_its_table_has_no_day_where_its_last_cell_is() -> None:
    draft = read_lines(
        "Время;Кружок;Возраст;Направленность",
        "Понедельник;;;",
        "15:00-16:00;Хор;7-10;художественная;ещё",
    )

    assert [each.reason for each in draft.problems] == [Reason.WIDER_THAN_HEADER]


def test_the_name_of_a_day_is_a_row_like_any_other_where_nobody_writes_hours() -> None:
    draft = read_lines("Кружок;Возраст;Направленность", "Среда;;", "Хор;7-10;художественная")

    assert {each.cell.row for each in draft.problems} == {2}


def test_each_day_has_a_column_and_one_for_its_hours() -> None:
    draft = read_lines(
        "Секция;Направленность;Возраст;День 1;Время 1;День 2;Время 2",
        "Плавание;физкультурно-спортивная;7-10;пн;15:00-16:00;вт;15:00-16:00",
        "Туризм;туристско-краеведческая;7-10;вт;15:00-16:00;;",
        "Бокс;физкультурно-спортивная;7-10;;;;",
    )

    assert (draft.problems, draft.ignored_columns) == ((), ())
    assert weeks(draft) == [("Плавание", (MONDAY, TUESDAY)), ("Туризм", (TUESDAY,)), ("Бокс", ())]


def test_hours_may_stand_under_from_and_until_alone() -> None:
    draft = read_lines(
        "Секция;Направленность;Возраст;Дни;С;До",
        "Самбо;физкультурно-спортивная;7-10;пн, вт;15:00;16:00",
    )

    assert weeks(draft) == [("Самбо", (MONDAY, TUESDAY))]


def test_numbers_under_from_and_until_alone_are_no_hours() -> None:
    draft = read_lines(
        "Секция;Направленность;Возраст;С;До", "Самбо;физкультурно-спортивная;7-10;7;10"
    )

    assert draft.ignored_columns == ("С", "До")


def test_a_row_that_divides_one_column_of_the_header_is_a_part_of_it() -> None:
    draft = read_lines(
        "Услуга;Возраст;Стоимость, руб.;;Направленность",
        ";;1 занятие;абонемент;",
        "Умка;4-5 лет;350;2 800;художественная",
    )

    assert [(each.reason, each.fatal) for each in draft.problems] == [
        (Reason.PRICE_PER_LESSON, False)
    ]
    assert draft.programs[0].modules[0].price is None


@pytest.mark.parametrize("header", ["Стоимость 1 занятия", "Цена занятия, руб.", "Цена за урок"])
def test_the_price_of_a_lesson_is_no_price_of_the_module(header: str) -> None:
    draft = read_lines(f"Кружок;Возраст;Направленность;{header}", "Хор;7-10;художественная;350")

    assert [each.reason for each in draft.problems] == [Reason.PRICE_PER_LESSON]


@pytest.mark.parametrize("written", ["12+", "12+ лет", "12 + лет"])
def test_so_many_years_and_more(written: str) -> None:
    assert read_group({"Возраст": written}).ages == AgeRange(12, 17)


def test_a_column_of_years_of_birth_is_no_missing_one_of_ages() -> None:
    draft = read_lines(
        "Секция;Направленность;Год рождения", "Самбо;физкультурно-спортивная;2016-2018"
    )

    assert [each.reason for each in draft.problems] == [Reason.AGES_ARE_BIRTH_YEARS]

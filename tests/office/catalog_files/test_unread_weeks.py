"""A timetable under a name that nobody knows is not read, and it is told how to write it."""

from __future__ import annotations

import pytest

from core.domain.drafts import RowProblem
from office.catalog_files import Reason
from office.upload_report import said_of
from tests.office.catalog_files.files import read, read_group


def told(*rows: dict[str, str]) -> list[RowProblem]:
    return [each for each in read(*rows).problems if each.reason == Reason.TIMETABLE_NOT_READ]


@pytest.mark.parametrize(
    "written", ["пн, ср 16:00-17:30", "вторник с 15.00", "вт, чт", "16:00-17:30", "сб в 10 ч"]
)
def test_an_unknown_column_with_lessons_in_it_is_told_of_once_with_what_to_write(
    written: str,
) -> None:
    (problem,) = told({"Когда ходим": ""}, {"Когда ходим": written}, {"Когда ходим": "сб 10:00"})

    assert (problem.cell.row, problem.cell.column, problem.cell.letter) == (3, "Когда ходим", "E")
    assert not problem.fatal
    # What else stands there nobody knows.
    assert problem.found == "Когда ходим"
    said = said_of(problem, tongue="ru")
    assert "«Расписание»" in said
    assert "«Дни недели» и «Время»" in said
    assert "пн, ср 16:00-17:30" in said


@pytest.mark.parametrize("written", ["Иванова Анна", "12", "в понедельник не занимаемся", "2026"])
def test_other_unknown_columns_are_only_named(written: str) -> None:
    draft = read({"Когда ходим": written})

    assert told({"Когда ходим": written}) == []
    assert draft.ignored_columns == ("Когда ходим",)


@pytest.mark.parametrize("title", ["ФИО педагога", "Контактный телефон"])
def test_a_column_of_persons_is_not_looked_at(title: str) -> None:
    assert told({title: "пн 16:00"}) == []


def test_beside_a_timetable_that_is_read_nothing_is_missing() -> None:
    assert told({"Когда ходим": "сб 10:00", "Расписание": "пн 16:00"}) == []
    assert told({"Когда ходим": "сб 10:00", "Вторник": "16:00"}) == []


def test_by_the_name_that_is_advised_it_is_read() -> None:
    assert len(read_group({"Расписание": "пн, ср 16:00-17:30; сб 10:00"}).slots) == 3

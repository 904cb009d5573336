"""Columns that only their cells tell to be of persons are reported, and nothing of them is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from office.catalog_files.error_copy import write_error_copy
from office.catalog_files.kept import kept_header
from office.catalog_files.reader import read_rows
from office.catalog_files.unread_persons import is_somebody
from office.staging import written
from tests.office.catalog_files.files import DEFAULTS, ROW, as_csv, read, reasons


@pytest.mark.parametrize(
    "said",
    [
        "Иванова Анна Петровна",
        "Иванова А.П.",
        "А. П. Иванова",
        "Иванова Анна",
        "Анна Иванова",
        "Ким В.О., Петров П. П.",
        "ПЕТРОВ СЕРГЕЙ ИВАНОВИЧ",
        "8 (911) 123-45-67",
        "тел. 12-34-56",
        "45-12-30",
        "ivanova@example.org",
        "@anna_ivanova",
        "Иванова Анна Петровна, 8 911 123-45-67",
    ],
)
def test_names_and_contacts_are_somebody(said: str) -> None:
    assert is_somebody(said)


@pytest.mark.parametrize(
    "said",
    ["Шахматы", "пн 15:00-16:00", "12", "Театр им. А.П. Чехова", "Юный Художник", "каб. 214",
     "Вера", "спортивная форма", "2025-2026", "Малый Зал", "да"],
)  # fmt: skip
def test_other_things_are_not(said: str) -> None:
    assert not is_somebody(said)


@pytest.mark.parametrize(
    "cells",
    [
        ["Иванова Анна Петровна", "Ким В. О.", ""],
        ["вакансия", "Иванова А.П.", "Петров П.П."],
        ["8 911 123-45-67", "8 911 123-45-68", "45-12-30"],
        ["Иванова", "Петров", "Сидоренко"],
    ],
)
def test_a_column_with_persons_is_known_by_its_cells(cells: list[str]) -> None:
    draft = read(*({"Кто": each, "Группа": str(n)} for n, each in enumerate(cells)))

    assert draft.personal_columns == ("Кто",)
    assert draft.ignored_columns == ("Кто",)
    assert reasons(draft) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["Малый зал", "Ким В. О.", "Большой зал"],
        ["Остров", "Остров", "Магазин"],
        ["", "", ""],
        ["12", "13", "14"],
    ],
)
def test_another_column_is_only_not_read(cells: list[str]) -> None:
    draft = read(*({"Кто": each, "Группа": str(n)} for n, each in enumerate(cells)))

    assert (draft.personal_columns, draft.ignored_columns) == ((), ("Кто",))


def test_persons_far_below_the_beginning_are_found_too() -> None:
    rows = [{"Прим": "Иванова А.П." if n > 120 else "", "Группа": str(n)} for n in range(130)]

    assert read(*rows).personal_columns == ("Прим",)


def test_a_column_without_a_title_is_called_by_its_letter() -> None:
    draft = read({"": "Иванова Анна Петровна"})

    assert draft.personal_columns == ("столбец E без названия",)
    assert draft.ignored_columns == ()


def test_a_teacher_who_is_the_header_of_a_column_is_not_told(tmp_path: Path) -> None:
    draft = read({"Иванова А.П.": "пн 15:00", "Педагог: Ким Вера Олеговна": ""})
    told = repr((draft.problems, draft.ignored_columns, draft.personal_columns))

    assert draft.ignored_columns == ("столбец E", "ФИО, столбец F")
    assert draft.personal_columns == ("ФИО, столбец F",)
    assert "Иванов" not in told
    assert "Ким" not in told


def test_nothing_of_them_waits_in_the_database(tmp_path: Path) -> None:
    path = tmp_path / "кружки.csv"
    row = {**ROW, "Кто": "Иванова Анна Петровна", "": "8 911 123-45-67"}
    path.write_text(as_csv([row, {**row, "Группа": "2"}]), "utf-8")

    rows = read_rows(path, DEFAULTS)
    waits = [written(each, 0) for each in rows]
    header = json.dumps(kept_header(rows.headers[0]), ensure_ascii=False)

    assert rows.personal_columns == ("Кто", "столбец F без названия")
    assert len(waits) == 2
    assert not any(name in "".join([header, *waits]) for name in ("Иванов", "Кто", "911"))


def test_a_sheet_of_a_teacher_is_told_by_its_number_and_comes_back_under_its_name(
    tmp_path: Path,
) -> None:
    book = Workbook()
    for name in ("Иванова А.П.", "Спорт", "Ким Вера Олеговна 2"):
        sheet = book.create_sheet(name)
        for line in (list(ROW), [*ROW.values()], [*{**ROW, "Возраст": "много"}.values()]):
            sheet.append(line)
    del book[book.sheetnames[0]]
    path, copy = tmp_path / "кружки.xlsx", tmp_path / "ошибки.xlsx"
    book.save(path)

    rows = read_rows(path, DEFAULTS)
    read_once = list(rows)
    sheets = [each.cells.sheet for each in read_once]
    told = {(sheet, 3): "возраст не понят" for sheet in dict.fromkeys(sheets)}
    write_error_copy(path, copy, told)
    back = load_workbook(copy)

    assert [*dict.fromkeys(sheets)] == ["лист 1", "Спорт", "лист 3"]
    assert back.sheetnames == ["Иванова А.П.", "Спорт", "Ким Вера Олеговна 2"]
    assert [each.cell(3, len(ROW) + 1).value for each in back.worksheets] == [
        "возраст не понят"
    ] * 3

"""Bad rows come back in a copy of the file that says what is wrong, and can be imported again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from core.domain.drafts import CatalogDraft
from office.catalog_files import read_catalog, xlsx_errors
from office.catalog_files.error_copy import write_error_copy
from tests.office.catalog_files.files import DEFAULTS, reasons

ROWS = (
    ("Кружки города", None, None, None),
    ("Программа", "Направленность", "Возраст", "Группа"),
    ("Шахматы", "техническая", "7-10 лет", 1),
    (None, None, "семь", 2),
    ("Хор", "музыка", "5-6", 1),
)


def told_of(draft: CatalogDraft) -> dict[tuple[str, int], str]:
    return {
        (each.cell.sheet, each.cell.row): f"=«{each.found}» не понято"
        for each in draft.problems
        if each.fatal
    }


def save_workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Программы", 0)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    book.save(path)


def ensure_read_alike(copy: Path, draft: CatalogDraft) -> None:
    again = read_catalog(copy, DEFAULTS)

    assert again.programs == draft.programs
    # What a nested file calls «$[0].groups[0].age» the copy calls «age».
    assert [(row, column.rpartition(".")[2], why) for row, column, why in reasons(draft)] == (
        reasons(again)
    )
    assert again.ignored_columns == ("Ошибка",)


def test_a_table_has_its_errors_in_a_last_column(tmp_path: Path) -> None:
    source, copy = tmp_path / "каталог.csv", tmp_path / "ошибки.csv"
    text = "\r\n".join(";".join(str(cell or "") for cell in row) for row in ROWS)
    source.write_text(text, "cp1251")
    draft = read_catalog(source, DEFAULTS)

    write_error_copy(source, copy, told_of(draft))

    assert copy.read_text("utf-8-sig").splitlines() == [
        "Кружки города;;;;",
        "Программа;Направленность;Возраст;Группа;Ошибка",
        "Шахматы;техническая;7-10 лет;1;",
        ";;семь;2;'=«семь» не понято",
        "Хор;музыка;5-6;1;'=«музыка» не понято",
    ]
    ensure_read_alike(copy, draft)


def test_a_workbook_keeps_its_looks_and_no_error_becomes_a_formula(tmp_path: Path) -> None:
    source, copy = tmp_path / "каталог.xlsx", tmp_path / "ошибки.xlsx"
    save_workbook(source)
    draft = read_catalog(source, DEFAULTS)

    write_error_copy(source, copy, told_of(draft))

    sheet = load_workbook(copy)["Программы"]
    assert [sheet.cell(row, 5).value for row in range(1, 6)] == [
        None,
        "Ошибка",
        None,
        "=«семь» не понято",
        "=«музыка» не понято",
    ]
    assert sheet["E4"].data_type == "s"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1", "A3:A4"}
    ensure_read_alike(copy, draft)


def test_a_workbook_too_large_for_memory_comes_back_as_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, copy = tmp_path / "каталог.xlsx", tmp_path / "ошибки.xlsx"
    book = Workbook()
    for row in (*ROWS[:3], ROWS[4]):
        book.worksheets[0].append(row)
    book.save(source)
    draft = read_catalog(source, DEFAULTS)
    monkeypatch.setattr(xlsx_errors, "MERGED_SIZE_MAX", 0)

    write_error_copy(source, copy, told_of(draft))

    error = load_workbook(copy)["Sheet"]["E4"]
    assert (error.value, error.data_type) == ("=«музыка» не понято", "s")
    ensure_read_alike(copy, draft)


def test_nested_json_comes_back_as_a_table(tmp_path: Path) -> None:
    source, copy = tmp_path / "каталог.json", tmp_path / "ошибки.csv"
    group = {"groupName": "1", "age": "семь"}
    club = {"programmName": "Хор", "category": "художественная", "groups": [group]}
    source.write_text(json.dumps([club]), "utf-8")
    draft = read_catalog(source, DEFAULTS)

    write_error_copy(source, copy, told_of(draft))

    assert copy.read_text("utf-8-sig").splitlines()[1].endswith(";'=«семь» не понято")
    ensure_read_alike(copy, draft)

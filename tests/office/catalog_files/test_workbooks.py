"""XLSX workbooks made by hand: titles, merged cells, section rows, several sheets."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Slot
from office.catalog_files import CatalogFileRefused, Reason, Refusal, read_catalog, xlsx_source
from tests.office.catalog_files.files import DEFAULTS, reasons

HEADER = ("№", "Программа", "Направленность", "Возраст", "Группа", "Вторник", "Дата начала")
FIRST = datetime.fromisoformat("2026-10-01")
ROW = (1, "Шахматы", "Техническая", "7-10 лет", "1", time(16, 30), FIRST)


def nothing_more(_: Worksheet) -> None:
    """The sheet stays as its rows made it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "каталог.xlsx"


def save(
    path: Path,
    rows: Iterable[Sequence[object]],
    finish: Callable[[Worksheet], None] = nothing_more,
    title: str = "Лист1",
) -> None:
    book = Workbook()
    sheet = book.create_sheet(title, 0)
    for row in rows:
        sheet.append(row)
    finish(sheet)
    book.save(path)


def test_cells_with_times_and_dates_are_read_like_written_ones(path: Path) -> None:
    save(path, [HEADER, ROW])

    draft = read_catalog(path, DEFAULTS)

    (group,) = draft.programs[0].modules[0].groups
    assert draft.problems == ()
    assert (group.title, group.ages) == ("1", AgeRange(7, 10))
    assert group.slots == (Slot(1, time(16, 30)),)
    assert group.days == Days(date(2026, 10, 1), date(2027, 5, 31))


@pytest.mark.parametrize("merged", [False, True], ids=["streamed", "held whole"])
def test_a_formula_that_nobody_has_computed_is_no_empty_cell(path: Path, *, merged: bool) -> None:
    header = (*HEADER, "Стоимость", "Мест")
    rows = [
        header,
        (*ROW, "=9000/2", 12),
        (*ROW[:4], "2", *ROW[5:], 4500, "=10+2"),
        (*ROW[:4], "3", *ROW[5:], 4500, 12),
    ]
    save(path, rows, lambda sheet: sheet.merge_cells("A2:A3") if merged else None)

    draft = read_catalog(path, DEFAULTS)

    assert reasons(draft) == [
        (2, "Стоимость", Reason.FORMULA_ERROR),
        (3, "Мест", Reason.FORMULA_ERROR),
    ]
    assert [each.found for each in draft.problems] == ["=9000/2", "=10+2"]
    assert [group.title for group in draft.programs[0].modules[0].groups] == ["3"]


def test_a_sheet_with_a_table_that_nobody_knows_is_not_lost_in_silence(path: Path) -> None:
    def more(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Спорт")
        for row in (
            ("Игра", "Люди", "Часы"),
            ("Дзюдо", "СОГ-1", "16.00"),
            ("Бокс", "НП-1", "18.00"),
        ):
            other.append(row)
        sheet.parent.create_sheet("Как заполнять").append(["Пишите", "по-русски", "и кратко"])

    save(path, [HEADER, ROW], more)

    draft = read_catalog(path, DEFAULTS)

    assert draft.ignored_columns == ("№", "все на листе «Спорт»")


def test_ages_that_excel_made_a_date_of_are_named_with_their_sheet(path: Path) -> None:
    save(path, [HEADER, (*ROW[:3], datetime.fromisoformat("2026-08-07"), *ROW[4:])])

    draft = read_catalog(path, DEFAULTS)

    assert reasons(draft) == [(2, "Возраст", Reason.AGES_BECAME_A_DATE)]
    assert draft.problems[0].cell.sheet == "Лист1"


def test_a_cell_merged_downwards_is_said_of_every_row(path: Path) -> None:
    rows = [
        HEADER,
        ROW,
        (2, None, None, None, "2", "17:00-18:00", None),
        (3, "Лепка", "Художественная", 6, "1"),
    ]

    def merge(sheet: Worksheet) -> None:
        for column in "BCD":
            sheet.merge_cells(f"{column}2:{column}3")

    save(path, rows, merge)

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert [(each.title, len(each.modules[0].groups)) for each in draft.programs] == [
        ("Шахматы", 2),
        ("Лепка", 1),
    ]


def test_a_section_row_merged_across_the_table_gives_the_direction(path: Path) -> None:
    rows = [
        ("Кружки города на 2026/27 учебный год",),
        (),
        ("Программа", "Возраст", "Группа"),
        ("Художественная направленность",),
        ("Лепка", "5-7", 1),
        ("Техническая направленность",),
        ("Роботы", "7-9", 1.0),
    ]

    def merge(sheet: Worksheet) -> None:
        for row in (1, 4, 6):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)

    save(path, rows, merge)

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert [(each.title, each.direction) for each in draft.programs] == [
        ("Лепка", Direction.ARTS),
        ("Роботы", Direction.TECHNICAL),
    ]
    assert [each.modules[0].groups[0].title for each in draft.programs] == ["1", "1"]


def test_a_number_is_written_without_the_point_that_it_has_inside(path: Path) -> None:
    save(path, [(*HEADER[:5], "Стоимость", "Мест"), (*ROW[:5], 4500.5, 12.0)])

    draft = read_catalog(path, DEFAULTS)

    (module,) = draft.programs[0].modules
    assert module.price == Money.roubles(4500, 50)
    assert module.groups[0].places == 12


def test_a_header_of_two_rows_is_read_by_its_lower_one(path: Path) -> None:
    rows = [
        ("Программа", "Направленность", "Возраст", "Расписание", None),
        (None, None, None, "Вторник", "Четверг"),
        ("Шахматы", "Техническая", "7-10", "16:30-17:40", "16:30-17:40"),
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
            sheet.merge_cells(area)

    save(path, rows, merge)

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert [slot.weekday for slot in draft.programs[0].modules[0].groups[0].slots] == [1, 3]


def test_all_visible_sheets_with_a_table_are_read(path: Path) -> None:
    book = Workbook()
    first = book.create_sheet("Первый", 0)
    notes, second, hidden = (book.create_sheet(name) for name in ("Заметки", "Второй", "Черновик"))
    for sheet, title in ((first, "Шахматы"), (second, "Шашки"), (hidden, "Го")):
        sheet.append(HEADER)
        sheet.append((1, title, *ROW[2:]))
    notes.append(("Позвонить директору",))
    hidden.sheet_state = "hidden"
    book.save(path)

    draft = read_catalog(path, DEFAULTS)

    assert [program.title for program in draft.programs] == ["Шахматы", "Шашки"]


def test_a_workbook_without_a_table_is_refused(path: Path) -> None:
    save(path, [("Позвонить директору",)])

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog(path, DEFAULTS)

    assert refused.value.code is Refusal.NOT_A_TABLE


def test_what_only_looks_like_a_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Здравствуйте!")
    with pytest.raises(CatalogFileRefused) as other:
        read_catalog(path, DEFAULTS)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(CatalogFileRefused) as cut:
        read_catalog(path, DEFAULTS)

    assert other.value.code is cut.value.code is Refusal.BROKEN_WORKBOOK


def test_a_sheet_that_breaks_off_is_refused(path: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.xlsx"
    save(whole, [HEADER, ROW])
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-200] if name.endswith("sheet1.xml") else content)

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog(path, DEFAULTS)

    assert refused.value.code is Refusal.BROKEN_WORKBOOK


def test_a_workbook_too_large_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, [HEADER, ROW], lambda sheet: sheet.merge_cells("A2:A3"))
    monkeypatch.setattr(xlsx_source, "MERGED_SIZE_MAX", 1000)
    with pytest.raises(CatalogFileRefused) as merged:
        read_catalog(path, DEFAULTS)
    monkeypatch.setattr(xlsx_source, "SIZE_MAX", 1000)
    with pytest.raises(CatalogFileRefused) as any_kind:
        read_catalog(path, DEFAULTS)

    assert merged.value.code is Refusal.MERGED_TOO_LARGE
    assert any_kind.value.code is Refusal.TOO_LARGE


def test_rows_under_a_title_that_is_merged_across_are_read_one_by_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, [("Кружки города",), HEADER, ROW], lambda sheet: sheet.merge_cells("A1:G1"))
    monkeypatch.setattr(xlsx_source, "MERGED_SIZE_MAX", 0)

    draft = read_catalog(path, DEFAULTS)

    assert [program.title for program in draft.programs] == ["Шахматы"]


def test_a_note_beside_the_table_moves_nothing(path: Path) -> None:
    save(path, [HEADER, (*ROW, None, "позвонить директору")])

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert len(draft.programs) == 1


def test_a_sum_is_read_without_what_the_arithmetic_of_a_spreadsheet_adds(path: Path) -> None:
    save(path, [(*HEADER[:5], "Стоимость"), (*ROW[:5], 4500.1000000000004)])

    draft = read_catalog(path, DEFAULTS)

    assert draft.programs[0].modules[0].price == Money.roubles(4500, 10)

"""What the rules refuse of a file is said at the cell it is about: found, expected, no code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from core.domain.drafts import Cell, RowProblem
from core.domain.errors import BadValue, DomainError, NotFound, WrongState
from core.domain.money import Money
from core.domain.program import ProgramState
from core.domain.registry_errors import (
    GroupInUse,
    ModuleInUse,
    PriceLocked,
    PriceTooHigh,
    SecondPersonNeeded,
)
from office.catalog_files import Directory, read_rows
from office.catalog_files.programs import ProgramReader
from office.ruled import refusals
from office.upload_report import said_of, sentence
from tests.office.catalog_files.files import DEFAULTS, ROW, as_csv
from tests.office.conftest import Kruzhok
from tests.office.test_catalog_commands import ANNA
from tests.office.test_catalog_commands import DEFAULTS as EXAMPLE
from tests.office.typed import partly

_HEADER = [
    "Программа", "Направленность", "Возраст", "Группа", "Стоимость", "Нормативная стоимость",
    "Дата начала", "Дата окончания", "Мест", "ИНН", "Муниципалитет", "Реестр",
]  # fmt: skip
_SAID = dict(
    zip(
        _HEADER[4:],
        ("12 000", "9800", "01.09.2026", "31.05.2027", "12", "3999000005", "KLG",
         "сертифицированные"),
        strict=True,
    )
)  # fmt: skip
_PRIVATE = "budget programs are for state and municipal providers"
_REFUSED: tuple[tuple[DomainError, str, str], ...] = (
    (PriceTooHigh(Money.roubles(9800), Money.roubles(12_000)), "E2",
     "12 000 ₽ за модуль, можно не больше 9 800 ₽."),
    (PriceTooHigh(Money(980_050), Money.roubles(11_000)), "F2",
     "9800: при такой нормативной стоимости нельзя оставить цену модуля 11 000 ₽, можно не больше"),
    (PriceLocked(), "E2", "«12 000». Цену нельзя изменить"),
    (BadValue("price", "it must be more than 0"), "E2", "«12 000». цена: "),
    (ModuleInUse(), "F2", "«9800». Нормативную стоимость нельзя изменить"),
    (SecondPersonNeeded(), "F2", "«9800». Это программа своей организации"),
    (GroupInUse(), "G2", "«01.09.2026». Даты группы стоят на месте"),
    (BadValue("places", "they cannot be fewer than none"), "I2", "«12». места: "),
    (NotFound("provider", "3999000005"), "J2", "«3999000005». Поставщика с ИНН 3999000005 нет"),
    (NotFound("municipality", "KLG"), "K2", "«KLG». Муниципалитета с кодом KLG нет"),
    (BadValue("registry", _PRIVATE), "L2", "«сертифицированные». реестр: "),
    (WrongState(current=ProgramState.ARCHIVED, attempted=ProgramState.SUBMITTED), "A2",
     "Программа «Шахматы» не может вернуться из архива"),
)  # fmt: skip


def _refused(folder: Path, error: DomainError, *rows: dict[str, str]) -> tuple[RowProblem, ...]:
    file = folder / "catalog.csv"
    file.write_text(as_csv([{**ROW, **row} for row in rows]), "utf-8")
    read = list(read_rows(file, DEFAULTS, Directory()))
    good = [row.written for row in read if row.written is not None]
    (draft,) = ProgramReader(DEFAULTS, DEFAULTS.directory).programs_of(good)
    return refusals(read, draft, error)


@pytest.mark.parametrize(("error", "cell", "begins"), _REFUSED)
def test_each_refusal_that_a_file_can_cause_stands_at_its_cell(
    tmp_path: Path, error: DomainError, cell: str, begins: str
) -> None:
    (problem,) = _refused(tmp_path, error, _SAID)

    said = said_of(problem, tongue="ru").replace("\N{NO-BREAK SPACE}", " ")
    whole = sentence(problem, tongue="ru")

    assert begins in said
    assert f"чейка {cell} (" in whole
    assert f"({error.code})" not in whole
    assert "ARCHIVED" not in whole
    assert said_of(problem, tongue="en") != said_of(problem, tongue="ru")


def test_rows_that_stay_out_only_with_another_one_say_so(tmp_path: Path) -> None:
    error = PriceTooHigh(Money.roubles(9800), Money.roubles(12_000))

    dear, cheap = _refused(
        tmp_path,
        error,
        {"Модуль": "Второй", "Стоимость": "12000"},
        {"Модуль": "Первый", "Стоимость": "9000", "Группа": "2"},
    )

    assert (dear.cell.column, cheap.cell.column) == ("Стоимость", "Программа")
    assert said_of(dear, tongue="ru").startswith("12\N{NO-BREAK SPACE}000")
    assert "из-за другой её строки: 12" in said_of(cheap, tongue="ru")


def test_a_price_of_the_defaults_is_told_by_its_usual_column(tmp_path: Path) -> None:
    (problem,) = _refused(tmp_path, PriceLocked(), {})

    assert "столбец «Стоимость»: Цену нельзя изменить" in sentence(problem, tongue="ru")


def test_a_report_that_was_kept_before_cells_were_told_is_still_read() -> None:
    kept = RowProblem(
        Cell("Кружки", 20, "Шахматы"), '{"highest": "9800.00"}', "error-price-too-high"
    )

    assert sentence(kept, tongue="ru") == (
        "Лист «Кружки», строка 20, программа «Шахматы»: "
        "Цена слишком высока: не больше 9\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}₽."
    )
    assert "Row 20" in sentence(replace(kept, cell=Cell("", 20, "Шахматы")), tongue="en")


@pytest.mark.parametrize("trial", [True, False])
def test_a_monthly_price_that_is_too_high_comes_back_with_its_cell(
    kruzhok: Kruzhok, folder: Path, *, trial: bool
) -> None:
    text = Path(EXAMPLE).read_text("utf-8")
    lines = [
        each for each in text.splitlines() if not each.startswith(("paid_months", "normative"))
    ]
    at = next(n for n, each in enumerate(lines) if each.startswith("[modules]"))
    lines[at + 1 : at + 1] = ['normative_cost = "9800.00"', "paid_months = 9"]
    (folder / "defaults.toml").write_text("\n".join(lines), "utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Кружки"
    sheet.append(["Кружки, часы и цены"])
    sheet.append(["Программа", "Направленность", "Возраст", "Группа", "Стоимость"])
    sheet.append(["Лепка", "художественная", "7-9 лет", "Ёжики", "9 000"])
    sheet.append(["Шахматы", "техническая", "7-9 лет", "Пешки", "4 500,0 руб. в месяц"])
    book.save(folder / "catalog.xlsx")
    words = ("import", "programs", "catalog.xlsx", "--defaults", "defaults.toml")

    said = partly(kruzhok, *words, *(["--dry-run"] if trial else []), actor=ANNA)

    (refused,) = said["refused"]
    assert [refused[name] for name in ("sheet", "cell", "program", "code")] == [
        "Кружки", "E4", "Шахматы", "price-too-high",
    ]  # fmt: skip
    assert refused["message"].replace("\N{NO-BREAK SPACE}", " ").startswith("40 500 ₽")
    assert said["rows_refused"] == 1
    if not trial:
        copy = load_workbook(folder / "catalog-errors.xlsx").active
        assert copy is not None
        error = str(copy["F4"].value).replace("\N{NO-BREAK SPACE}", " ")
        assert "ячейка E4" in error
        assert "40 500 ₽ за модуль, можно не больше 9 800 ₽." in error
        assert "price-too-high" not in error

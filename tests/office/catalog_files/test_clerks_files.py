"""What a clerk is told of files that went wrong in the usual ways: the cell, and what to do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.domain.drafts import CatalogDraft
from core.domain.money import Money
from core.domain.program import Registry
from office.catalog_files import CatalogFileRefused, Reason, Refusal, read_catalog
from office.catalog_files.defaults import ModuleDefaults, ProgramDefaults
from tests.office.catalog_files.files import DEFAULTS, read

HEAD = "Программа;Направленность;Возраст;Группа;Расписание;Свободно;Стоимость"


def told(draft: CatalogDraft) -> list[tuple[str, str, str]]:
    return [
        (f"{each.cell.letter}{each.cell.row}", each.reason, each.found) for each in draft.problems
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Refusal.OLD_WORKBOOK),
        ("<html><table><tr><td>Программа".encode(), Refusal.PAGE),
        ("\ufeff\r\n<!DOCTYPE html><table>".encode(), Refusal.PAGE),
        ('<?xml version="1.0"?><Workbook/>'.encode("utf-16"), Refusal.PAGE),
        (b"PK\x03\x04" + b"\0" * 100, Refusal.BROKEN_WORKBOOK),
        (f"{HEAD}\nШахматы;техническая;7-9\n".encode("koi8-r"), Refusal.NOT_A_TABLE),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_told_by_what_it_is(
    tmp_path: Path, content: bytes, code: Refusal
) -> None:
    path = tmp_path / "каталог.xlsx"
    path.write_bytes(content)

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog(path, DEFAULTS)

    assert refused.value.code is code


def test_a_catalog_of_cp1251_under_a_letterhead_keeps_what_a_person_finds_in_it(
    tmp_path: Path,
) -> None:
    rows = (
        "УТВЕРЖДАЮ;;;", "Директор МБУ ДО;;;", ";;;", "Список кружков на 2026-2027 год;;;", ";;;",
        ";;;", HEAD, "1;2;3;4;5;6;7",
        'Шахматы;Естественно-научная;6-7 лет;1;"Пн, Ср 17.00-18.30; Сб 10:00";мест нет;бесплатно',
        '"Танцы; ритмика";художественная;с 5;2;ежедневно 10.00;есть места;"от 1 200,50 руб./мес."',
        "Лепка;социально-педагогическая;5+;3;ежедневно;3;1200",
        HEAD, "Бисер;художественная;дошкольники;3;;3;1200", "Итого: 4 кружка;;;",
    )  # fmt: skip
    path = tmp_path / "каталог.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1251"))

    draft = read_catalog(path, DEFAULTS)

    found = {each.title: each.modules[0].groups[0] for each in draft.programs}
    assert list(found) == ["Шахматы", "Танцы; ритмика", "Лепка"]
    assert [len(group.slots) for group in found.values()] == [3, 7, 0]
    assert [group.places for group in found.values()] == [0, None, 3]
    assert told(draft) == [
        ("G9", Reason.FREE_WITHOUT_PRICE, "бесплатно"),
        ("G10", Reason.PRICE_FROM, "от 1 200,50 руб./мес."),
        ("E11", Reason.TIMES_NOT_UNDERSTOOD, "ежедневно"),
        ("C13", Reason.AGES_NOT_UNDERSTOOD, "дошкольники"),
    ]


def test_an_age_that_excel_made_a_date_is_known_in_a_divided_header(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Программа", "Направленность", "Возраст от", "Возраст до"])
    sheet.append(["Айкидо", "спорт", datetime(2026, 8, 7), 12])  # noqa: DTZ001 - as Excel has it
    book.save(tmp_path / "каталог.xlsx")

    draft = read_catalog(tmp_path / "каталог.xlsx", DEFAULTS)

    assert told(draft)[0][:2] == ("C2", Reason.AGES_BECAME_A_DATE)


def test_who_pays_for_a_program_is_contradicted_by_the_cell_that_says_it() -> None:
    first, second = ({"Группа": name, "Стоимость": paid} for name, paid in
                     (("А", "бесплатно"), ("Б", "на платной основе")))  # fmt: skip
    free = DEFAULTS.model_copy(
        update={
            "programs": ProgramDefaults(
                registry=Registry.CERTIFIED,
                registry_if_free=Registry.CERTIFIED,
                form=DEFAULTS.programs.form,
            ),
            "modules": ModuleDefaults(price=Money.roubles(9000)),
        }
    )

    draft = read(first, second, defaults=free)

    assert [(each.cell.column, each.reason) for each in draft.problems] == [
        ("Стоимость", Reason.DIFFERS_FROM_PROGRAM)
    ]


def test_a_day_that_is_only_marked_is_named_and_not_one_with_its_time() -> None:
    draft = read({"Понедельник": "15.00-16.30", "Среда": "+"})

    assert [(each.cell.column, each.reason) for each in draft.problems] == [
        ("Среда", Reason.TIMES_NOT_UNDERSTOOD)
    ]


@pytest.mark.parametrize(("begins", "ends"), [("Возраст от", "до"), ("Возраст с", "по")])
def test_of_two_columns_of_ages_only_the_first_says_that_it_is_about_ages(
    tmp_path: Path, begins: str, ends: str
) -> None:
    path = tmp_path / "каталог.csv"
    head = f"Программа;Направленность;{begins};{ends};Расписание;Мест;Цена"
    path.write_text(f"{head}\nЛего;техническая;6;8;Пн 10:00-11:00;8;1200\n", encoding="utf-8")

    draft = read_catalog(path, DEFAULTS)

    (program,) = draft.programs
    assert (program.ages.least, program.ages.most) == (6, 8)
    assert draft.problems == ()

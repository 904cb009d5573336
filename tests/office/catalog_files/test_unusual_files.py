"""Files of operators elsewhere: what a careful person counts in them is what is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.domain.drafts import CatalogDraft
from office.catalog_files import Reason, read_catalog
from tests.office.catalog_files.files import DEFAULTS, reasons

Finish = Callable[[Worksheet], None]


def counted(draft: CatalogDraft) -> tuple[int, int, int]:
    """Programs, groups and weekly slots."""
    groups = [
        group for program in draft.programs for module in program.modules for group in module.groups
    ]
    return len(draft.programs), len(groups), sum(len(group.slots) for group in groups)


def merging(*areas: str) -> Finish:
    def merge(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return merge


AS_IT_IS = merging()


@pytest.fixture
def draft_of(tmp_path: Path) -> Callable[..., CatalogDraft]:
    def draft(
        rows: Iterable[Sequence[object]], finish: Finish = AS_IT_IS, **others: list[list[object]]
    ) -> CatalogDraft:
        book = Workbook()
        sheet = book.create_sheet("Лист1", 0)
        for row in rows:
            sheet.append(row)
        finish(sheet)
        for name, more in others.items():
            hidden = book.create_sheet(name)
            hidden.sheet_state = "hidden"
            for row in more:
                hidden.append(row)
        book.save(tmp_path / "каталог.xlsx")
        return read_catalog(tmp_path / "каталог.xlsx", DEFAULTS)

    return draft


def test_a_list_under_an_order_with_sections_totals_and_footnotes(
    draft_of: Callable[..., CatalogDraft],
) -> None:
    rows: list[list[object]] = [
        ["Приложение № 1 к приказу от 28.08.2026 № 114-о"],
        ["№ п/п", "Наименование ДООП", "Возраст", "Срок реализации", "Год обучения", "Группа",
         "Кол-во детей", None, "Расписание", None, "ФИО педагога"],
        [None, None, None, None, None, None, "всего", "свободно", "Пн", "Сб", None],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        ["Художественная направленность"],
        [1, "Хор «Радуга»", "7-10", "3 года (432 ч)", 1, "1.1", 15, 3, "15.00-15.45", "9:00", "А"],
        [None, None, "8-11", "3 года (432 ч)", 2, "2.1", 15, "нет", None, "10:00-11:35", "А"],
        [2, 'хор "радуга".', "10-14", "3 года (432 ч)", 3, "3.1", 12, "б/м", "17.00", None, "А"],
        ["ИТОГО по направленности: 3 группы, 42 чел."],
        ["Техническая направленность"],
        [3, "Робо – техника (Иванов И.И.)", "9+", "1 уч. год", "1 год", "1", 10, 12, time(16), "",
         "Иванов И.И."],
        ["* группы комплектуются до 15.09.2026"],
        ["Директор", None, None, "______________", "М.П. Сидоренко"],
    ]  # fmt: skip
    down = [f"{letter}2:{letter}3" for letter in "ABCDEFK"]

    draft = draft_of(rows, merging("A1:K1", "G2:H2", "I2:J2", "B6:B7", "A5:K5", *down))

    assert counted(draft) == (2, 4, 5)
    assert [(each.title, len(each.modules)) for each in draft.programs] == [
        ("Хор «Радуга»", 3),
        ("Робо – техника", 1),
    ]
    places = [group.places for m in draft.programs[0].modules for group in m.groups]
    assert places == [3, 0, None]
    assert reasons(draft) == [
        (8, "Кол-во детей свободно", Reason.PLACES_NOT_UNDERSTOOD),
        (11, "Кол-во детей свободно", Reason.PLACES_CONTRADICT),
    ]
    assert draft.personal_columns == (
        "ФИО педагога",
        "имена людей в столбце «Наименование ДООП»",
    )


def test_a_timetable_with_time_and_room_under_each_weekday(
    draft_of: Callable[..., CatalogDraft],
) -> None:
    rows: list[list[object]] = [
        ["Техническая направленность"],
        ["№", "Объединение", "Гр.", "Возраст", "Понедельник", None, "Вторник", None],
        [None, None, None, None, "время", "каб.", "время", "каб."],
        [1, "Мягкая игрушка", "1 г.о. 1 гр.", "7-9", "14.00-15.35", 12, None, None],
        [None, None, "1 г.о. 2 гр.", "8-10", "16.00-17.35", 12, "14.00-15.35", 12],
        [2, "Авиамодельный", "1", "10-14", "16.00-18.00", "маст.", "16.00-18.00", "маст."],
        ["Итого", None, 3],
    ]
    down = [f"{letter}2:{letter}3" for letter in "ABCD"]

    draft = draft_of(rows, merging("E2:F2", "G2:H2", "B4:B5", "A4:A5", *down))

    assert draft.problems == ()
    assert counted(draft) == (2, 3, 5)


def test_a_header_of_three_rows(draft_of: Callable[..., CatalogDraft]) -> None:
    rows: list[list[object]] = [
        ["Программа", None, "Группа", None, None, "Занятия", None],
        ["Наименование", "Направленность", "Название", "Возраст", None, "Дни", "Время"],
        [None, None, None, "от", "до", None, None],
        ["Лира", "художественная", "1", 7, 9, "пн, чт", "16:00-17:00"],
        ["Лира", "художественная", "2", 10, 12, "вт, пт", "16:00-17:00"],
        ["Старт", "физкультурно-спортивная", "1", 7, 17, "сб", "9:00-11:00"],
    ]

    draft = draft_of(rows, merging("A1:B1", "C1:E1", "F1:G1", "D2:E2"))

    assert draft.problems == ()
    assert counted(draft) == (2, 3, 5)


def test_a_row_for_each_lesson_with_the_group_named_once_more(
    draft_of: Callable[..., CatalogDraft],
) -> None:
    rows: list[list[object]] = [
        ["Программа", "Направленность", "Возраст", "№ группы", "День недели", "Время начала",
         "Время окончания", "Вакантных мест"],
        ["Дзюдо", "спорт", "7-9", 1.0, "Понед.", time(16), time(17), "2"],
        [None, None, None, 1.0, "Среда", time(16), time(17), None],
        [None, None, None, 2.0, "Вторн.", 0.6666666667, 0.7083333333, "0"],
    ]  # fmt: skip

    draft = draft_of(rows)

    assert counted(draft) == (1, 2, 3)


def test_a_program_named_alone_in_its_line_is_the_heading_of_its_groups(tmp_path: Path) -> None:
    path = tmp_path / "каталог.csv"
    rows = (
        "Название;Направленность;Группа;Возраст;Дни и время;Мест",
        "Ансамбль «Гармония»;Худож.-эстетич.;;;;",
        ";;Младшая;6-8;с понедельника по среду 15:00-16:00;12",
        ";;Старшая;9-14;ежедневно, кроме вс, 18⁰⁰-19³⁰;12",
        "Самбо;физ.-спорт.;НП-1;8-10;каждую субботу с 17 до 18:30 (спортзал);15",
        "Хор;худ.;;;;",
    )
    path.write_bytes("\r\n".join(rows).encode("utf-16"))

    draft = read_catalog(path, DEFAULTS)

    assert counted(draft) == (2, 3, 3 + 6 + 1)
    assert [each for each in reasons(draft) if each[2] is not Reason.CONTINUES_ABOVE] == [
        (6, "Возраст", Reason.MISSING_AGES)
    ]


def test_ages_classes_and_errors_of_a_workbook_are_named_and_not_guessed(
    draft_of: Callable[..., CatalogDraft],
) -> None:
    rows: list[list[object]] = [
        ["Программа", "Направленность", "Для кого", "Группа", "Всего мест", "Свободных мест",
         "Расписание"],
        ["Лего", "техн.", datetime(2026, 10, 7), "1", "12", "3", "пн 10:00"],  # noqa: DTZ001
        ["Лего", "техн.", "1-4 класс", "2", "12", "3", "вт 10:00"],
        ["Лего", "техн.", "2015-2017 г.р.", "3", "12", "3", "чт 10:00"],
        ["Лего", "техн.", "девочки 7-9*", "4", "2", "5", "пт 10:00"],
        ["Лего", "техн.", "7-9 включительно (1-3 класс)", "5", "", "имеются", "#REF!"],
        ["ЛЕГО.", "техн.", "7 – 9", "6", "10", "10", "пн–пт 9.00–9.45"],
    ]  # fmt: skip

    draft = draft_of(rows)

    assert counted(draft) == (1, 2, 6)
    assert reasons(draft) == [
        (2, "Для кого", Reason.AGES_BECAME_A_DATE),
        (3, "Для кого", Reason.AGES_ARE_CLASSES),
        (4, "Для кого", Reason.AGES_ARE_BIRTH_YEARS),
        (5, "Свободных мест", Reason.PLACES_CONTRADICT),
        (6, "Расписание", Reason.FORMULA_ERROR),
    ]


@pytest.mark.parametrize("held_in_memory", [False, True])
def test_what_is_hidden_is_said(
    draft_of: Callable[..., CatalogDraft],
    held_in_memory: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        if held_in_memory:
            sheet.merge_cells("B2:B3")

    rows: list[list[object]] = [
        ["Программа", "Направленность", "Возраст", "Мест"],
        ["Бокс", "спорт", "10-17", 15],
        ["Лепка", "спорт", "14-17", 15],
    ]

    draft = draft_of(rows, hide, Архив=[["Программа", "Возраст"], ["Старый", "7-9"]], Слова=[["а"]])

    assert [each.title for each in draft.programs] == ["Бокс", "Лепка"]
    assert reasons(draft) == [
        (2, "Мест", Reason.HIDDEN_COLUMN),
        (3, "Программа", Reason.HIDDEN_ROW),
    ]
    assert draft.ignored_columns == ("все на скрытом листе «Архив»",)


def test_a_problem_of_nested_json_names_its_path(tmp_path: Path) -> None:
    path = tmp_path / "каталог.json"
    groups = [{"name": "1", "age": "7-9"}, {"name": "взрослые", "age": "18+"}, {"name": "3"}]
    document = {
        "data": {
            "programs": [
                {"title": "Шахматы", "direction": "техническая", "groups": groups},
                {"title": "Лепка", "direction": "рукоделие", "groups": groups[:1]},
            ]
        }
    }
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    assert counted(draft) == (1, 1, 0)
    assert [(each.cell.column, each.cell.letter) for each in draft.problems] == [
        ("$.data.programs[0].groups[1].name", ""),
        ("$.data.programs[0].groups[1].age", ""),
        ("$.data.programs[0].groups[2]: age", ""),
        ("$.data.programs[1].direction", ""),
    ]


def test_places_that_are_taken_are_not_free(tmp_path: Path) -> None:
    path = tmp_path / "каталог.csv"
    rows = (
        "Название секции;Направленность;Вид спорта;Возраст с;Возраст по;Пн;Вт;Кол-во мест;Занято",
        "Футбол 2015-2016 г.р.;спорт;Футбол;9;10;17.00-18.30;вых.;20;18",
        "Футбол девочки;спорт;Футбол;11;14;;18.00;20;21",
        "Каратэ;спорт;Каратэ;7;;16-00 - 17-00;х;15;",
    )
    path.write_bytes("\r\n".join(rows).encode("cp1251"))

    draft = read_catalog(path, DEFAULTS)

    assert counted(draft) == (3, 3, 3)
    groups = [each.modules[0].groups[0] for each in draft.programs]
    assert [(group.places, group.places_are_free) for group in groups] == [
        (2, True),
        (None, False),
        (15, False),
    ]
    assert reasons(draft) == [(3, "Занято", Reason.PLACES_CONTRADICT)]


def test_lessons_of_json_are_things_or_words(tmp_path: Path) -> None:
    path = tmp_path / "каталог.json"
    lessons = [{"day": day, "time": "16:00-17:00"} for day in ("пн", "ср")]
    common = {"category": "техническая", "age": "7-10"}
    document = [
        {"name": "Шахматы", "schedule": lessons, **common},
        {"name": "Лепка", "schedule": "вт 10:00-11:00", **common},
    ]
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert counted(draft) == (2, 2, 3)

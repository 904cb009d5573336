"""Tables of operators who never saw each other's; a careful person counted each by hand first."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.domain.drafts import CatalogDraft
from core.domain.program import AgeRange, Form, Slot
from office.catalog_files import Reason, read_catalog
from office.catalog_files.columns import Field
from office.catalog_files.defaults import ProgramDefaults
from office.catalog_files.recognition import recognised
from office.catalog_files.units import with_unit
from tests.office.catalog_files.files import DEFAULTS, read, read_group, read_module, reasons
from tests.office.catalog_files.test_sheets_made_by_hand import counted, read_lines

MONDAY, TUESDAY, WEDNESDAY = 0, 1, 2


def titles(draft: CatalogDraft) -> list[str]:
    return [g.title for p in draft.programs for m in p.modules for g in m.groups]


def test_a_school_names_classes_and_says_ages_in_words_where_it_can() -> None:
    draft = read_lines(
        "Занятость обучающихся во внеурочное время;;;;;;",
        "№;Название кружка;Руководитель;Класс;Дни и время занятий;Кабинет;Направление",
        "1;Юный эколог;Белова Т.Т.;5-6;вт 14.30-15.15;каб. 21;естественнонаучное",
        "2;Волейбол;Громов;7-9 кл.;пн, чт 15:30-17:00;спортзал;физкультурно-спортивное",
        "3;Театр;Белова Т.Т.;10-14 лет;ср 15.00-16.30; сб 11.00-12.30;художественное",
        "4;Клавесин (7-9 лет);Белова Т.Т.;фортепиано;ср 15.00;каб. 3;художественное",
    )

    assert [(r, c, why) for r, c, why in reasons(draft) if c == "Класс"] == [
        (3, "Класс", Reason.AGES_ARE_CLASSES),
        (4, "Класс", Reason.AGES_ARE_CLASSES),
    ]
    assert [p.title for p in draft.programs][-1:] == ["Клавесин (7-9 лет)"]


def test_the_operator_says_which_ages_a_class_means() -> None:
    programs = DEFAULTS.programs.model_dump() | {"ages_called": {"1-4 класс": "7-10"}}
    defaults = DEFAULTS.model_copy(update={"programs": ProgramDefaults.model_validate(programs)})

    group = read_group({"Возраст": "", "Класс": "1-4"}, defaults=defaults)

    assert group.ages == AgeRange(7, 10)


def test_a_column_of_ages_comes_before_one_of_classes() -> None:
    assert read_group({"Класс": "1-4"}).ages == AgeRange(7, 10)


def test_each_group_has_a_column_of_its_own(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ("Кружок", "Направленность", "Возраст", "1 группа", "2 группа", "3 группа"),
        ("Шахматы", "Техническая", "6-12", "пн, ср 16.00-17.00", "вт, чт 16-17", "сб 10.00-12.00"),
        ("Лего", "Техническая", "5-7", "вт 17:00-18:00", "чт 17:00-18:00", None),
    ):
        book["Sheet"].append(row)
    book.save(tmp_path / "группы.xlsx")

    draft = read_catalog(tmp_path / "группы.xlsx", DEFAULTS)

    assert counted(draft) == [("Шахматы", 3, 5), ("Лего", 2, 2)]
    assert titles(draft) == ["1 группа", "2 группа", "3 группа", "1 группа", "2 группа"]
    assert (draft.problems, draft.ignored_columns) == ((), ())


def test_columns_of_groups_stand_under_the_word_timetable() -> None:
    draft = read_lines(
        "Программа;Направленность;Возраст;Группа;Расписание;",
        ";;;;группа № 1;группа № 2",
        "Хор;художественная;7-9;Младшие;пн 15:00;ср 15.00",
        "Хор;художественная;10-12;Старшие;;пт 25:00",
    )

    assert counted(draft) == [("Хор", 2, 2)]
    assert titles(draft) == ["Младшие, 1 группа", "Младшие, 2 группа"]
    assert [(p.cell.letter, p.cell.row, p.reason) for p in draft.problems] == [
        ("F", 4, Reason.TIMES_NOT_UNDERSTOOD)
    ]


def test_numbers_under_groups_are_no_lessons() -> None:
    draft = read({"1 группа": "12", "2 группа": "15"})

    assert counted(draft) == [("Шахматы", 1, 0)]
    assert draft.ignored_columns == ("1 группа", "2 группа")


def test_groups_stand_below_each_other_in_one_cell() -> None:
    draft = read({"Расписание": "Гр. 1: пн, ср 15.00-16.30\nГр. 2: вт, чт 15.00-16.30"})

    assert counted(draft) == [("Шахматы", 2, 4)]


@pytest.mark.parametrize("written", ["ср 17.00-19.00 (1 раз в неделю)", "ср 17.00-19.00 (1 р/н)"])
def test_how_often_is_no_other_lesson(written: str) -> None:
    assert read_group({"Расписание": written}).slots == (Slot(WEDNESDAY, time(17), time(19)),)


@pytest.mark.parametrize("written", ["46266", "46266,0", "01.09.2026"])
def test_a_date_may_be_counted_in_days_as_a_spreadsheet_does(written: str) -> None:
    group = read_group({"Дата начала": written, "Дата окончания": "46538"})

    assert group.days is not None
    assert (group.days.first, group.days.last) == (date(2026, 9, 1), date(2027, 5, 31))


@pytest.mark.parametrize("written", ["12345", "99999"])
def test_other_numbers_are_no_dates(written: str) -> None:
    draft = read({"Дата начала": written, "Дата окончания": "46538"})

    assert Reason.DATES_NOT_UNDERSTOOD in {each.reason for each in draft.problems}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Как называется программа (кружок)?", Field.TITLE),
        ("К какой направленности относится?", Field.DIRECTION),
        ("На какой возраст рассчитана?", Field.AGES),
        ("В какие дни и в какое время проходят занятия?", Field.SCHEDULE),
        ("Где проходят занятия (адрес)?", Field.ADDRESS),
        ("Где проходит?", Field.ADDRESS),
        ("Сколько детей в группе?", Field.PLACES),
        ("Сколько свободных мест?", Field.FREE_PLACES),
        ("Сколько стоит в месяц?", Field.PRICE),
        ("Ваша организация", Field.PROVIDER),
        ("Ваш телефон", None),
        ("Ваше имя", None),
        ("Направл-ть", Field.DIRECTION),
        ("Абонемент", Field.PRICE),
        ("Для каких классов", Field.CLASSES),
        ("Классный руководитель", None),
    ],
)
def test_answers_to_a_form_have_questions_for_headers(header: str, field: Field | None) -> None:
    known = recognised(header)

    assert (known and known[0]) == field


def test_what_a_month_costs_is_asked_in_the_header() -> None:
    assert with_unit(Field.PRICE, "Сколько стоит в месяц?", "1500") == "1500 в месяц"


@pytest.mark.parametrize(
    "written", ["1 занятие — 600 руб.", "разовое занятие 500 р.", "600 руб. занятие"]
)
def test_the_price_of_one_lesson_is_said_and_keeps_no_row_out(written: str) -> None:
    draft = read({"Стоимость": written})

    assert [why for _, _, why in reasons(draft)] == [Reason.PRICE_PER_LESSON]
    assert draft.programs[0].modules[0].price is None


def test_lessons_in_person_may_use_the_net() -> None:
    module = read({"Форма обучения": "очная, с применением дистанционных технологий"})

    assert module.programs[0].form is Form.IN_PERSON
    assert read_module({"Направленность": "тех."}).groups


@pytest.mark.parametrize("written", ["12", "???", "5 / 2"])
def test_what_is_no_place_is_said_with_its_cell_and_keeps_no_group_out(written: str) -> None:
    draft = read({"Адрес": written})

    (problem,) = draft.problems
    where = (problem.cell.letter, problem.cell.row, problem.found, problem.reason, problem.fatal)
    assert where == ("E", 2, written, Reason.ADDRESS_NOT_UNDERSTOOD, False)
    assert draft.programs[0].modules[0].groups[0].address == ""

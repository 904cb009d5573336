"""A row that cannot be read is named with its cell and reason; the good rows still go in."""

from __future__ import annotations

import pytest

from core.domain.program import ProviderKind, Registry
from office.catalog_files import Reason, read_catalog_text
from office.catalog_files.defaults import ProgramDefaults
from tests.office.catalog_files.files import DEFAULTS, ROW, as_csv, read, reasons

GOOD = {"Группа": "Группа № 2"}


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("Программа", "", Reason.MISSING_TITLE),
        ("Возраст", "взрослые", Reason.ADULTS),
        ("Возраст", "07.авг", Reason.AGES_BECAME_A_DATE),
        ("Возраст", "#REF!", Reason.FORMULA_ERROR),
        ("Возраст", "", Reason.MISSING_AGES),
        ("Направленность", "разная", Reason.DIRECTION_NOT_UNDERSTOOD),
        ("Расписание", "вечером", Reason.TIMES_NOT_UNDERSTOOD),
        ("Вторник", "17:40-16:30", Reason.TIMES_BACKWARDS),
        ("Стоимость", "как договоримся", Reason.PRICE_NOT_UNDERSTOOD),
        ("Дата начала", "сентябрь", Reason.DATES_NOT_UNDERSTOOD),
        ("Год обучения", "старшие", Reason.STUDY_YEAR_NOT_UNDERSTOOD),
        ("Муниципалитет", "Атлантида", Reason.UNKNOWN_MUNICIPALITY),
        ("Муниципалитет", "Светлогорск", Reason.MUNICIPALITY_NOT_REGISTERED),
        ("Муниципалитет", "Гурьевский муниципальный округ", Reason.MUNICIPALITY_NOT_REGISTERED),
        ("ИНН", "3999000006", Reason.INN_WRONG),
        ("ИНН", "7707083893", Reason.UNKNOWN_PROVIDER),
        ("Реестр", "какой-то", Reason.REGISTRY_NOT_UNDERSTOOD),
        ("Форма обучения", "по-всякому", Reason.FORM_NOT_UNDERSTOOD),
        ("Описание", "Бе\ufffd\ufffd", Reason.BROKEN_LETTERS),
    ],
)
def test_a_bad_cell_keeps_its_row_out_and_no_other(
    column: str, written: str, reason: Reason
) -> None:
    draft = read({column: written}, GOOD)

    (problem,) = draft.problems
    assert (problem.cell.row, problem.cell.column) == (2, column)
    assert (problem.reason, problem.found, problem.fatal) == (reason, written, True)
    groups = [group for each in draft.programs for m in each.modules for group in m.groups]
    assert [group.title for group in groups] == ["Группа № 2"]


@pytest.mark.parametrize(
    ("last", "reason"),
    [("31.08.2026", Reason.DATES_BACKWARDS), ("01.09.2027", Reason.LONGER_THAN_A_YEAR)],
)
def test_a_group_goes_forward_for_a_year_at_most(last: str, reason: Reason) -> None:
    draft = read({"Дата начала": "01.09.2026", "Дата окончания": last}, GOOD)

    assert reasons(draft) == [(2, "Дата начала", reason)]


def test_a_program_whose_rows_all_stay_out_stays_out() -> None:
    draft = read({"Реестр": "GENERAL", "Стоимость": "500"}, {"Программа": "Лепка"})

    assert [program.title for program in draft.programs] == ["Лепка"]


def test_all_problems_of_a_row_are_told_at_once() -> None:
    draft = read({"Программа": "", "Возраст": "семь", "Вторник": "поздно"})

    assert draft.programs == ()
    assert reasons(draft) == [
        (2, "Программа", Reason.MISSING_TITLE),
        (2, "Возраст", Reason.AGES_NOT_UNDERSTOOD),
        (2, "Вторник", Reason.TIMES_NOT_UNDERSTOOD),
    ]


def test_a_missing_column_has_its_usual_name_in_the_problem() -> None:
    text = as_csv([{"Программа": "Шахматы", "Возраст": "7"}])

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert reasons(draft) == [(2, "Направленность", Reason.MISSING_DIRECTION)]


def test_a_row_that_contradicts_its_program_stays_out() -> None:
    draft = read({}, {**GOOD, "Направленность": "художественная"})

    assert reasons(draft) == [(3, "Направленность", Reason.DIFFERS_FROM_PROGRAM)]
    assert len(draft.programs[0].modules[0].groups) == 1


def test_a_module_has_one_price() -> None:
    draft = read(
        {"Стоимость": "700", "Нормативная стоимость": "900"},
        {**GOOD, "Стоимость": "800", "Нормативная стоимость": "950"},
    )

    assert reasons(draft) == [
        (3, "Нормативная стоимость", Reason.PRICE_DIFFERS),
        (3, "Стоимость", Reason.PRICE_DIFFERS),
    ]
    assert len(draft.programs[0].modules[0].groups) == 1


def test_a_budget_program_has_no_price() -> None:
    draft = read({"Реестр": "GENERAL", "Стоимость": "500"}, {"Реестр": "GENERAL", **GOOD})

    assert reasons(draft) == [(2, "Стоимость", Reason.BUDGET_PROGRAM_WITH_PRICE)]
    assert len(draft.programs[0].modules[0].groups) == 1


def test_a_private_provider_has_no_budget_programs() -> None:
    assert DEFAULTS.provider is not None
    private = DEFAULTS.provider.model_copy(update={"kind": ProviderKind.PRIVATE})

    draft = read(
        {"Реестр": "SIGNIFICANT"}, defaults=DEFAULTS.model_copy(update={"provider": private})
    )

    assert draft.programs == ()
    assert reasons(draft) == [(2, "Реестр", Reason.BUDGET_NEEDS_PUBLIC_PROVIDER)]


def test_a_program_without_a_registry_or_a_form_stays_out() -> None:
    nothing = DEFAULTS.model_copy(update={"programs": ProgramDefaults()})

    draft = read(
        {"Реестр": "", "Форма обучения": ""},
        {"Программа": "Лепка", "Реестр": "PAID", "Форма обучения": "очная"},
        defaults=nothing,
    )

    assert reasons(draft) == [
        (2, "Форма обучения", Reason.MISSING_FORM),
        (2, "Реестр", Reason.MISSING_REGISTRY),
    ]
    assert [program.registry for program in draft.programs] == [Registry.PAID]


def test_a_row_without_a_provider_stays_out_when_the_defaults_have_none() -> None:
    nobody = DEFAULTS.model_copy(update={"provider": None})

    draft = read({"ИНН": ""}, defaults=nobody)

    assert reasons(draft) == [(2, "ИНН", Reason.MISSING_PROVIDER)]


def test_what_is_not_known_yet_is_told_and_keeps_nothing_out() -> None:
    draft = read(
        {
            "Расписание": "по согласованию",
            "Срок обучения": "до результата",
            "Мест": "сколько придёт",
            "ОВЗ": "иногда",
            "Стоимость": "300 руб. за занятие",
        },
        {**GOOD, "Дни недели": "вт, чт"},
    )

    assert not [problem for problem in draft.problems if problem.fatal]
    assert {problem.reason for problem in draft.problems} == {
        Reason.TIMES_NOT_UNDERSTOOD,
        Reason.TIMES_NOT_KNOWN_YET,
        Reason.DURATION_NOT_UNDERSTOOD,
        Reason.PLACES_NOT_UNDERSTOOD,
        Reason.YES_OR_NO_NOT_UNDERSTOOD,
        Reason.PRICE_PER_LESSON,
    }
    assert len(draft.programs[0].modules[0].groups) == 2


def test_a_row_with_moved_cells_is_not_read_at_all() -> None:
    text = as_csv([ROW, {**ROW, **GOOD}]).replace("Шахматы", "Шахматы;шашки", 1)

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert reasons(draft) == [(2, "Программа", Reason.WIDER_THAN_HEADER)]
    assert len(draft.programs) == 1


def test_a_long_text_is_shown_by_its_beginning() -> None:
    draft = read({"Направленность": "я" * 5000})

    assert draft.problems[0].found == "я" * 200


@pytest.mark.parametrize("column", ["Возраст", "Расписание", "Стоимость", "Срок обучения"])
def test_an_essay_is_no_value(column: str) -> None:
    draft = read({column: "(" * 30_000})

    assert {problem.cell.column for problem in draft.problems} == {column}


def test_a_formula_error_is_no_title_and_no_address() -> None:
    text = (
        "Программа;Направленность;Возраст;Группа;Адрес;Описание\n"
        "#REF!;техническая;7-8;А;;\nЛего;техническая;7-8;А;#ССЫЛКА!;#Н/Д\n"
        "Лего;техническая;7-8;#NAME?;;\n"
    )

    draft = read_catalog_text(text, "файл.csv", DEFAULTS)

    (program,) = draft.programs
    ((group,),) = [module.groups for module in program.modules]
    assert (program.annotation, group.address) == ("", DEFAULTS.groups.address)
    assert [(each.cell.letter, each.reason, each.fatal) for each in draft.problems] == [
        ("A", Reason.FORMULA_ERROR, True), ("F", Reason.FORMULA_ERROR, False),
        ("E", Reason.FORMULA_ERROR, False), ("D", Reason.FORMULA_ERROR, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "places", "free"),
    [
        ("Нет", 0, True),
        ("мест нет", 0, True),
        ("есть", None, False),
        ("12", 12, False),
        ("15 (3 свободно)", 3, True),
        ("15 мест, свободно 4", 4, True),
    ],
)
def test_a_sentence_in_the_column_of_places_tells_of_free_ones(
    written: str, places: int | None, *, free: bool
) -> None:
    text = f"Программа;Направленность;Возраст;Группа;Мест\nЛего;техническая;7-8;А;{written}\n"

    ((module,),) = [each.modules for each in read_catalog_text(text, "ф.csv", DEFAULTS).programs]

    assert [(group.places, group.places_are_free) for group in module.groups] == [(places, free)]


def test_backticks_are_quotes() -> None:
    text = "Программа;Направленность;Возраст\nШкола `Вектор NICA`;техническая;7-8\n"

    (program,) = read_catalog_text(text, "ф.csv", DEFAULTS).programs

    assert program.title == "Школа «Вектор NICA»"


def test_of_a_refused_row_nothing_is_said_to_be_shown() -> None:
    draft = read({"Возраст": "взрослые", "Мест": "много"}, {"Группа": "Вторая", "Мест": "много"})

    assert [(each.cell.row, each.reason) for each in draft.problems] == [
        (2, Reason.ADULTS),
        (3, Reason.PLACES_NOT_UNDERSTOOD),
    ]

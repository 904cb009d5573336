"""What fourteen more tables, made as operators of several regions make them, say."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from core.domain.calendar import Days
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Slot
from office.catalog_files import Reason, read_catalog, read_catalog_text
from office.catalog_files.choices import parse_direction
from office.catalog_files.columns import Field
from office.catalog_files.dates import parse_period
from office.catalog_files.prices import parse_price
from office.catalog_files.problems import NotUnderstood
from office.catalog_files.recognition import recognised
from tests.office.catalog_files.files import DEFAULTS, read, read_group, read_program, reasons


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("18", time(18)),
        ("8", time(8)),
        ("в 17", time(17)),
        ("с 9", time(9)),
        ("20", time(20)),
        ("1730", time(17, 30)),
        ("0900", time(9)),
        ("18,30", time(18, 30)),
        ("9,00", time(9)),
    ],
)
def test_a_bare_hour_in_the_column_of_a_weekday_is_an_hour(written: str, hour: time) -> None:
    draft = read({"Пн": written, "Ср": written})
    (group,) = draft.programs[0].modules[0].groups

    assert group.slots == (Slot(0, hour, None), Slot(2, hour, None))
    assert reasons(draft) == [(2, "Пн", Reason.TIMES_ARE_A_BARE_HOUR)]
    assert not draft.problems[0].fatal


@pytest.mark.parametrize(
    "written",
    ["2", "7", "21", "45", "1,5", "18 19", "0,5 ст", "18 чел", "2010", "17,18", "1732", "730"],
)
def test_another_bare_number_is_none(written: str) -> None:
    assert reasons(read({"Пн": written})) == [(2, "Пн", Reason.TIMES_NOT_UNDERSTOOD)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Сроки реализации начало", Field.STARTS),
        ("Срок обучения окончание", Field.ENDS),
        ("В какие дни проходят занятия?", Field.DAYS_OF_WEEK),
        ("Во сколько начало занятий?", Field.TIME_FROM),
        ("Во сколько начинаются занятия", Field.TIME_FROM),
        ("Во сколько окончание?", Field.TIME_UNTIL),
        ("Во сколько они заканчиваются?", Field.TIME_UNTIL),
        ("Остаток мест", Field.FREE_PLACES),
        ("Сколько мест свободно?", Field.FREE_PLACES),
        ("Сколько мест всего?", Field.PLACES),
        ("Направление занятий", Field.TITLE),
        ("Период обучения", Field.PERIOD),
        ("Сроки реализации", Field.PERIOD),
    ],
)
def test_columns_are_known_by_these_names_too(header: str, field: Field) -> None:
    known = recognised(header)
    assert known is not None
    assert known[0] is field


@pytest.mark.parametrize(
    ("written", "direction"),
    [
        ("технич.", Direction.TECHNICAL),
        ("художеств. напр.", Direction.ARTS),
        ("физ.-культ.-спорт.", Direction.SPORTS),
        ("физкульт.-спорт.", Direction.SPORTS),
        ("соц.-гуманитар.", Direction.SOCIAL),
        ("естеств.-науч.", Direction.NATURAL_SCIENCE),
        ("турист.-краевед.", Direction.TOURISM),
        ("науч.", None),
        ("с.-г.", None),
        ("физич", None),
    ],
)
def test_directions_that_are_cut_are_those_that_begin_so(
    written: str, direction: Direction | None
) -> None:
    if direction is not None:
        assert parse_direction(written) is direction
        return
    with pytest.raises(NotUnderstood):
        parse_direction(written)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("01.06–19.06.2026", date(2026, 6, 1), date(2026, 6, 19)),
        ("с 6 по 24 июля 2026", date(2026, 7, 6), date(2026, 7, 24)),
        ("1-19 июня 2026 г.", date(2026, 6, 1), date(2026, 6, 19)),
        ("1 сентября - 31 декабря 2026", date(2026, 9, 1), date(2026, 12, 31)),
        ("с 15 по 30.06.2026", date(2026, 6, 15), date(2026, 6, 30)),
    ],
)
def test_the_first_day_of_a_period_may_leave_its_year_to_the_last(
    written: str, first: date, last: date
) -> None:
    assert parse_period(written) == Days(first, last)


@pytest.mark.parametrize("written", ["1 сентября - 31 мая 2027", "31-1.06.2026", "июнь 2026"])
def test_a_year_is_not_guessed(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_period(written)


def test_a_price_from_is_one_wherever_it_is_said_and_one_of_a_shift_is_the_modules() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_price("1 200,50 руб./мес. (от)")
    assert (refused.value.reason, refused.value.fatal) == (Reason.PRICE_FROM, False)
    for written in ("3 000 руб. за смену", "3000 за весь период", "3000 ₽ / смену"):
        amount = parse_price(written).amount
        assert amount is not None
        assert amount.kopecks == 300_000


@pytest.mark.parametrize("written", ["1200 р./8 зан.", "300 р/ч", "300 за 1 зан"])
def test_lessons_that_are_cut_are_lessons(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_price(written)
    assert (refused.value.reason, refused.value.fatal) == (Reason.PRICE_PER_LESSON, False)


@pytest.mark.parametrize(
    "reduced",
    ["Цена (многодетные)", "Льготная цена", "Стоимость со скидкой", "Цена для 2-го ребёнка"],
)
def test_what_some_families_pay_is_not_the_price(reduced: str) -> None:
    program = read_program({reduced: "500", "Цена": "1000"})
    alone = read({reduced: "500"})

    assert program.modules[0].price == Money(100_000)
    assert alone.programs[0].modules[0].price is None
    assert alone.ignored_columns == (reduced,)


def test_a_whole_name_is_better_than_one_with_brackets() -> None:
    assert read_program({"Цена (за форму)": "500", "Цена": "1000"}).modules[0].price == Money(
        100_000
    )


def test_a_note_in_the_column_of_numbers_is_no_row() -> None:
    file = (
        "№;Программа;Направленность;Возраст\n1;Шахматы;техническая;7-9\n2;;;\n"
        "Телефон для записи 45-12-13;;;\nИсп. Сидорова;;;\nИсп. Петрова;;;7\n"
    )
    draft = read_catalog_text(file, "каталог.csv", DEFAULTS)

    assert [each.title for each in draft.programs] == ["Шахматы"]
    assert draft.problems == ()


def test_a_table_that_calls_its_programs_directions_is_read() -> None:
    file = "Направление;Возраст;Расписание\nПлавание;7-9;пн 16:00\nЛогоритмика;3-4;вт 10:00\n"
    defaults = DEFAULTS.model_copy(
        update={"programs": DEFAULTS.programs.model_copy(update={"direction": Direction.SPORTS})}
    )
    draft = read_catalog_text(file, "прайс.csv", defaults)

    assert [each.title for each in draft.programs] == ["Плавание", "Логоритмика"]
    assert draft.ignored_columns == ()


def test_lines_of_ages_and_hours_are_groups() -> None:
    said = {
        "Расписание": "пн, ср 15:00-16:00\nвт 15:00-16:00",
        "Возраст": "5-6 лет\n7-8 лет",
        "Группа": "",
        "Мест": "10\n12",
    }
    draft = read(said)
    (module,) = draft.programs[0].modules

    assert [each.ages for each in module.groups] == [AgeRange(5, 6), AgeRange(7, 8)]
    assert [each.places for each in module.groups] == [10, 12]
    assert [len(each.slots) for each in module.groups] == [2, 1]
    assert reasons(draft) == [(2, "Расписание", Reason.SEVERAL_GROUPS)]


@pytest.mark.parametrize(
    "said",
    [
        {"Возраст": "от 7\nдо 9 лет", "Расписание": "пн 15:00-16:00\nвт 15:00-16:00"},
        {"Группа": "Группа\n№ 1", "Расписание": "пн 15:00-16:00\nвт 15:00-16:00"},
        {"Группа": "Младшая\nдневная", "Расписание": "пн 15:00-16:00\nвт 15:00-16:00"},
    ],
)
def test_lines_that_only_break_a_text_are_one_group(said: dict[str, str]) -> None:
    group = read_group(said)

    assert [slot.weekday for slot in group.slots] == [0, 1]


def test_what_stands_line_by_line_beside_numbered_groups_is_theirs() -> None:
    draft = read(
        {
            "Расписание": "Группа 1: пн, ср 15:00-16:30\nГруппа 2: вт, чт 15:00-16:30",
            "Возраст": "8-10 лет\n11-14 лет",
            "Группа": "",
        }
    )
    groups = draft.programs[0].modules[0].groups

    assert [(each.title, each.ages) for each in groups] == [
        ("1 группа", AgeRange(8, 10)), ("2 группа", AgeRange(11, 14)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "вт/чт 17:00-19:00 + вс 10:00-13:00",
        "вт, чт 2 занятия по 45 мин., 17:00-19:00; вс 10:00-13:00",
        "вт. чт. с 17:00 до 19:00, вс. с 10:00 до 13:00",
    ],
)
def test_a_week_of_two_parts_is_read(written: str) -> None:
    slots = read_group({"Режим": written}).slots

    assert [(each.weekday, each.starts.hour) for each in slots] == [(1, 17), (3, 17), (6, 10)]


def test_where_the_timetable_is_to_be_looked_up_the_group_waits_for_it() -> None:
    draft = read({"Расписание": "см. на сайте"})

    assert reasons(draft) == [(2, "Расписание", Reason.TIMES_NOT_KNOWN_YET)]
    assert draft.programs[0].modules[0].groups[0].slots == ()


def test_json_has_ages_in_lists_and_things_and_programs_without_groups(tmp_path: Path) -> None:
    def program(name: str, **more: object) -> dict[str, object]:
        return {"programmName": name, "category": "техническая", **more}

    groups = [
        {"groupName": "1", "age": [6, 7, 8], "schedule": ["пн 15:00-16:00", "ср 15:00-16:00"]},
        {"groupName": "2", "age": {"from": 12, "to": 14}, "schedule": {"сб": "10:00-12:00"}},
    ]
    programs = [
        program("Роботы", groups=groups),
        program("Ракеты", age="7-10", groups=None),
        program("Планеры", age="7-10", groups=[]),
        program("Суда", age="7-10", groups=[], schedule="вт 10:00"),
    ]
    path = tmp_path / "каталог.json"
    path.write_text(json.dumps({"items": programs}, ensure_ascii=False), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    counts = {each.title: len(each.modules[0].groups) for each in draft.programs}
    assert counts == {"Роботы": 2, "Ракеты": 0, "Планеры": 0, "Суда": 1}
    robots = draft.programs[0].modules[0].groups
    assert [(each.title, each.ages, len(each.slots)) for each in robots] == [
        ("1", AgeRange(6, 8), 2), ("2", AgeRange(12, 14), 1),
    ]  # fmt: skip
    assert draft.problems == ()


def test_a_header_of_two_rows_says_when_it_begins_and_ends(tmp_path: Path) -> None:
    file = (
        "Программа;Направленность;Возраст;Сроки реализации;\n;;;начало;окончание\n"
        "Шахматы;техническая;7-9;01.09.2026;31.12.2026\n"
    )
    draft = read_catalog_text(file, "каталог.csv", DEFAULTS)

    (group,) = draft.programs[0].modules[0].groups
    assert group.days == Days(date(2026, 9, 1), date(2026, 12, 31))
    assert draft.problems == ()


def test_a_table_of_few_columns_above_one_of_many_is_read_too() -> None:
    file = (
        "Спортивные секции;;;;\nСекция;Возраст;Расписание;Тренер;\n"
        "Дзюдо;6-9;пн, ср 17:00-18:00;Юсупов Р.Р.;\nГимнастика;5-7;вт 17:00-18:00;Лапина О.О.;\n"
        "Кружки;;;;\nКружок;Направленность;Расписание;Возраст;Мест\n"
        "Шашки;спортивная;пт 15:00-16:00;7-10;4\n"
    )
    draft = read_catalog_text(file, "секции.csv", DEFAULTS)

    assert [each.title for each in draft.programs] == ["Дзюдо", "Гимнастика", "Шашки"]
    assert draft.problems == ()


def test_a_day_that_stands_once_before_its_rows_is_that_of_all() -> None:
    file = (
        "День недели;Время;Объединение;Направленность;Возраст\n"
        "Понедельник;15:00-15:45;Ритмика;художественная;4-5\n"
        ";16:00-16:45;Ритмика;художественная;5-6\n;вт 17:00;Хор;художественная;7-9\n"
        "Среда;15:00-15:45;Ритмика;художественная;4-5\n;;Лепка;художественная;7-9\n"
    )
    draft = read_catalog_text(file, "неделя.csv", DEFAULTS)

    slots = {
        each.title: [[slot.weekday for slot in group.slots] for group in each.modules[0].groups]
        for each in draft.programs
    }
    assert slots == {"Ритмика": [[0, 2], [0]], "Хор": [[1]], "Лепка": [[]]}
    assert reasons(draft) == [(3, "День недели", Reason.DAY_FROM_ABOVE)]
    assert draft.problems[0].found == "Понедельник"


def test_days_behind_titles_are_said_in_each_row() -> None:
    file = (
        "Объединение;Направленность;Возраст;День недели;Время\n"
        "Ритмика;художественная;4-5;Понедельник;15:00-15:45\n"
        "Лепка;художественная;5-6;;16:00-16:45\n"
    )
    draft = read_catalog_text(file, "неделя.csv", DEFAULTS)

    assert reasons(draft) == [(3, "Время", Reason.TIMES_NOT_UNDERSTOOD)]


def test_a_description_may_be_called_short() -> None:
    assert read_program({"short_description": "<p>Ходы</p>"}).annotation == "Ходы"

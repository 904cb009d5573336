"""Rows become programs, modules, groups and weekly lessons, and defaults fill what they leave."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, ProviderKind, Registry, Slot
from office.catalog_files import Directory, Reason, read_catalog_text
from office.catalog_files.defaults import GroupDefaults, ModuleDefaults, ProgramDefaults
from tests.office.catalog_files.files import (
    DEFAULTS,
    ROW,
    STUDY_YEAR,
    as_csv,
    read,
    read_group,
    read_module,
    read_program,
    reasons,
)

PRICED = DEFAULTS.model_copy(
    update={
        "modules": ModuleDefaults(
            price=Money.roubles(9000), normative_cost=Money.roubles(9800), paid_months=9
        )
    }
)


def test_rows_with_one_title_are_one_program_with_several_groups() -> None:
    program = read_program(
        {"Программа": "Изостудия «Творец»", "Группа": "Группа № 1", "Возраст": "5 лет"},
        {"Программа": 'изостудия  "Творец"', "Группа": "Группа № 2", "Возраст": "6-7 лет"},
    )

    assert program.title == "Изостудия «Творец»"
    assert program.ages == AgeRange(5, 7)
    assert [group.title for group in program.modules[0].groups] == ["Группа № 1", "Группа № 2"]


def test_a_program_of_three_years_has_three_modules_by_the_groups_year_of_study() -> None:
    program = read_program(
        {"Срок обучения": "3 года", "Год обучения": "3-й год обучения", "Группа": "Группа № 1"},
        {"Срок обучения": "3 года", "Год обучения": "1-й год обучения", "Группа": "Группа № 2"},
    )

    assert [(module.title, len(module.groups)) for module in program.modules] == [
        ("1-й год обучения", 1),
        ("2-й год обучения", 0),
        ("3-й год обучения", 1),
    ]


def test_hours_are_not_added_up_to_years() -> None:
    program = read_program({"Срок обучения": "144 часа", "Год обучения": "2-й год обучения"})

    assert [module.title for module in program.modules] == ["1-й год обучения", "2-й год обучения"]


def test_without_years_the_program_is_one_module() -> None:
    assert read_module({}).title == "Программа целиком"
    assert read_module({"Срок обучения": "3 года"}).title == "Программа целиком"


def test_modules_may_have_titles_of_their_own() -> None:
    program = read_program(
        {"Модуль": "Осень", "Стоимость": "4000", "Группа": "1"},
        {"Модуль": "Весна", "Стоимость": "5000", "Группа": "1"},
    )

    assert [(module.title, module.price) for module in program.modules] == [
        ("Осень", Money.roubles(4000)),
        ("Весна", Money.roubles(5000)),
    ]


def test_a_group_of_a_program_of_several_years_needs_its_year() -> None:
    draft = read(
        {"Срок обучения": "2 года", "Год обучения": "1", "Группа": "1"},
        {"Срок обучения": "2 года", "Год обучения": "", "Группа": "2"},
    )

    assert reasons(draft) == [(3, "Год обучения", Reason.MISSING_STUDY_YEAR)]
    assert [len(module.groups) for module in draft.programs[0].modules] == [1, 0]


def test_every_weekday_has_a_column_or_all_share_one() -> None:
    by_days = read_group({"Вторник": "16:30 – 17:40", "Сб": "10.00-11.00, 11.10-12.00"})
    together = read_group({"Расписание": "вт 16:30–17:40; сб 10:00-11:00, 11:10-12:00"})
    apart = read_group({"Дни недели": "вт, чт", "Время занятий": "16:30–17:40"})

    assert (
        by_days.slots
        == together.slots
        == (
            Slot(1, time(16, 30), time(17, 40)),
            Slot(5, time(10), time(11)),
            Slot(5, time(11, 10), time(12)),
        )
    )
    assert [slot.weekday for slot in apart.slots] == [1, 3]


def test_the_study_year_gives_the_days_that_no_row_has() -> None:
    assert read_group({}).days == STUDY_YEAR
    assert read_group({"Дата начала": "01.10.2026"}).days == Days(
        date(2026, 10, 1), STUDY_YEAR.last
    )
    assert read_group({"Дата окончания": "31.12.2026"}).days == Days(
        STUDY_YEAR.first, date(2026, 12, 31)
    )
    assert read_group({"Период обучения": "01.01.2027 – 31.12.2027"}).days == Days(
        date(2027, 1, 1), date(2027, 12, 31)
    )


def test_without_a_study_year_days_stay_unknown() -> None:
    no_year = DEFAULTS.model_copy(update={"study_year": None})

    assert read_group({}, defaults=no_year).days is None
    assert read_group({"Дата начала": "01.10.2026"}, defaults=no_year).days is None


def test_a_beginning_outside_the_study_year_leaves_the_days_unknown() -> None:
    draft = read({"Дата начала": "01.06.2026"})

    assert draft.programs[0].modules[0].groups[0].days is None
    assert reasons(draft) == [(2, "Дата начала", Reason.OUTSIDE_STUDY_YEAR)]


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({}, 12),
        ({"Мест": "15"}, 15),
        ({"Мест": "15", "Свободных мест": "3"}, 3),
        ({"Свободных мест": "Группа укомплектована (мест нет, возможна запись в резерв)"}, 0),
        ({"Свободных мест": "True"}, 12),
        ({"Мест": "15", "Свободных мест": "есть"}, 15),
    ],
)
def test_places_are_those_that_can_be_given(cells: dict[str, str], places: int) -> None:
    defaults = DEFAULTS.model_copy(update={"groups": GroupDefaults(places=12)})

    assert read_group(cells, defaults=defaults).places == places


def test_no_places_known_is_not_no_places() -> None:
    assert read_group({}).places is None
    assert read_group({"Свободных мест": "нет"}).places == 0


def test_places_that_are_not_understood_are_not_replaced_by_a_default() -> None:
    draft = read(
        {"Мест": "15", "Свободных мест": "мало"},
        defaults=DEFAULTS.model_copy(update={"groups": GroupDefaults(places=12)}),
    )

    assert draft.programs[0].modules[0].groups[0].places is None
    assert reasons(draft) == [(2, "Свободных мест", Reason.PLACES_NOT_UNDERSTOOD)]


def test_no_price_is_filled_by_the_default_and_a_written_one_is_not() -> None:
    assert read_module({}).price is None
    assert read_module({}, defaults=PRICED).price == Money.roubles(9000)
    assert read_module({"Стоимость": "700 ₽"}, defaults=PRICED).price == Money.roubles(700)


def test_a_monthly_price_is_multiplied_only_when_somebody_said_by_what() -> None:
    row = {"Стоимость": "4 500,0 руб. в месяц"}

    known = read_module(row, defaults=PRICED)
    unknown = read(row)

    assert known.price == Money.roubles(40_500)
    assert unknown.programs[0].modules[0].price is None
    assert reasons(unknown) == [(2, "Стоимость", Reason.PRICE_PER_MONTH)]


def test_a_price_from_so_much_on_is_unknown_whatever_the_default() -> None:
    draft = read({"Стоимость": "от 600 ₽"}, defaults=PRICED)

    assert draft.programs[0].modules[0].price is None
    assert reasons(draft) == [(2, "Стоимость", Reason.PRICE_FROM)]


def test_what_is_free_stays_in_the_budget_when_the_defaults_say_so() -> None:
    general = ProgramDefaults(
        registry=Registry.CERTIFIED, registry_if_free=Registry.GENERAL, form=DEFAULTS.programs.form
    )

    program = read_program(
        {"Стоимость": "на бюджетной основе (бесплатно)"},
        defaults=PRICED.model_copy(update={"programs": general}),
    )

    assert program.registry is Registry.GENERAL
    assert program.modules[0].price is None
    assert program.modules[0].normative_cost is None


def test_what_is_free_gets_a_price_only_under_the_operators_eyes() -> None:
    draft = read(
        {"Стоимость": "бесплатно"}, {"Стоимость": "бесплатно", "Группа": "2"}, defaults=PRICED
    )

    assert draft.programs[0].registry is Registry.CERTIFIED
    assert draft.programs[0].modules[0].price == Money.roubles(9000)
    assert reasons(draft) == [(2, "Стоимость", Reason.FREE_BUT_PRICED)]
    assert not draft.problems[0].fatal


def test_what_is_outside_the_budget_is_paid_by_the_family() -> None:
    program = read_program(
        {"Стоимость": "на платной основе - 4 500,0 руб. в месяц"}, defaults=PRICED
    )

    assert program.registry is Registry.PAID
    assert program.modules[0].price == Money.roubles(40_500)
    assert program.modules[0].normative_cost is None


def test_ages_come_from_the_row_else_from_the_defaults() -> None:
    some = ProgramDefaults(
        registry=Registry.CERTIFIED, form=DEFAULTS.programs.form, ages=AgeRange(6, 9)
    )

    assert read_group({"Возраст": "5 лет"}).ages == AgeRange(5, 5)
    assert read_group(
        {"Возраст": ""}, defaults=DEFAULTS.model_copy(update={"programs": some})
    ).ages == AgeRange(6, 9)


def test_the_programs_own_ages_hold_for_groups_without_any() -> None:
    program = read_program({"Возраст программы": "7-14", "Возраст": ""})

    assert program.ages == AgeRange(7, 14)
    assert program.modules[0].groups[0].ages is None


def test_a_group_is_named_with_what_is_added_to_its_name() -> None:
    group = read_group({"Группа": "Группа № 7", "Подгруппа": "Старт-Dance"})

    assert group.title == "Группа № 7 · Старт-Dance"


def test_two_groups_of_one_name_are_told_apart_by_their_days() -> None:
    module = read_module(
        {"Группа": "Группа 7-8 лет", "Расписание": "пн, ср 10:00-10:45"},
        {"Группа": "Группа 7-8 лет", "Расписание": "вт, чт 10:00-10:45"},
        {"Группа": "Группа 7-8 лет", "Расписание": "вт, чт 12:00-12:45"},
        {"Группа": "", "Расписание": ""},
        {"Группа": "", "Расписание": "", "Адрес": "ул. Вторая, 2"},
    )

    assert [group.title for group in module.groups] == [
        "Группа 7-8 лет",
        "Группа 7-8 лет (вт, чт)",
        "Группа 7-8 лет (вт 12:00, чт 12:00)",
        "Группа",
        "Группа (2)",
    ]


def test_the_same_row_twice_is_one_group() -> None:
    row = {"Группа": "1", "Расписание": "пн 10:00-10:45"}

    draft = read(
        row, row, {**row, "Расписание": "вт 10:00-10:45"}, {**row, "Расписание": "вт 10:00-10:45"}
    )

    assert [group.title for group in draft.programs[0].modules[0].groups] == ["1", "1 (вт)"]
    assert reasons(draft) == [
        (3, "Группа", Reason.SAME_ROW_TWICE),
        (5, "Группа", Reason.SAME_ROW_TWICE),
    ]


def test_groups_whose_names_begin_alike_are_two() -> None:
    module = read_module({"Группа": "Группа 10"}, {"Группа": "Группа 1"})

    assert [group.title for group in module.groups] == ["Группа 10", "Группа 1"]


def test_special_needs_are_a_column_or_stand_in_a_title() -> None:
    assert read_program({"Программа": "К.И.Т (для детей с ОВЗ)"}).special_needs
    assert read_program({"ОВЗ": "да"}).special_needs
    assert not read_program({"ОВЗ": "нет", "Программа": "К.И.Т (для детей с ОВЗ)"}).special_needs
    assert not read_program({}).special_needs


def test_texts_are_clean_and_keep_their_paragraphs() -> None:
    program = read_program(
        {
            "Программа": " Лепка\u00a0 из  глины ",
            "Описание": "<p>Глина &amp; цвет.</p><p>Для&nbsp;малышей\u200b</p>",
        }
    )

    assert program.title == "Лепка из глины"
    assert program.annotation == "Глина & цвет.\nДля малышей"


def test_what_one_row_leaves_out_another_row_of_the_program_says() -> None:
    program = read_program(
        {"Описание": "Играем и думаем.", "Группа": "1"},
        {"Направленность": "", "Описание": "", "Группа": "2"},
    )

    assert program.direction is Direction.TECHNICAL
    assert program.annotation == "Играем и думаем."


def test_the_provider_and_the_municipality_of_the_defaults_come_along() -> None:
    draft = read({})

    assert [municipality.code for municipality in draft.municipalities] == ["KLG"]
    assert [(each.inn, each.municipality_code) for each in draft.providers] == [
        ("3999000005", "KLG")
    ]
    assert (draft.programs[0].provider_inn, draft.programs[0].municipality_code) == (
        "3999000005",
        "KLG",
    )


def test_a_municipality_is_named_by_its_name_or_its_code() -> None:
    town = MunicipalityDraft(
        "ZEL", "Зеленоградский муниципальный округ", "Europe/Kaliningrad", "3907"
    )
    registered = Directory(municipalities=(town,))

    codes = [
        read_catalog_text(
            as_csv([{**ROW, "Муниципалитет": name}]), "каталог.csv", DEFAULTS, registered
        )
        .programs[0]
        .municipality_code
        for name in ("Зеленоградский  муниципальный округ", "zel", "")
    ]

    assert codes == ["ZEL", "ZEL", "KLG"]


def test_a_row_may_name_a_provider_that_is_registered_already() -> None:
    other = ProviderDraft(
        "3999000012", "1993900000015", "Дворец", ProviderKind.MUNICIPAL, municipality_code="KLG"
    )

    draft = read_catalog_text(
        as_csv([{**ROW, "ИНН": "3999 000012"}]),
        "каталог.csv",
        DEFAULTS,
        Directory(providers=(other,)),
    )

    assert draft.programs[0].provider_inn == "3999000012"
    assert [provider.inn for provider in draft.providers] == ["3999000005"]


def test_columns_that_nobody_reads_are_named_and_persons_are_named_apart() -> None:
    draft = read({"№": "1", "Педагог": "Имя", "Телефон": "+7", "Запись": "https://example.org"})

    assert draft.ignored_columns == ("№", "Педагог", "Телефон", "Запись")
    assert draft.personal_columns == ("Педагог", "Телефон")


def test_the_same_file_gives_the_same_draft() -> None:
    rows = [{"Группа": str(number)} for number in range(5)]

    assert read(*rows) == read(*rows)

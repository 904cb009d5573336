"""Rows become programs and modules of providers, and texts come out clean."""

from __future__ import annotations

import pytest

from core.domain.drafts import MunicipalityDraft, ProviderDraft
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, ProviderKind
from office.catalog_files import Directory, Reason, read_catalog_text
from tests.office.catalog_files.files import (
    DEFAULTS,
    ROW,
    as_csv,
    read,
    read_module,
    read_program,
    reasons,
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

    assert [module.title for module in program.modules] == ["2-й год обучения"]


def test_a_year_that_no_row_is_in_is_a_module_only_where_the_file_says_how_many_there_are() -> None:
    first, third = {"Год обучения": "1"}, {"Год обучения": "3", "Группа": "Группа № 2"}
    said = {"Срок обучения": "3 года"}

    assert [len(read_program(first, third).modules)] == [2]
    assert [module.title for module in read_program(first | said, third).modules] == [
        "1-й год обучения",
        "2-й год обучения",
        "3-й год обучения",
    ]


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


def test_special_needs_are_a_column_or_stand_in_a_title() -> None:
    assert read_program({"Программа": "К.И.Т (для детей с ОВЗ)"}).special_needs
    assert read_program({"ОВЗ": "да"}).special_needs
    assert not read_program({"ОВЗ": "нет", "Программа": "К.И.Т (для детей с ОВЗ)"}).special_needs
    assert not read_program({}).special_needs


@pytest.mark.parametrize(
    ("written", "title"),
    [('Хор "Капель".', 'Хор "Капель"'), ("Хор", "Хор"), ("И так далее...", "И так далее...")],
)
def test_a_dot_at_the_end_is_no_part_of_a_title(written: str, title: str) -> None:
    assert read_program({"Программа": written}).title == title


def test_texts_are_clean_and_keep_their_paragraphs() -> None:
    program = read_program(
        {
            "Программа": " Лепка\u00a0 из  глины ",
            "Описание": "<p>Глина &amp; цвет.</p><p>Для&nbsp;малышей\u200b</p>",
        }
    )

    assert program.title == "Лепка из глины"
    assert program.annotation == "Глина & цвет.\nДля малышей"


def test_a_page_becomes_its_text_without_scripts_and_with_its_lists() -> None:
    program = read_program(
        {"Описание": "<style>p {}</style><script>x()</script><ul><li>Глина</li><li>Гипс</li></ul>"}
    )

    assert program.annotation == "• Глина\n• Гипс"


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
        for name in (
            "Зеленоградский  муниципальный округ",
            "Зеленоградский городской округ",
            "Зеленоградск",
            "zel",
            "",
            "г. Калининград",
            "Калининград",
        )
    ]

    assert codes == ["ZEL", "ZEL", "ZEL", "ZEL", "KLG", "KLG", "KLG"]


def test_a_municipality_that_could_be_two_is_not_guessed() -> None:
    districts = tuple(
        MunicipalityDraft(code, name, "Europe/Samara", prefix)
        for code, name, prefix in (
            ("ONE", "Советский район", "1801"),
            ("TWO", "Советский городской округ", "1802"),
        )
    )

    draft = read_catalog_text(
        as_csv(
            [{**ROW, "Муниципалитет": "Советский"}, {**ROW, "Муниципалитет": "Советский район"}]
        ),
        "каталог.csv",
        DEFAULTS,
        Directory(municipalities=districts),
    )

    assert reasons(draft) == [(2, "Муниципалитет", Reason.UNKNOWN_MUNICIPALITY)]
    assert [program.municipality_code for program in draft.programs] == ["ONE"]


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

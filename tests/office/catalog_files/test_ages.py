"""Ages are read as people write them."""

from __future__ import annotations

import pytest

from core.domain.program import AgeRange
from office.catalog_files.ages import ages_in_title, is_for_adults, parse_ages
from office.catalog_files.problems import NotUnderstood, Reason
from tests.office.catalog_files.files import DEFAULTS, read


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("5 лет", 5, 5),
        ("5-6 лет", 5, 6),
        ("шестилетки", 6, 6),
        ("для пятилеток", 5, 5),
        ("Дети шести-семилетки", 6, 7),
        ("7 – 10", 7, 10),
        ("7—10 л.", 7, 10),
        ("5\u00a0-\u00a017", 5, 17),
        ("От 8 до 17", 8, 17),
        ("с 6 до 7 лет", 6, 7),
        ("с 6 по 9 лет", 6, 9),
        ("от 5-ти до 7-ми лет", 5, 7),
        ("1-3 года", 1, 3),
        ("1,5–3 года", 1, 3),
        ("18-36 месяцев", 1, 3),
        ("6 мес. - 3 года", 0, 3),
        ("7-8 лет (1 класс)", 7, 8),
        ("5–18", 5, 18),
        ("5–80 лет", 5, 80),
        ("7-10л", 7, 10),
        ("7 лет - 10 лет", 7, 10),
        ("дети 7-10 лет", 7, 10),
        ("Для детей от 7 до 10 лет", 7, 10),
        ("1-4 класс (7-10 лет)", 7, 10),
        ("7-10 лет, 1-4 класс", 7, 10),
        ("7, 8 лет", 7, 8),
        ("7 и 8 лет", 7, 8),
        ("7-8-9 лет", 7, 9),
        ("5-6, 7-8", 5, 8),
        ("6 лет 6 мес. - 8 лет", 6, 8),
        ("132 мес. - 192 мес.", 11, 16),
    ],
)
def test_a_range_includes_both_its_ends(written: str, least: int, most: int) -> None:
    assert parse_ages(written) == AgeRange(least, most)


@pytest.mark.parametrize(
    "written", ["4+", "4 +", "от 4 лет", "с 4", "4 года и старше", "от 4 лет и старше"]
)
def test_an_open_range_ends_with_childhood(written: str) -> None:
    assert parse_ages(written) == AgeRange(4, 17)


@pytest.mark.parametrize(
    ("title", "ages"),
    [
        ("Шахматы (7-9 лет)", AgeRange(7, 9)),
        ("Лепка 4+", AgeRange(4, 17)),
        ("Хор для детей от 6 лет", AgeRange(6, 17)),
        ("Робототехника, 2-3 года обучения", None),
        ("80 лет Победы", None),
        ("Группа 7-8", None),
        ("Танцы 18+", None),
        ("Дуэт 5-6 лет и 7-8 лет", None),
    ],
)
def test_a_title_may_say_the_ages_and_says_much_that_is_none(
    title: str, ages: AgeRange | None
) -> None:
    assert ages_in_title(title) == ages


def test_where_no_column_says_the_ages_a_title_does_and_the_defaults_come_last() -> None:
    programs = DEFAULTS.programs.model_copy(update={"ages": AgeRange(5, 17)})
    rows = [
        {"Программа": "Шахматы 7-9 лет", "Возраст": ""},
        {"Программа": "Хор", "Возраст": ""},
        {"Программа": "Лепка 4+", "Возраст": "5-6 лет"},
    ]

    draft = read(*rows, defaults=DEFAULTS.model_copy(update={"programs": programs}))

    ages = [module.groups[0].ages for each in draft.programs for module in each.modules]
    assert ages == [AgeRange(7, 9), AgeRange(5, 17), AgeRange(5, 6)]


def test_until_an_age_starts_with_the_youngest_that_somebody_said() -> None:
    assert parse_ages("до 7 лет", youngest=5) == AgeRange(5, 7)


def test_nobody_guesses_how_young_until_an_age_is() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_ages("до 7 лет")

    assert refused.value.reason is Reason.AGES_WITHOUT_YOUNGEST


@pytest.mark.parametrize(
    "written", ["18+", "от 18 лет", "взрослые", "18-35 лет", "16-25", "17-99 лет", "Пенсионеры"]
)
def test_lessons_for_adults_are_named_as_such(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_ages(written)

    assert refused.value.reason is Reason.ADULTS


@pytest.mark.parametrize("written", ["07.авг", "07.08.2025", "2025-08-07 00:00:00", "авг.07"])
def test_ages_that_a_spreadsheet_made_a_date_of_are_not_guessed_back(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_ages(written)

    assert refused.value.reason is Reason.AGES_BECAME_A_DATE


@pytest.mark.parametrize("written", ["10-7", "дошкольники", "5-6, 9", "семь", "1000"])
def test_anything_else_is_no_range_of_ages(written: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_ages(written)

    assert refused.value.reason is Reason.AGES_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2-3 класс", Reason.AGES_ARE_CLASSES),
        ("1 кл.", Reason.AGES_ARE_CLASSES),
        ("для учащихся 5-9 классов", Reason.AGES_ARE_CLASSES),
        ("Год рождения 2015-2017", Reason.AGES_ARE_BIRTH_YEARS),
        ("2015-2017 г.р.", Reason.AGES_ARE_BIRTH_YEARS),
        ("2016 г. рождения", Reason.AGES_ARE_BIRTH_YEARS),
    ],
)
def test_neither_classes_nor_years_of_birth_are_made_ages(written: str, reason: Reason) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_ages(written)

    assert refused.value.reason is reason


def test_what_the_operator_says_that_words_mean_is_no_guess() -> None:
    ages_called = {"1-4 класс": AgeRange(7, 10), "Дошкольники": AgeRange(3, 6)}
    programs = DEFAULTS.programs.model_copy(update={"ages_called": ages_called})
    defaults = DEFAULTS.model_copy(update={"programs": programs})

    draft = read({"Возраст": "1–4 Класс"}, {"Возраст": "дошкольники"}, defaults=defaults)

    assert [group.ages for group in draft.programs[0].modules[0].groups] == [
        AgeRange(7, 10),
        AgeRange(3, 6),
    ]


@pytest.mark.parametrize(
    "title", ["Йога для взрослых", "Группа взрослых", "Танцы 18+", "Танцы (18 +)", "Йога от 18 лет"]
)
def test_a_title_may_say_that_lessons_are_for_adults(title: str) -> None:
    assert is_for_adults(title)


@pytest.mark.parametrize(
    "title",
    [
        "Дети и взрослые",
        "Йога для детей и взрослых",
        "Шахматы",
        "Шахматы 6+",
        "Хор 5-18+",
        "Дети 18+",
        "80 лет Победы",
    ],
)
def test_a_title_that_speaks_of_children_too_is_for_them(title: str) -> None:
    assert not is_for_adults(title)


def test_a_half_year_that_does_not_count_is_said() -> None:
    draft = read({"Возраст": "от 6,5 до 8 лет"})

    (problem,) = draft.problems
    assert (problem.reason, problem.fatal, problem.found) == (
        Reason.AGES_IN_HALVES, False, "от 6,5 до 8 лет",
    )  # fmt: skip
    assert draft.programs[0].modules[0].groups[0].ages == AgeRange(6, 8)


@pytest.mark.parametrize(
    ("written", "ages"), [("5-18", (5, 18)), ("16-18", (16, 18)), ("14-20", (14, 20))]
)
def test_a_group_of_children_may_end_with_those_who_have_just_grown_up(
    written: str, ages: tuple[int, int]
) -> None:
    assert parse_ages(written) == AgeRange(*ages)

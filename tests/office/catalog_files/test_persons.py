"""Names and e-mail addresses are taken out of whatever text they stand in."""

from __future__ import annotations

import re

import pytest

from office.catalog_files.columns import Field
from office.catalog_files.persons import without_mail, without_names
from tests.office.catalog_files.files import read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Шахматы (Иванов И.И.)", "Шахматы"),
        ("Хор, рук. Петрова А. С.", "Хор"),
        ("Хор «Радуга» рук. Сидорова Мария Петровна, конц. Орлов П.П.", "Хор «Радуга»"),
        ("Хор (педагоги: Иванова А.С., Петрова М. И.; каб. 12)", "Хор (каб. 12)"),
        ("Лепка — Петрова Анна Сергеевна", "Лепка"),
        ("Шахматы, И.И. Иванов", "Шахматы"),
        ("Иванов И.И. Шахматы", "Шахматы"),
        ("ОФП. Тренер-преподаватель Ким В.", "ОФП."),
        ("Робототехника педагог доп. образования Иванов И.И.", "Робототехника"),
        ("ИВАНОВ ИВАН ИВАНОВИЧ", ""),
        ("Тренер: Сидоров", ""),
        ("Лепка, рук. Иванова Анна", "Лепка"),
    ],
)
def test_the_name_of_a_leader_is_taken_out_of_a_title(written: str, kept: str) -> None:
    assert without_names(Field.TITLE, written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "Театр им. А.П. Чехова",
        "Театр имени Чехова А.П.",
        "Читаем А.С. Пушкина",
        "Студия «Иван Царевич»",
        "К.И.Т (для детей с ОВЗ)",
        "РОБО Л.А.Б.",
        "Группа А.Б.",
        "Школа юного педагога «Радуга»",
        "Хореограф-Плюс",
        "Авторская песня",
        "Рукоделие - Кукла",
    ],
)
def test_other_names_stay(written: str) -> None:
    assert without_names(Field.TITLE, written) == written


def test_a_description_keeps_the_names_that_no_word_announces_as_a_leaders() -> None:
    poet = "Стихи Чуковского К.И. и сказки А.С. Пушкина"

    college = "Образование высшее, педагогическое. Стаж 16 лет. Наш педагог. Приходите!"
    assert without_names(Field.ANNOTATION, poet) == poet
    assert without_names(Field.ANNOTATION, college) == college
    assert without_names(Field.ANNOTATION, "Педагог: Иванова А.С. Приходите!") == "Приходите!"


def test_a_provider_is_called_as_it_is() -> None:
    assert without_names(Field.PROVIDER, "ИП Иванов И.И.") == "ИП Иванов И.И."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Шахматы (chess@mail.ru)", "Шахматы"),
        ("Лепка, e-mail: a.b-c@edu.39.ru", "Лепка"),
        ("Почта: a@b.ru. Ждём!", "Ждём!"),
        ("Собака @ кот", "Собака @ кот"),
    ],
)
def test_an_address_of_mail_is_taken_out(written: str, kept: str) -> None:
    assert without_mail(written) == kept


def test_nobody_in_a_file_is_kept_and_the_operator_hears_of_it() -> None:
    draft = read(
        {"Программа": "Шахматы (Иванов И.И.)", "Группа": "1, рук. Орлова Анна Петровна"},
        {"Программа": "Шахматы", "Описание": "Пишите: chess@mail.ru", "Группа": "2"},
    )

    assert not re.search("Иван|Орлов|chess", repr(draft.programs))
    assert [each.title for each in draft.programs] == ["Шахматы"]
    assert draft.personal_columns == (
        "имена людей в столбце «Программа»",
        "имена людей в столбце «Группа»",
        "адреса электронной почты в столбце «Описание»",
    )

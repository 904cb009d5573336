"""Names and e-mail addresses are taken out of whatever text they stand in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from office.catalog_files.columns import Field
from office.catalog_files.kept import kept_header, kept_row, read_again
from office.catalog_files.persons import title_alone, without_mail, without_names
from office.catalog_files.problems import Reason
from office.catalog_files.reader import read_rows
from office.catalog_files.recognition import holds_persons, holds_titles_and_persons
from tests.office.catalog_files.files import DEFAULTS, as_csv, read, reasons


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


@pytest.mark.parametrize(
    ("header", "both"),
    [
        ("Объединение, педагог", True),
        ("Объединение\nФИО педагога", True),
        ("Кружок (секция) / руководитель", True),
        ("ФИО педагога, название кружка", True),
        ("Программа и педагог", True),
        ("Группа, педагог", False),
        ("Объединение, педагог, возраст", False),
        ("Название программы для родителей", False),
        ("Авторская программа", False),
        ("Руководитель кружка", False),
    ],
)
def test_a_column_may_have_titles_and_those_who_lead(header: str, *, both: bool) -> None:
    assert holds_titles_and_persons(header) is both
    assert holds_persons(header)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Шахматы, Иванов И. И.", "Шахматы"),
        ("Юный эколог\nПетрова А.С.", "Юный эколог"),
        ("Юный эколог Петрова А.С.", "Юный эколог"),
        ("ЮНЫЙ ЭКОЛОГ, ИВАНОВ И.И.", "ЮНЫЙ ЭКОЛОГ"),
        ("Иванов И.И. Шахматы", "Шахматы"),
        ("Шахматы - Иванов И.И. / Петров П.П.", "Шахматы"),
        ("Шахматы (Ким В.О.)", "Шахматы"),
        ("Танцы, ритмика – Иванова Анна Сергеевна", "Танцы, ритмика"),
        ("Студия «Юный Художник», рук. Петрова", "Студия «Юный Художник»"),
        ("«Шахматы»", "«Шахматы»"),
        # Not sure: nothing of these is kept.
        ("Шахматы", ""),
        ("Шахматы, Иванов", ""),
        ("Шахматы, Иванов И.", ""),
        ("Шахматы, вакансия", ""),
        ("Юный Художник Анна Сергеевна", ""),
        ("Юный Шахматист А.С.", ""),
        ("Шахматы, Иванов И.И., Алиев Вагиф", ""),
        ("Шахматы Алиев Вагиф, Иванов И.И.", ""),
        ("Петрова, Иванов И.И.", ""),
        ("Ким Анна, Иванов И.И.", ""),
        ("Иванов И.И.", ""),
        ("—, Иванов И.И.", ""),
    ],
)
def test_of_a_cell_with_both_only_a_title_that_is_sure_is_kept(written: str, title: str) -> None:
    assert title_alone(written) == title


_BOTH = "Объединение, педагог"


def _of_both(*cells: str) -> str:
    row = {"Возраст": "7-10", "Направленность": ""}
    own = {"Направленность": "техническая"}
    return as_csv(
        [
            {_BOTH: cell, **row, **(own if cell else {}), "Группа": str(n)}
            for n, cell in enumerate(cells)
        ]
    )


def test_titles_beside_persons_are_read_and_the_others_come_back(tmp_path: Path) -> None:
    path = tmp_path / "расписание.csv"
    path.write_text(_of_both("Шахматы, Иванов И. И.", "", "Хор, Петрова", ""), "utf-8")

    rows = read_rows(path, DEFAULTS)
    read_once = list(rows)
    kept = [kept_row(each) for each in read_once]
    again = read_again(kept, kept_header(rows.headers[0]), rows.defaults, rows.directory)

    for each in (read_once, again):
        assert [row.written.title if row.written else None for row in each] == [
            "Шахматы", "Шахматы", None, None,
        ]  # fmt: skip
        fatal = [found for row in each for found in row.cells.problems if found.fatal]
        assert {found.reason for found in fatal} == {Reason.TITLE_WITH_PERSON}
        assert {(found.cell.row, found.found) for found in fatal} == {(4, ""), (5, "")}
    assert rows.personal_columns == (f"имена людей в столбце «{_BOTH}»",)
    assert not re.search("Иванов|Петров", repr(kept))


def test_a_column_of_titles_alone_is_read_before_one_that_has_persons_too() -> None:
    draft = read({_BOTH: "Лепка, Иванов И. И.", "Программа": "Шахматы"})

    assert [each.title for each in draft.programs] == ["Шахматы"]
    assert draft.personal_columns == (_BOTH,)
    assert reasons(draft) == []

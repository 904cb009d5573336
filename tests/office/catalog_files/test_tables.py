"""A table is found in the file, whatever it was saved with and wherever its header stands."""

from __future__ import annotations

from itertools import chain, islice, repeat
from pathlib import Path

import pytest

from core.domain.program import Direction
from office.catalog_files import (
    CatalogFileRefused,
    Reason,
    Refusal,
    read_catalog,
    read_catalog_text,
)
from office.catalog_files.csv_source import csv_sheet
from office.catalog_files.defaults import Defaults
from tests.office.catalog_files.files import DEFAULTS, ROW, as_csv, reasons

ROWS = [ROW, {**ROW, "Группа": "Группа № 2", "Описание": "Дебюты; эндшпили, «вилки»\tи пат"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_file_is_read_in_every_usual_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "каталог.csv"
    path.write_bytes(as_csv(ROWS, delimiter).encode(encoding))

    draft = read_catalog(path, DEFAULTS)

    assert draft.problems == ()
    assert [group.title for group in draft.programs[0].modules[0].groups] == [
        "Группа № 1",
        "Группа № 2",
    ]
    assert draft.programs[0].annotation == "Дебюты; эндшпили, «вилки» и пат"


def test_a_damaged_letter_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "каталог.csv"
    many = [{**ROW, "Группа": f"Группа № {number}"} for number in range(30)]
    content = as_csv(many).encode()
    path.write_bytes(content.replace("Группа № 7\r".encode(), "Групп".encode() + b"\xd0\r"))

    draft = read_catalog(path, DEFAULTS)

    assert reasons(draft) == [(9, "Группа", Reason.BROKEN_LETTERS)]
    assert len(draft.programs[0].modules[0].groups) == 29


def test_the_header_is_found_under_titles_and_blank_lines() -> None:
    text = "Кружки на 2026/27 учебный год;;;\r\n;;;\r\n" + as_csv(ROWS)

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert draft.problems == ()
    assert [group.row for group in draft.programs[0].modules[0].groups] == [4, 5]


def test_a_header_repeated_numbered_and_summed_up_is_no_row() -> None:
    header, first, second = as_csv(ROWS).splitlines()
    text = f"{header}\n1;2;3;4;5\n{first}\n\n{header}\n{second}\nИтого: 2 группы;;;;"

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert draft.problems == ()
    assert len(draft.programs[0].modules[0].groups) == 2


def test_a_line_with_a_direction_alone_is_said_of_the_rows_under_it() -> None:
    text = (
        "Программа;Возраст\n"
        "Художественная направленность;\n"
        "Лепка;5-7\n"
        "Хор;7-9\n"
        "Техническая;\n"
        "Роботы;7-9\n"
    )

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert draft.problems == ()
    assert [program.direction for program in draft.programs] == [
        Direction.ARTS,
        Direction.ARTS,
        Direction.TECHNICAL,
    ]


def test_a_column_is_known_by_its_name_with_a_unit_and_in_any_case() -> None:
    text = (
        "НАЗВАНИЕ ПРОГРАММЫ;Возраст (лет);Стоимость, руб.;направленность:\n"
        "Лепка;5-7;900;художественная\n"
    )

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert draft.problems == ()
    assert draft.ignored_columns == ()


def test_of_two_columns_for_one_thing_the_better_name_wins() -> None:
    text = (
        "Название;category;program;program_category;age\n"
        "Студия;Техническая;Лепка;художественная;5\n"
    )

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert [(each.title, each.direction) for each in draft.programs] == [("Лепка", Direction.ARTS)]
    assert draft.ignored_columns == ("Название", "category")


def test_a_quote_that_nobody_closed_costs_its_row_only() -> None:
    header, first, second = as_csv(ROWS).splitlines()
    third = second.replace("Группа № 2", "Группа № 3")
    broken = first.replace("Шахматы", '"Шахматы')
    text = f"{header}\r\n{broken}\r\n{second}\r\n{third}\r\n{first}\r\n"

    draft = read_catalog_text(text, "каталог.csv", DEFAULTS)

    assert [(row, reason) for row, _, reason in reasons(draft)] == [(2, Reason.BROKEN_QUOTES)]
    assert len(draft.programs[0].modules[0].groups) == 3


def test_a_quote_closed_far_below_costs_its_row_only() -> None:
    header, first, _ = as_csv(ROWS).splitlines()
    broken = first.replace("Шахматы", '"Шахматы')
    many = "\r\n".join(first.replace("№ 1", f"№ {number}") for number in range(10, 4000))

    draft = read_catalog_text(f"{header}\r\n{broken}\r\n{many}\r\n", "каталог.csv", DEFAULTS)

    assert [(row, reason) for row, _, reason in reasons(draft)] == [(2, Reason.BROKEN_QUOTES)]
    assert len(draft.programs[0].modules[0].groups) == 3990


def test_a_note_in_a_line_of_its_own_is_named_and_not_lost() -> None:
    header, first, second = as_csv(ROWS).splitlines()
    note = ";набор в октябре;;;"

    draft = read_catalog_text(f"{header}\n{first}\n{note}\n{second}\n", "каталог.csv", DEFAULTS)

    assert {row for row, _, _ in reasons(draft)} == {3}
    assert len(draft.programs[0].modules[0].groups) == 2


def test_a_cell_may_have_several_lines() -> None:
    rows = [{**ROW, "Описание": "Первая строка\nВторая; строка"}, {**ROW, "Группа": "2"}]

    draft = read_catalog_text(as_csv(rows), "каталог.csv", DEFAULTS)

    assert draft.problems == ()
    assert draft.programs[0].annotation == "Первая строка\nВторая; строка"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n\r\n", Refusal.EMPTY),
        ("Программа;Возраст\r\n".encode(), Refusal.EMPTY),
        (b"\x00\x01\x02\x03", Refusal.BINARY),
        (b"%PDF-1.7 ...", Refusal.BINARY),
        (b"\xd0\xcf\x11\xe0 an old workbook", Refusal.OLD_WORKBOOK),
        ("Мы учим играть в шахматы.".encode(), Refusal.NOT_A_TABLE),
        ("Дата;Сумма\n01.09.2026;500\n".encode(), Refusal.NOT_A_TABLE),
        (b"<html><body>404</body></html>", Refusal.PAGE),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, content: bytes, code: Refusal) -> None:
    path = tmp_path / "каталог.csv"
    path.write_bytes(content)

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog(path, DEFAULTS)

    assert refused.value.code is code
    assert refused.value.facts == {"file": "каталог.csv"}


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogFileRefused) as missing:
        read_catalog(tmp_path / "нет.csv", DEFAULTS)
    with pytest.raises(CatalogFileRefused) as folder:
        read_catalog(tmp_path, DEFAULTS)

    assert missing.value.code is Refusal.NOT_FOUND
    assert folder.value.code is Refusal.UNREADABLE


@pytest.mark.parametrize(
    ("section", "key"),
    [("provider", "provider"), ("programs", "programs.registry, programs.form")],
)
def test_what_no_row_can_say_is_asked_for_once(section: str, key: str) -> None:
    defaults = Defaults(**{**dict(DEFAULTS), section: Defaults().model_dump()[section]})

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog_text(as_csv(ROWS), "каталог.csv", defaults)

    assert refused.value.code is Refusal.DEFAULT_MISSING
    assert refused.value.facts["key"] == key


def test_ages_that_no_column_and_no_default_gives_are_asked_for_once() -> None:
    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog_text("Программа;Направленность\nХор;художественная\n", "каталог.csv", DEFAULTS)

    assert refused.value.facts["key"] == "programs.ages"


def test_a_table_is_read_row_by_row_and_never_held_whole() -> None:
    endless = chain(["Программа;Возраст\r\n"], repeat('"Хор; капелла";7-9\r\n'))

    lines = islice(csv_sheet(endless, file="каталог.csv").lines, 1, 3000)

    assert {line.cells for line in lines} == {("Хор; капелла", "7-9")}

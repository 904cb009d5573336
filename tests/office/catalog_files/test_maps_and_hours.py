"""Hours, modules' own lengths, coordinates and texts that are too long."""

from __future__ import annotations

import pytest

from core.domain.drafts import CatalogDraft
from core.domain.places import Point
from core.domain.program import Duration
from office.catalog_files import Reason, read_catalog_text
from office.catalog_files.maps import parse_point
from office.catalog_files.problems import NotUnderstood
from tests.office.catalog_files.files import DEFAULTS

HEAD = "Программа;Направленность;Возраст;Группа"


def read(columns: str, *rows: str) -> CatalogDraft:
    text = "\n".join([f"{HEAD};{columns}", *rows])
    return read_catalog_text(text, "файл.csv", DEFAULTS)


@pytest.mark.parametrize(
    ("columns", "cells", "of_program", "of_module"),
    [
        ("Срок обучения;Количество часов", "9 месяцев;72", Duration(None, 9, 72), Duration()),
        ("Срок реализации;Объем, часов", "1 год;144 ч.", Duration(1, None, 144), Duration()),
        ("Часов", "36", Duration(hours=36), Duration()),
        ("Кол-во часов в неделю;Срок", "4;1 год", Duration(1), Duration()),
        ("Модуль;Часов в модуле;Часов", "Начало;36;144", Duration(hours=144), Duration(hours=36)),
        ("Модуль;Срок модуля", "Начало;3 мес.", Duration(), Duration(months=3)),
    ],
)  # fmt: skip
def test_hours_and_months_are_kept_as_they_are_written(
    columns: str, cells: str, of_program: Duration, of_module: Duration
) -> None:
    (program,) = read(columns, f"Лего;техническая;7-8;А;{cells}").programs

    assert program.duration == of_program
    assert program.modules[0].duration == of_module


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Широта;Долгота", "54,7075;20,5073"),
        ("latitude;longitute", "54.7075;20.5073"),
        ("Координаты", "54.7075, 20.5073"),
        ("Координаты", '"54,7075; 20,5073"'),
    ],
)
def test_coordinates_stand_in_one_column_or_two(columns: str, cells: str) -> None:
    (program,) = read(columns, f"Лего;техническая;7-8;А;{cells}").programs

    assert program.modules[0].groups[0].point == Point(54.7075, 20.5073)


@pytest.mark.parametrize("written", ["91, 20", "где-то", "54.7", "0, 0", "54.7, 20.5, 1"])
def test_what_is_no_point_is_said_and_keeps_no_row_out(written: str) -> None:
    with pytest.raises(NotUnderstood) as problem:
        parse_point(written)

    assert (problem.value.reason, problem.value.fatal) == (Reason.POINT_NOT_UNDERSTOOD, False)


def test_half_a_point_is_none() -> None:
    (program,) = read("Широта;Долгота", "Лего;техническая;7-8;А;54.7;").programs

    assert program.modules[0].groups[0].point is None


def test_titles_that_are_too_long_keep_their_rows_out_and_descriptions_are_cut() -> None:
    good = f"Лего;техническая;7-8;А;{'о' * 10_001};ул. Мира"
    bad = f"{'я' * 301};техническая;7-8;А;;ул. Мира"
    far = f"Лего;техническая;7-8;Б;;{'у' * 501}"

    draft = read("Описание;Адрес", good, bad, far)

    assert [(each.reason, each.fatal) for each in draft.problems] == [
        (Reason.TEXT_CUT, False), (Reason.TEXT_TOO_LONG, True), (Reason.TEXT_TOO_LONG, True),
    ]  # fmt: skip
    assert [len(program.annotation) for program in draft.programs] == [10_000]


def test_control_characters_stay_out_of_the_catalog() -> None:
    (program,) = read("Описание", "Ле\x01го\u202e;техническая;7-8;А;а\x08б").programs

    assert (program.title, program.annotation) == ("Лего", "аб")

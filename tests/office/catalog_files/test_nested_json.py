"""Nested JSON gives the draft that the same catalog gives as a table."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from core.domain.program import AgeRange, Slot
from office.catalog_files import CatalogFileRefused, Refusal, read_catalog
from tests.office.catalog_files.files import DEFAULTS

CLUBS: list[dict[str, Any]] = [
    {
        "title": "Студия вязания",
        "vacantPlaces": False,
        "extraText": [7, 8],
        "extraInfo": [{"text": "Укомплектовано"}],
        "category": "Художественная",
        "programms": [
            {
                "programmName": "Вязание «Петелька»",
                "category": "художественная",
                "duration": "2 года",
                "price": None,
                "description": ["Вяжем шапки. ", "И шарфы."],
                "groups": [
                    {
                        "groupName": "Группа № 1",
                        "extraGroupName": "Старт",
                        "year": "1-й год обучения",
                        "age": "7-9 лет",
                        "vacantPlaces": "Группа укомплектована (мест нет)",
                        "schedule": {"monday": "15:00 – 16:40", "tuesday": ""},
                    },
                    {
                        "groupName": "Группа № 2",
                        "year": "2-й год обучения",
                        "age": "9-12 лет",
                        "schedule": {"monday": "", "tuesday": "15:00 – 16:40"},
                    },
                ],
            }
        ],
    }
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalog.json"


def test_the_innermost_things_are_groups_and_those_around_them_programs(path: Path) -> None:
    path.write_text(json.dumps(CLUBS), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    (program,) = draft.programs
    assert draft.problems == ()
    assert (program.title, program.annotation) == ("Вязание «Петелька»", "Вяжем шапки. И шарфы.")
    assert program.ages == AgeRange(7, 12)
    assert [[group.title for group in module.groups] for module in program.modules] == [
        ["Группа № 1 · Старт"],
        ["Группа № 2"],
    ]
    assert program.modules[0].groups[0].slots == (Slot(0, time(15), time(16, 40)),)


def test_what_is_said_of_a_whole_club_is_not_said_of_its_groups(path: Path) -> None:
    path.write_text(json.dumps(CLUBS), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    places = [module.groups[0].places for module in draft.programs[0].modules]
    assert places == [0, None]


@pytest.mark.parametrize(
    ("outer", "inner"), [("title", "title"), ("program", "name"), ("name", "title")]
)
def test_what_a_group_is_called_is_no_title_of_its_program(
    path: Path, outer: str, inner: str
) -> None:
    groups = [{inner: "Младшая", "age": 7}, {inner: "Старшая", "age": 9}]
    choir = {outer: "Хор", "category": "художественная", "groups": groups}
    path.write_text(json.dumps([choir]), "utf-8")

    (program,) = read_catalog(path, DEFAULTS).programs

    assert program.title == "Хор"
    assert [group.title for group in program.modules[0].groups] == ["Младшая", "Старшая"]


def test_programs_in_a_school_keep_their_own_titles(path: Path) -> None:
    programs = [
        {"title": each, "category": "художественная", "age": 7} for each in ("Хор", "Бисер")
    ]
    path.write_text(json.dumps([{"title": "Школа № 5", "programs": programs}]), "utf-8")

    draft = read_catalog(path, DEFAULTS)

    assert [program.title for program in draft.programs] == ["Хор", "Бисер"]


def test_a_program_without_groups_is_a_row_that_is_not_lost(path: Path) -> None:
    empty = {"programmName": "Хор", "category": "художественная", "groups": []}
    path.write_text(
        json.dumps([{**CLUBS[0], "programms": [*CLUBS[0]["programms"], empty]}]), "utf-8"
    )

    draft = read_catalog(path, DEFAULTS)

    assert len(draft.programs) == 1
    assert [problem.cell.row for problem in draft.problems] == [4]


def test_a_flat_list_and_a_list_in_a_thing_are_tables_too(path: Path) -> None:
    rows = [{"Программа": "Хор", "Направленность": "художественная", "Возраст": 7}]
    path.write_text(json.dumps(rows), "utf-8")
    flat = read_catalog(path, DEFAULTS)
    path.write_text(json.dumps({"rows": rows}), "utf-8")
    inside = read_catalog(path, DEFAULTS)

    assert flat == inside
    assert flat.programs[0].ages == AgeRange(7, 7)


def test_lists_in_things_in_things_are_reached(path: Path) -> None:
    groups = [{"name": each, "schedule": "пн 15:00-16:30"} for each in ("А", "Б")]
    course = {"name": "Керамика", "ages": "7-12", "groups": groups}
    sections = [{"direction": "Художественная", "courses": [course]}]
    document = {"data": {"school": {"name": "Дом творчества", "sections": sections}}}
    path.write_text(json.dumps(document), "utf-8")

    (program,) = read_catalog(path, DEFAULTS).programs

    assert (program.title, program.ages) == ("Керамика", AgeRange(7, 12))
    assert [group.title for group in program.modules[0].groups] == ["А", "Б"]
    assert program.modules[0].groups[0].slots == (Slot(0, time(15), time(16, 30)),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[{", Refusal.BROKEN_JSON),
        ("[" * 100_000, Refusal.BROKEN_JSON),
        ("[1, 2]", Refusal.NOT_A_TABLE),
        ("[]", Refusal.NOT_A_TABLE),
        ("{}", Refusal.NOT_A_TABLE),
        ("[{}]", Refusal.NOT_A_TABLE),
        ('{"error": "404"}', Refusal.NOT_A_TABLE),
        ('[{"program": "Хор", "size": {"from": 7}}]', Refusal.NOT_A_TABLE),
    ],
)
def test_other_json_is_refused(path: Path, content: str, code: Refusal) -> None:
    path.write_text(content, "utf-8")

    with pytest.raises(CatalogFileRefused) as refused:
        read_catalog(path, DEFAULTS)

    assert refused.value.code is code

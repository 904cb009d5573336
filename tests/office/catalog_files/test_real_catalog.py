"""A real catalog, which is not part of the project, is read whole.

Asked for with `KRUZHOK_REAL_DATA`, the folder that holds `catalog_zddt`.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from core.domain.drafts import CatalogDraft, GroupDraft
from core.domain.program import AgeRange, Direction
from office.catalog_files import Reason, read_catalog, read_defaults

EXAMPLE = Path(__file__).parents[3] / "docs" / "import-defaults.example.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.fixture(scope="module")
def catalogs() -> Path:
    folder = Path(os.environ.get("KRUZHOK_REAL_DATA", "")) / "catalog_zddt"
    if not folder.is_absolute() or not folder.is_dir():
        pytest.skip("REAL CATALOG UNREAD: set KRUZHOK_REAL_DATA to the folder with catalog_zddt")
    return folder


def read(path: Path) -> CatalogDraft:
    return read_catalog(path, read_defaults(EXAMPLE))


def groups_of(draft: CatalogDraft) -> list[GroupDraft]:
    return [
        group for program in draft.programs for module in program.modules for group in module.groups
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    """The file as the csv module sees it, without any of the reader's code."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_catalog_of_2025_has_36_programs_78_groups_and_168_weekly_slots(catalogs: Path) -> None:
    draft = read(catalogs / "zddt_year_2025-06-27_groups.csv")

    # The only paid program has its price by the month.
    assert [each.reason for each in draft.problems] == [Reason.PRICE_MULTIPLIED]
    assert len(draft.programs) == 36
    assert len(groups_of(draft)) == 78
    assert sum(len(group.slots) for group in groups_of(draft)) == 168


@pytest.mark.parametrize(
    "name",
    [
        "zddt_year_2024-12-16_groups.csv",
        "zddt_year_2025-06-27_groups.csv",
        "zddt_summer_2025-05-28_groups.csv",
        "zddt_summer_2025-06-09_groups.csv",
    ],
)
def test_an_independent_count_of_the_rows_gives_the_same(catalogs: Path, name: str) -> None:
    draft = read(catalogs / name)

    rows = rows_of(catalogs / name)
    assert not [problem for problem in draft.problems if problem.fatal]
    assert [program.title for program in draft.programs] == list(
        dict.fromkeys(row["program"] for row in rows)
    )
    assert sorted(group.row for group in groups_of(draft)) == list(range(2, len(rows) + 2))
    assert sum(len(group.slots) for group in groups_of(draft)) == sum(
        bool(row[day]) for row in rows for day in WEEKDAYS
    )


def test_a_timetable_has_the_years_that_somebody_studies_in_and_no_others(catalogs: Path) -> None:
    path = catalogs / "zddt_timetable_2024-2025.csv"
    defaults = read_defaults(EXAMPLE)
    said = {"direction": Direction.ARTS, "ages": AgeRange(5, 17)}
    programs = defaults.programs.model_copy(update=said)

    draft = read_catalog(path, defaults.model_copy(update={"programs": programs}))

    rows = rows_of(path)
    years = {(row["Образовательная программа"], row["Год обучения"]) for row in rows}
    assert (len(draft.programs), len(groups_of(draft)), len(rows)) == (36, 76, 157)
    assert sum(len(program.modules) for program in draft.programs) == len(years) == 49
    assert sum(len(group.slots) for group in groups_of(draft)) == len(rows)


def test_a_program_of_n_years_has_n_modules(catalogs: Path) -> None:
    path = catalogs / "zddt_year_2025-06-27_groups.csv"

    draft = read(path)

    years = {row["program"]: int(row["duration"].split()[0]) for row in rows_of(path)}
    assert {program.title: len(program.modules) for program in draft.programs} == years


def test_full_groups_have_no_places_and_the_others_those_of_the_defaults(catalogs: Path) -> None:
    path = catalogs / "zddt_year_2025-06-27_groups.csv"

    draft = read(path)

    full = {
        row for row, cells in enumerate(rows_of(path), 2) if "мест нет" in cells["vacancy_note"]
    }
    assert {group.row for group in groups_of(draft) if group.places == 0} == full
    assert {group.places for group in groups_of(draft) if group.row not in full} == {12}


def test_a_beginning_in_another_year_leaves_the_days_unknown(catalogs: Path) -> None:
    draft = read(catalogs / "zddt_summer_2025-06-09_groups.csv")

    assert {problem.reason for problem in draft.problems} == {Reason.OUTSIDE_STUDY_YEAR}
    assert {group.days for group in groups_of(draft)} == {None}


@pytest.mark.parametrize("name", ["zddt_year_2024-12-16", "zddt_year_2025-06-27"])
def test_the_nested_json_and_the_table_of_one_catalog_give_the_same(
    catalogs: Path, name: str
) -> None:
    nested = read(catalogs / f"{name}.json")
    table = read(catalogs / f"{name}_groups.csv")

    assert nested.programs == table.programs
    priced = [(each.cell.row, each.reason) for each in table.problems]
    assert [reason for _, reason in priced] == [Reason.PRICE_MULTIPLIED]
    assert [(each.cell.row, each.reason) for each in nested.problems] == priced

"""Catalogs that come in a file, on the command line: good rows go in, bad ones are named."""

from pathlib import Path

import pytest

from office.console import ROWS_REFUSED
from tests.office.conftest import Kruzhok, refused
from tests.office.typed import partly, told

ROOT = Path(__file__).parents[2]
DEFAULTS = str(ROOT / "docs" / "import-defaults.example.toml")
CATALOG = """Программа;Направленность;Возраст;Группа;Расписание
Шахматы;социально-гуманитарная;7-9 лет;Пешки;пн 10:00-11:00
Лепка;художественная;7-9 лет;Ёжики;вт 10:00-11:00
Лепка;художественная;много лет;Барсуки;вт 12:00-13:00
"""
ANNA = "operator:Anna"


def test_the_good_rows_of_a_catalog_go_in_and_the_bad_one_is_named(
    kruzhok: Kruzhok, folder: Path
) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS, "--certify"]

    trial = partly(kruzhok, *words, "--dry-run", actor=ANNA)
    first = partly(kruzhok, *words, actor=ANNA)
    second = partly(kruzhok, *words, actor=ANNA)

    assert trial["added"] == first["added"] == {"programs": 2, "modules": 2, "groups": 2}
    assert (trial["dry_run"], first["dry_run"]) == (True, False)
    assert [(p["row"], p["fatal"], p["found"]) for p in first["problems"]] == [
        (4, True, "много лет")
    ]
    assert second["added"] == second["changed"] == {"programs": 0, "modules": 0, "groups": 0}
    assert second["unchanged"] == first["added"]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "programs", "catalog.csv", "--defaults", DEFAULTS),
        ("municipality", "add", "--known", "Озерск", "--numbers", "3915"),
    ],
)
def test_a_trial_without_a_database_leaves_none_behind(
    kruzhok: Kruzhok, folder: Path, words: tuple[str, ...]
) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")

    tried = kruzhok(*words, "--dry-run", actor=ANNA)

    assert tried.exit_code in {0, ROWS_REFUSED}, tried.output
    assert [each.name for each in folder.iterdir()] == ["catalog.csv"]


def test_people_read_where_a_row_is_wrong(kruzhok: Kruzhok, folder: Path) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")

    result = kruzhok("import", "programs", "catalog.csv", "--defaults", DEFAULTS, actor=ANNA)

    assert result.exit_code == ROWS_REFUSED
    assert "ell C4" in result.stdout
    assert "1 row did not go in." in result.stdout
    assert "added 2 programs, 2 modules, 2 groups; changed 0 programs" in result.stdout


def test_a_trial_shows_how_rows_were_put_together(kruzhok: Kruzhok, folder: Path) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS, "--dry-run"]

    read = kruzhok(*words, actor=ANNA)
    chess, clay = partly(kruzhok, *words, actor=ANNA)["programs"]

    assert "“Шахматы”: 1 module, 1 group, 1 lesson a week" in read.stdout
    assert "    Программа целиком · Пешки · 7-9 years · пн 10:00-11:00" in read.stdout
    assert chess["modules"][0]["groups"][0] == {
        "title": "Пешки",
        "sheet": "",
        "row": 2,
        "ages": "7-9",
        "places": 12,
        "places_are_free": False,
        "slots": ["пн 10:00-11:00"],
    }
    assert [group["row"] for group in clay["modules"][0]["groups"]] == [3]


def test_a_bad_row_comes_back_in_a_copy_of_the_file_and_is_entered_once_corrected(
    kruzhok: Kruzhok, folder: Path
) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs"]

    bad = (*words, "catalog.csv", "--defaults", DEFAULTS)
    trial = partly(kruzhok, *bad, "--dry-run", actor=ANNA)
    first = partly(kruzhok, *bad, actor=ANNA)
    copy = folder / "catalog-errors.csv"
    rows = copy.read_text("utf-8-sig").splitlines()
    copy.write_text("\n".join(rows).replace("много лет", "9-11 лет"), "utf-8")
    second = told(kruzhok, *words, copy.name, "--defaults", DEFAULTS, actor=ANNA)

    assert (trial["error_copy"], first["error_copy"]) == (None, "catalog-errors.csv")
    assert [row.rpartition(";")[2][:40] for row in rows] == [
        "Ошибка",
        "",
        "",
        "Ячейка C4 («Возраст»): Возраст не понят:",
    ]
    assert second["added"] == {"programs": 0, "modules": 0, "groups": 1}
    assert second["error_copy"] is None


def test_another_upload_tells_what_changed_from_what_to_what(
    kruzhok: Kruzhok, folder: Path
) -> None:
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS]
    (folder / "catalog.csv").write_text(CATALOG.replace("много лет", "9-11 лет"), "utf-8")
    told(kruzhok, *words, actor=ANNA)
    without_badgers = CATALOG.replace("вт 10:00-11:00", "чт 10:00").rpartition("Лепка")[0]
    (folder / "catalog.csv").write_text(without_badgers, "utf-8")

    trial = told(kruzhok, *words, "--dry-run", actor=ANNA)
    read = kruzhok(*words, actor=ANNA)

    path = ["Лепка", "Программа целиком"]
    assert trial["changes"] == [
        {"path": path[:1], "field": "ages", "before": "7-11", "after": "7-9"},
        {
            "path": [*path, "Ёжики"],
            "field": "slots",
            "before": "вт 10:00-11:00",
            "after": "чт 10:00",
        },
    ]
    assert trial["missing"] == [[*path, "Барсуки"]]
    assert "Ёжики: the lessons: “вт 10:00-11:00” → “чт 10:00”." in read.stdout
    assert "Барсуки: the group is not in the file; it stays." in read.stdout
    assert "missing 0 programs, 0 modules, 1 group." in read.stdout


def test_a_group_whose_row_was_refused_is_not_missing(kruzhok: Kruzhok, folder: Path) -> None:
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS]
    (folder / "catalog.csv").write_text(CATALOG.replace("много лет", "9-11 лет"), "utf-8")
    told(kruzhok, *words, actor=ANNA)
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")

    trial = partly(kruzhok, *words, "--dry-run", actor=ANNA)
    read = partly(kruzhok, *words, actor=ANNA)

    assert trial["missing"] == read["missing"] == []
    assert [each["reason"] for each in read["problems"]] == ["ages-not-understood"]


def test_a_copy_that_cannot_be_written_is_said(kruzhok: Kruzhok, folder: Path) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS, "--errors"]

    for place in (str(folder), "catalog.csv"):
        assert "copy-not-written" in refused(kruzhok(*words, place, actor=ANNA))
    assert (folder / "catalog.csv").read_text("utf-8") == CATALOG


def test_a_file_that_does_not_say_enough_names_the_default_that_is_missing(
    kruzhok: Kruzhok, folder: Path
) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")

    asked = refused(kruzhok("import", "programs", "catalog.csv", actor=ANNA))
    assert "provider, programs.registry, programs.form (--defaults)" in asked


def test_a_file_that_is_no_catalog_is_refused_in_one_line(kruzhok: Kruzhok, folder: Path) -> None:
    (folder / "noise.csv").write_text("a;b\n1;2\n", "utf-8")
    words = ["import", "programs"]

    assert "not-found" in refused(
        kruzhok(*words, "missing.csv", "--defaults", DEFAULTS, actor=ANNA)
    )
    assert "not-a-table" in refused(
        kruzhok(*words, "noise.csv", "--defaults", DEFAULTS, actor=ANNA)
    )
    assert "not-found" in refused(
        kruzhok(*words, "noise.csv", "--defaults", "missing.toml", actor=ANNA)
    )

"""Commands that work with the registry: import, invite, day, audit, migrate, demo data."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from db.migrate import downgrade
from db.versions import newest
from office.app import command_line
from office.console import ROWS_REFUSED
from tests.office.conftest import Kruzhok, refused
from tests.office.test_office_commands import dumped

ROOT = Path(__file__).parents[2]
DEFAULTS = str(ROOT / "docs" / "import-defaults.example.toml")
CATALOG = """Программа;Направленность;Возраст;Группа;Расписание
Шахматы;социально-гуманитарная;7-9 лет;Пешки;пн 10:00-11:00
Лепка;художественная;7-9 лет;Ёжики;вт 10:00-11:00
Лепка;художественная;много лет;Барсуки;вт 12:00-13:00
"""
ANNA = "operator:Anna"
SONYA = "3901204518"


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo's data, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "kruzhok.sqlite3"
    env = {
        "KRUZHOK_DATABASE_URL": f"sqlite:///{path}",
        "KRUZHOK_CLOCK": "2026-08-20T10:00+02:00",
    }
    result = CliRunner(env=env).invoke(command_line(), ["demo", "--only-data", "--json"])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def demo(demo_file: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(demo_file, folder / "kruzhok.sqlite3"))


def told(kruzhok: Kruzhok, *words: str, **settings: str) -> dict[str, Any]:
    return document_of(kruzhok(*words, "--json", **settings))


def document_of(result: Result, *, status: int = 0) -> dict[str, Any]:
    assert result.exit_code == status, result.output
    assert result.stderr == ""
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def partly(kruzhok: Kruzhok, *words: str, **settings: str) -> dict[str, Any]:
    """Of a file that came in without some of its rows."""
    return document_of(kruzhok(*words, "--json", **settings), status=ROWS_REFUSED)


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


def test_only_an_operator_imports(kruzhok: Kruzhok, folder: Path, demo: Path) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS]

    assert "KRUZHOK_ACTOR" in refused(kruzhok(*words))
    assert "not-allowed" in refused(kruzhok(*words, actor="municipality:KLG:Olga"))


def test_an_invitation_is_a_link_that_lasts_72_hours(kruzhok: Kruzhok, demo: Path) -> None:
    plain = told(kruzhok, "invite", SONYA, actor="municipality:KLG:Olga")
    linked = told(kruzhok, "invite", SONYA, "--looking", actor=ANNA, bot_username="@our_bot")

    assert plain["link"] is None
    assert plain["mode"] == "ACTING"
    assert plain["valid_until"].startswith("2026-08-23T08:00")
    assert linked["link"] == f"https://t.me/our_bot?start={linked['payload']}"
    assert linked["mode"] == "LOOKING"
    assert linked["payload"].startswith("i_")
    assert linked["payload"] != plain["payload"]


@pytest.mark.parametrize(
    ("number", "actor", "why"),
    [
        (SONYA, "", "KRUZHOK_ACTOR"),
        (SONYA, "operator", "KRUZHOK_ACTOR"),
        (SONYA, "operator: ", "KRUZHOK_ACTOR"),
        (SONYA, "municipality:KLG", "KRUZHOK_ACTOR"),
        (SONYA, "parent:one", "KRUZHOK_ACTOR"),
        (SONYA, "parent:999", "not-found"),
        (SONYA, "municipality:NOPE:Olga", "not-found"),
        (SONYA, "municipality:GUR:Olga", "not-found"),
        ("3901000000", ANNA, "not-found"),
        ("39012", ANNA, "ten digits"),
        ("390120451x", ANNA, "ten digits"),
    ],
)
def test_who_may_not_invite_is_told_so(
    kruzhok: Kruzhok, demo: Path, number: str, actor: str, why: str
) -> None:
    assert why in refused(kruzhok("invite", number, "--json", actor=actor))


def test_days_are_run_once_up_to_the_date_and_the_audit_stays_clean(
    kruzhok: Kruzhok, demo: Path
) -> None:
    october = {"clock": "2026-10-02T10:00+02:00", "actor": ANNA}
    words = ["day", "--municipality", "KLG", "--date", "2026-10-01"]

    first = told(kruzhok, *words, **october)
    again = told(kruzhok, *words, **october)

    assert first == {
        "municipality": "KLG", "date": "2026-10-01", "first": "2026-08-21", "days": 42,
    }  # fmt: skip
    assert again["days"] == 0
    assert told(kruzhok, "audit") == {"clean": True, "differences": [], "days": []}


def test_days_are_tried_before_they_are_run(kruzhok: Kruzhok, demo: Path) -> None:
    october = {"clock": "2026-10-02T10:00+02:00", "actor": ANNA}
    words = ["day", "--municipality", "KLG", "--date", "2026-10-01"]
    before = dumped(demo.parent)

    tried = told(kruzhok, *words, "--dry-run", **october)
    text = kruzhok(*words, "--dry-run", **october).stdout

    assert dumped(demo.parent) == before
    assert (tried["dry_run"], tried["first"], tried["days"]) == (True, "2026-08-21", 42)
    assert tried["movements"].keys() == {"CHARGE"}
    assert tried["notices"]["CHARGE_POSTED"] == tried["movements"]["CHARGE"]["count"]
    assert text.startswith("Nothing was changed. It would be:\ndays")
    assert "42, from 2026-08-21 to 2026-10-01" in text
    told(kruzhok, *words, **october)
    nothing = kruzhok(*words, "--dry-run", **october).stdout
    assert "Nothing is left to do in KLG through 2026-10-01." in nothing


@pytest.mark.parametrize(
    ("code", "day", "actor", "why"),
    [
        ("KLG", "2026-08-20", "", "KRUZHOK_ACTOR"),
        ("KLG", "2026-08-21", ANNA, "date-not-reached"),
        ("KLG", "tomorrow", ANNA, "--date"),
        ("NOPE", "2026-08-20", ANNA, "not-found"),
        ("KLG", "2026-08-20", "municipality:GUR:Olga", "not-allowed"),
    ],
)
def test_a_day_that_may_not_be_run_is_refused(
    kruzhok: Kruzhok, demo: Path, code: str, day: str, actor: str, why: str
) -> None:
    words = ["day", "--municipality", code, "--date", day]

    assert why in refused(kruzhok(*words, actor=actor))


def test_an_audit_that_finds_a_difference_ends_with_1(kruzhok: Kruzhok, demo: Path) -> None:
    connection = sqlite3.connect(demo)
    with connection:
        connection.execute(
            "UPDATE balances SET available_kopecks = available_kopecks + 1,"
            " nominal_kopecks = nominal_kopecks + 1 WHERE debited_kopecks > 0"
        )
    connection.close()

    as_json, as_text = kruzhok("audit", "--json"), kruzhok("audit")

    found = json.loads(as_json.stdout)
    assert (as_json.exit_code, as_text.exit_code) == (1, 1)
    assert not found["clean"]
    assert len(found["differences"]) >= 1
    assert "difference" in as_text.stdout


def test_a_new_database_is_made_by_whatever_opens_it_and_an_old_one_is_left_alone(
    kruzhok: Kruzhok, folder: Path
) -> None:
    nothing_there = refused(kruzhok("audit"))
    assert not (folder / "kruzhok.sqlite3").exists()
    assert told(kruzhok, "municipality", "list") is not None
    assert told(kruzhok, "audit")["clean"]
    downgrade("sqlite:///kruzhok.sqlite3", "0006")

    sentence = refused(kruzhok("audit"))
    migrated = told(kruzhok, "migrate")

    assert "KRUZHOK_DATABASE_URL" in nothing_there
    assert "kruzhok migrate" in sentence
    assert migrated == {"before": "0006", "after": newest(), "changed": True}
    assert told(kruzhok, "migrate")["changed"] is False
    assert told(kruzhok, "audit")["clean"]


def test_demo_data_names_who_is_in_it_and_is_made_once(kruzhok: Kruzhok, demo: Path) -> None:
    said = told(kruzhok, "demo", "--only-data")
    text = kruzhok("demo", "--only-data").stdout

    assert [child["kind"] for child in said["certificates"]] == ["FUNDED", "ACCOUNTING", "FUNDED"]
    assert len(said["invitations"]) == 4
    assert all(each["payload"].startswith("i_") for each in said["invitations"])
    assert SONYA in text
    assert "/start i_" in text

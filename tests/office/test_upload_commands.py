"""`kruzhok import list|show|drop|archive-missing`, and where a group came from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok, refused
from tests.office.test_catalog_commands import ANNA, CATALOG, DEFAULTS
from tests.office.typed import partly, told

WORDS = ("import", "programs", "catalog.csv", "--defaults", DEFAULTS)
GOOD = CATALOG.replace("много лет", "9-11 лет")


@pytest.fixture
def uploads(kruzhok: Kruzhok, folder: Path) -> Path:
    """Two uploads: the second does not name a group and says other lessons of another."""
    (folder / "catalog.csv").write_text(GOOD, "utf-8")
    told(kruzhok, *WORDS, actor=ANNA)
    shorter = GOOD.rpartition("Лепка")[0].replace("вт 10:00-11:00", "чт 10:00")
    (folder / "catalog.csv").write_text(shorter, "utf-8")
    told(kruzhok, *WORDS, actor=ANNA)
    return folder


def test_uploads_are_listed_and_shown_with_what_they_did(kruzhok: Kruzhok, uploads: Path) -> None:
    listed = told(kruzhok, "import", "list")["uploads"]
    shown = told(kruzhok, "import", "show", "2")

    assert [(each["id"], each["file"], each["actor"], each["state"]) for each in listed] == [
        (2, "catalog.csv", ANNA, "APPLIED"), (1, "catalog.csv", ANNA, "APPLIED"),
    ]  # fmt: skip
    assert (shown["changed"]["groups"], shown["missing_count"]["groups"]) == (1, 1)
    assert shown["changes"][-1]["field"] == "slots"
    assert "applied" in kruzhok("import", "list").stdout
    assert "archive-missing 2" in kruzhok("import", "show", "2").stdout
    assert "not-found" in refused(kruzhok("import", "show", "9"))
    assert uploads.is_dir()


def test_an_unknown_municipality_comes_back_with_one_of_the_registry(
    kruzhok: Kruzhok, folder: Path
) -> None:
    head, *rows = GOOD.splitlines()
    file = "\n".join(
        [f"Муниципалитет;{head}", *(f"Атлантида;{row}" if row else row for row in rows)]
    )
    (folder / "catalog.csv").write_text(file, "utf-8")

    tried = kruzhok(*WORDS, "--dry-run", actor=ANNA).stdout
    done = partly(kruzhok, *WORDS, actor=ANNA)
    shown = kruzhok("import", "show", str(done["upload"])).stdout
    copy = (folder / done["error_copy"]).read_text("utf-8")

    (place,) = told(kruzhok, "municipality", "list")["municipalities"]
    for said in (tried, done["problems"][0]["message"], shown, copy):
        assert place["name"] in said


def test_a_group_tells_the_file_it_came_from(kruzhok: Kruzhok, uploads: Path) -> None:
    groups = {each["title"]: each["id"] for each in told(kruzhok, "group", "list")["groups"]}

    hedgehogs = told(kruzhok, "group", "show", str(groups["Ёжики"]))
    badgers = kruzhok("group", "show", str(groups["Барсуки"])).stdout

    row = GOOD[: GOOD.index("Ёжики")].count("\n") + 1
    assert [(each["upload"], each["row"]) for each in hedgehogs["origins"]] == [(2, row), (1, row)]
    assert f"catalog.csv, row {row + 1} (upload 1, 2026-08-20" in badgers
    assert uploads.is_dir()


def test_what_is_missing_is_archived_only_when_somebody_says_so(
    kruzhok: Kruzhok, uploads: Path
) -> None:
    words = ("import", "archive-missing", "2")

    asked = refused(kruzhok(*words, actor=ANNA))
    trial = told(kruzhok, *words, "--dry-run", actor=ANNA)
    before = len(told(kruzhok, "group", "list")["groups"])
    done = told(kruzhok, *words, "--yes", actor=ANNA)
    again = told(kruzhok, *words, "--yes", actor=ANNA)

    assert "--yes" in asked
    assert [each["path"][-1] for each in trial["archived"]] == ["Барсуки"]
    assert done["archived"] == trial["archived"]
    assert again["archived"] == []
    assert before - 1 == len(told(kruzhok, "group", "list")["groups"])
    assert "There is nothing" in kruzhok(*words, "--yes", actor=ANNA).stdout
    assert "not-allowed" in refused(kruzhok("import", "archive-missing", "7", "--yes", actor=ANNA))
    assert uploads.is_dir()


def test_an_applied_upload_is_not_dropped_and_a_missing_one_is_not_found(
    kruzhok: Kruzhok, uploads: Path
) -> None:
    assert "wrong-state" in refused(kruzhok("import", "drop", "1", actor=ANNA))
    assert "not-allowed" in refused(kruzhok("import", "drop", "7", actor=ANNA))
    assert uploads.is_dir()


def test_the_same_file_again_changes_nothing_but_the_record(
    kruzhok: Kruzhok, uploads: Path
) -> None:
    again = told(kruzhok, *WORDS, actor=ANNA)

    assert again["upload"] == 3
    assert again["changes"] == []
    assert json.dumps(again["added"]) == json.dumps(dict.fromkeys(again["added"], 0))
    assert uploads.is_dir()

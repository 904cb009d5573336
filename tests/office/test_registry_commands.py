"""Commands that work with the registry: import, invite, day, audit, migrate, demo data."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from db.migrate import downgrade
from db.versions import newest
from office.app import command_line
from tests.office.conftest import Kruzhok, refused
from tests.office.test_catalog_commands import ANNA, CATALOG, DEFAULTS
from tests.office.typed import dumped, told

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


@pytest.mark.parametrize(
    ("terminal", "funded", "staff"),
    [("C.UTF-8", ", funded", "a provider's staff"),
     ("ru_RU.UTF-8", ", с деньгами", "сотрудник поставщика")],
)  # fmt: skip
def test_who_is_in_the_demo_is_said_in_the_terminals_language(
    kruzhok: Kruzhok,
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    funded: str,
    staff: str,
) -> None:
    monkeypatch.setenv("LC_ALL", terminal)

    said = kruzhok("demo", "--only-data", clock="2026-08-20T10:00+02:00").stdout

    assert f"  {SONYA}  Орлова Софья Дмитриевна{funded}\n" in said
    assert "/start i_" in said
    assert staff in said


def test_only_an_operator_imports(kruzhok: Kruzhok, folder: Path, demo: Path) -> None:
    (folder / "catalog.csv").write_text(CATALOG, "utf-8")
    words = ["import", "programs", "catalog.csv", "--defaults", DEFAULTS]

    assert "KRUZHOK_ACTOR" in refused(kruzhok(*words))
    assert "not-allowed" in refused(kruzhok(*words, actor="municipality:KLG:Olga"))


def test_an_invitation_is_a_link_that_lasts_72_hours(kruzhok: Kruzhok, demo: Path) -> None:
    plain = told(kruzhok, "invite", SONYA, "--anew", actor="municipality:KLG:Olga")
    looking = ("invite", SONYA, "--looking", "--anew")
    linked = told(kruzhok, *looking, actor=ANNA, bot_username="@our_bot")

    assert plain["link"] is None
    assert plain["mode"] == "ACTING"
    assert plain["valid_until"].startswith("2026-08-23T08:00:")
    assert linked["link"] == f"https://t.me/our_bot?start={linked['payload']}"
    assert linked["mode"] == "LOOKING"
    assert linked["payload"].startswith("i_")
    assert linked["payload"] != plain["payload"]


def test_no_second_invitation_is_open_unless_it_was_asked_for(kruzhok: Kruzhok, demo: Path) -> None:
    words = ("invite", SONYA)
    before = dumped(demo.parent)
    tried = told(kruzhok, *words, "--anew", "--dry-run", actor=ANNA, bot_username="our_bot")
    assert dumped(demo.parent) == before
    # The demo handed one out to this child already.
    kept = refused(kruzhok(*words, actor=ANNA))
    anew = told(kruzhok, *words, "--anew", actor=ANNA, bot_username="our_bot")
    beside = kruzhok(*words, "--another", actor=ANNA)
    both = refused(kruzhok(*words, "--another", "--anew", actor=ANNA))
    both_ended = kruzhok(*words, "--anew", actor=ANNA)
    tried_text = kruzhok(*words, "--anew", "--dry-run", actor=ANNA, bot_username="our_bot").stdout

    assert (tried["payload"], tried["link"], tried["ended"]) == (None, None, 1)
    assert "until 2026-08-23T08:00+00:00 and cannot be shown again" in kept
    assert "invitation-open" in kept
    assert (anew["dry_run"], anew["ended"], anew["also_open"]) == (False, 1, 0)
    assert beside.stdout.endswith("Open as well: 1.\n")
    assert "--anew and --another" in both
    assert both_ended.stdout.endswith("Open before and expired now: 2.\n")
    assert "https://t.me/our_bot?start=…\n" in tried_text


def test_the_staff_of_a_provider_are_invited_one_by_one(kruzhok: Kruzhok, demo: Path) -> None:
    words = ("provider", "invite", told(kruzhok, "provider", "list")["providers"][0]["inn"])

    first = told(kruzhok, *words, actor=ANNA)
    kept = refused(kruzhok(*words, "--dry-run", actor=ANNA))
    another = told(kruzhok, *words, "--another", actor=ANNA)
    instead = told(kruzhok, *words, "--anew", actor=ANNA)

    assert "invitation-open" in kept
    assert [each["also_open"] for each in (first, another, instead)] == [0, 1, 0]
    assert [each["ended"] for each in (first, another, instead)] == [0, 0, 2]
    assert len({each["payload"] for each in (first, another, instead)}) == 3


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
    tried = told(kruzhok, "migrate", "--dry-run")
    migrated = told(kruzhok, "migrate")

    assert "KRUZHOK_DATABASE_URL" in nothing_there
    assert "kruzhok migrate" in sentence
    assert migrated == {"dry_run": False, "before": "0006", "after": newest(), "changed": True}
    assert {**tried, "dry_run": False} == migrated
    assert told(kruzhok, "migrate")["changed"] is False
    assert told(kruzhok, "audit")["clean"]


def test_a_migration_is_tried_without_leaving_a_database_behind(
    kruzhok: Kruzhok, folder: Path
) -> None:
    said = kruzhok("migrate", "--dry-run").stdout
    nothing = list(folder.iterdir())
    kruzhok("migrate")

    assert said == (
        f"Nothing was changed. It would be:\nUpgraded from an empty database to {newest()}.\n"
    )
    assert nothing == []
    assert kruzhok("migrate").stdout == f"Up to date: {newest()}.\n"


def test_a_database_of_a_newer_program_is_left_alone(kruzhok: Kruzhok, folder: Path) -> None:
    kruzhok("migrate")
    with sqlite3.connect(folder / "kruzhok.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    for words in (("migrate",), ("migrate", "--dry-run")):
        assert "version 9999, which this program does not know" in refused(kruzhok(*words))


def test_demo_data_names_who_is_in_it_and_is_made_once(kruzhok: Kruzhok, demo: Path) -> None:
    said = told(kruzhok, "demo", "--only-data")
    text = kruzhok("demo", "--only-data").stdout

    assert [child["kind"] for child in said["certificates"]] == ["FUNDED", "ACCOUNTING", "FUNDED"]
    assert len(said["invitations"]) == 4
    assert all(each["payload"].startswith("i_") for each in said["invitations"])
    assert SONYA in text
    assert "/start i_" in text

"""A backup can be restored, and a restored copy tells nobody twice (promise R6)."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.lock import BotLock
from db.backup import Broken, copied, ensure_whole
from db.keys import drawn_key
from tests.office.conftest import Kruzhok, refused
from tests.office.region import ANNA, PARENT, REQUEST, STAFF, built, files, region
from tests.office.typed import told

__all__ = ["built", "files", "region"]

WEEK_LATER = "2026-10-02T10:00+02:00"
AT_NIGHT = "2026-10-02T22:00+02:00"


def states(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "kruzhok.sqlite3")) as database:
        return dict(database.execute("SELECT state, count(*) FROM notices GROUP BY state"))


def test_what_was_backed_up_is_restored_audited_and_sends_no_old_notices(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = told(kruzhok, *REQUEST, **PARENT)
    told(kruzhok, "enrollment", "confirm", str(request["id"]), **STAFF)
    waiting = states(region)["WAITING"]
    made = told(kruzhok, "backup", "copy.sqlite3")
    told(kruzhok, "account", "add", "--chat", "999", **ANNA)
    monkeypatch.setenv("KRUZHOK_CLOCK", WEEK_LATER)

    tried = told(kruzhok, "restore", "copy.sqlite3", "--dry-run")
    untouched = states(region)
    done = told(kruzhok, "restore", "copy.sqlite3", "--replace")

    assert made["bytes"] == (region / "copy.sqlite3").stat().st_size
    assert tried["notices_held_back"] == done["notices_held_back"] > waiting
    assert untouched["WAITING"] == waiting
    assert states(region).get("WAITING", 0) == 0
    assert told(kruzhok, "audit")["clean"]
    assert told(kruzhok, "notices", "parked", "--why", "restored", **ANNA)["parked"] >= waiting
    assert len(told(kruzhok, "account", "list", **ANNA)["accounts"]) == 2
    again = told(kruzhok, "restore", "copy.sqlite3", "--replace")
    assert Path(str(done["aside"])).exists()
    assert Path(str(again["aside"])).exists()
    assert again["aside"] != done["aside"]
    assert not list(region.glob("*.restoring*"))


def test_r6_what_was_caught_up_at_night_is_not_sent_in_the_morning(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = told(kruzhok, *REQUEST, **PARENT)
    told(kruzhok, "enrollment", "confirm", str(request["id"]), **STAFF)
    told(kruzhok, "backup", "copy.sqlite3")
    monkeypatch.setenv("KRUZHOK_CLOCK", AT_NIGHT)

    done = told(kruzhok, "restore", "copy.sqlite3", "--replace")

    later = "SELECT count(*) FROM notices WHERE state = 'PARKED' AND not_before_at > written_at"
    with closing(sqlite3.connect(region / "kruzhok.sqlite3")) as database:
        ((of_the_night,),) = database.execute(later).fetchall()
    assert of_the_night > 0
    assert states(region).get("WAITING", 0) == 0
    assert states(region)["PARKED"] == done["notices_held_back"]


@pytest.mark.parametrize(
    ("terminal", "between"), [("C", ","), ("ru_RU.UTF-8", "\N{NO-BREAK SPACE}")]
)
def test_bytes_are_grouped_as_the_language_of_the_terminal_groups_them(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch, terminal: str, between: str
) -> None:
    monkeypatch.setenv("LC_ALL", terminal)
    answer = kruzhok("backup", "copy.sqlite3").stdout
    size = (region / "copy.sqlite3").stat().st_size
    assert f"{size:,}".replace(",", between) in answer


def test_a_backup_is_verified_without_being_touched(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    before = (region / "copy.sqlite3").read_bytes()

    verified = told(kruzhok, "verify", "copy.sqlite3")

    assert (verified["clean"], verified["differences"]) == (True, 0)
    assert (region / "copy.sqlite3").read_bytes() == before
    assert [each.name for each in region.glob("copy*")] == ["copy.sqlite3"]


def test_money_that_is_wrong_is_found_and_not_restored(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    with closing(sqlite3.connect("copy.sqlite3")) as database:
        database.execute(
            "UPDATE balances SET available_kopecks = available_kopecks + 1,"
            " nominal_kopecks = nominal_kopecks + 1"
        )
        database.commit()

    result = kruzhok("verify", "copy.sqlite3")

    assert result.exit_code == 1
    assert re.search(r"certificate 1, period \d+.*: expected .*, found ", result.stdout)
    assert "nothing was restored" in refused(kruzhok("restore", "copy.sqlite3", "--replace"))


def spoil(script: str) -> None:
    told_of = Path("copy.sqlite3")
    with closing(sqlite3.connect(told_of)) as database:
        database.executescript(script)


def test_a_name_that_nobody_could_read_is_found(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    opened = told(kruzhok, "verify", "copy.sqlite3")["names_opened"]
    with closing(sqlite3.connect("copy.sqlite3")) as database:
        (sealed,) = database.execute("SELECT sealed FROM children ORDER BY id LIMIT 1").fetchone()
        turned = bytes([*sealed[:-1], sealed[-1] ^ 1])
        database.execute("UPDATE children SET sealed = ? WHERE id = 1", [turned])
        database.commit()

    said = [
        refused(kruzhok("verify", "copy.sqlite3")),
        refused(kruzhok("restore", "copy.sqlite3", "--replace")),
    ]

    assert isinstance(opened, int)
    assert opened > 0
    assert all("children" in each for each in said)


def test_a_history_without_its_guards_is_found(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    spoil("DROP TRIGGER ledger_refuses_update")

    said = [
        refused(kruzhok("verify", "copy.sqlite3")),
        refused(kruzhok("restore", "copy.sqlite3", "--replace")),
    ]

    assert all("ledger_refuses_update" in each for each in said)


def test_where_other_keys_are_it_says_that_names_were_not_tried(
    kruzhok: Kruzhok, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    monkeypatch.setenv("KRUZHOK_KEYS", drawn_key("k1"))

    verified = told(kruzhok, "verify", "copy.sqlite3")

    assert (verified["clean"], verified["names_opened"]) == (True, None)
    assert "not tried" in kruzhok("verify", "copy.sqlite3").stdout


@pytest.mark.parametrize(
    "spoiled", [b"", b"SQLite format 3\x00", b"not a database at all" * 100, None]
)
def test_what_is_no_backup_is_refused(
    kruzhok: Kruzhok, region: Path, spoiled: bytes | None
) -> None:
    if spoiled is not None:
        Path("copy.sqlite3").write_bytes(spoiled)
    before = (region / "kruzhok.sqlite3").read_bytes()

    for words in (("verify", "copy.sqlite3"), ("restore", "copy.sqlite3", "--replace")):
        assert refused(kruzhok(*words))

    assert (region / "kruzhok.sqlite3").read_bytes() == before
    assert not list(region.glob("*.restoring*"))


def test_the_database_is_no_backup_of_itself(kruzhok: Kruzhok, region: Path) -> None:
    before = (region / "kruzhok.sqlite3").read_bytes()

    said = refused(kruzhok("restore", str(region / "kruzhok.sqlite3"), "--replace"))

    assert "is the configured database itself" in said
    assert (region / "kruzhok.sqlite3").read_bytes() == before


def test_a_damaged_page_is_found(kruzhok: Kruzhok, region: Path) -> None:
    told(kruzhok, "backup", "copy.sqlite3")
    whole = bytearray(Path("copy.sqlite3").read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 4096] = b"\xff" * 4096
    Path("copy.sqlite3").write_bytes(whole)

    assert refused(kruzhok("verify", "copy.sqlite3"))


def test_nothing_is_overwritten_and_a_running_bot_is_not_disturbed(
    kruzhok: Kruzhok, region: Path
) -> None:
    told(kruzhok, "backup", "copy.sqlite3")

    again = refused(kruzhok("backup", "copy.sqlite3"))
    over = refused(kruzhok("restore", "copy.sqlite3"))
    lock = BotLock(f"sqlite:///{region / 'kruzhok.sqlite3'}")
    lock.take()
    running = refused(kruzhok("restore", "copy.sqlite3", "--replace"))
    lock.release()

    assert "no backup is replaced" in again
    assert "--replace" in over
    assert "stop it first" in running


def test_with_postgresql_the_way_is_another(kruzhok: Kruzhok) -> None:
    url = "postgresql+asyncpg://kruzhok:hidden@localhost/kruzhok"

    for words in (("backup", "x"), ("restore", "x")):
        said = refused(kruzhok(*words, database_url=url))
        assert "pg_dump" in said
        assert "hidden" not in said


def test_a_backup_that_cannot_be_finished_leaves_nothing(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("db.backup.os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        copied(region / "kruzhok.sqlite3", region / "copy.sqlite3")

    assert not list(region.glob("copy*"))


def test_a_missing_file_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Broken):
        ensure_whole(tmp_path / "nothing.sqlite3")

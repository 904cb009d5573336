"""`kruzhok keys`: drawing, showing and changing the master keys."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.keys import drawn_key, parsed_keys
from db.migrate import upgrade
from db.sealing import KeyRing
from tests.builders import NOON, add_child, found_town
from tests.office.conftest import Kruzhok, refused
from tests.office.typed import dumped, told

ACTOR = "operator:Ivanova"
FILE = "kruzhok.sqlite3"


@pytest.fixture
def own_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with three children, under a key of its own in the file beside it."""
    monkeypatch.delenv("KRUZHOK_KEYS")
    upgrade(f"sqlite:///{folder / FILE}")
    asyncio.run(_filled(folder, KeyRing(file=folder / f"{FILE}.keys")))
    return folder / f"{FILE}.keys"


async def _filled(folder: Path, ring: KeyRing) -> None:
    database = Database.open(f"sqlite:///{folder / FILE}", ClockFrom(NOON), ring)
    await database.perform(_three_children)
    await database.close()


def _three_children(uow: UnitOfWork) -> None:
    town = found_town(uow)
    for n in (1, 2, 3):
        add_child(uow, town, n=n, full_name=f"Котова Анна {n}")


def test_a_new_key_is_one_that_is_taken(kruzhok: Kruzhok) -> None:
    drawn = json.loads(kruzhok("keys", "new", "--json").stdout)["key"]

    assert parsed_keys(drawn)[0].id in drawn
    assert kruzhok("keys", "new").stdout.strip() != drawn


@pytest.mark.parametrize(
    ("terminal", "words"),
    [("ru_RU.UTF-8", "сохраните его копию"), ("C.UTF-8", "keep a copy of it")],
)
def test_a_key_that_was_drawn_is_told_once_in_the_terminals_language(
    kruzhok: Kruzhok,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    words: str,
) -> None:
    monkeypatch.delenv("KRUZHOK_KEYS")
    monkeypatch.setenv("KRUZHOK_DATABASE_URL", "sqlite:///other.sqlite3")
    monkeypatch.setenv("LC_ALL", terminal)
    town = ("municipality", "add", "KLG", "--name", "Калининград", "--numbers", "3901")
    child = ("3901000002", "--name", "Пушкин Лев", "--born", "2016-05-01", "--category", "Дети")

    kruzhok(*town, actor=ACTOR)
    kruzhok("category", "add", "KLG", "Дети", actor="municipality:KLG:Oleg")
    add = ("certificate", "add", "KLG", *child)
    first = kruzhok(*add, actor=ACTOR)
    second = kruzhok(*add, actor=ACTOR)

    assert words in first.stderr
    assert str(folder / "other.sqlite3.keys") in first.stderr
    assert second.stderr == ""


def test_keys_are_shown_by_name_and_number_of_persons_only(
    kruzhok: Kruzhok, own_keys: Path
) -> None:
    shown = kruzhok("keys", "show", "--json", actor=ACTOR)

    (key,) = json.loads(shown.stdout)["keys"]
    assert (key["key"], key["persons"], key["writes"], key["retired"]) == ("k1", 3, True, False)
    assert own_keys.read_text().strip().partition(":")[2] not in shown.stdout
    assert "not-allowed" in refused(kruzhok("keys", "show", actor="municipality:39-kgd:X"))


def test_a_key_file_gets_its_new_key_by_itself_and_everything_goes_under_it(
    kruzhok: Kruzhok, own_keys: Path
) -> None:
    before = own_keys.read_text()

    rotated = kruzhok("keys", "rotate", "--json", actor=ACTOR)
    again = kruzhok("certificate", "show", "3901000002", "--json", actor=ACTOR)

    document = json.loads(rotated.stdout)
    new, old = document["keys"]
    assert document["persons"] == 3
    assert (new["persons"], new["writes"], old["persons"], old["retired"]) == (3, True, 0, True)
    assert own_keys.read_text().endswith(before)
    assert own_keys.stat().st_mode & 0o777 == 0o600
    assert json.loads(again.stdout)["child"] == "Котова Анна 2"


def test_a_rotation_is_tried_before_it_is_done(
    kruzhok: Kruzhok, own_keys: Path, folder: Path
) -> None:
    old, held = own_keys.read_text(), dumped(folder)

    tried = told(kruzhok, "keys", "rotate", "--dry-run", actor=ACTOR)
    said = kruzhok("keys", "rotate", "--dry-run", actor=ACTOR).stdout
    of_two = f"{drawn_key('k2')},{old.strip()}"
    named = told(kruzhok, "keys", "rotate", "--dry-run", actor=ACTOR, keys=of_two)
    stranger = kruzhok("keys", "rotate", "--dry-run", actor="municipality:39-kgd:X")

    assert (own_keys.read_text(), dumped(folder)) == (old, held)
    assert (tried["dry_run"], tried["persons"]) == (True, 3)
    new, k1 = tried["keys"]
    assert (new["key"], new["persons"], new["writes"], new["retired"]) == ("new", 3, True, False)
    assert (k1["key"], k1["persons"], k1["in_settings"], k1["retired"]) == ("k1", 0, True, True)
    assert not k1["writes"]
    assert said.startswith("Nothing was changed. It would be:\n3 persons were put under new.")
    assert named["persons"] == 3
    assert [(key["key"], key["persons"]) for key in named["keys"]] == [("k2", 3), ("k1", 0)]
    assert "not-allowed" in refused(stranger)


def test_what_is_done_is_what_was_tried(kruzhok: Kruzhok, own_keys: Path) -> None:
    keys = f"{drawn_key('k2')},{own_keys.read_text().strip()}"

    tried = told(kruzhok, "keys", "rotate", "--dry-run", actor=ACTOR, keys=keys)
    done = told(kruzhok, "keys", "rotate", actor=ACTOR, keys=keys)
    # Both keys are there still, and everything is under the first of them.
    refusal = refused(kruzhok("keys", "rotate", "--dry-run", actor=ACTOR, keys=keys))

    assert done == {**tried, "dry_run": False}
    assert "one key only" in refusal


def test_the_retired_key_may_leave_and_the_next_rotation_makes_room_itself(
    kruzhok: Kruzhok, own_keys: Path
) -> None:
    kruzhok("keys", "rotate", actor=ACTOR)
    kruzhok("keys", "rotate", actor=ACTOR)
    lines = own_keys.read_text().splitlines()
    own_keys.write_text(lines[0] + "\n")

    found = json.loads(kruzhok("keys", "show", "--json", actor=ACTOR).stdout)["keys"]

    assert len(lines) == 2
    assert [key["persons"] for key in found] == [3, 0, 0]
    assert [key["in_settings"] for key in found] == [True, False, False]


def test_r6_a_backup_whose_key_was_taken_away_takes_nobody_s_place(
    kruzhok: Kruzhok, own_keys: Path, folder: Path
) -> None:
    kruzhok("backup", "copy.sqlite3")
    kruzhok("keys", "rotate", actor=ACTOR)
    both = own_keys.read_text()
    own_keys.write_text(both.splitlines()[0] + "\n")
    held = dumped(folder)

    tried, done = (
        refused(kruzhok("restore", "copy.sqlite3", how)) for how in ("--dry-run", "--replace")
    )
    untouched = dumped(folder) == held
    own_keys.write_text(both)
    again = told(kruzhok, "restore", "copy.sqlite3", "--replace")

    assert tried == done
    assert done.startswith(
        "copy.sqlite3: the database was written with a master key k1 that is not"
    )
    assert untouched
    assert not list(folder.glob("*.restoring*"))
    assert Path(str(again["aside"])).exists()


def test_keys_of_the_settings_are_changed_by_their_order(kruzhok: Kruzhok, own_keys: Path) -> None:
    old, new = own_keys.read_text().strip(), drawn_key("k2")

    alone = refused(kruzhok("keys", "rotate", actor=ACTOR, keys=old))
    rotated = kruzhok("keys", "rotate", "--json", actor=ACTOR, keys=f"{new},{old}")
    afterwards = kruzhok("certificate", "show", "3901000002", "--json", actor=ACTOR, keys=new)
    with_the_old = refused(kruzhok("certificate", "show", "3901000002", actor=ACTOR, keys=old))

    assert "one key only" in alone
    assert json.loads(rotated.stdout)["persons"] == 3
    assert json.loads(afterwards.stdout)["number"] == "3901000002"
    assert "master key k2 that is not among the present ones" in with_the_old


def test_r5_unsafe_keys_and_two_sources_are_refused_with_a_sentence(
    kruzhok: Kruzhok, own_keys: Path
) -> None:
    short = refused(kruzhok("keys", "show", actor=ACTOR, keys="k1:abc"))
    both = refused(
        kruzhok("keys", "show", actor=ACTOR, keys=drawn_key("k1"), keys_file=str(own_keys))
    )
    missing = refused(kruzhok("keys", "show", actor=ACTOR, keys_file="/nowhere/keys"))

    assert short.startswith("KRUZHOK_KEYS: ")
    assert "abc" not in short
    assert "set one" in both
    assert "/nowhere/keys cannot be read" in missing

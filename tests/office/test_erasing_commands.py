"""`kruzhok person`: a child is erased by its municipality, and again in a restored copy."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from core.domain.actor import Family, MunicipalityOfficer
from core.domain.certificate import ClosingReason
from core.ports.unit_of_work import UnitOfWork
from core.services.closing import close_certificate
from core.services.erasing import erase_account
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from tests.builders import KALININGRAD, NOON, add_child, add_parent, found_town
from tests.office.conftest import Kruzhok, refused

FILE = "kruzhok.sqlite3"
OFFICER = f"municipality:{KALININGRAD.code}:Петров"
OPEN, CLOSED = "3901000001", "3901000002"


@pytest.fixture
def families(folder: Path) -> Path:
    """A child with a valid certificate and one with a closed one, each with a parent."""
    upgrade(f"sqlite:///{folder / FILE}")
    asyncio.run(_in(folder, _fill))
    return folder


async def _in(folder: Path, act: object) -> None:
    database = Database.open(f"sqlite:///{folder / FILE}", ClockFrom(NOON))
    await database.perform(act)  # type: ignore[arg-type]
    await database.close()


def _fill(uow: UnitOfWork) -> None:
    town = found_town(uow)
    add_parent(uow, add_child(uow, town, n=1), chat=101)
    closed = add_child(uow, town, n=2, full_name="Канарейкина Алёна")
    add_parent(uow, closed, chat=102)
    officer = MunicipalityOfficer("Петров", town.municipality.id)
    close_certificate(uow, officer, closed.id, ClosingReason.WISH)


def test_a4_a_closed_child_is_erased_once_a_valid_one_never(
    kruzhok: Kruzhok, families: Path
) -> None:
    valid = refused(kruzhok("person", "erase", OPEN, actor=OFFICER))
    tried = kruzhok("person", "erase", CLOSED, "--dry-run", actor=OFFICER)
    still = kruzhok("certificate", "show", CLOSED, "--json", actor=OFFICER)
    done = kruzhok("person", "erase", CLOSED, "--json", actor=OFFICER)
    again = refused(kruzhok("person", "erase", CLOSED, actor=OFFICER))
    noted = kruzhok("person", "erased", "--json", actor="operator:Анна")

    assert "ERASED" in valid
    assert "Nothing was changed" in tried.stdout
    assert json.loads(still.stdout)["child"] == "Канарейкина Алёна"
    certificate = json.loads(done.stdout)["certificate"]
    assert "no certificate" in again
    (erasure,) = json.loads(noted.stdout)["erasures"]
    assert (erasure["kind"], erasure["id"]) == ("CHILD", certificate)


def test_r6_whoever_was_erased_since_the_backup_is_erased_in_what_is_restored(
    kruzhok: Kruzhok, families: Path
) -> None:
    kruzhok("backup", "copy.sqlite3")
    kruzhok("person", "erase", CLOSED, actor=OFFICER)
    asyncio.run(_in(families, _erase_parent))

    restored = kruzhok("restore", "copy.sqlite3", "--replace", "--json")
    again = kruzhok("person", "repeat", "--json")
    found = refused(kruzhok("certificate", "show", CLOSED, actor=OFFICER))

    assert json.loads(restored.stdout)["erased_again"] == 2
    assert json.loads(again.stdout)["erased_again"] == 0
    assert "no certificate" in found
    assert "Канарейкина" not in kruzhok("account", "list", actor="operator:Анна").stdout


def test_a_copy_restored_by_hand_is_told_by_command(kruzhok: Kruzhok, families: Path) -> None:
    shutil.copyfile(families / FILE, families / "copy.sqlite3")
    kruzhok("person", "erase", CLOSED, actor=OFFICER)
    shutil.copyfile(families / "copy.sqlite3", families / FILE)
    (families / f"{FILE}-wal").unlink(missing_ok=True)

    tried = kruzhok("person", "repeat", "--dry-run")
    still = kruzhok("certificate", "show", CLOSED, "--json", actor=OFFICER)
    repeated = kruzhok("person", "repeat", "--json")

    assert tried.stdout == "Nothing was changed. It would be:\nErased again: 1.\n"
    assert json.loads(still.stdout)["child"] == "Канарейкина Алёна"
    assert json.loads(repeated.stdout) == {"dry_run": False, "erased_again": 1}
    assert "no certificate" in refused(kruzhok("certificate", "show", CLOSED, actor=OFFICER))


def _erase_parent(uow: UnitOfWork) -> None:
    account = uow.accounts.by_chat(101)
    assert account is not None
    erase_account(uow, Family(account.id, account.acting, account.looking))

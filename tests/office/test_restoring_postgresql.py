"""The manual's way to copy and restore a PostgreSQL database, done as it is written (R6)."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.certificate import ClosingReason
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.closing import close_certificate
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_beside
from db.migrate import upgrade
from tests.builders import KALININGRAD, NOON, add_child, add_parent, found_town
from tests.office.by_hand import Server, server, written
from tests.office.conftest import Kruzhok, refused
from tests.office.test_operations import MANUALS

__all__ = ["server"]

CLOSED: Final = "3901000002"
OFFICER: Final = f"municipality:{KALININGRAD.code}:Петров"
OPERATOR: Final = "operator:Анна"

pytestmark = pytest.mark.postgres


def fill(uow: UnitOfWork) -> None:
    town = found_town(uow)
    valid = add_child(uow, town, n=1)
    parent = add_parent(uow, valid, chat=101)
    facts = Facts(certificate=valid.id)
    # The second waits for a morning.
    for due in (NOON, datetime(2100, 1, 1, 9, tzinfo=UTC)):
        uow.outbox.to_account(parent.id, NoticeKind.MONEY_LOW, facts, not_before=due)
    closed = add_child(uow, town, n=2, full_name="Канарейкина Алёна")
    officer = MunicipalityOfficer("Петров", town.municipality.id)
    close_certificate(uow, officer, closed.id, ClosingReason.WISH)


async def filled(url: str) -> None:
    database = Database.open(url, ClockFrom(NOON))
    await database.perform(fill)
    await database.close()


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_r6_what_the_manual_says_restores_a_postgresql_database(
    server: Server, kruzhok: Kruzhok, manual: Path
) -> None:
    text = manual.read_text("utf-8")
    dumped, *restored = written(text, "pg_dump").splitlines()
    repeated, audited, *parking = written(text, "psql kruzhok_restored").splitlines()
    old, new = server.make_database(text), server.database("kruzhok_restored")
    upgrade(old)
    asyncio.run(filled(old))

    server.run(server.called(dumped))
    kruzhok("person", "erase", CLOSED, actor=OFFICER, database_url=old)
    server.run(*map(server.called, restored))
    before = kruzhok("certificate", "show", CLOSED, actor=OPERATOR, database_url=new)
    # The manual's server stands here and listens as usual.
    noted = journal_beside(old).rename(server.folder / repeated.split()[-1])
    again = kruzhok(*repeated.split()[1:], "--json", database_url=new)
    whole = kruzhok(*audited.split()[1:], database_url=new)
    server.run(server.called("\n".join(parking)))
    why = ("notices", "parked", "--why", "restored", "--json")
    parked = kruzhok(*why, actor=OPERATOR, database_url=new)

    assert "Канарейкина" in before.stdout
    assert json.loads(again.stdout) == {"dry_run": False, "erased_again": 1}
    assert whole.exit_code == 0
    assert len(json.loads(parked.stdout)["notices"]) == 2
    gone = kruzhok("certificate", "show", CLOSED, actor=OPERATOR, database_url=new)
    assert "no certificate" in refused(gone)
    assert noted.exists()


def test_erasures_are_not_repeated_out_of_a_file_that_is_not_there(kruzhok: Kruzhok) -> None:
    assert "nowhere.erasures" in refused(kruzhok("person", "repeat", "nowhere.erasures"))

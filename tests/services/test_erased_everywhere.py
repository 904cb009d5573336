"""After an erasure nothing of the person is anywhere (promise A4): not as text, not as what it was
sealed to, not as an index value, not under any key that lives.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import LargeBinary, func, select
from structlog.testing import capture_logs

from bot.documents import json_file
from core.domain.actor import Family
from core.domain.application import Applicant, ApplicationState, Particulars
from core.domain.certificate import ClosingReason
from core.domain.consent import CONSENT_VERSION
from core.domain.grounds import Ground, RefusalReason
from core.domain.ids import CertificateId
from core.domain.notice import NoticeKind
from core.domain.person import normalized_name
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.account_registry import accounts_page
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.application_drafts import name_child
from core.services.application_looks import applications_page
from core.services.applications import ApplicationRequest, send_application
from core.services.auditing import audit_money
from core.services.certificate_looks import certificates_page
from core.services.certificates import fund_certificate
from core.services.closing import close_certificate
from core.services.erasing import erase_account
from core.services.favorites import keep_favorite
from core.services.linking import link_by_phone, set_phone, wish_link
from core.services.own_data import own_data
from core.services.saved_searches import save_search
from core.services.terminating import cost_of_termination, terminate_enrollment
from db.people import identity_of
from db.sealing import ring_of
from db.tables import metadata
from db.tables.money import ledger
from db.unit_of_work import SqlUnitOfWork
from office.exporting import export_programs
from office.progress import Progress
from tests.services.files_of import held, leave_none
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

NAME, BORN, PHONE = "Канарейкина Алёна Птаховна", date(2011, 2, 3), "79005550303"
CHAT = 0x2E4F1A379C55
TYPED = "3901999777"
SAID = Particulars("Канарейкин Ян", date(2012, 1, 1), Applicant.PARENT, "Канарейкина Римма")
WORDS = ("Канарейкин", "Алёна", "Птаховна", "Римма", "2011-02-03", "Птица", "Зерно", PHONE, TYPED)
# Of the child four values, of its telephone three, of the application, the draft and the wish two
# each, and the number that was typed wrong.
ALL_SEALED = 14


async def lived(world: World, number: str) -> tuple[Family, CertificateId]:
    """All that a family can leave behind: two contracts of which one is refused, an application,
    a draft, a wish to link, a number typed wrong, searches, switches and a conversation.
    """
    account = await world.account(CHAT)
    child = await world.certificate(NAME, BORN)
    assert number.endswith(str(world.made))
    await world.perform(fund_certificate, world.officer, child.id)
    await world.perform(set_phone, OPERATOR, child.id, PHONE)
    mother = await world.link(account, child.id)
    world.anya, world.parent = child, mother
    offering = await world.group()
    refused = await world.request(offering)
    said = (RefusalReason.OTHER, "Алёна Канарейкина выше ростом")
    await world.perform(refuse_enrollment, world.staff, refused.id, *said)
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await left_behind(world, account, mother, child.id)
    await world.run_days(date(2020, 9, 10))
    last = (await world.ask(cost_of_termination, world.staff, contract.id)).last_day
    await world.perform(
        terminate_enrollment, world.staff, contract.id, Ground.LAW, shown_last_day=last
    )
    await world.run_days(date(2020, 10, 2))
    await world.perform(close_certificate, world.officer, child.id, ClosingReason.WISH)
    return mother, child.id


async def left_behind(world: World, account: Account, mother: Family, child: CertificateId) -> None:
    await world.perform(keep_favorite, mother, (await world.group()).program.id)
    await world.perform(
        accounts.keep_conversation, account, {"at": "search", "text": "Птица Зерно"}
    )
    await world.perform(accounts.switch_notices, account, NoticeKind.MONEY_LOW, off=True)
    await world.perform(save_search, mother, {"text": "Птица"}, child)
    request = ApplicationRequest(world.municipality.id, SAID, CONSENT_VERSION, "key")
    await world.perform(send_application, mother, request)
    await world.perform(name_child, mother, "Канарейкин Зерно")
    for _ in range(2):
        await world.perform(wish_link, mother, TYPED)
        await world.perform(link_by_phone, mother, PHONE)
    await world.perform(wish_link, mother, TYPED)


async def test_a4_nothing_is_left_of_who_was_erased(
    world: World, world_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = f"3901{world.made + 1:06d}"
    with capture_logs() as logs:
        mother, child = await lived(world, number)
        sums, stored = await world.ask(_sums), await world.ask(_binaries)
        indexes = await world.ask(_indexes, number)
        await world.perform(erase_account, mother)
        left, rows = await world.ask(_binaries), await world.ask(everything)
        opened = await world.ask(_opened)
        said = await _exported(world, tmp_path)
        audited = await world.ask(audit_money), await world.ask(_sums)
        await world.database.close()
    await leave_none(world_url)
    words = [word.encode() for word in (*WORDS, number)]
    # As SQLite keeps it, and as PostgreSQL does.
    words += [CHAT.to_bytes(6, "big"), CHAT.to_bytes(8, "little")]
    gone = sorted(stored - left)

    assert len(gone) >= ALL_SEALED, len(gone)
    assert stored >= indexes, "it was looked for what was never there"
    assert left & indexes == set()
    assert await held(world_url, gone) == []
    assert await held(world_url, words) == []
    everywhere = [*chain(*rows.values()), *opened, *said, str(logs), caplog.text]
    assert [
        (word, text[:200]) for word in (*WORDS, number) for text in everywhere if word in text
    ] == []
    assert not [row for row in chain(*rows.values()) if str(CHAT) in row]
    assert audited == ((), sums)
    assert not [row for row in rows["links"] if f", {child}, " in row]


def _binaries(uow: UnitOfWork) -> set[bytes]:
    """Sealed values, the keys they are under, and what stands in indexes."""
    assert isinstance(uow, SqlUnitOfWork)
    columns = [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    ]
    found = (uow.connection.scalars(select(column)) for column in columns)
    return {bytes(value) for values in found for value in values if value is not None}


def _indexes(uow: UnitOfWork, number: str) -> set[bytes]:
    """Under which the child is found: by name and birth date, by its number, by the telephone; and
    by the number that was typed wrong.
    """
    assert isinstance(uow, SqlUnitOfWork)
    ring = ring_of(uow.connection)
    texts = (
        ("identity", identity_of(normalized_name(NAME), BORN)),
        ("number", number),
        ("phone", PHONE),
        ("number", TYPED),
    )
    return {ring.index(uow.connection, kind, text) for kind, text in texts}


def _opened(uow: UnitOfWork) -> list[str]:
    """Whatever a key that lives still decrypts, in every table."""
    assert isinstance(uow, SqlUnitOfWork)
    tables = [each for each in metadata.sorted_tables if "wrapped_key" in each.columns]
    rows = (
        uow.connection.execute(select(each).where(each.c.sealed.is_not(None))) for each in tables
    )
    ring = ring_of(uow.connection)
    return [json.dumps(ring.open(uow.connection, row), ensure_ascii=False) for row in chain(*rows)]


def _sums(uow: UnitOfWork) -> Sequence[tuple[object, ...]]:
    assert isinstance(uow, SqlUnitOfWork)
    kinds = select(ledger.c.kind, func.count(), func.sum(ledger.c.amount))
    return [
        tuple(row)
        for row in uow.connection.execute(kinds.group_by(ledger.c.kind).order_by(ledger.c.kind))
    ]


async def _exported(world: World, folder: Path) -> list[str]:
    """What operators and another family may take home."""
    other = await world.account(900)
    target = folder / "programs.xlsx"
    await world.ask(export_programs, target, inn=None, code=None, progress=Progress())
    listed = [
        await world.ask(accounts_page, OPERATOR, page=1, size=100),
        await world.perform(
            certificates_page, world.officer, world.municipality.id, page=1, size=100
        ),
        await world.perform(
            applications_page, OPERATOR, states=tuple(ApplicationState), page=1, size=100
        ),
    ]
    data = json_file(await world.ask(own_data, Family(other.id)))
    with ZipFile(target) as sheets:
        cells = [sheets.read(name).decode() for name in sheets.namelist()]
    return [*map(str, listed), data.decode(), *cells]

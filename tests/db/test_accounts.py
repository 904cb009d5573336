"""Accounts, their roles, what they switched off and what they were in the middle of."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text

from core.domain.consent import CONSENT_VERSION
from core.domain.ids import CertificateId
from core.domain.invitation import LinkMode
from core.domain.notice import NoticeKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, add_child, add_parent, add_staff, found_town


def arrive(uow: UnitOfWork, chat: int = 1) -> Account:
    return uow.accounts.add(chat, language="ru")


async def found(database: Database, chat: int = 1) -> Account:
    account = await database.read(lambda uow: uow.accounts.by_chat(chat))
    assert account is not None
    return account


async def test_a_chat_has_one_account_and_keeps_its_language(database: Database) -> None:
    first = await database.perform(arrive)
    second = await database.perform(lambda uow: uow.accounts.add(1, language="en"))

    assert second == first
    assert first.language == "ru"
    assert not first.consented
    assert await database.read(lambda uow: uow.accounts.by_chat(2)) is None


async def test_a_chosen_language_is_kept(database: Database) -> None:
    account = await database.perform(arrive)

    await database.perform(lambda uow: uow.accounts.set_language(account.id, "en"))

    assert (await found(database)).language == "en"


async def test_consent_to_the_same_text_keeps_its_first_instant(database: Database) -> None:
    account = await database.perform(arrive)

    def consent(uow: UnitOfWork, at: datetime) -> None:
        uow.accounts.consent(account.id, version=CONSENT_VERSION, at=at)

    for at in (NOON, NOON + timedelta(hours=1)):
        await database.perform(consent, at)

    def consented_at(uow: UnitOfWork) -> object:
        assert isinstance(uow, SqlUnitOfWork)
        return uow.connection.execute(text("SELECT consented_at FROM accounts")).scalar_one()

    assert (await found(database)).consented
    assert str(await database.read(consented_at)).startswith("2020-08-20 10:00")


async def test_consent_to_an_earlier_text_is_no_consent_to_the_present_one(
    database: Database,
) -> None:
    account = await database.perform(arrive)

    await database.perform(lambda uow: uow.accounts.consent(account.id, version="1999", at=NOON))

    assert not (await found(database)).consented


async def test_an_account_is_found_with_all_its_roles(database: Database) -> None:
    def link(uow: UnitOfWork) -> tuple[CertificateId, CertificateId]:
        town = found_town(uow)
        own, other = add_child(uow, town, n=1), add_child(uow, town, n=2)
        account = add_parent(uow, own)
        add_parent(uow, other, mode=LinkMode.LOOKING)
        add_staff(uow, town.provider, chat=account.chat)
        uow.accounts.link_operator(account.id, town.municipality.id, name="Анна", at=uow.now)
        return own.id, other.id

    own, other = await database.perform(link)

    account = await found(database, chat=100)
    assert account.acting == {own}
    assert account.looking == {other}
    assert len(account.staff_of) == len(account.operator_of) == 1
    assert account.operator_name == "Анна"


async def test_linking_again_raises_a_looking_link_and_never_lowers_an_acting_one(
    database: Database,
) -> None:
    def link(uow: UnitOfWork) -> CertificateId:
        certificate = add_child(uow, found_town(uow))
        for mode in (LinkMode.LOOKING, LinkMode.ACTING, LinkMode.LOOKING):
            add_parent(uow, certificate, mode=mode)
        return certificate.id

    certificate = await database.perform(link)

    account = await found(database, chat=100)
    assert account.acting == {certificate}
    assert account.looking == frozenset()


async def test_roles_are_linked_once(database: Database) -> None:
    def link(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for _ in range(2):
            account = add_staff(uow, town.provider)
            uow.accounts.link_operator(account.id, town.municipality.id, name="Анна", at=uow.now)

    await database.perform(link)

    account = await found(database, chat=200)
    assert len(account.staff_of) == len(account.operator_of) == 1


async def test_kinds_of_notices_are_switched_off_and_on(database: Database) -> None:
    account = await database.perform(arrive)
    low, lapsed = NoticeKind.MONEY_LOW, NoticeKind.MONEY_LAPSED

    def switch(uow: UnitOfWork, kind: NoticeKind, *, off: bool) -> None:
        uow.accounts.switch(account.id, kind, off=off)

    for kind, off in [(low, True), (lapsed, True), (low, True), (lapsed, False), (lapsed, False)]:
        await database.perform(switch, kind, off=off)

    assert await database.read(lambda uow: uow.accounts.switched_off(account.id)) == {low}


async def test_a_conversation_is_replaced_and_an_empty_one_forgotten(database: Database) -> None:
    account = await database.perform(arrive)
    states: list[dict[str, str]] = [{}, {"step": "age"}, {"step": "day", "group": "7"}, {}]

    def keep(uow: UnitOfWork, state: dict[str, str]) -> None:
        uow.conversations.keep(account.id, state)

    for state in states:
        await database.perform(keep, state)

        assert await database.read(lambda uow: uow.conversations.of(account.id)) == state

"""Invitations open one door once (promise A3)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from core.domain.errors import InvitationUsed
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import (
    VALID_FOR,
    LinkMode,
    Purpose,
    ToChild,
    ToOperator,
    ToProvider,
    digest,
)
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import NOON, add_child, found_town

TOKEN = digest("token")


def invite(uow: UnitOfWork, kind: type[object] = ToChild) -> Purpose:
    town = found_town(uow)
    purposes: dict[type[object], Purpose] = {
        ToChild: ToChild(add_child(uow, town).id, LinkMode.LOOKING),
        ToProvider: ToProvider(town.provider),
        ToOperator: ToOperator(town.municipality.id, "Анна"),
    }
    purpose = purposes[kind]
    uow.invitations.add(
        purpose, token_sha256=TOKEN, valid_until_at=NOON + VALID_FOR, by="operator:Анна"
    )
    return purpose


def use(uow: UnitOfWork, account: AccountId) -> None:
    invitation = uow.invitations.by_digest(TOKEN)
    assert invitation is not None
    uow.invitations.use(invitation, by=account, at=uow.now)


@pytest.mark.parametrize("kind", [ToChild, ToProvider, ToOperator])
async def test_an_invitation_is_found_by_the_hash_of_its_token_only(
    database: Database, kind: type[object]
) -> None:
    purpose = await database.perform(invite, kind)

    invitation = await database.perform(lambda uow: uow.invitations.by_digest(TOKEN))
    assert invitation is not None
    assert invitation.purpose == purpose
    assert invitation.valid_until_at == NOON + VALID_FOR
    assert invitation.used_at is None
    assert await database.perform(lambda uow: uow.invitations.by_digest(digest("else"))) is None


async def test_a_used_invitation_says_when(database: Database) -> None:
    await database.perform(invite)
    account = await database.perform(lambda uow: uow.accounts.add(1, language="ru"))

    await database.perform(use, account.id)

    invitation = await database.perform(lambda uow: uow.invitations.by_digest(TOKEN))
    assert invitation is not None
    assert invitation.used_at is not None
    assert invitation.used_at >= NOON


@pytest.mark.parametrize("kind", [ToChild, ToProvider, ToOperator])
async def test_what_is_open_is_found_by_exactly_what_it_is_for_until_it_ends(
    database: Database, kind: type[object]
) -> None:
    purpose = await database.perform(invite, kind)
    others: dict[type[object], Purpose] = {
        ToChild: ToChild(CertificateId(1), LinkMode.ACTING),
        ToProvider: ToProvider(ProviderId(10**6)),
        ToOperator: ToOperator(MunicipalityId(1), "Ольга"),
    }

    async def found(of: Purpose, at: datetime) -> tuple[datetime, ...]:
        return await database.perform(lambda uow: uow.invitations.open_for(of, at=at))

    last = NOON + VALID_FOR
    assert await found(purpose, last - timedelta(seconds=1)) == (last,)
    assert await found(purpose, last) == ()
    assert await found(others[kind], NOON) == ()
    await database.perform(lambda uow: uow.invitations.end(others[kind], at=NOON))
    assert await found(purpose, NOON) == (last,)
    await database.perform(lambda uow: uow.invitations.end(purpose, at=NOON))
    assert await found(purpose, NOON) == ()
    ended = await database.perform(lambda uow: uow.invitations.by_digest(TOKEN))
    assert ended is not None
    assert ended.valid_until_at == NOON


async def test_of_many_children_the_open_invitations_of_one_kind_end(database: Database) -> None:
    purpose = await database.perform(invite)
    assert isinstance(purpose, ToChild)

    async def ended(ids: list[CertificateId], mode: LinkMode) -> bool:
        await database.perform(lambda uow: uow.invitations.end_each(ids, mode, at=NOON))
        return not await database.perform(lambda uow: uow.invitations.open_for(purpose, at=NOON))

    assert not await ended([], LinkMode.LOOKING)
    assert not await ended([purpose.certificate], LinkMode.ACTING)
    assert not await ended([CertificateId(10**6)], LinkMode.LOOKING)
    assert await ended([CertificateId(10**6), purpose.certificate], LinkMode.LOOKING)


async def test_what_was_used_is_open_no_longer_and_stays_used(database: Database) -> None:
    purpose = await database.perform(invite)
    account = await database.perform(lambda uow: uow.accounts.add(1, language="ru"))
    await database.perform(use, account.id)

    await database.perform(lambda uow: uow.invitations.end(purpose, at=NOON))

    invitation = await database.perform(lambda uow: uow.invitations.by_digest(TOKEN))
    assert invitation is not None
    assert invitation.used_at is not None
    assert invitation.valid_until_at == NOON + VALID_FOR
    assert await database.perform(lambda uow: uow.invitations.open_for(purpose, at=NOON)) == ()


async def test_of_a_hundred_that_use_an_invitation_at_once_one_does(database: Database) -> None:
    await database.perform(invite)
    account = await database.perform(lambda uow: uow.accounts.add(1, language="ru"))

    answers = await asyncio.gather(
        *(database.perform(use, account.id) for _ in range(100)), return_exceptions=True
    )

    assert answers.count(None) == 1
    assert {type(answer) for answer in answers if answer is not None} == {InvitationUsed}

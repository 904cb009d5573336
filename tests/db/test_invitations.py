"""Invitations open one door once (promise A3)."""

from __future__ import annotations

import asyncio

import pytest

from core.domain.errors import InvitationUsed
from core.domain.ids import AccountId
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


async def test_of_a_hundred_that_use_an_invitation_at_once_one_does(database: Database) -> None:
    await database.perform(invite)
    account = await database.perform(lambda uow: uow.accounts.add(1, language="ru"))

    answers = await asyncio.gather(
        *(database.perform(use, account.id) for _ in range(100)), return_exceptions=True
    )

    assert answers.count(None) == 1
    assert {type(answer) for answer in answers if answer is not None} == {InvitationUsed}

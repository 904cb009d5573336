"""Accounts and invitations, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from core.domain.actor import Operator
from core.domain.keys import Rewrapped
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    account_registry,
    accounts,
    invitations,
    master_keys,
)
from tests.services.world import OPERATOR, World

Repeat = Callable[[UnitOfWork], object]


async def _arrive(world: World) -> Repeat:
    return lambda uow: accounts.arrive(uow, 555, "ru")


async def _consent(world: World) -> Repeat:
    account = await world.account(556, consented=False)
    return lambda uow: accounts.give_consent(uow, account)


async def _choose_language(world: World) -> Repeat:
    return lambda uow: accounts.choose_language(uow, world.parent_account, "en")


async def _switch_notices(world: World) -> Repeat:
    kind = NoticeKind.MONEY_LOW
    return lambda uow: accounts.switch_notices(uow, world.parent_account, kind, off=True)


async def _keep_conversation(world: World) -> Repeat:
    return lambda uow: accounts.keep_conversation(uow, world.parent_account, {"at": "search"})


async def _accept_invitation(world: World) -> Repeat:
    account = await world.account(557)
    invited = await world.perform(invitations.invite_staff, OPERATOR, world.provider.id)
    return lambda uow: invitations.accept_invitation(uow, account, invited.token)


async def _accept_for_account(world: World) -> Repeat:
    account = await world.account(558)
    invited = await world.perform(invitations.invite_staff, OPERATOR, world.provider.id)
    return lambda uow: account_registry.accept_for_account(
        uow, Operator("Анна"), account.id, invited.token
    )


async def _enter_account(world: World) -> Repeat:
    return lambda uow: account_registry.enter_account(
        uow, Operator("Анна"), 559, "ru", consented=True
    )


async def _rotate_keys(world: World) -> Repeat:
    nearly_done = Rewrapped(table=2)
    return lambda uow: master_keys.rotate_keys(uow, OPERATOR, nearly_done)


ACCOUNTS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "accept_for_account": _accept_for_account,
    "accept_invitation": _accept_invitation,
    "arrive": _arrive,
    "choose_language": _choose_language,
    "enter_account": _enter_account,
    "give_consent": _consent,
    "rotate_keys": _rotate_keys,
    "keep_conversation": _keep_conversation,
    "switch_notices": _switch_notices,
}

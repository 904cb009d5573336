"""Accounts and invitations, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

from core.domain.actor import Family, Operator, System
from core.domain.certificate import ClosingReason
from core.domain.delivery import Delivery
from core.domain.erasing import Erasure, ErasureKind
from core.domain.ids import NoticeId
from core.domain.invitation import LinkMode
from core.domain.keys import Rewrapped
from core.domain.notice import Facts, NoticeKind
from core.domain.parked import ParkedWhy
from core.domain.roles import Role, RoleKind
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    account_registry,
    accounts,
    closing,
    deliveries,
    erasing,
    invitations,
    linking,
    master_keys,
    missed,
    parked_notices,
    restoring,
    roles,
)
from tests.services.world import OPERATOR, World

Repeat = Callable[[UnitOfWork], object]


async def _arrive(world: World) -> Repeat:
    return lambda uow: accounts.arrive(uow, 555, "ru")


async def _arrive_with(world: World) -> Repeat:
    return lambda uow: accounts.arrive_with(uow, Delivery(1, 2, 554), "ru")


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
    nearly_done = Rewrapped(table=4)
    return lambda uow: master_keys.rotate_keys(uow, OPERATOR, nearly_done)


def _park_one(uow: UnitOfWork, world: World) -> NoticeId:
    """A notice to the parent that could not be delivered."""
    facts = Facts(certificate=world.anya.id)
    kind = NoticeKind.MONEY_LOW
    uow.outbox.to_account(world.parent_account.id, kind, facts, not_before=uow.now)
    claimed = uow.outbox.claim(most=50, lease=timedelta(minutes=1))
    mine = next(each for each in claimed if each.account == world.parent_account.id)
    uow.outbox.parked(mine.id, why=ParkedWhy.BLOCKED)
    return mine.id


async def _retry_notice(world: World) -> Repeat:
    notice = await world.perform(_park_one, world)
    return lambda uow: parked_notices.retry_notice(uow, OPERATOR, notice)


async def _drop_notice(world: World) -> Repeat:
    notice = await world.perform(_park_one, world)

    def drop(uow: UnitOfWork) -> None:
        # What was dropped is what the first one answers.
        parked_notices.drop_notice(uow, OPERATOR, notice)

    return drop


async def _resend_missed(world: World) -> Repeat:
    await world.perform(_park_one, world)
    return lambda uow: missed.resend_missed(uow, world.parent)


async def _drop_missed(world: World) -> Repeat:
    await world.perform(_park_one, world)
    return lambda uow: missed.drop_missed(uow, world.parent)


async def _hold_back_notices(world: World) -> Repeat:
    return lambda uow: restoring.hold_back_notices(uow, System())


async def _forget_deliveries(world: World) -> Repeat:
    old = Delivery(bot=42, number=1, chat=500)
    await world.perform(lambda uow: uow.deliveries.keep(old, step=1, found={}))
    world.clock.move_to(date(2020, 8, 29))
    return deliveries.forget_deliveries


async def _erase_account(world: World) -> Repeat:
    family = Family((await world.account(560)).id)
    return lambda uow: erasing.erase_account(uow, family)


async def _erase_child(world: World) -> Repeat:
    child = await world.certificate("Котова Старшая", date(2011, 1, 1))
    wish = ClosingReason.WISH
    await world.perform(closing.close_certificate, world.officer, child.id, wish)

    def erase(uow: UnitOfWork) -> None:
        # Whether it was done before is what the second one answers.
        erasing.erase_child(uow, world.officer, child.id)

    return erase


async def _repeat_erasures(world: World) -> Repeat:
    noted = (Erasure(datetime(2020, 8, 1, tzinfo=UTC), ErasureKind.ACCOUNT, 10**6),)
    return lambda uow: erasing.repeat_erasures(uow, System(), noted)


async def _take_role(world: World) -> Repeat:
    second = await world.account(561)
    await world.link(second, world.anya.id, LinkMode.LOOKING)
    role = Role(RoleKind.CHILD, world.anya.id)

    def take(uow: UnitOfWork) -> None:
        # Whether the account had it is what the second one answers.
        roles.take_role(uow, OPERATOR, role, second.id)

    return take


async def _set_phone(world: World) -> Repeat:
    return lambda uow: linking.set_phone(uow, OPERATOR, world.anya.id, "+7 900 555 01 01")


async def _link_by_phone(world: World) -> Repeat:
    await world.perform(linking.set_phone, OPERATOR, world.anya.id, "+7 900 555 01 02")
    family = Family((await world.account(562)).id)
    await world.perform(linking.wish_link, family, "3901000001")

    return lambda uow: linking.link_by_phone(uow, family, "8 900 555-01-02")


ACCOUNTS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "accept_for_account": _accept_for_account,
    "accept_invitation": _accept_invitation,
    "arrive": _arrive,
    "arrive_with": _arrive_with,
    "choose_language": _choose_language,
    "drop_missed": _drop_missed,
    "drop_notice": _drop_notice,
    "enter_account": _enter_account,
    "forget_deliveries": _forget_deliveries,
    "give_consent": _consent,
    "erase_account": _erase_account,
    "erase_child": _erase_child,
    "repeat_erasures": _repeat_erasures,
    "link_by_phone": _link_by_phone,
    "set_phone": _set_phone,
    "take_role": _take_role,
    "rotate_keys": _rotate_keys,
    "hold_back_notices": _hold_back_notices,
    "keep_conversation": _keep_conversation,
    "resend_missed": _resend_missed,
    "retry_notice": _retry_notice,
    "switch_notices": _switch_notices,
}

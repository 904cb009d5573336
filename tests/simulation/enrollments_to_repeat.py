"""Requests and contracts, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from core.domain.calendar import Days
from core.domain.drafts import (
    GroupDraft,
)
from core.domain.enrollment import Enrollment
from core.domain.grounds import Ground, RefusalReason
from core.domain.ids import GroupId
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    acceptance,
    answers,
    desk_offers,
    leaving,
    moving,
    taking_back,
    terminating,
)
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import AUTUMN, World

Repeat = Callable[[UnitOfWork], object]


async def _confirm(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    return lambda uow: answers.confirm_enrollment(uow, world.staff, asked.id)


async def confirm_too_late(world: World) -> Repeat:
    """After the last day there could be, but before the run that expires it."""
    first = world.clock.now().date() + timedelta(days=1)
    days = Days(first, first + timedelta(days=1))
    asked = await world.request(await world.group(days=days, price=50000), first)
    world.clock.move_to(first + timedelta(days=2))
    return lambda uow: answers.confirm_enrollment(uow, world.staff, asked.id)


async def _refuse(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    reason = RefusalReason.GROUP_FULL
    return lambda uow: answers.refuse_enrollment(uow, world.staff, asked.id, reason, "мест нет")


async def _offer(world: World) -> Enrollment:
    """A request that the provider confirmed where the parent's word concludes (ENR-2)."""
    asked = await world.request(await world.group(price=50000))
    offered = asked.offered(on=world.clock.now().date())
    await world.perform(lambda uow: uow.enrollments.save(offered))
    return offered


async def _accept(world: World) -> Repeat:
    offered = await _offer(world)
    return lambda uow: acceptance.accept_enrollment(uow, world.parent, offered.id)


async def _decline(world: World) -> Repeat:
    offered = await _offer(world)
    return lambda uow: acceptance.decline_enrollment(uow, world.parent, offered.id)


async def _leave(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    today = world.clock.now().date()
    return lambda uow: leaving.leave_enrollment(uow, world.parent, asked.id, shown_last_day=today)


async def _offer_place(world: World) -> Repeat:
    group = (await world.group(price=50000)).group.id
    child = desk_offers.DeskChild("3901000001", "Котова Анна Игоревна")
    return lambda uow: desk_offers.offer_place(uow, world.staff, child, group, AUTUMN.first)


async def _take_back(world: World) -> Repeat:
    offered = await world.perform(await _offer_place(world))
    assert isinstance(offered, Enrollment)
    return lambda uow: taking_back.take_back_offer(uow, world.staff, offered.id)


async def _move(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    group = GroupDraft("Группа 2", 3, AUTUMN, 10, None, "ул. Мира, 1", ())

    def another(uow: UnitOfWork) -> GroupId:
        return uow.intake.add_group(asked.module, group)

    other = await world.perform(another)
    return lambda uow: moving.move_enrollment(uow, world.parent, asked.id, other)


async def _terminate(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    await world.perform(answers.confirm_enrollment, world.staff, asked.id)
    today = world.clock.now().date()
    return lambda uow: terminating.terminate_enrollment(
        uow, world.staff, asked.id, Ground.SERVICE_IMPOSSIBLE, shown_last_day=today
    )


async def _withdraw(world: World) -> Repeat:
    asked = await world.request(await world.group(price=50000))
    return lambda uow: leaving.withdraw_enrollment(uow, world.parent, asked.id)


async def _request(world: World) -> Repeat:
    group = (await world.group(price=50000)).group.id
    wanted = EnrollmentRequest(
        world.anya.id, group, AUTUMN.first, Money(50000), Money(0), "the screen"
    )
    return lambda uow: request_enrollment(uow, world.parent, wanted)


ENROLLMENTS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "accept_enrollment": _accept,
    "confirm_enrollment": _confirm,
    "decline_enrollment": _decline,
    "leave_enrollment": _leave,
    "move_enrollment": _move,
    "offer_place": _offer_place,
    "refuse_enrollment": _refuse,
    "request_enrollment": _request,
    "take_back_offer": _take_back,
    "terminate_enrollment": _terminate,
    "withdraw_enrollment": _withdraw,
}

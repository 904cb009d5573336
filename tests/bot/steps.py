"""What happens in many scenes: the way to the request, and what came of it."""

from __future__ import annotations

from core.domain.actor import Family
from core.domain.enrollment import State
from core.domain.ids import AccountId, CertificateId
from core.domain.invitation import IfOpen, LinkMode
from core.domain.ledger import Balance
from core.domain.views import EnrollmentLine
from core.ports.unit_of_work import UnitOfWork
from core.services.invitations import invite_family
from tests.bot.conftest import OPERATOR
from tests.bot.play import Actor, Play

ANNA = CertificateId(1)


async def invitation(play: Play, mode: LinkMode = LinkMode.ACTING) -> str:
    made = await play.perform(invite_family, OPERATOR, ANNA, mode, if_open=IfOpen.ADD)
    return f"i_{made.token}"


async def money(play: Play) -> Balance:
    return await play.perform(_balance, play)


async def enrollments(play: Play) -> list[State]:
    return [line.enrollment.state for line in await play.perform(own_lines)]


def _balance(uow: UnitOfWork, play: Play) -> Balance:
    return uow.ledger.balance(ANNA, play.town.period.id)


def own_lines(uow: UnitOfWork) -> tuple[EnrollmentLine, ...]:
    return uow.enrollments.lines(Family(AccountId(1), frozenset({ANNA})))


async def to_calculation(actor: Actor) -> str:
    await actor.say("шахматы")
    await actor.press("1. Шахматы")
    await actor.press("Записать: Группа 2")
    return await actor.press("1 сентября")


async def to_request_button(actor: Actor) -> str:
    await to_calculation(actor)
    await actor.press("Принимаю договор")
    return await actor.press("Показать организации")

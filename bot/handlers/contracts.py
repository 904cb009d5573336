"""The provider's staff: contracts that run, and ending one on a ground (ENR-9)."""

from __future__ import annotations

from bot.keyboards.desk_callbacks import (
    ContractOpened,
    ContractsPressed,
    GroundPressed,
    OfContract,
    TerminatePressed,
    TerminationConfirmed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import contracts as views
from core.domain.ids import EnrollmentId
from core.domain.views import RequestCard
from core.services.providers import request_card
from core.services.terminating import contracts, cost_of_termination, terminate_enrollment

routes = Routes()


@routes.pressed(ContractsPressed)
async def contracts_pressed(talk: Talk, pressed: ContractsPressed) -> None:
    staff = talk.staff(pressed.provider)
    found = await talk.read(contracts, staff, staff.provider, page=pressed.page)
    await talk.show(views.contracts(talk.words, found))


@routes.pressed(ContractOpened)
async def contract_opened(talk: Talk, pressed: ContractOpened) -> None:
    await talk.show(views.contract(talk.words, await _card(talk, pressed)))


@routes.pressed(TerminatePressed)
async def terminate_pressed(talk: Talk, pressed: TerminatePressed) -> None:
    await talk.show(views.grounds(talk.words, await _card(talk, pressed)))


@routes.pressed(GroundPressed)
async def ground_pressed(talk: Talk, pressed: GroundPressed) -> None:
    await show_termination(talk, pressed)


@routes.pressed(TerminationConfirmed)
async def termination_confirmed(talk: Talk, pressed: TerminationConfirmed) -> None:
    staff = talk.staff(pressed.provider)
    await talk.perform(
        terminate_enrollment,
        staff,
        EnrollmentId(pressed.enrollment),
        pressed.ground,
        shown_last_day=pressed.last_day,
    )
    await talk.show(views.contract(talk.words, await _card(talk, pressed), apart=True))


async def show_termination(
    talk: Talk, pressed: GroundPressed | TerminationConfirmed, *, changed: bool = False
) -> None:
    """What ending the contract would mean today."""
    staff = talk.staff(pressed.provider)
    id_ = EnrollmentId(pressed.enrollment)
    cost = await talk.read(cost_of_termination, staff, id_, ground=pressed.ground)
    await talk.show(views.cost(talk.words, cost, pressed.ground, changed=changed))


async def _card(talk: Talk, about: OfContract) -> RequestCard:
    staff = talk.staff(about.provider)
    return await talk.read(request_card, staff, EnrollmentId(about.enrollment))

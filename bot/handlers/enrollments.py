"""Enrollments: the list, one of them, and leaving it."""

from __future__ import annotations

from bot.keyboards.callbacks import (
    ContractPressed,
    EnrollmentPressed,
    EnrollmentsPressed,
    LeaveConfirmed,
    LeavePressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import enrollments as views
from bot.views import leaving as leaving_views
from bot.views import terms
from core.domain.ids import EnrollmentId
from core.services.families import enrollment_card, enrollments
from core.services.leaving import cost_of_leaving, leave_enrollment

routes = Routes()


@routes.command("enrollments")
async def enrollments_command(talk: Talk, _: str) -> None:
    await _show_list(talk, page=1)


@routes.pressed(EnrollmentsPressed)
async def enrollments_pressed(talk: Talk, pressed: EnrollmentsPressed) -> None:
    await _show_list(talk, page=pressed.page)


@routes.pressed(EnrollmentPressed)
async def enrollment_pressed(talk: Talk, pressed: EnrollmentPressed) -> None:
    enrollment = EnrollmentId(pressed.enrollment)
    card = await talk.read(enrollment_card, talk.family, enrollment)
    may_act = card.line.enrollment.certificate in talk.family.acting
    await talk.show(views.enrollment(talk.words, card, may_act=may_act))


@routes.pressed(ContractPressed)
async def contract_pressed(talk: Talk, pressed: ContractPressed) -> None:
    card = await talk.read(enrollment_card, talk.family, EnrollmentId(pressed.enrollment))
    await talk.show(terms.concluded(talk.words, card))


@routes.pressed(LeavePressed)
async def leave_pressed(talk: Talk, pressed: LeavePressed) -> None:
    await show_cost(talk, pressed)


@routes.pressed(LeaveConfirmed)
async def leave_confirmed(talk: Talk, pressed: LeaveConfirmed) -> None:
    enrollment = EnrollmentId(pressed.enrollment)
    await talk.perform(
        leave_enrollment,
        talk.family,
        enrollment,
        shown_last_day=pressed.last_day,
        shown_waiting=pressed.waits,
    )
    card = await talk.read(enrollment_card, talk.family, enrollment)
    await talk.show(leaving_views.left(talk.words, card))


async def show_cost(
    talk: Talk, pressed: LeavePressed | LeaveConfirmed, *, changed: bool = False
) -> None:
    """What leaving would mean today."""
    enrollment = EnrollmentId(pressed.enrollment)
    cost = await talk.read(cost_of_leaving, talk.family, enrollment)
    await talk.show(leaving_views.cost(talk.words, cost, changed=changed))


async def _show_list(talk: Talk, *, page: int) -> None:
    lines = await talk.read(enrollments, talk.family)
    await talk.show(views.enrollments(talk.words, lines, page))

"""A family changes to another group of the same module (ENR-13)."""

from __future__ import annotations

from bot.keyboards.callbacks import MoveAsked, MoveChosen, MovePressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import moving as views
from core.domain.ids import EnrollmentId, GroupId
from core.services.families import enrollment_card
from core.services.moving import groups_to_move_to, move_enrollment

routes = Routes()


@routes.pressed(MovePressed)
async def move_pressed(talk: Talk, pressed: MovePressed) -> None:
    await show_groups(talk, pressed.enrollment)


@routes.pressed(MoveAsked)
async def move_asked(talk: Talk, pressed: MoveAsked) -> None:
    found = await talk.read(groups_to_move_to, talk.family, EnrollmentId(pressed.enrollment))
    await talk.show(views.sure(talk.words, found, GroupId(pressed.group)))


@routes.pressed(MoveChosen)
async def move_chosen(talk: Talk, pressed: MoveChosen) -> None:
    enrollment = EnrollmentId(pressed.enrollment)
    await talk.perform(move_enrollment, talk.family, enrollment, GroupId(pressed.group))
    card = await talk.read(enrollment_card, talk.family, enrollment)
    await talk.show(views.moved(talk.words, card))


async def show_groups(talk: Talk, enrollment: int, *, note: str | None = None) -> None:
    """The other groups, with what speaks against each today; `note` says what went wrong."""
    found = await talk.read(groups_to_move_to, talk.family, EnrollmentId(enrollment))
    await talk.show(views.groups(talk.words, found, note=note))

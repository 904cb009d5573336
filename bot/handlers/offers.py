"""The family's answer to an offer; a no goes the way of leaving."""

from __future__ import annotations

from bot.keyboards.callbacks import AcceptPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import offers as views
from core.domain.ids import EnrollmentId
from core.services.acceptance import accept_enrollment
from core.services.families import enrollment_card

routes = Routes()


@routes.pressed(AcceptPressed)
async def accept_pressed(talk: Talk, pressed: AcceptPressed) -> None:
    accepted = await talk.perform(accept_enrollment, talk.family, EnrollmentId(pressed.enrollment))
    card = await talk.read(enrollment_card, talk.family, accepted.id)
    await talk.show(views.accepted(talk.words, card))

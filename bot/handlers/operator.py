"""The operator's errands in the bot: applications that wait, an invitation for a family."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.formats import local
from bot.handlers.start import INVITATION
from bot.keyboards.callbacks import OperatorPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import settings as views
from core.domain.certificate import is_certificate_number
from core.services.application_answers import applications_waiting
from core.services.children import child_named
from core.services.invitations import certificate_numbered, invite_family

routes = Routes()


@routes.pressed(OperatorPressed)
async def operator_pressed(talk: Talk, _: OperatorPressed) -> None:
    waiting = await talk.read(applications_waiting, talk.operator)
    await talk.show(views.operator(talk.words, waiting=waiting))


@routes.command("invite")
async def invite(talk: Talk, number: str) -> None:
    operator, number = talk.operator, "".join(number.split())
    if not is_certificate_number(number):
        await talk.show(views.invitation_without_number(talk.words))
        return
    certificate = await talk.read(certificate_numbered, operator, number)
    child = await talk.read(child_named, operator, certificate)
    # Of an invitation only its digest is kept: a repeated command gets another one.
    invitation = await talk.anew(invite_family, operator, certificate)
    until = local(invitation.valid_until_at, ZoneInfo(child.municipality.zone))
    link = await talk.link(f"{INVITATION}{invitation.token}")
    await talk.show(views.invitation(talk.words, child=child.short_name, link=link, until=until))

"""The operator's errands in the bot: applications that wait, an invitation for a family."""

from __future__ import annotations

import re
from typing import Final
from zoneinfo import ZoneInfo

from bot.formats import local
from bot.handlers.start import INVITATION
from bot.keyboards.callbacks import InvitePressed, OperatorPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import settings as views
from core.domain.certificate import is_certificate_number
from core.domain.ids import CertificateId
from core.domain.invitation import IfOpen, LinkMode
from core.services.application_looks import applications_waiting
from core.services.children import child_named
from core.services.invitations import certificate_numbered, invite_family

routes = Routes()

_LOOKING: Final = ("look", "view", "смотр", "просм", "посмотр", "виде")
# What stands before a number, and before looking.
_IDLE: Final = frozenset({"n", "no", "номер", "сертификат", "только", "only"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = re.compile(r"\d+")


@routes.pressed(OperatorPressed)
async def operator_pressed(talk: Talk, _: OperatorPressed) -> None:
    waiting = await talk.read(applications_waiting, talk.operator)
    await talk.show(views.operator(talk.words, waiting=waiting))


@routes.command("invite")
async def invite(talk: Talk, text: str) -> None:
    """`/invite 3901123456`; with a word for looking behind it, to look only."""
    operator, (words, digits) = talk.operator, _told_apart(text)
    if not is_certificate_number(digits):
        await talk.show(views.invitation_without_number(talk.words))
        return
    looking = [word for word in words if word.startswith(_LOOKING)]
    if strange := [word for word in words if word not in _IDLE and word not in looking]:
        await talk.show(views.invitation_misread(talk.words, strange[0], digits))
        return
    certificate = await talk.read(certificate_numbered, operator, digits)
    await _invite(talk, certificate, LinkMode.LOOKING if looking else LinkMode.ACTING)


@routes.pressed(InvitePressed)
async def invite_pressed(talk: Talk, pressed: InvitePressed) -> None:
    mode = LinkMode.LOOKING if pressed.look else LinkMode.ACTING
    await _invite(talk, CertificateId(pressed.certificate), mode)


async def _invite(talk: Talk, certificate: CertificateId, mode: LinkMode) -> None:
    # An office's look is recorded.
    child = await talk.anew(child_named, talk.operator, certificate)
    # Of an invitation only its digest is kept: a repeated command gets another one. Each parent
    # needs an own one, so those that are open stay open, and the screen says so.
    invitation = await talk.anew(
        invite_family, talk.operator, certificate, mode, if_open=IfOpen.ADD
    )
    until = local(invitation.valid_until_at, ZoneInfo(child.municipality.zone))
    link = await talk.link(f"{INVITATION}{invitation.token}")
    shown = views.invitation(
        talk.words, child, mode, link=link, until=until, others=invitation.open_before
    )
    await talk.show(shown)


def _told_apart(text: str) -> tuple[list[str], str]:
    """The words, and the digits of the number, however they are grouped."""
    return _WORD.findall(text.lower()), "".join(_DIGITS.findall(text))

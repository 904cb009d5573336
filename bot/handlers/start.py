"""/start, the way home, the consent, and links that open the bot."""

from __future__ import annotations

import re
from typing import Final

from bot.handlers.applying import APPLY, show_applying
from bot.handlers.family import show_family
from bot.handlers.inline import FIND
from bot.handlers.linking import NUMBER, ask_for_phone
from bot.handlers.programs import PROGRAM, WANTED, show_program
from bot.handlers.searching import ask
from bot.keyboards.callbacks import (
    ConsentLanguagePressed,
    ConsentPressed,
    HomePressed,
    MorePressed,
)
from bot.looking import ORIGIN
from bot.menu import announce_roles
from bot.routes import Routes
from bot.talk import Talk
from bot.views import start as views
from core.domain.certificate import number_in
from core.domain.errors import InvitationUnknown
from core.domain.ids import ProgramId
from core.domain.invitation import Purpose, ToChild, ToOperator, ToProvider
from core.services import accounts, invitations
from core.services.children import linked_children
from core.services.providers import Desk, desk

routes = Routes()

# What fits beside the consent's version into a button.
LINK_LENGTH_MAX: Final = 48
LINK: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
INVITATION: Final = "i_"
DESKS_MAX: Final = 3
# So that every number that passes is one that an id can be.
PROGRAM_DIGITS_MAX: Final = 18
PROGRAM_LINK: Final = re.compile(PROGRAM + rf"([0-9]{{1,{PROGRAM_DIGITS_MAX}}})")


@routes.command("start")
async def start(talk: Talk, payload: str) -> None:
    if LINK.fullmatch(payload):
        await follow(talk, payload)
    else:
        await show_home(talk)


@routes.pressed(HomePressed)
async def home_pressed(talk: Talk, _: HomePressed) -> None:
    await show_home(talk)


@routes.pressed(MorePressed)
async def more_pressed(talk: Talk, _: MorePressed) -> None:
    await talk.show(views.more(talk.words))


@routes.pressed(ConsentPressed)
async def consent_pressed(talk: Talk, pressed: ConsentPressed) -> None:
    await talk.perform(accounts.give_consent, talk.account, pressed.version)
    await talk.reload()
    if pressed.link:
        await follow(talk, pressed.link)
    else:
        await show_family(talk)


@routes.pressed(ConsentLanguagePressed)
async def consent_language_pressed(talk: Talk, pressed: ConsentLanguagePressed) -> None:
    await talk.speak(pressed.language)
    await talk.show(views.consent(talk.words, pressed.link))


async def follow(talk: Talk, link: str) -> None:
    """Open what a link points to; an invitation waits for the consent in its button."""
    if link.startswith(INVITATION):
        if len(link) > LINK_LENGTH_MAX:
            raise InvitationUnknown
        if not talk.account.consented:
            await talk.show(views.consent(talk.words, link))
            return
        token = link.removeprefix(INVITATION)
        await _welcome(talk, await talk.perform(invitations.accept_invitation, talk.account, token))
    elif number := number_in(link.removeprefix(NUMBER) if link.startswith(NUMBER) else ""):
        await ask_for_phone(talk, number)
    elif link == FIND:
        await ask(talk)
    elif link == APPLY:
        await show_applying(talk)
    elif program := PROGRAM_LINK.fullmatch(link):
        await show_program(talk, ProgramId(int(program[1])))
    else:
        await show_home(talk)


async def show_home(talk: Talk) -> None:
    """What there is for this account; a place that was sent is forgotten with its search."""
    await talk.keep(**{ORIGIN: ""})
    desks = [await _desk(talk, provider) for provider in talk.account.staff_of[:DESKS_MAX]]
    await talk.show(views.home(talk.words, talk.account, desks))


async def _desk(talk: Talk, provider: int) -> Desk:
    staff = talk.staff(provider)
    return await talk.read(desk, staff, staff.provider)


async def _welcome(talk: Talk, purpose: Purpose) -> None:
    """Say what an invitation brought; of a child, show its money at once."""
    await talk.reload()
    match purpose:
        case ToProvider(provider):
            await announce_roles(talk.bot, talk.account)
            await talk.show(views.linked_staff(talk.words, await _desk(talk, provider)))
        case ToOperator():
            await announce_roles(talk.bot, talk.account)
            await talk.show(views.linked_operator(talk.words))
        case ToChild(certificate):
            children = await talk.read(linked_children, talk.family)
            child = next(each for each in children if each.certificate == certificate)
            wanted = talk.conversation.get(WANTED, "")
            receipt = views.linked_child(
                talk.words, child.short_name, may_act=child.may_act, wanted=wanted
            )
            await talk.keep(**{WANTED: ""})
            await talk.show(receipt)
            await show_family(talk, below=True)

"""Whatever else people send: words to search for, pasted links, numbers, stickers, contacts."""

from __future__ import annotations

import re
from typing import Final

from bot.handlers import applying
from bot.handlers.linking import ask_for_phone
from bot.handlers.searching import search_for
from bot.handlers.start import follow
from bot.keyboards.callbacks import NothingPressed
from bot.routes import ANY_CONTENT, Routes
from bot.talk import PHONE, Talk
from bot.views import others as views
from bot.views.settings import invitation_by_command
from core.domain.asides import has_words
from core.domain.certificate import holds_a_number, number_in

routes = Routes()

SEARCH_LENGTH_MAX: Final = 300
# Also in the middle of what a school or an operator wrote around it.
PASTED_LINK: Final = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})(?![\w-])")


@routes.content("text")
@routes.searches
async def typed(talk: Talk, text: str) -> None:
    """Words at any time are a search."""
    text = " ".join(text.split())
    links = set(PASTED_LINK.findall(text))
    if len(links) == 1:
        await follow(talk, links.pop())
    elif number := number_in(text):
        await _number_alone(talk, number)
    elif holds_a_number(text):
        # Number and name of a child: nothing to search for, and nothing to repeat.
        await talk.show(views.number_and_name(talk.words, talk.account))
    elif len(text) > SEARCH_LENGTH_MAX:
        await talk.show(views.hint(talk.words, "search-too-long", account=talk.account))
    else:
        await search_for(talk, text)


async def _number_alone(talk: Talk, number: str) -> None:
    """A family links its child by it; who only invites families is told how that is done."""
    account = talk.account
    if account.operator_of and account.only_works:
        await talk.show(invitation_by_command(talk.words, number))
    else:
        await ask_for_phone(talk, number)


@routes.awaiting(PHONE)
async def typed_instead(talk: Talk, text: str) -> None:
    """Words where the telephone was asked for: another number, or something else."""
    if not has_words(text):
        await anything(talk, text)
        return
    if number_in(" ".join(text.split())):
        await talk.forget()
    else:
        await talk.hear()
    await typed(talk, text)


@routes.awaiting(applying.PLACE)
async def typed_for_place(talk: Talk, text: str) -> None:
    """Words where an application's place was asked for; those that name none are another wish."""
    if not has_words(text):
        await anything(talk, text)
    elif not await applying.place_typed(talk, text):
        await talk.hear()
        await typed(talk, text)


@routes.content("foreign contact")
async def foreign_contact(talk: Talk, _: str) -> None:
    await talk.show(views.hint(talk.words, "unknown-contact-foreign", account=talk.account))


@routes.content(ANY_CONTENT)
async def anything(talk: Talk, _: str) -> None:
    await talk.show(views.unreadable(talk.words, talk.account, asked=bool(talk.awaiting)))


@routes.pressed(NothingPressed)
async def nothing_pressed(talk: Talk, _: NothingPressed) -> None:
    """The page number between the arrows says all it has to say."""
    del talk

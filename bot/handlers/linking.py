"""Linking a child by its certificate's number and the telephone that Telegram vouches for."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Final

import structlog

from bot.handlers.family import show_family
from bot.keyboards.callbacks import HomePressed
from bot.routes import Routes
from bot.talk import PHONE, Talk
from bot.views import linking as views
from bot.views.others import hint
from bot.views.start import consent
from core.domain.errors import NotAllowed
from core.services.children import linked_children
from core.services.linking import link_by_phone, wish_link

routes = Routes()

# A certificate's number as a link.
NUMBER: Final = "n_"
# Every failure is answered after the same time, whatever it took to find it out.
ANSWERED_AFTER_SECONDS: Final = 2.0

_log = structlog.get_logger(__name__)


async def ask_for_phone(talk: Talk, number: str) -> None:
    """The number is kept, sealed, until the telephone comes; whether it exists is not said.

    Before the consent nothing of it is kept: it waits in the consent's button, in the chat.
    """
    if not talk.account.consented:
        await talk.show(consent(talk.words, f"{NUMBER}{number}"))
        return
    await talk.perform(wish_link, talk.family, number)
    if talk.query is not None:
        # A screen with a button below the chat takes nobody's place, and the old one is over.
        await talk.show(views.consented(talk.words))
    await talk.tell(views.phone_wanted(talk.words))
    await talk.ask(PHONE, HomePressed())


@routes.content("contact")
async def contact(talk: Talk, phone: str) -> None:
    began_at = monotonic()
    asked = talk.awaiting == PHONE
    if asked:
        await talk.tell(views.checking(talk.words))
        await talk.forget()
    try:
        linked = await talk.perform(link_by_phone, talk.family, phone)
    except NotAllowed:
        # Whoever was asked has waited longer than the number is kept, or is answered once more
        # about a failure that used it up.
        unasked = hint(talk.words, "unknown-contact", account=talk.account)
        await talk.show(views.not_linked(talk.words) if asked else unasked)
        return
    if linked is None:
        _log.warning("link_failed", account=talk.account.id)
        await asyncio.sleep(max(0.0, ANSWERED_AFTER_SECONDS - (monotonic() - began_at)))
        await talk.tell(views.not_linked(talk.words))
        return
    await talk.reload()
    children = await talk.read(linked_children, talk.family)
    child = next(each for each in children if each.certificate == linked)
    await talk.tell(views.linked(talk.words, child.short_name))
    await show_family(talk, below=True)

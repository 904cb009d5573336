"""Inline mode: words behind the bot's name in any chat become cards that anybody may pass on."""

from __future__ import annotations

from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import InlineQuery, InlineQueryResultsButton

from bot.logs import fault
from bot.render import Words
from bot.views.inline import articles
from core.domain.catalog_views import ProgramCard
from core.domain.certificate import holds_a_number
from core.ports.acts import Reads
from core.services.catalog import browse_programs

# What the line above the results opens the private chat with.
FIND: Final = "find"
RESULTS_ON_PAGE: Final = 20
# A page is asked for by its number; nobody scrolls through more of them.
PAGES_MAX: Final = 50
CACHE_SECONDS: Final = 60
QUERY_LENGTH_MAX: Final = 100

_log = structlog.get_logger(__name__)


async def answer_inline(bot: Bot, read: Reads, words: Words, query: InlineQuery) -> None:
    """Offer a page of programs; the line above them leads to the search for one's own child."""
    text = " ".join(query.query.split())[:QUERY_LENGTH_MAX]
    page = _page(query.offset)
    cards: tuple[ProgramCard, ...] = ()
    more = False
    # The number of a certificate is nothing to be looked for, and nothing to be passed on.
    if page is not None and not holds_a_number(text):
        found = await read(browse_programs, text, page=page, size=RESULTS_ON_PAGE)
        if found.found.query.page == page:
            cards, more = found.cards, page < min(found.found.pages, PAGES_MAX)
    me = await bot.me()
    label = "inline-find" if cards or query.offset else "inline-nothing"
    try:
        await bot.answer_inline_query(
            query.id,
            articles(words, cards, link=f"https://t.me/{me.username}?start="),
            cache_time=CACHE_SECONDS,
            # The same words are answered in the language of whoever asks.
            is_personal=True,
            next_offset=str(page + 1) if page is not None and more else "",
            button=InlineQueryResultsButton(text=words.label(label), start_parameter=FIND),
        )
    except (AiogramError, OSError, TimeoutError) as failure:
        # Too late: whoever asked has written on.
        _log.info("inline_not_answered", **fault(failure))


def _page(offset: str) -> int | None:
    """The page that an offset asks for; None for what this bot never gave out."""
    if not offset:
        return 1
    known = offset.isascii() and offset.isdigit() and len(offset) <= len(str(PAGES_MAX))
    return int(offset) if known and 1 <= int(offset) <= PAGES_MAX else None

"""Words that were changed in the message that said them.

Telegram tells of the change and not of what stood there before, and a bot that was busy may have
read either. So only the words that an open question took last are taken anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiogram.types import Message

from bot.routes import Told
from bot.talk import ABOUT, HEARD_AT, Talk
from bot.views.others import not_read_again


async def hear_answer(talk: Talk, message: Message, handler: Told) -> None:
    """Take the words as the answer to the open question. While the chat is asked for the same
    thing afterwards, words that were not understood, say, or shown back, they may be mended.
    """
    about = talk.conversation.get(ABOUT)
    await handler(talk, (message.text or "").strip())
    asked_again = talk.awaiting and talk.conversation.get(ABOUT) == about
    await talk.keep(**{HEARD_AT: str(message.message_id) if asked_again else ""})


async def hear_mended(talk: Talk, message: Message, awaited: Mapping[str, Told]) -> None:
    """Take mended words as if they were written now, if their question still waits; else say that
    nobody reads them again. Doing so twice gives the same answer.
    """
    handler = awaited.get(talk.awaiting)
    if handler is not None and talk.conversation.get(HEARD_AT) == str(message.message_id):
        await hear_answer(talk, message, handler)
    else:
        asked = bool(talk.awaiting)
        await talk.tell(not_read_again(talk.words, talk.account, asked=asked))

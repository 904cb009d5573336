"""Fetching updates so that one that cannot be read does not hold up all that come after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update
from pydantic import ValidationError

# Everything else is not asked for: Telegram would send it in vain.
WANTED: Final = ["message", "edited_message", "callback_query", "my_chat_member", "inline_query"]
REQUEST_SECONDS_MORE: Final = 15

_log = structlog.get_logger(__name__)


async def fetch_updates(
    bot: Bot, offset: int | None, *, seconds: int
) -> tuple[tuple[Update, ...], int | None]:
    """Wait up to `seconds` for updates; return them and the offset to go on from without any.

    Raises:
        AiogramError: Telegram refused, could not be reached or said nothing that has a sense.
    """
    try:
        updates = await bot.get_updates(
            offset=offset,
            timeout=seconds,
            allowed_updates=WANTED,
            request_timeout=seconds + REQUEST_SECONDS_MORE,
        )
    except ClientDecodeError as failure:
        return _readable(bot, failure, offset)
    return tuple(updates), offset


def _readable(
    bot: Bot, failure: ClientDecodeError, offset: int | None
) -> tuple[tuple[Update, ...], int | None]:
    """One by one, what can be read of a batch; the rest is passed over, or it came for ever."""
    answer = failure.data
    found = answer.get("result") if isinstance(answer, Mapping) else None
    if not isinstance(found, Sequence) or not found:
        raise failure
    ids = [raw["update_id"] for raw in found if isinstance(raw, Mapping) and "update_id" in raw]
    if len(ids) != len(found) or not all(isinstance(one, int) for one in ids):
        raise failure
    updates = []
    for number, raw in zip(ids, found, strict=True):
        try:
            updates.append(Update.model_validate(raw, context={"bot": bot}))
        except ValidationError as problem:
            _log.error("update_unreadable", update=number, problems=problem.error_count())
    return tuple(updates), max(ids) + 1 if not updates else offset

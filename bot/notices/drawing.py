"""Claimed notices on their way to become screens: read together, drawn one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import NoReturn

from bot.screen import Screen
from bot.views.notices import notice_screen
from core.domain.notice import Notice
from core.ports.acts import Reads, Unreachable
from core.services.notices import told_each
from core.services.told import Later, Told

# None: the account may not read it any more. Later: not at this hour. Raises where it cannot be
# drawn.
Drawing = Callable[[], Screen | Later | None]
Draw = Callable[[Sequence[Notice]], Awaitable[Sequence[Drawing]]]


def drawing_with(read: Reads) -> Draw:
    """What the notices tell, read at once; one that cannot be read is nobody else's trouble."""

    async def draw(notices: Sequence[Notice]) -> Sequence[Drawing]:
        try:
            known = await read(told_each, notices)
        except Unreachable:
            raise
        except Exception:  # noqa: BLE001 - whose fault it is shows when each is read by itself
            return [await _by_itself(read, notice) for notice in notices]
        return [partial(_drawn, *each) for each in zip(notices, known, strict=True)]

    return draw


async def _by_itself(read: Reads, notice: Notice) -> Drawing:
    try:
        (known,) = await read(told_each, [notice])
    except Unreachable:
        raise
    except Exception as failure:  # noqa: BLE001 - it is told when the notice has its turn
        return partial(_fail, failure)
    return partial(_drawn, notice, known)


def _drawn(notice: Notice, known: Told | Later | None) -> Screen | Later | None:
    return notice_screen(known, notice.language) if isinstance(known, Told) else known


def _fail(failure: Exception) -> NoReturn:
    raise failure

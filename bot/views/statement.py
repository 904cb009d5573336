"""All movements of a child's money as a file, oldest first, as a statement of an account is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.formats import local
from bot.keyboards.buttons import Buttons, board
from bot.render import Words
from bot.screen import Screen
from bot.views.own_data import ENCODING, SHORT, entry_key
from core.domain.views import History, HistoryLine


def statement(words: Words, whole: History) -> Screen:
    """The file; `whole` is a history of one page."""
    text = "\r\n".join(_lines(words, whole))
    file = (words.plain("statement-file"), text.encode(ENCODING))
    keyboard = board([Buttons(words, apart=True).home()])
    return Screen(words("statement-ready", child=whole.child_short_name), keyboard, file=file)


def _lines(words: Words, whole: History) -> Iterator[str]:
    yield words.plain("statement-title", child=whole.child_short_name)
    if whole.today is not None:
        today, rest = whole.today, whole.balance.available
        yield words.plain("statement-now", date=today, available=rest)
    period = None
    for line in reversed(whole.lines):
        if line.period != period:
            period = line.period
            days = {"from": period.days.first, "to": period.days.last}
            yield from ("", words.plain("statement-period", **days))
        yield _line(words, line)


def _line(words: Words, line: HistoryLine) -> str:
    """On one line whatever the program's title holds, so that it looks like no other entry."""
    entry, movement = line.entry, line.entry.movement
    parts = (
        words.plain(
            "statement-entry",
            date=local(entry.recorded_at, line.period.zone).date(),
            what=words.plain(entry_key(movement)),
            amount=movement.amount,
        ),
        " ".join((line.program_title or "").split()),
        words.plain("statement-month", month=movement.month) if movement.month else "",
        words.plain(f"actor-{entry.actor.partition(':')[0]}"),
        words.plain("statement-rest", rest=line.available_after),
    )
    return SHORT.join(part for part in parts if part)

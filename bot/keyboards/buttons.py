"""Buttons and boards; every board of a screen ends with the way home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.callbacks import HomePressed, NothingPressed
from bot.keyboards.packing import Pressed
from bot.render import Value, Words


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it says, and what it answers or which address it opens.

    Not aiogram's, of which each takes ten times as long to make (decision 0028).
    """

    text: str
    callback_data: str | None = None
    url: str | None = None

    def said(self) -> dict[str, str]:
        """As Telegram reads it."""
        if self.url is not None:
            return {"text": self.text, "url": self.url}
        return {"text": self.text, "callback_data": self.callback_data or ""}


Row = Sequence[Button]


@dataclass(frozen=True, slots=True)
class Board:
    """The buttons under a message, row by row."""

    rows: tuple[tuple[Button, ...], ...]

    def said(self) -> dict[str, list[list[dict[str, str]]]]:
        """As Telegram reads it."""
        return {"inline_keyboard": [[button.said() for button in row] for row in self.rows]}

    def markup(self) -> InlineKeyboardMarkup:
        """As aiogram's own calls take it."""
        return InlineKeyboardMarkup.model_validate(self.said())


@dataclass(frozen=True, slots=True)
class Buttons:
    """Makes buttons in one language; with `apart` their answers come as new messages."""

    words: Words
    apart: bool = False

    def __call__(self, label: str, pressed: Pressed, /, **values: Value) -> Button:
        data = pressed.apart() if self.apart else pressed.pack()
        return Button(self.words.label(label, **values), data)

    def link(self, label: str, url: str) -> Button:
        return Button(self.words.label(label), url=url)

    def home(self) -> Button:
        return _home(self)

    def pager(self, page: int, pages: int, at: Callable[[int], Pressed]) -> Row:
        """`◀ 2/7 ▶`, without the arrow that leads nowhere; nothing for a single page."""
        if pages <= 1:
            return ()
        middle = self("button-page", NothingPressed(), page=str(page), pages=str(pages))
        before = [self("button-before", at(page - 1))] if page > 1 else []
        after = [self("button-after", at(page + 1))] if page < pages else []
        return [*before, middle, *after]


@cache
def _home(buttons: Buttons) -> Button:
    return buttons("button-home", HomePressed())


def board(*rows: Row) -> Board:
    """A keyboard of these rows; empty ones are left out."""
    return Board(tuple(tuple(row) for row in rows if row))


def pairs(buttons: Sequence[Button]) -> Sequence[Row]:
    """Two in a row."""
    return [buttons[n : n + 2] for n in range(0, len(buttons), 2)]


def page_of(count: int, page: int, size: int) -> tuple[int, int, slice]:
    """The page nearest to the wanted one, how many there are, and what it shows of `count`."""
    pages = max(1, -(-count // size))
    page = min(max(page, 1), pages)
    return page, pages, slice((page - 1) * size, page * size)

"""Short sentences with the main ways on: hints, refusals, what went wrong."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import FamilyPressed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words
from bot.screen import Screen


def hint(words: Words, message: str) -> Screen:
    """A sentence of the locale files that needs no values."""
    return said(words, words(message))


def said(words: Words, text: Html) -> Screen:
    """A sentence with the ways on. Its buttons leave it in the chat."""
    button = Buttons(words, apart=True)
    keyboard = board(
        [button("button-search", SearchNew()), button("button-family", FamilyPressed())],
        [button.home()],
    )
    return Screen(text, keyboard)

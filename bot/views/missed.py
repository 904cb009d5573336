"""Welcoming somebody back who had blocked the bot."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.missed_callbacks import MissedForgotten, MissedWanted
from bot.render import Words
from bot.screen import Screen


def welcome_back(words: Words, count: int) -> Screen:
    """So many notices could not be delivered: shall they come now?"""
    button = Buttons(words)
    keyboard = board(
        [button("button-missed-show", MissedWanted())],
        [button("button-missed-forget", MissedForgotten())],
        [button.home()],
    )
    return Screen(words("missed", count=count), keyboard)

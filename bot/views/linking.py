"""Linking by number and telephone: what is asked for, and the one answer to every failure."""

from __future__ import annotations

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import FamilyPressed
from bot.render import Words
from bot.screen import Screen


def phone_wanted(words: Words) -> Screen:
    return Screen(words("link-phone"), contact=words.label("button-share-phone"))


def consented(words: Words) -> Screen:
    return Screen(words("consent-given"))


def dropped(words: Words) -> Screen:
    """The button below the chat goes away; what was asked for comes after it."""
    return Screen(words("link-phone-dropped"), unkeyed=True)


def checking(words: Words) -> Screen:
    return Screen(words("link-checking"), unkeyed=True)


def not_linked(words: Words) -> Screen:
    button = Buttons(words, apart=True)
    keyboard = board([button("button-apply", ApplyPressed())], [button.home()])
    return Screen(words("link-failed"), keyboard)


def linked(words: Words, child: str) -> Screen:
    button = Buttons(words, apart=True)
    keyboard = board([button("button-family", FamilyPressed())], [button.home()])
    return Screen(words("linked-child", child=child), keyboard)

"""What is kept of a person, the file with all of it, and erasing it."""

from __future__ import annotations

from bot.documents import json_file
from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import EnrollmentsPressed, MorePressed, PrivacyPressed
from bot.keyboards.privacy_callbacks import ErasureConfirmed, ErasurePressed, OwnDataPressed
from bot.render import Words, paragraphs
from bot.screen import Screen
from core.domain.consent import CONSENT_VERSION
from core.domain.erasing import ErasureLook
from core.services.own_data import OwnData

FILE = "kruzhok.json"


def privacy(words: Words) -> Screen:
    """What is stored, why, how long, who sees it."""
    button = Buttons(words)
    keyboard = board(
        [button("button-own-data", OwnDataPressed())],
        [button("button-erase", ErasurePressed())],
        [button("button-back", MorePressed()), button.home()],
    )
    return Screen(words("privacy", version=CONSENT_VERSION), keyboard)


def own_data(words: Words, known: OwnData) -> Screen:
    """The file; as a message of its own, so that it stays."""
    keyboard = board([Buttons(words, apart=True).home()])
    return Screen(words("own-data"), keyboard, file=(FILE, json_file(known)))


def erasure(words: Words, look: ErasureLook) -> Screen:
    """What would go and what would stay, or what stands in the way."""
    button = Buttons(words)
    if look.in_the_way:
        keyboard = board(
            [button("button-enrollments", EnrollmentsPressed(page=1))],
            [button("button-back", PrivacyPressed()), button.home()],
        )
        return Screen(words("erase-impossible", count=len(look.in_the_way)), keyboard)
    text = paragraphs(
        words("erase"),
        words("erase-withdrawn", count=look.withdrawn) if look.withdrawn else None,
        words("erase-children", count=len(look.children)) if look.children else None,
        words("erase-stays") if look.linked > len(look.children) else None,
    )
    keyboard = board(
        [button("button-erase-confirm", ErasureConfirmed())],
        [button("button-back", PrivacyPressed()), button.home()],
    )
    return Screen(text, keyboard)


def erased(words: Words) -> Screen:
    """The last word; whoever writes again is a newcomer."""
    return Screen(words("erased"))

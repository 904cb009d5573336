"""A refusal in words of one's own: asked for, shown back, and sent by a button only."""

from __future__ import annotations

from enum import StrEnum

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.packing import Pressed
from bot.render import Html, Words, paragraphs
from bot.screen import Screen
from core.domain.refusing import COMMENT_LENGTH_MAX, needs_words


def question(
    words: Words,
    said: Html,
    reason: StrEnum,
    *,
    skip: Pressed,
    back: Pressed,
    note: Html | None = None,
) -> Screen:
    """A few words for the family, or none where the reason itself says why."""
    button = Buttons(words)
    way_back = [button("button-back", back), button.home()]
    if needs_words(reason):
        return Screen(paragraphs(note, said, words("refuse-write")), board(way_back))
    text = paragraphs(note, said, words("refuse-write-or-not"))
    return Screen(text, board([button("button-refuse-silently", skip)], way_back))


def too_long(words: Words, reason: StrEnum, *, skip: Pressed) -> Screen:
    """Shorter, or none where the reason itself says why."""
    button = Buttons(words)
    if needs_words(reason):
        text = words("refuse-words-long", most=COMMENT_LENGTH_MAX)
        return Screen(text, board([button.home()]))
    text = words("refuse-comment-long", most=COMMENT_LENGTH_MAX)
    return Screen(text, board([button("button-refuse-silently", skip)], [button.home()]))


def check(
    words: Words, said: Html, comment: str, *, refuse: Pressed, change: Pressed, back: Pressed
) -> Screen:
    """The words as the family will read them. What is quoted here is what `refuse` sends."""
    button = Buttons(words)
    keyboard = board(
        [button("button-refuse", refuse), button("button-refuse-otherwise", change)],
        [button("button-back", back), button.home()],
    )
    return Screen(paragraphs(said, words("refuse-check", comment=comment)), keyboard)

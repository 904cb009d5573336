"""Searches that go on: saved, listed, and what is new for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.formats import listed
from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import MorePressed
from bot.keyboards.search_callbacks import (
    SavedSearchDropped,
    SavedSearchesPressed,
    SavedSearchOpened,
    SearchNew,
    SearchPage,
)
from bot.render import Words, lines, paragraphs
from bot.screen import Screen
from bot.views.chips import chip_said
from bot.views.found_cards import near_card, program_button
from core.domain.views import Municipality
from core.services.saved_searches import SavedLine
from core.services.told import Told

NEWS_SHOWN: Final = 5


def saved(words: Words) -> Screen:
    """A receipt: what comes of it, and how it ends."""
    button = Buttons(words)
    keyboard = board(
        [button("button-to-results", SearchPage(page=0))],
        [button("button-saved-searches", SavedSearchesPressed()), button.home()],
    )
    return Screen(words("search-saved"), keyboard)


def saved_searches(
    words: Words, kept: Sequence[SavedLine], places: Sequence[Municipality]
) -> Screen:
    """Each with a button that opens it, and one that ends it."""
    button = Buttons(words)
    rows: list[Row] = []
    for number, line in enumerate(kept, 1):
        search = line.saved.id
        opened = SavedSearchOpened(search=search)
        rows.append(
            [
                button("button-saved-open", opened, number=number, count=line.total),
                button("button-saved-drop", SavedSearchDropped(search=search), number=number),
            ]
        )
    text = paragraphs(
        words("saved-searches" if kept else "saved-searches-none"),
        lines(
            *(
                words("saved-search", number=number, what=search_said(words, line, places))
                for number, line in enumerate(kept, 1)
            )
        ),
    )
    last = [button("button-back", MorePressed()), button.home()]
    return Screen(text, board(*rows, [button("button-search", SearchNew())], last))


def search_said(words: Words, line: SavedLine, places: Sequence[Municipality]) -> str:
    """The question in a few words, and for whom."""
    chips = [chip_said(words, chip, places) for chip in line.chips]
    what = listed(chips) or words.plain("search-everything")
    if not line.child_short_name:
        return what
    return words.plain("saved-search-for", what=what, child=line.child_short_name)


def news(words: Words, told: Told) -> Screen:
    """What is new, each a button; and the way to end such messages."""
    button = Buttons(words, apart=True)
    if told.search is None:
        raise ValueError("news are of a saved search")
    shown = list(enumerate(told.similar[:NEWS_SHOWN], 1))
    more = len(told.similar) - len(shown)
    text = paragraphs(
        words("notice-SEARCH_FOUND", what=search_said(words, told.search, told.places)),
        lines(*(near_card(words, *each) for each in shown)),
        words("notice-SEARCH_FOUND-more", count=more) if more else None,
    )
    search = told.search.saved.id
    keyboard = board(
        *([program_button(button, *each)] for each in shown),
        [button("button-saved-all", SavedSearchOpened(search=search))],
        [button("button-saved-searches", SavedSearchesPressed()), button.home()],
    )
    return Screen(text, keyboard)

"""Programs that an account keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.keyboards.buttons import Buttons, board, page_of
from bot.keyboards.callbacks import MorePressed, ProgramPressed
from bot.keyboards.catalog_callbacks import FavoritesPressed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Words, lines, paragraphs
from bot.screen import Screen
from core.ports.favorites import Favorite

FAVORITES_ON_PAGE: Final = 8


def favorites(words: Words, kept: Sequence[Favorite], page: int) -> Screen:
    """A page of them, each a button; those that the catalog shows no more are marked."""
    button = Buttons(words)
    if not kept:
        search = [button("button-search", SearchNew())]
        last = [button("button-back", MorePressed()), button.home()]
        return Screen(words("favorites-none"), board(search, last))
    page, pages, part = page_of(len(kept), page, FAVORITES_ON_PAGE)
    shown = list(enumerate(kept, 1))[part]
    text = paragraphs(
        words("favorites-title", count=len(kept)),
        lines(
            *(
                words(
                    "favorite" if each.listed else "favorite-gone",
                    number=number,
                    title=each.title,
                    provider=each.provider,
                )
                for number, each in shown
            )
        ),
    )
    rows = [
        [
            button(
                "button-program",
                ProgramPressed(program=each.program, page=1),
                number=number,
                title=each.title,
            )
        ]
        for number, each in shown
    ]
    pager = button.pager(page, pages, lambda each: FavoritesPressed(page=each))
    last = [button("button-search", SearchNew()), button.home()]
    return Screen(text, board(*rows, pager, last))

"""Buttons for what was understood: one tap drops a part of it, one shows what else it may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.keyboards.buttons import Button, Buttons, Row, pairs
from bot.keyboards.search_callbacks import ChipPressed, FilterOpened, SortChosen, SortOpened
from bot.looking import pick_of
from bot.views.chips import meant, own_said
from bot.views.filters import FILTERS
from core.domain.searching import Chip, Found, Kind, Sort
from core.services.looking import Looked

# More letters do not fit beside another button of the row.
SHORT_MAX: Final = 18
IN_ROW_MAX: Final = 3


def chip_rows(button: Buttons, answer: Found, looked: Looked) -> Sequence[Row]:
    """What has no other values stands in pairs; each kind that has them is a row with the way to
    them behind it. Names of places are long.
    """
    plain: list[Button] = []
    by_kind: dict[Kind, list[Button]] = {}
    for chip in meant(answer):
        made = _drop(button, chip, looked)
        if chip.kind in FILTERS:
            by_kind.setdefault(chip.kind, []).append(made)
        else:
            plain.append(made)
    rows: list[Row] = list(pairs(plain))
    for kind, dropping in by_kind.items():
        change = button("button-change", FilterOpened(kind=kind, page=1))
        fits = len(dropping) < IN_ROW_MAX and all(len(each.text) <= SHORT_MAX for each in dropping)
        rows += [[*dropping, change]] if fits else [*pairs(dropping), [change]]
    return rows


def order_row(button: Buttons, answer: Found) -> Row:
    """What comes first, as one more thing that was understood."""
    sort = answer.query.sort
    if sort is Sort.FIT:
        return ()
    said = button.words.plain("chip-first", name=button.words.plain(f"sort-{sort}"))
    dropped = button("button-drop", SortChosen(sort=Sort.FIT), what=said)
    return [dropped, button("button-change", SortOpened())]


def _drop(button: Buttons, chip: Chip, looked: Looked) -> Button:
    said = own_said(button.words, chip, looked)
    return button("button-drop", ChipPressed(pick=pick_of(chip.key)), what=said)

"""Buttons for what was understood: one tap drops a part of it, one changes it to what is beside it,
and one shows what else it may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.formats import whole_roubles
from bot.keyboards.buttons import Button, Buttons, Row, pairs
from bot.keyboards.search_callbacks import (
    ChipPressed,
    FilterChosen,
    FilterOpened,
    SortChosen,
    SortOpened,
)
from bot.looking import pick_of
from bot.views.chips import meant, own_said, value_said
from bot.views.filters import FILTERS
from core.domain.money import Money
from core.domain.searching import Chip, Found, Kind, Sort, Source
from core.services.looking import Looked

# More letters do not fit beside another button of the row.
SHORT_MAX: Final = 18
IN_ROW_MAX: Final = 3
# Kinds of one value that stands in an order, so that the next ones are likely meant: a year, an
# hour, a sum.
_STEPPED: Final = frozenset({Kind.AGE, Kind.STARTS, Kind.ENDS, Kind.PRICE})
_DIGITS_MAX: Final = 12
FREE: Final = "0"


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
        steps = _steps(button, answer, looked, kind)
        if steps:
            more = button("button-change-short", FilterOpened(kind=kind, page=1))
            rows.append([*dropping, *steps, more])
            continue
        change = button("button-change", FilterOpened(kind=kind, page=1))
        fits = len(dropping) < IN_ROW_MAX and all(len(each.text) <= SHORT_MAX for each in dropping)
        rows += [[*dropping, change]] if fits else [*pairs(dropping), [change]]
    return rows


def _steps(button: Buttons, answer: Found, looked: Looked, kind: Kind) -> Sequence[Button]:
    """The values before and behind the only one that was asked for, where they find anything."""
    asked = [chip for chip in answer.chips if chip.kind is kind]
    if kind not in _STEPPED or len(asked) != 1 or len(asked[0].values) != 1:
        return ()
    (chip,) = asked
    if chip.source is Source.DEFAULT or looked.by_age:
        # A child is as old as it is.
        return ()
    there = sorted((each for each, _ in answer.facets.get(kind, ())), key=_size)
    before = [each for each in there if _size(each) < _size(chip.value)][-1:]
    behind = [each for each in there if _size(each) > _size(chip.value)][:1]
    return [
        button(
            "button-step",
            FilterChosen(kind=kind, pick=pick_of(each)),
            what=_short(button, kind, each),
        )
        for each in (*before, *behind)
    ]


def _short(button: Buttons, kind: Kind, value: str) -> str:
    """A sum alone: what stands beside it says of which time."""
    if kind is Kind.PRICE and value != FREE:
        return whole_roubles(Money(int(value)))
    return value_said(button.words, kind, value, ())


def _size(value: str) -> str:
    """Years, hours and kopecks in one order of letters."""
    return value.zfill(_DIGITS_MAX)


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

"""Conditions to choose: all kinds on one screen, the values of a kind with what each would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.formats import listed
from bot.keyboards.buttons import Button, Buttons, Row, board, page_of, pairs
from bot.keyboards.search_callbacks import (
    FilterChosen,
    FilterOpened,
    FiltersOpened,
    SearchPage,
    SortChosen,
    SortOpened,
)
from bot.looking import asked_values, pick_of, values_of
from bot.render import Words, lines
from bot.screen import Screen
from bot.views.chips import chip_said, value_said
from core.domain.questions import FLAG, FLAGS, MANY
from core.domain.searching import Found, Kind, Sort
from core.domain.views import Municipality

VALUES_ON_PAGE: Final = 8
# In the order of the screen; words are no filter.
FILTERS: Final = (
    Kind.AGE,
    Kind.WEEKDAY,
    Kind.STARTS,
    Kind.ENDS,
    Kind.MUNICIPALITY,
    Kind.ADDRESS,
    Kind.DIRECTION,
    Kind.PRICE,
    Kind.FORM,
    Kind.REGISTRY,
)
SWITCHES: Final = (Kind.FREE_PLACES, Kind.COVERED, Kind.NEEDS)
# Short values stand several in a row.
SHORT: Final = {Kind.AGE: 4, Kind.WEEKDAY: 3, Kind.STARTS: 3, Kind.ENDS: 3}


def filters(words: Words, found: Found, places: Sequence[Municipality]) -> Screen:
    """Every kind with what is asked of it now."""
    button = Buttons(words)
    chosen = [
        button(
            "button-filter-set" if asked else "button-filter",
            FilterOpened(kind=kind, page=1),
            name=words.plain(f"filter-{kind}"),
            value=asked,
        )
        for kind in FILTERS
        for asked in [_asked(words, found, kind, places)]
        if asked or values_of(found, kind)
    ]
    switches = [_switch(button, found, kind) for kind in SWITCHES]
    shown = button("button-show-found", SearchPage(page=0), count=found.total)
    keyboard = board(
        *pairs(chosen),
        *([each] for each in switches),
        [button("button-sort", SortOpened(), name=words.plain(f"sort-{found.query.sort}"))],
        [shown],
        [button.home()],
    )
    return Screen(
        lines(words("filters-title"), words("filters-found", count=found.total)), keyboard
    )


def values(
    words: Words, found: Found, kind: Kind, places: Sequence[Municipality], page: int
) -> Screen:
    """What can be chosen of one kind, and how many programs there would be."""
    button = Buttons(words)
    asked = asked_values(found, kind)
    options = _in_order(words, kind, values_of(found, kind), places)
    size = len(options) if kind in SHORT else VALUES_ON_PAGE
    page, pages, part = page_of(len(options), page, max(size, 1))
    buttons = [
        button(
            _label(count, set_=value in asked),
            FilterChosen(kind=kind, pick=pick_of(value)),
            name=name,
            count=count or 0,
        )
        for name, value, count in options[part]
    ]
    in_row = SHORT.get(kind, 1)
    rows: list[Row] = [buttons[n : n + in_row] for n in range(0, len(buttons), in_row)]
    denied = [chip for chip in found.chips if chip.kind is kind and chip.excluded]
    if asked or denied:
        rows.append([button("button-any", FilterChosen(kind=kind, pick=0))])
    pager = button.pager(page, pages, lambda each: FilterOpened(kind=kind, page=each))
    done: Row = ()
    if kind in MANY:
        done = [button("button-show-found", SearchPage(page=0), count=found.total)]
    last = [button("button-back", FiltersOpened()), button.home()]
    title = lines(
        words(f"choose-{kind}"),
        words("filter-denied", value=_asked(words, found, kind, places)) if denied else None,
        None if options else words("filter-nothing"),
    )
    return Screen(title, board(*rows, pager, done, last))


def sorts(words: Words, found: Found) -> Screen:
    """In which order; the nearest need a point, which may be sent."""
    button = Buttons(words)
    rows = [
        [
            button(
                "button-value-set" if sort is found.query.sort else "button-value",
                SortChosen(sort=sort),
                name=words.plain(f"sort-{sort}"),
            )
        ]
        for sort in Sort
    ]
    last = [button("button-back", FiltersOpened()), button.home()]
    return Screen(lines(words("choose-sort"), words("choose-sort-point")), board(*rows, last))


def _asked(words: Words, found: Found, kind: Kind, places: Sequence[Municipality]) -> str:
    """What is asked of a kind, with what is not wanted: «не вт»."""
    return listed([chip_said(words, chip, places) for chip in found.chips if chip.kind is kind])


def _switch(button: Buttons, found: Found, kind: Kind) -> Button:
    ((_, count),) = values_of(found, kind)
    on = any(chip.kind is kind and not chip.excluded for chip in found.chips)
    name = button.words.plain(f"filter-{kind}")
    label = _label(None if on else count, set_=on)
    pressed = FilterChosen(kind=kind, pick=pick_of(FLAG))
    return button(label, pressed, name=name, count=count or 0)


def _label(count: int | None, *, set_: bool) -> str:
    if set_:
        return "button-value-set" if count is None else "button-value-set-count"
    return "button-value" if count is None else "button-value-count"


def _in_order(
    words: Words,
    kind: Kind,
    options: Sequence[tuple[str, int | None]],
    places: Sequence[Municipality],
) -> list[tuple[str, str, int | None]]:
    """Numbers and hours by their size, names by the alphabet."""
    named = [(value_said(words, kind, value, places), value, count) for value, count in options]
    if kind in {Kind.AGE, Kind.WEEKDAY, Kind.PRICE}:
        return sorted(named, key=lambda each: int(each[1]))
    if kind in {Kind.STARTS, Kind.ENDS} | FLAGS:
        return sorted(named, key=lambda each: each[1])
    return sorted(named, key=lambda each: each[0].casefold())

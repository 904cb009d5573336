"""The question that was asked, changed by a tap: its chips, its words, the filters, the order."""

from __future__ import annotations

from bot.handlers.searching import Change, look, show_found
from bot.keyboards.search_callbacks import (
    ChipPressed,
    DropPressed,
    FilterChosen,
    FilterOpened,
    FiltersOpened,
    SortChosen,
    SortOpened,
    WordChosen,
)
from bot.looking import ORDERED, Changes, pick_of, values_of, with_value, without_chips
from bot.routes import Routes
from bot.talk import Talk
from bot.views import filters
from core.domain.questions import FLAG, MANY
from core.domain.searching import Found, Kind
from core.services.looking import Looked

routes = Routes()


@routes.pressed(ChipPressed)
@routes.searches
async def chip_pressed(talk: Talk, pressed: ChipPressed) -> None:
    def dropped(found: Found) -> Changes:
        gone = [chip for chip in found.chips if pick_of(chip.key) == pressed.pick]
        return without_chips(talk.conversation, gone)

    await show_found(talk, dropped)


@routes.pressed(DropPressed)
@routes.searches
async def drop_pressed(talk: Talk, pressed: DropPressed) -> None:
    def dropped(found: Found) -> Changes:
        for each in found.without:
            if pick_of(*(chip.key for chip in each.chips)) == pressed.pick:
                return without_chips(talk.conversation, each.chips)
        return {}

    await show_found(talk, dropped)


@routes.pressed(WordChosen)
@routes.searches
async def word_chosen(talk: Talk, pressed: WordChosen) -> None:
    def meant(found: Found) -> Changes:
        text = found.query.text
        for unknown in found.unknown:
            for word in unknown.nearest:
                if pick_of(unknown.typed, word) == pressed.pick:
                    text = text.replace(unknown.typed, word)
        return {"text": text, "page": ""}

    await show_found(talk, meant)


@routes.pressed(FiltersOpened)
@routes.searches
async def filters_opened(talk: Talk, _: FiltersOpened) -> None:
    looked = await look(talk, counts_places=True)
    await talk.show(filters.filters(talk.words, _answer(looked), looked.places))


@routes.pressed(FilterOpened)
@routes.searches
async def filter_opened(talk: Talk, pressed: FilterOpened) -> None:
    await _show_values(talk, pressed.kind, page=pressed.page)


@routes.pressed(FilterChosen)
@routes.searches
async def filter_chosen(talk: Talk, pressed: FilterChosen) -> None:
    def chosen(found: Found) -> Changes:
        values = values_of(found, pressed.kind)
        picked = [value for value, _ in values if pick_of(value) == pressed.pick]
        if picked:
            return with_value(talk.conversation, found, pressed.kind, picked[0])
        if pressed.pick:
            return {}
        gone = [chip for chip in found.chips if chip.kind is pressed.kind]
        return without_chips(talk.conversation, gone)

    if pressed.kind in MANY:
        await _show_values(talk, pressed.kind, page=1, change=chosen)
    else:
        await show_found(talk, chosen)


@routes.pressed(SortOpened)
@routes.searches
async def sort_opened(talk: Talk, _: SortOpened) -> None:
    await talk.show(filters.sorts(talk.words, _answer(await look(talk))))


@routes.pressed(SortChosen)
@routes.searches
async def sort_chosen(talk: Talk, pressed: SortChosen) -> None:
    await talk.keep(**{"sort": pressed.sort, ORDERED: FLAG, "page": ""})
    await show_found(talk)


async def _show_values(talk: Talk, kind: Kind, *, page: int, change: Change | None = None) -> None:
    looked = await look(talk, change=change)
    await talk.show(filters.values(talk.words, _answer(looked), kind, looked.places, page))


def _answer(looked: Looked) -> Found:
    """What was found; there is always something when it is asked for nobody."""
    if looked.page is None:
        raise ValueError("nobody was asked for")
    return looked.page.found

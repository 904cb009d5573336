"""The search: words and conditions, pages, and for which child."""

from __future__ import annotations

from collections.abc import Mapping

from bot.handlers.programs import LIST, show_program
from bot.keyboards.callbacks import ChildChosen, ChildrenOpened
from bot.keyboards.search_callbacks import (
    ChipPressed,
    DropPressed,
    FilterChosen,
    FilterOpened,
    FiltersOpened,
    SearchAll,
    SearchNew,
    SearchPage,
    SortChosen,
    SortOpened,
    WordChosen,
)
from bot.looking import (
    ANY_AGE,
    CHILD,
    LASTING,
    NO_CONDITIONS,
    ORIGIN,
    any_age,
    child_of,
    for_new_words,
    pick_of,
    values_of,
    with_value,
    without_chips,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import filters
from bot.views import search as views
from bot.views.others import aside, hint
from core.domain.asides import aside_of
from core.domain.certificate import holds_a_number
from core.domain.ids import ProgramId
from core.domain.questions import FLAG, MANY, codes, question_of
from core.domain.searching import Found, Kind, Sort, Source
from core.services.children import linked_children
from core.services.looking import Looked, look_round

routes = Routes()


@routes.command("search")
async def search_command(talk: Talk, text: str) -> None:
    if text:
        await search_for(talk, text)
    else:
        await ask(talk)


@routes.pressed(SearchNew)
async def new_pressed(talk: Talk, _: SearchNew) -> None:
    await ask(talk)


@routes.pressed(SearchAll)
async def all_pressed(talk: Talk, _: SearchAll) -> None:
    await talk.keep(**{**NO_CONDITIONS, ANY_AGE: FLAG})
    await show_found(talk)


@routes.pressed(SearchPage)
async def page_pressed(talk: Talk, pressed: SearchPage) -> None:
    if pressed.page:
        await talk.keep(page=str(pressed.page))
    await show_found(talk)


@routes.pressed(ChipPressed)
async def chip_pressed(talk: Talk, pressed: ChipPressed) -> None:
    found = await _found(talk)
    gone = [chip for chip in found.chips if pick_of(chip.key) == pressed.pick]
    await talk.keep(**without_chips(talk.conversation, gone))
    await show_found(talk)


@routes.pressed(DropPressed)
async def drop_pressed(talk: Talk, pressed: DropPressed) -> None:
    found = await _found(talk)
    for each in found.without:
        if pick_of(*(chip.key for chip in each.chips)) == pressed.pick:
            await talk.keep(**without_chips(talk.conversation, each.chips))
    await show_found(talk)


@routes.pressed(WordChosen)
async def word_chosen(talk: Talk, pressed: WordChosen) -> None:
    found = await _found(talk)
    text = found.query.text
    for unknown in found.unknown:
        for word in unknown.nearest:
            if pick_of(unknown.typed, word) == pressed.pick:
                text = text.replace(unknown.typed, word)
    await talk.keep(text=text, page="")
    await show_found(talk)


@routes.pressed(FiltersOpened)
async def filters_opened(talk: Talk, _: FiltersOpened) -> None:
    looked = await _look(talk)
    await talk.show(filters.filters(talk.words, _answer(looked), looked.places))


@routes.pressed(FilterOpened)
async def filter_opened(talk: Talk, pressed: FilterOpened) -> None:
    await _show_values(talk, pressed.kind, page=pressed.page)


@routes.pressed(FilterChosen)
async def filter_chosen(talk: Talk, pressed: FilterChosen) -> None:
    found = await _found(talk)
    chosen = [
        value for value, _ in values_of(found, pressed.kind) if pick_of(value) == pressed.pick
    ]
    if chosen:
        await talk.keep(**with_value(talk.conversation, found, pressed.kind, chosen[0]))
    elif not pressed.pick:
        gone = [chip for chip in found.chips if chip.kind is pressed.kind]
        await talk.keep(**without_chips(talk.conversation, gone))
    if pressed.kind in MANY:
        await _show_values(talk, pressed.kind, page=1)
    else:
        await show_found(talk)


@routes.pressed(SortOpened)
async def sort_opened(talk: Talk, _: SortOpened) -> None:
    await talk.show(filters.sorts(talk.words, await _found(talk)))


@routes.pressed(SortChosen)
async def sort_chosen(talk: Talk, pressed: SortChosen) -> None:
    await talk.keep(sort=pressed.sort, page="")
    await show_found(talk)


@routes.content("location")
async def location(talk: Talk, point: str) -> None:
    """A point that the family sent: the nearest first, until there is another question.

    Words that are typed where nothing was asked yet belong to it still.
    """
    await talk.keep(**{ORIGIN: point, "sort": Sort.NEAREST, "page": ""})
    await show_found(talk)


@routes.pressed(ChildrenOpened)
async def children_opened(talk: Talk, pressed: ChildrenOpened) -> None:
    children = await talk.read(linked_children, talk.family)
    screen = views.choose_child(talk.words, children, program=pressed.program, chosen=True)
    await talk.show(screen)


@routes.pressed(ChildChosen)
async def child_chosen(talk: Talk, pressed: ChildChosen) -> None:
    # Another child has another age, so an age that was chosen before is forgotten.
    await talk.keep(**{CHILD: str(pressed.certificate), "age": "", ANY_AGE: "", "page": ""})
    if pressed.program:
        await show_program(talk, ProgramId(pressed.program))
    else:
        await show_found(talk)


async def search_for(talk: Talk, text: str) -> None:
    """A new wish: the words are new; where it shall be stays, unless they say it themselves.

    A certificate's number or a telephone is nobody's wish, and is not kept; neither are thanks,
    nor the question where the money is, nor what somebody wants done.
    """
    if (what := aside_of(text)) is not None:
        await talk.show(aside(talk.words, what))
        return
    if holds_a_number(text):
        await talk.show(hint(talk.words, "unknown-number"))
        return
    spoken_of: set[Kind] = set()
    if any(codes(talk.conversation, kind) for kind in LASTING):
        alone = await _look(talk, {**NO_CONDITIONS, "text": text})
        typed = _answer(alone).chips
        spoken_of = {chip.kind for chip in typed if chip.source is Source.TYPED}
    await talk.keep(**for_new_words(talk.conversation, text, spoken_of))
    await show_found(talk)


async def show_found(talk: Talk) -> None:
    """A page of what the conversation's query finds; asks for the child when there are several."""
    await talk.keep(**{LIST: ""})
    looked = await _look(talk, for_nobody=False)
    if looked.page is None:
        await talk.show(views.choose_child(talk.words, looked.children, program=0))
    else:
        await talk.show(views.found(talk.words, looked, looked.page))


async def ask(talk: Talk) -> None:
    """Forget the question before, and ask for a new one."""
    await talk.keep(**NO_CONDITIONS, **{ORIGIN: ""})
    await talk.show(views.ask(talk.words, await _look(talk)))


async def _show_values(talk: Talk, kind: Kind, *, page: int) -> None:
    looked = await _look(talk)
    await talk.show(filters.values(talk.words, _answer(looked), kind, looked.places, page))


async def _look(
    talk: Talk, state: Mapping[str, str] | None = None, *, for_nobody: bool = True
) -> Looked:
    state = talk.conversation if state is None else state
    return await talk.read(
        look_round,
        talk.anybody,
        question_of(state),
        child=child_of(talk.conversation),
        any_age=any_age(state),
        for_nobody=for_nobody,
    )


async def _found(talk: Talk) -> Found:
    return _answer(await _look(talk))


def _answer(looked: Looked) -> Found:
    """What was found; there is always something when it is asked for nobody."""
    if looked.page is None:
        raise ValueError("nobody was asked for")
    return looked.page.found

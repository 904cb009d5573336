"""The search: words and conditions, pages, and for which child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.handlers.programs import LIST, show_program
from bot.keyboards.callbacks import ChildChosen, ChildrenOpened
from bot.keyboards.search_callbacks import (
    SearchAll,
    SearchNew,
    SearchPage,
)
from bot.looking import (
    ANY_AGE,
    CHILD,
    CHOSEN,
    LASTING,
    NAMED,
    NO_CONDITIONS,
    ORDERED,
    ORIGIN,
    Changes,
    any_age,
    child_of,
    for_new_words,
    is_chosen,
    is_named,
    pick_of,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import search as views
from bot.views.nothing_found import is_understood
from bot.views.others import aside, hint, nothing_for_work
from core.domain.asides import aside_of
from core.domain.certificate import holds_a_number
from core.domain.ids import ProgramId
from core.domain.questions import FLAG, codes, question_of
from core.domain.searching import Found, Sort, Source
from core.services.children import linked_children
from core.services.looking import Looked, Wish, look_round
from core.services.own_children import may_be_spoken_of, spoken_of

routes = Routes()

Change = Callable[[Found], Changes]


@routes.command("search")
@routes.searches
async def search_command(talk: Talk, text: str) -> None:
    if text:
        await search_for(talk, text)
    else:
        await ask(talk)


@routes.pressed(SearchNew)
@routes.searches
async def new_pressed(talk: Talk, _: SearchNew) -> None:
    await ask(talk)


@routes.pressed(SearchAll)
@routes.searches
async def all_pressed(talk: Talk, _: SearchAll) -> None:
    await talk.keep(**{**NO_CONDITIONS, ANY_AGE: FLAG})
    await show_found(talk)


@routes.pressed(SearchPage)
@routes.searches
async def page_pressed(talk: Talk, pressed: SearchPage) -> None:
    if pressed.page:
        await talk.keep(page=str(pressed.page))
    await show_found(talk)


@routes.content("location")
@routes.searches
async def location(talk: Talk, point: str) -> None:
    """A point that the family sent: the nearest first, until there is another question.

    Words that are typed where nothing was asked yet belong to it still.
    """
    await talk.keep(**{ORIGIN: point, "sort": Sort.NEAREST, ORDERED: FLAG, "page": ""})
    await show_found(talk)


@routes.pressed(ChildrenOpened)
async def children_opened(talk: Talk, pressed: ChildrenOpened) -> None:
    if await _is_over(talk, pressed):
        return
    children = await talk.read(linked_children, talk.family)
    chosen = {"program": pressed.program, "search": pressed.pick}
    await talk.show(views.choose_child(talk.words, children, **chosen, chosen=True))


@routes.pressed(ChildChosen)
async def child_chosen(talk: Talk, pressed: ChildChosen) -> None:
    if await _is_over(talk, pressed):
        return
    # Another child has another age, so an age that was chosen before is forgotten.
    kept = {CHILD: str(pressed.certificate), "age": "", ANY_AGE: "", NAMED: "", "page": ""}
    await talk.keep(**kept, **{CHOSEN: FLAG})
    if pressed.program:
        await show_program(talk, ProgramId(pressed.program))
    else:
        await show_found(talk)


async def search_for(talk: Talk, text: str) -> None:
    """A new wish: the words are new; where it shall be stays, unless they say it themselves.

    A certificate's number or a telephone is nobody's wish, and is not kept; neither are thanks,
    nor the question where the money is, nor what somebody wants done. Names of the family's own
    children are not kept either: they say for whom it is.
    """
    if (what := aside_of(text)) is not None:
        await talk.show(aside(talk.words, what, talk.account))
        return
    if holds_a_number(text):
        await talk.show(hint(talk.words, "unknown-number", account=talk.account))
        return
    text, whom = await _without_own_children(talk, text)
    if not any(codes(talk.conversation, kind) for kind in LASTING):
        await talk.keep(**{**for_new_words(talk.conversation, text, ()), **whom})
        await show_found(talk)
        return

    def instead(alone: Found) -> Changes:
        kinds = {chip.kind for chip in alone.chips if chip.source is Source.TYPED}
        return {**for_new_words(talk.conversation, text, kinds), **whom}

    await show_found(talk, instead, {**NO_CONDITIONS, "text": text, **whom})


async def _without_own_children(talk: Talk, text: str) -> tuple[str, Changes]:
    """The words, and whom they mean of the children of whoever wrote them."""
    known = None if talk.arrival is None else talk.arrival.looking
    if talk.arrival is None or known is None or not may_be_spoken_of(text, known):
        return text, {}
    spoken = await talk.read(spoken_of, talk.anybody, known, text)
    if spoken.heard.child is not None:
        await talk.keep(**{CHILD: str(spoken.heard.child)})
        talk.arrival = replace(talk.arrival, looking=spoken.looking)
        return spoken.heard.text, {NAMED if spoken.heard.by_name else CHOSEN: FLAG}
    return spoken.heard.text, {ANY_AGE: FLAG} if spoken.heard.another else {}


async def show_found(
    talk: Talk, change: Change | None = None, state: Mapping[str, str] | None = None
) -> None:
    """A page of what the conversation's query finds; asks for the child when there are several.

    Of what is found of `state`, else of the conversation, a `change` of the conversation is made.
    """
    await talk.keep(**{LIST: ""})
    looked = await look(talk, state, for_nobody=False, change=change)
    if looked.page is None:
        search = pick_of(talk.conversation.get("text", ""))
        await talk.show(views.choose_child(talk.words, looked.children, program=0, search=search))
    elif talk.account.only_works and not (looked.page.cards or is_understood(looked.page.found)):
        text = looked.page.found.query.text
        await talk.show(nothing_for_work(talk.words, talk.account, text))
    else:
        await talk.show(views.found(talk.words, looked, looked.page))


async def ask(talk: Talk) -> None:
    """Forget the question before, and ask for a new one."""
    await talk.keep(**NO_CONDITIONS, **{ORIGIN: ""})
    await talk.show(views.ask(talk.words, await look(talk)))


async def _is_over(talk: Talk, pressed: ChildrenOpened | ChildChosen) -> bool:
    """Whether it belongs to a search that another one came after; then that is said."""
    over = not pressed.program and pressed.pick != pick_of(talk.conversation.get("text", ""))
    if over:
        await talk.tell(hint(talk.words, "search-over", account=talk.account))
    return over


async def look(
    talk: Talk,
    state: Mapping[str, str] | None = None,
    *,
    for_nobody: bool = True,
    change: Change | None = None,
    counts_places: bool = False,
) -> Looked:
    """What the conversation's query finds, or that of `state`; see `show_found`."""

    def wish(state: Mapping[str, str]) -> Wish:
        query = replace(question_of(state), counts_places=counts_places)
        return Wish(query, any_age(state), is_named(state), is_chosen(state))

    def changed(found: Found) -> Wish:
        return wish({**talk.conversation, **({} if change is None else change(found))})

    looked = await talk.read(
        look_round,
        talk.anybody,
        wish(talk.conversation if state is None else state),
        None if talk.arrival is None else talk.arrival.looking,
        child=child_of(talk.conversation),
        for_nobody=for_nobody,
        change=None if change is None else changed,
    )
    if change is not None and looked.before is not None:
        await talk.keep(**change(looked.before))
    if looked.child is not None and len(looked.children) > 1:
        # The words may have meant another one by its age: it is spoken of from now on.
        await talk.keep(**{CHILD: str(looked.child.certificate)})
    return looked

"""The search: words, conditions, pages, and for which child."""

from __future__ import annotations

from typing import Final

from bot.handlers.programs import LIST, show_program
from bot.keyboards.callbacks import (
    ChildChosen,
    ChildrenOpened,
    ConditionChosen,
    ConditionOpened,
    SearchAll,
    SearchNew,
    SearchPage,
)
from bot.looking import ANY, CHILD, CONDITIONS, any_age, child_of, query_of
from bot.routes import Routes
from bot.talk import Talk
from bot.views import search as views
from core.domain.errors import BadValue
from core.domain.ids import ProgramId
from core.services.children import linked_children
from core.services.conditions import search_choices
from core.services.looking import look_round

routes = Routes()

NO_CONDITIONS: Final = dict.fromkeys((*CONDITIONS, "page"), "")


@routes.command("search")
async def search_command(talk: Talk, text: str) -> None:
    if text:
        await search_for(talk, text)
    else:
        await _ask(talk)


@routes.pressed(SearchNew)
async def new_pressed(talk: Talk, _: SearchNew) -> None:
    await _ask(talk)


@routes.pressed(SearchAll)
async def all_pressed(talk: Talk, _: SearchAll) -> None:
    await talk.keep(**{**NO_CONDITIONS, "age": ANY})
    await show_found(talk)


@routes.pressed(SearchPage)
async def page_pressed(talk: Talk, pressed: SearchPage) -> None:
    if pressed.page:
        await talk.keep(page=str(pressed.page))
    await show_found(talk)


@routes.pressed(ConditionOpened)
async def condition_opened(talk: Talk, pressed: ConditionOpened) -> None:
    if pressed.what == "age":
        await talk.show(views.ages_to_choose(talk.words))
        return
    choices = await talk.read(search_choices)
    if pressed.what == "direction":
        await talk.show(views.directions_to_choose(talk.words, choices))
    else:
        await talk.show(views.places_to_choose(talk.words, choices, pressed.page))


@routes.pressed(ConditionChosen)
async def condition_chosen(talk: Talk, pressed: ConditionChosen) -> None:
    if pressed.what not in CONDITIONS:
        raise BadValue("condition", "unknown")
    await talk.keep(**{pressed.what: pressed.value, "page": ""})
    await show_found(talk)


@routes.pressed(ChildrenOpened)
async def children_opened(talk: Talk, pressed: ChildrenOpened) -> None:
    children = await talk.read(linked_children, talk.family)
    screen = views.choose_child(talk.words, children, program=pressed.program, chosen=True)
    await talk.show(screen)


@routes.pressed(ChildChosen)
async def child_chosen(talk: Talk, pressed: ChildChosen) -> None:
    # Another child has another age, so an age that was chosen before is forgotten.
    await talk.keep(**{CHILD: str(pressed.certificate), "age": "", "page": ""})
    if pressed.program:
        await show_program(talk, ProgramId(pressed.program))
    else:
        await show_found(talk)


async def search_for(talk: Talk, text: str) -> None:
    """A new wish: the words are new, where and for what age stays as it was."""
    await talk.keep(text=text, direction="", page="")
    await show_found(talk)


async def show_found(talk: Talk) -> None:
    """A page of what the conversation's query finds; asks for the child when there are several."""
    await talk.keep(**{LIST: ""})
    looked = await talk.read(
        look_round,
        talk.anybody,
        query_of(talk.conversation),
        child=child_of(talk.conversation),
        any_age=any_age(talk.conversation),
    )
    if looked.page is None:
        await talk.show(views.choose_child(talk.words, looked.children, program=0))
    else:
        await talk.show(views.found(talk.words, looked, looked.page))


async def _ask(talk: Talk) -> None:
    await talk.keep(**NO_CONDITIONS)
    await talk.show(views.ask(talk.words, await talk.read(search_choices)))

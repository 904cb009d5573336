"""Searches that go on: saving the present question, coming back to it, ending it."""

from __future__ import annotations

from bot.handlers.searching import show_found
from bot.keyboards.search_callbacks import (
    SavedSearchDropped,
    SavedSearchesPressed,
    SavedSearchOpened,
    SearchSaved,
)
from bot.looking import CHILD, CHOSEN, NO_CONDITIONS, child_of
from bot.routes import Routes
from bot.talk import Talk
from bot.views import saved_searches as views
from core.domain.ids import SavedSearchId
from core.domain.questions import FLAG
from core.domain.views import About
from core.services.looking import chosen_child
from core.services.saved_searches import (
    drop_search,
    save_search,
    saved_search,
    saved_searches,
)

routes = Routes()


@routes.pressed(SearchSaved)
async def search_saved(talk: Talk, _: SearchSaved) -> None:
    """The question may speak of a child, so the consent comes first."""
    child = chosen_child(talk.family, child_of(talk.conversation))
    await talk.perform(save_search, talk.family, talk.conversation, child)
    await talk.show(views.saved(talk.words))


@routes.command("searches")
async def searches_command(talk: Talk, _: str) -> None:
    await _show(talk)


@routes.pressed(SavedSearchesPressed)
async def saved_searches_pressed(talk: Talk, _: SavedSearchesPressed) -> None:
    await _show(talk)


def _about(pressed: SavedSearchOpened) -> About:
    return About(saved=SavedSearchId(pressed.search))


@routes.pressed(SavedSearchOpened)
@routes.searches_about(_about)
async def saved_search_opened(talk: Talk, pressed: SavedSearchOpened) -> None:
    saved = None if talk.arrival is None else talk.arrival.saved
    if saved is None:
        # Another's is as if there were none, and is refused.
        saved = await talk.read(saved_search, talk.anybody, SavedSearchId(pressed.search))
    question = dict(saved.question)
    child = question.pop("child", talk.conversation.get(CHILD, ""))
    await talk.keep(**{**NO_CONDITIONS, **question, CHILD: child, CHOSEN: FLAG})
    await show_found(talk)


@routes.pressed(SavedSearchDropped)
async def saved_search_dropped(talk: Talk, pressed: SavedSearchDropped) -> None:
    await talk.perform(drop_search, talk.anybody, SavedSearchId(pressed.search))
    await _show(talk)


async def _show(talk: Talk) -> None:
    kept, places = await talk.read(saved_searches, talk.anybody)
    await talk.show(views.saved_searches(talk.words, kept, places))

"""What families keep of the catalog, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from core.domain.actor import System
from core.domain.saved_search import News
from core.ports.unit_of_work import UnitOfWork
from core.services import favorites, saved_searches, search_news
from core.services.imports import import_program
from tests.services.world import OPERATOR, World
from tests.simulation.registries_to_repeat import DANCE

Repeat = Callable[[UnitOfWork], object]


async def _keep_favorite(world: World) -> Repeat:
    program = (await world.group()).program.id
    return lambda uow: favorites.keep_favorite(uow, world.parent, program)


async def _drop_favorite(world: World) -> Repeat:
    program = (await world.group()).program.id
    await world.perform(favorites.keep_favorite, world.parent, program)
    return lambda uow: favorites.drop_favorite(uow, world.parent, program)


async def _save_search(world: World) -> Repeat:
    await world.group()
    words = {"text": "шахматы"}
    return lambda uow: saved_searches.save_search(uow, world.parent, words, world.anya.id)


async def _drop_search(world: World) -> Repeat:
    saved = await world.perform(saved_searches.save_search, world.parent, {"text": "шахматы"}, None)
    return lambda uow: saved_searches.drop_search(uow, world.parent, saved.id)


async def _found(world: World) -> tuple[News, ...]:
    """A search that something new fits."""
    await world.perform(saved_searches.save_search, world.parent, {"text": "танцы"}, None)
    world.clock.instant += timedelta(hours=1)
    await world.perform(import_program, OPERATOR, DANCE, certify=True)
    return await world.ask(search_news.news_found)


async def _keep_news(world: World) -> Repeat:
    news = await _found(world)
    return lambda uow: search_news.keep_news(uow, System(), news)


async def _tell_news(world: World) -> Repeat:
    await world.perform(search_news.keep_news, System(), await _found(world))
    return lambda uow: search_news.tell_news(uow, System()) * 0


WISHES: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "drop_favorite": _drop_favorite,
    "drop_search": _drop_search,
    "keep_favorite": _keep_favorite,
    "keep_news": _keep_news,
    "save_search": _save_search,
    "tell_news": _tell_news,
}

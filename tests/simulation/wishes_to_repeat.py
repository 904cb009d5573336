"""What families keep of the catalog, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from core.ports.unit_of_work import UnitOfWork
from core.services import favorites
from tests.services.world import World

Repeat = Callable[[UnitOfWork], object]


async def _keep_favorite(world: World) -> Repeat:
    program = (await world.group()).program.id
    return lambda uow: favorites.keep_favorite(uow, world.parent, program)


async def _drop_favorite(world: World) -> Repeat:
    program = (await world.group()).program.id
    await world.perform(favorites.keep_favorite, world.parent, program)
    return lambda uow: favorites.drop_favorite(uow, world.parent, program)


WISHES: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "drop_favorite": _drop_favorite,
    "keep_favorite": _keep_favorite,
}

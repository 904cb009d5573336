"""In one's own municipality, but with a category or a provider that is another's or nobody's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.errors import BadValue, NotFound
from core.domain.ids import CategoryId, ProviderId
from core.domain.money import Money
from core.services.certificates import issue_certificate
from core.services.funding import add_category
from core.services.limits import limit_open
from core.services.municipalities import add_municipality
from core.services.provisions import set_nominal
from tests.services.test_registries import BALTIYSK
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything


async def _anothers(world: World) -> CategoryId:
    place = await world.perform(add_municipality, OPERATOR, BALTIYSK)
    officer = MunicipalityOfficer("Ира", place.id)
    return await world.perform(add_category, officer, place.id, "Дети от 5 до 18")


async def _nobodys(world: World) -> CategoryId:
    del world
    return CategoryId(10**9)


@pytest.mark.parametrize("category_of", [_anothers, _nobodys])
async def test_a_category_of_others_is_refused_by_name_and_nothing_is_written(
    world: World, category_of: Callable[[World], Awaitable[CategoryId]]
) -> None:
    category = await category_of(world)
    before = await world.ask(everything)

    with pytest.raises(BadValue, match="category"):
        await world.perform(set_nominal, world.officer, category, world.period, Money(100))
    for actor in (OPERATOR, world.officer):
        with pytest.raises(BadValue, match="category"):
            await world.perform(
                issue_certificate, actor, world.municipality.id, category,
                full_name="Серов Пётр", born_on=date(2012, 3, 4), number="3901777777",
            )  # fmt: skip

    assert await world.ask(everything) == before


async def test_a_limit_of_a_provider_that_nobody_knows_is_refused_by_name(world: World) -> None:
    before = await world.ask(everything)

    with pytest.raises(NotFound, match="provider"):
        await world.perform(limit_open, world.officer, world.period, ProviderId(10**9), 5)

    assert await world.ask(everything) == before

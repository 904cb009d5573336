"""A saved search knows whom the child's municipality pays, and whose agreement is used up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.drafts import CatalogDraft, ProviderDraft
from core.domain.ids import ProviderId
from core.domain.money import Money
from core.domain.program import ProviderKind
from core.services.ceilings import set_ceiling
from core.services.funding import conclude_agreement
from core.services.imports import import_program, prepare_import
from core.services.saved_searches import saved_searches
from tests.domain.test_registering import CLUB
from tests.services.test_catalog import draft
from tests.services.test_saved_searches import later, notices, save, tick, titles
from tests.services.world import OPERATOR, World

COVERED = {"text": "шахматы", "covered": "1"}
FREE = {"text": "шахматы", "price": "0"}
EITHER = pytest.mark.parametrize("asked", [COVERED, FREE], ids=["covered", "free"])


async def with_another_provider(world: World) -> ProviderId:
    """Nobody has an agreement with it."""
    new = ProviderDraft(CLUB.inn, CLUB.ogrn, "Театр", ProviderKind.PRIVATE, "KLG")
    await world.perform(prepare_import, OPERATOR, CatalogDraft((), (new,), (), ()))
    found = await world.ask(lambda uow: uow.catalog.provider_by_inn(CLUB.inn))
    assert found is not None
    return found.id


async def agree(world: World, provider: ProviderId) -> None:
    place, period = world.municipality.id, world.period.id
    await world.perform(conclude_agreement, world.officer, provider, place, period)


async def bring(world: World, title: str, inn: str) -> None:
    new = replace(draft(title), provider_inn=inn)
    await world.perform(import_program, OPERATOR, new, certify=True)
    later(world)


async def told(world: World) -> list[str]:
    """What the saved searches tell of by now."""
    later(world)
    await tick(world)
    return [title for each in await notices(world) for title in await titles(world, each)]


async def listed(world: World) -> list[int]:
    """How much fits each of the saved searches."""
    found, _ = await world.ask(saved_searches, world.parent)
    return [each.total for each in found]


@EITHER
async def test_what_a_provider_without_an_agreement_teaches_is_no_news_until_there_is_one(
    world: World, asked: dict[str, str]
) -> None:
    await save(world, asked, child=True)
    theatre = await with_another_provider(world)

    await bring(world, "Шахматы в театре", CLUB.inn)
    without = await told(world), await listed(world)
    await agree(world, theatre)

    assert without == ([], [0])
    assert await told(world) == ["Шахматы в театре"]
    assert await listed(world) == [1]


@EITHER
async def test_what_an_agreement_has_no_money_left_for_is_no_news_until_there_is_some(
    world: World, asked: dict[str, str]
) -> None:
    offering = await world.group(price=100000)
    provider, period = world.provider.id, world.period

    async def pay_at_most(kopecks: int | None) -> None:
        most = None if kopecks is None else Money(kopecks)
        await world.perform(set_ceiling, world.officer, provider, period, most)

    await pay_at_most(100000 - 1)
    await save(world, asked, child=True)
    too_little = await listed(world)
    await pay_at_most(100000)
    enough = await listed(world)
    await world.request(offering)
    nothing = await told(world), await listed(world)
    await pay_at_most(None)

    assert (too_little, enough, nothing) == ([0], [1], ([], [0]))
    assert await told(world) == [offering.program.title]
    assert await listed(world) == [1]


async def test_who_asks_for_no_price_is_told_of_what_no_certificate_pays(world: World) -> None:
    await save(world, {"text": "шахматы"}, child=True)
    await with_another_provider(world)

    await bring(world, "Шахматы в театре", CLUB.inn)

    assert await told(world) == ["Шахматы в театре"]
    assert await listed(world) == [1]

"""A place that becomes free is news to a search that goes on for free places."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain.actor import System
from core.services.leaving import withdraw_enrollment
from core.services.saved_searches import save_search
from core.services.search_news import keep_news, news_found, tell_news
from tests.services.world import World

CHESS_WITH_PLACES = {"text": "шахматы", "free_places": "1"}
CHESS = {"text": "шахматы"}


async def tick(world: World) -> int:
    while news := await world.ask(news_found):
        await world.perform(keep_news, System(), news)
    return await world.perform(tell_news, System())


async def later(world: World) -> None:
    world.clock.instant += timedelta(minutes=5)


async def test_a_request_that_is_taken_back_frees_a_place_and_that_is_told(world: World) -> None:
    offering = await world.group(places=1)
    asked = await world.request(offering)
    await later(world)
    await world.perform(save_search, world.parent, CHESS_WITH_PLACES, None)
    await world.perform(save_search, world.parent, CHESS, None)
    await later(world)
    before = await tick(world)

    await world.perform(withdraw_enrollment, world.parent, asked.id)
    await later(world)

    # Whoever looks for any chess knows it since the search was saved.
    assert (before, await tick(world)) == (0, 1)
    assert await tick(world) == 0


async def test_one_place_of_several_that_are_free_is_no_news(world: World) -> None:
    offering = await world.group(places=2)
    asked = await world.request(offering)
    await later(world)
    await world.perform(save_search, world.parent, CHESS_WITH_PLACES, None)
    await later(world)

    await world.perform(withdraw_enrollment, world.parent, asked.id)
    await later(world)

    assert await world.ask(news_found) == ()


async def test_a_request_that_nobody_answered_frees_its_place_at_night(world: World) -> None:
    offering = await world.group(places=1)
    await world.request(offering)
    await later(world)
    await world.perform(save_search, world.parent, CHESS_WITH_PLACES, None)
    await later(world)
    before = await tick(world)

    await world.run_days(date(2020, 10, 20))

    assert await world.places_taken(offering.group.id) == 0
    assert (before, await tick(world)) == (0, 1)

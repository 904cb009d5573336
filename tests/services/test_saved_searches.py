"""A search that goes on: what is new is told once, at most once a day, in waking hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.domain.actor import Family, System
from core.domain.errors import ConsentMissing, NotAllowed
from core.domain.ids import ProgramId, SavedSearchId
from core.domain.money import Money
from core.domain.notice import Notice, NoticeKind
from core.domain.program import AgeRange, ProgramState, ProviderState
from core.domain.roles import Role, RoleKind
from core.domain.saved_search import SavedSearch, SearchTooWide, TooManySavedSearches
from core.ports.unit_of_work import UnitOfWork
from core.services import saved_searches
from core.services.certification import move_program
from core.services.imports import import_program
from core.services.module_prices import set_price
from core.services.notices import told
from core.services.programs import add_program
from core.services.provider_registry import move_provider
from core.services.roles import take_role
from core.services.saved_searches import drop_search, save_search, saved_search
from core.services.search_news import keep_news, news_found, tell_news
from tests.services.test_catalog import draft
from tests.services.test_programs import ROBOTS as ROBOTICS
from tests.services.world import OPERATOR, World

ROBOTS = {"text": "робототехника"}


async def save(
    world: World, words: dict[str, str] | None = None, *, child: bool = False
) -> SavedSearch:
    certificate = world.anya.id if child else None
    return await world.perform(save_search, world.parent, words or ROBOTS, certificate)


async def bring(world: World, title: str, **changes: object) -> None:
    """A program comes in through a file, some time later."""
    world.clock.instant += timedelta(minutes=5)
    new = replace(draft(title), **changes)  # type: ignore[arg-type]
    await world.perform(import_program, OPERATOR, new, certify=True)


async def tick(world: World) -> int:
    """What the scheduler does each minute."""
    while news := await world.ask(news_found):
        await world.perform(keep_news, System(), news)
    return await world.perform(tell_news, System())


async def notices(world: World) -> list[Notice]:
    claimed = await world.perform(_claim)
    return [each for each in claimed if each.kind is NoticeKind.SEARCH_FOUND]


async def _all(world: World) -> list[Notice]:
    """One of a chat at a time, as the relay takes them."""
    found: list[Notice] = []
    while more := await notices(world):
        found += more
    return found


def _claim(uow: UnitOfWork) -> tuple[Notice, ...]:
    found = uow.outbox.claim(most=50, lease=timedelta(minutes=1))
    for each in found:
        uow.outbox.sent(each.id)
    return found


async def titles(world: World, notice: Notice) -> list[str]:
    said = await world.ask(told, notice)
    assert said is not None
    return [card.program.title for card in said.similar]


async def test_what_is_new_is_told_once(world: World) -> None:
    await bring(world, "Робототехника с нуля")
    await save(world)
    await notices(world)

    await bring(world, "Робототехника для всех")
    await bring(world, "Лепка", annotation="Из глины")
    counts = [await tick(world), await tick(world)]
    (notice,) = await notices(world)
    world.clock.instant += timedelta(days=2)

    assert counts == [1, 0]
    assert await titles(world, notice) == ["Робототехника для всех"]
    assert await tick(world) == 0
    assert await notices(world) == []


async def test_a_changed_program_that_fits_now_is_news_and_one_that_fitted_is_not(
    world: World,
) -> None:
    await bring(world, "Робототехника с нуля", ages=AgeRange(14, 17))
    await bring(world, "Робототехника для всех", ages=AgeRange(7, 12))
    await save(world, child=True)

    await bring(world, "Робототехника с нуля", ages=AgeRange(9, 17))
    await bring(world, "Робототехника для всех", annotation="Другое")
    await tick(world)

    (notice,) = await notices(world)
    assert await titles(world, notice) == ["Робототехника с нуля"]


async def test_a_search_is_told_of_news_once_a_day(world: World) -> None:
    await save(world)
    await bring(world, "Робототехника с нуля")
    first = await tick(world)

    await bring(world, "Робототехника для всех")
    same_day = await tick(world)
    world.clock.move_to(date(2020, 8, 21))
    next_day = await tick(world)

    told_then = [await titles(world, each) for each in await _all(world)]
    assert (first, same_day, next_day) == (1, 0, 1)
    assert told_then == [["Робототехника с нуля"], ["Робототехника для всех"]]


async def test_news_of_the_night_wait_for_the_morning(world: World) -> None:
    await save(world, child=True)
    world.clock.move_to(date(2020, 8, 20), time(23))
    await bring(world, "Робототехника с нуля")

    await tick(world)
    at_night = await notices(world)
    world.clock.move_to(date(2020, 8, 21), time(9))
    in_the_morning = await notices(world)

    assert at_night == []
    assert len(in_the_morning) == 1


async def test_the_same_question_is_saved_once_and_is_another_one_for_a_child(
    world: World,
) -> None:
    first = await save(world)
    again = await save(world, {"text": "робототехника", "page": "3"})
    for_anya = await save(world, child=True)

    assert first == again
    assert for_anya.id != first.id


async def test_what_is_dropped_is_told_no_more(world: World) -> None:
    saved = await save(world)
    await bring(world, "Робототехника с нуля")
    await tick(world)
    (notice,) = await notices(world)

    await world.perform(drop_search, world.parent, saved.id)

    assert await world.ask(told, notice) is None
    assert (await world.ask(saved_searches.saved_searches, world.parent))[0] == ()


async def test_what_nobody_may_see_any_more_is_told_no_more(world: World) -> None:
    saved = await save(world, child=True)
    stranger = await world.account(900)
    await world.perform(save_search, Family(stranger.id), ROBOTS, None)
    await world.perform(save_search, world.parent, ROBOTS, None)
    await bring(world, "Робототехника с нуля")
    await tick(world)
    found = await _all(world)
    (program,) = {each for n in found for each in await programs_told(world, n)}

    await world.perform(move_program, OPERATOR, program, ProgramState.ARCHIVED)
    for notice in found:
        assert await world.ask(told, notice) is None
    await world.perform(take_role, world.parent, of_child(world), world.parent.account)
    for notice in found:
        assert await world.ask(told, notice) is None
    assert (len(found), saved.certificate) == (3, world.anya.id)


async def test_a_child_that_is_linked_no_more_is_not_named_in_the_list(world: World) -> None:
    saved = await save(world, child=True)
    await world.perform(take_role, world.parent, of_child(world), world.parent.account)

    before, _ = await world.ask(saved_searches.saved_searches, world.parent)
    after, _ = await world.ask(saved_searches.saved_searches, Family(world.parent.account))

    assert [(each.saved, each.child_short_name) for each in before] == [(saved, "Анна К.")]
    assert [(each.saved, each.child_short_name) for each in after] == [(saved, "")]


async def programs_told(world: World, notice: Notice) -> list[ProgramId]:
    said = await world.ask(told, notice)
    assert said is not None
    return [card.program.id for card in said.similar]


def of_child(world: World) -> Role:
    return Role(RoleKind.CHILD, world.anya.id)


async def test_a_search_is_nobody_else_s(world: World) -> None:
    saved = await save(world)
    stranger = Family((await world.account(900)).id)

    await world.perform(drop_search, stranger, saved.id)

    assert await world.ask(saved_search, world.parent, saved.id) == saved
    for id_ in (saved.id, SavedSearchId(10**6)):
        with pytest.raises(NotAllowed):
            await world.ask(saved_search, stranger, id_)
    with pytest.raises(NotAllowed):
        await world.perform(save_search, stranger, ROBOTS, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.perform(tell_news, world.parent)


async def test_nothing_is_saved_before_the_consent(world: World) -> None:
    newcomer = Family((await world.account(901, consented=False)).id)

    with pytest.raises(ConsentMissing):
        await world.perform(save_search, newcomer, ROBOTS, None)


async def test_there_is_an_end_to_searches_and_to_how_wide_they_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring(world, "Робототехника с нуля")
    await bring(world, "Робототехника для всех")
    monkeypatch.setattr(saved_searches, "KNOWN_MAX", 1)
    with pytest.raises(SearchTooWide) as wide:
        await save(world)
    monkeypatch.setattr(saved_searches, "KNOWN_MAX", 2)
    monkeypatch.setattr(saved_searches, "SAVED_MAX", 1)
    await save(world)

    with pytest.raises(TooManySavedSearches) as many:
        await save(world, {"text": "лепка"})

    assert (wide.value.facts, many.value.facts) == ({"most": 1}, {"most": 1})


async def test_many_pages_of_what_fits_are_all_looked_through(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(world)
    monkeypatch.setattr(saved_searches, "KNOWN_MAX", 1)
    for title in ("Робототехника с нуля", "Робототехника для всех"):
        await bring(world, title)

    await tick(world)

    (notice,) = await notices(world)
    assert len(await titles(world, notice)) == 2


async def test_a_program_entered_by_hand_is_news_when_it_is_submitted(world: World) -> None:
    await save(world)
    added = await world.perform(add_program, world.staff, ROBOTICS)
    later(world)
    as_draft = await tick(world)

    later(world)
    await world.perform(move_program, world.staff, added.program.id, ProgramState.SUBMITTED)
    later(world)

    assert as_draft == 0
    assert await tick(world) == 1
    (notice,) = await notices(world)
    assert await titles(world, notice) == ["Робототехника"]


async def test_a_price_that_is_set_later_is_news_for_who_asked_for_one(world: World) -> None:
    offering = await world.group(price=900000)
    cheap = {"text": "шахматы", "price": str(Money.roubles(1000).kopecks)}
    await save(world, cheap)

    later(world)
    period = world.period.days
    await world.perform(set_price, world.staff, offering.module.id, period, Money.roubles(400))
    later(world)

    assert await tick(world) == 1


async def test_what_a_provider_teaches_is_news_when_it_works_again(world: World) -> None:
    await world.group(price=900000)
    provider = world.provider.id
    await world.perform(move_provider, OPERATOR, provider, ProviderState.SUSPENDED)
    await save(world)

    later(world)
    await world.perform(move_provider, OPERATOR, provider, ProviderState.ACTIVE)
    later(world)
    changed = await world.ask(
        lambda uow: uow.saved_searches.changed(world.clock.instant - timedelta(minutes=9))
    )

    assert len(changed) == 1


def later(world: World) -> None:
    world.clock.instant += timedelta(minutes=5)

"""Programs that an account keeps: its own, at most a hundred, none that the catalog hides."""

from __future__ import annotations

import pytest

from core.domain.actor import Family
from core.domain.errors import NotAllowed, TooManyFavorites
from core.domain.ids import ProgramId
from core.domain.program import ProgramState
from core.domain.registry_errors import ProgramGone
from core.ports.unit_of_work import UnitOfWork
from core.services import favorites
from core.services.favorites import drop_favorite, favorite_programs, keep_favorite
from tests.services.world import World


async def test_what_was_kept_last_comes_first(world: World) -> None:
    first, second = [(await world.group()).program.id for _ in range(2)]

    await world.perform(keep_favorite, world.parent, first)
    world.clock.instant = world.clock.instant.replace(hour=11)
    await world.perform(keep_favorite, world.parent, second)

    kept = await world.ask(favorite_programs, world.parent)
    assert [each.program for each in kept] == [second, first]
    assert all(each.listed for each in kept)


async def test_favorites_need_no_consent_and_are_nobody_else_s(world: World) -> None:
    program = (await world.group()).program.id
    newcomer = Family((await world.account(900, consented=False)).id)

    await world.perform(keep_favorite, newcomer, program)

    assert len(await world.ask(favorite_programs, newcomer)) == 1
    assert await world.ask(favorite_programs, world.parent) == ()
    with pytest.raises(NotAllowed):
        await world.ask(favorite_programs, world.staff)


async def test_an_archived_program_stays_kept_and_is_marked(world: World) -> None:
    program = (await world.group()).program.id
    await world.perform(keep_favorite, world.parent, program)

    await world.perform(_move, program, ProgramState.ARCHIVED)

    (kept,) = await world.ask(favorite_programs, world.parent)
    assert not kept.listed
    await world.perform(drop_favorite, world.parent, program)
    assert await world.ask(favorite_programs, world.parent) == ()


@pytest.mark.parametrize("state", [ProgramState.DRAFT, ProgramState.ARCHIVED])
async def test_what_the_catalog_does_not_show_is_not_kept(
    world: World, state: ProgramState
) -> None:
    program = (await world.group()).program.id
    await world.perform(_move, program, state)

    with pytest.raises(ProgramGone):
        await world.perform(keep_favorite, world.parent, program)
    with pytest.raises(ProgramGone):
        await world.perform(keep_favorite, world.parent, ProgramId(10**6))


async def test_there_is_an_end_to_what_can_be_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(favorites, "FAVORITES_MAX", 1)
    first, second = [(await world.group()).program.id for _ in range(2)]
    await world.perform(keep_favorite, world.parent, first)

    with pytest.raises(TooManyFavorites) as refused:
        await world.perform(keep_favorite, world.parent, second)
    assert refused.value.facts == {"most": 1}
    await world.perform(keep_favorite, world.parent, first)


async def test_keeping_and_dropping_is_on_record_once(world: World) -> None:
    program = (await world.group()).program.id

    for act in (keep_favorite, keep_favorite, drop_favorite, drop_favorite):
        await world.perform(act, world.parent, program)

    trail = await world.ask(lambda uow: uow.trail.of(f"program:{program}"))
    acts = [line["act"] for line in trail if "favorite" in line["act"]]
    assert acts == ["keep-favorite", "drop-favorite"]


def _move(uow: UnitOfWork, program: ProgramId, state: ProgramState) -> None:
    uow.certification.move_program(program, state)

"""Reading the audit trail of one object: who may, what it says, and what of it is a look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.actor import Actor, MunicipalityOfficer, Operator, System
from core.domain.errors import NotAllowed
from core.domain.ids import MunicipalityId, PeriodId
from core.domain.program import Direction
from core.domain.trailing import Traced, TracedKind, Trail
from core.ports.unit_of_work import UnitOfWork
from core.services.favorites import keep_favorite
from core.services.limits import limit_open
from core.services.trails import look_at_trail, look_at_trail_of_period
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

NOTHING = 2**63 - 1
ELSEWHERE = MunicipalityId(10**6)


async def objects(world: World) -> dict[TracedKind, int]:
    """One of each kind, all of one municipality."""
    offering = await world.group()
    return {
        TracedKind.CERTIFICATE: world.anya.id,
        TracedKind.ENROLLMENT: (await world.request(offering)).id,
        TracedKind.PROVIDER: world.provider.id,
        TracedKind.PROGRAM: offering.program.id,
        TracedKind.MODULE: offering.module.id,
        TracedKind.GROUP: offering.group.id,
        TracedKind.MUNICIPALITY: world.municipality.id,
    }


def strangers(world: World) -> tuple[Actor, ...]:
    return (
        world.parent, world.staff, System(),
        MunicipalityOfficer("Пётр", ELSEWHERE), Operator("Борис", frozenset({ELSEWHERE})),
    )  # fmt: skip


async def acts(world: World, actor: Actor, of: Traced, *, most: int = 100) -> list[str]:
    trail: Trail = await world.perform(look_at_trail, actor, of, most=most)
    return [each.act for each in trail.records]


@pytest.mark.parametrize("kind", list(TracedKind))
async def test_a7_offices_of_its_municipality_read_what_was_done_and_nobody_else(
    world: World, kind: TracedKind
) -> None:
    of = Traced(kind, (await objects(world))[kind])
    own = Operator("Анна", frozenset({world.municipality.id}))

    read = [await acts(world, actor, of) for actor in (world.officer, own, OPERATOR)]
    before = await world.ask(everything)

    assert read[0]
    assert [[each for each in one if each != "look"] for one in read] == [read[0]] * 3
    for actor in strangers(world):
        for asked in (of, Traced(kind, NOTHING)):
            with pytest.raises(NotAllowed):
                await world.perform(look_at_trail, actor, asked, most=100)
    for actor in (world.officer, OPERATOR):
        with pytest.raises(NotAllowed):
            await world.perform(look_at_trail, actor, Traced(kind, NOTHING), most=100)
    assert await world.ask(everything) == before


async def test_who_reads_what_happened_to_a_child_leaves_a_trace(world: World) -> None:
    there = await objects(world)
    certificate = Traced(TracedKind.CERTIFICATE, there.pop(TracedKind.CERTIFICATE))

    for kind, id_ in there.items():
        await acts(world, OPERATOR, Traced(kind, id_))
    first = await world.perform(look_at_trail, world.officer, certificate, most=100)
    second = await world.perform(look_at_trail, world.officer, certificate, most=100)

    looked = [each.actor for each in first.records if each.act == "look"]
    assert looked == [OPERATOR.code]
    assert [each.actor for each in second.records if each.act == "look"] == [
        OPERATOR.code, world.officer.code,
    ]  # fmt: skip


def _try(uow: UnitOfWork, on: str, after: str) -> None:
    uow.trail.record(System(), "try", on, after=after)


async def test_the_last_acts_are_read_oldest_first_and_whether_there_is_more(world: World) -> None:
    enrollment = (await objects(world))[TracedKind.ENROLLMENT]
    of = Traced(TracedKind.ENROLLMENT, enrollment)
    for after in ("B", "C", "D"):
        await world.perform(_try, of.code, after)

    whole = await world.perform(look_at_trail, world.officer, of, most=4)
    last = await world.perform(look_at_trail, world.officer, of, most=2)

    assert [each.act for each in whole.records] == ["request", "try", "try", "try"]
    assert not whole.earlier
    assert whole.records[0].actor == world.parent.code
    assert [each.details["after"] for each in last.records] == ["C", "D"]
    assert last.earlier
    assert last.records[0].at.utcoffset() is not None


async def test_what_families_like_is_not_read_with_a_program(world: World) -> None:
    program = (await world.group()).program.id
    await world.perform(keep_favorite, world.parent, program)

    found = await acts(world, OPERATOR, Traced(TracedKind.PROGRAM, program))

    assert found
    assert "keep-favorite" not in found


async def test_the_trail_of_a_period_is_read_by_its_municipality(world: World) -> None:
    await world.perform(limit_open, world.officer, world.period, Direction.ARTS, 5)

    trail = await world.perform(look_at_trail_of_period, world.officer, world.period, most=1)

    assert [each.act for each in trail.records] == ["limit"]
    assert trail.records[0].details == {"of": "ARTS", "after": 5}
    assert trail.earlier
    elsewhere = replace(world.period, municipality=ELSEWHERE)
    missing = replace(world.period, id=PeriodId(NOTHING))
    for actor in strangers(world):
        for period in (world.period, missing):
            with pytest.raises(NotAllowed):
                await world.perform(look_at_trail_of_period, actor, period, most=1)
    for period in (elsewhere, missing):
        with pytest.raises(NotAllowed):
            await world.perform(look_at_trail_of_period, OPERATOR, period, most=1)

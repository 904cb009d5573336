"""Groups that a file changes: in few statements, and not past the families in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import partial

import pytest
from sqlalchemy import event

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ProgramDraft
from core.domain.grounds import RefusalReason
from core.domain.notice import NoticeKind
from core.domain.program import Slot
from core.domain.registry_errors import GroupInUse
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import refuse_enrollment
from core.services.desk_offers import DeskChild, offer_place
from core.services.import_outcome import Outcome
from core.services.imports import import_program, import_programs
from db.unit_of_work import SqlUnitOfWork
from tests.services.test_imports import draft, group
from tests.services.world import AUTUMN, OPERATOR, World
from tests.simulation.test_twice import everything

LATER = Days(date(2020, 9, 2), date(2020, 12, 31))
MONDAY = (Slot(0, time(16)),)
PAWNS = GroupDraft("Пешки", 2, AUTUMN, 10, None, "", ())


def with_groups(title: str, *groups: GroupDraft) -> ProgramDraft:
    known = draft(places=10, free=False)
    return replace(known, title=title, modules=(replace(known.modules[0], groups=groups),))


async def imported(world: World, said: GroupDraft) -> Outcome:
    wanted = with_groups("Шашки", said)
    return await world.perform(import_program, OPERATOR, wanted, certify=True)


async def test_enr_4_a_file_moves_no_dates_under_a_live_enrollment(world: World) -> None:
    await imported(world, PAWNS)
    enrollment = await world.request(await group(world))
    before = await world.ask(everything)

    with pytest.raises(GroupInUse):
        await imported(world, replace(PAWNS, days=LATER))
    unsaid = await imported(world, replace(PAWNS, days=None))

    assert not unsaid.wrote
    assert await world.ask(everything) == before
    await world.perform(refuse_enrollment, world.staff, enrollment.id, RefusalReason.GROUP_FULL)
    await imported(world, replace(PAWNS, days=LATER))
    assert (await group(world)).group.days == LATER


async def test_families_are_told_when_a_file_moves_their_lessons(world: World) -> None:
    await imported(world, PAWNS)
    await world.request(await group(world))

    for _ in range(2):
        await imported(world, replace(PAWNS, address="ул. Новая, 2", slots=MONDAY))

    assert (await world.notices()).count(NoticeKind.LESSONS_CHANGED) == 1


async def test_enr_12_what_the_desk_offered_is_as_good_as_a_request_to_a_file(world: World) -> None:
    await imported(world, PAWNS)
    child = DeskChild("3901000001", "Котова Анна Игоревна")
    there = (await group(world)).group.id
    await world.perform(offer_place, world.staff, child, there, AUTUMN.first)

    with pytest.raises(GroupInUse):
        await imported(world, replace(PAWNS, days=LATER))
    await imported(world, replace(PAWNS, days=None, address="ул. Новая, 2"))

    assert (await group(world)).group.days == AUTUMN
    assert NoticeKind.LESSONS_CHANGED in await world.notices()


def statements(uow: UnitOfWork, *wanted: ProgramDraft) -> list[str]:
    """What the database is asked while programs go in together."""
    assert isinstance(uow, SqlUnitOfWork)
    asked: list[str] = []
    listener = partial(note, asked)
    event.listen(uow.connection, "before_cursor_execute", listener)
    import_programs(uow, OPERATOR, wanted, certify=True)
    event.remove(uow.connection, "before_cursor_execute", listener)
    return asked


def note(asked: list[str], _connection: object, _cursor: object, sql: str, *_: object) -> None:
    asked.append(sql.split(" (", 1)[0])


async def test_many_groups_take_as_many_statements_as_few(world: World) -> None:
    for address in ("ул. Старая", "ул. Новая"):
        moved = replace(PAWNS, address=address, slots=MONDAY)
        twenty = (replace(moved, title=f"Группа {n}") for n in range(20))

        few = await world.perform(statements, with_groups("Вальс", moved))
        many = await world.perform(statements, with_groups("Танго", *twenty))

        assert len(few) == len(many), (few, many)


async def test_many_programs_take_as_many_statements_as_one(world: World) -> None:
    """The first time, and when the same file comes again; then nothing of them is written."""
    twenty = [with_groups(f"Полька {n}", PAWNS) for n in range(20)]
    one = await world.perform(statements, with_groups("Румба", PAWNS))
    many = await world.perform(statements, *twenty)
    again = await world.perform(statements, *twenty)

    assert len(one) == len(many), (one, many)
    assert len(again) < len(many)
    assert all(each.startswith("SELECT") for each in again), again

"""An import that is killed leaves every program old or new, and the same command goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from core.domain.ids import GroupId, ProgramId, UploadId
from core.domain.program import Offering
from core.domain.searching import SearchQuery
from core.domain.uploads import GroupOrigin, Missing, UploadState
from core.ports.unit_of_work import UnitOfWork
from db.tables.registries import programs
from db.unit_of_work import SqlUnitOfWork
from tests.crash.runs import Order, Runner, runner
from tests.services.world import INN, OPERATOR, World
from tests.simulation.share import share

HEAD = "ИНН;Программа;Направленность;Реестр;Форма;Описание;Возраст;Модуль;Группа;Адрес;Расписание"
# What a program looks like before and after: its description, and addresses and times of both
# groups.
Look = tuple[str, ...]
ROWS_A_CHUNK = 7
ACTS_UNTIL_KILLED = 10


def written(number: int, *, new: bool) -> Iterator[str]:
    word, street, hour = ("обновлённое", "ул. Новая", 17) if new else ("прежнее", "ул. Старая", 15)
    for group, day in (("А", "пн"), ("Б", "ср")):
        yield (
            f"{INN};Кружок {number};техническая;общеразвивающие;очная;Занятие {word};7-10;Весь год;"
            f"{group};{street}, {number};{day} {hour}:00-{hour + 1}:00"
        )


def catalog(folder: Path, number: int, *, new: bool) -> Path:
    path = folder / ("new.csv" if new else "old.csv")
    rows = [row for each in range(number) for row in written(each, new=new)]
    path.write_text("\n".join([HEAD, *rows]), "utf-8")
    return path


def looks(uow: UnitOfWork) -> Mapping[str, Look]:
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(select(programs.c.id, programs.c.title)).all()
    titles = {row.id: row.title for row in rows}
    offered = uow.catalog.offerings([ProgramId(each) for each in titles])
    return {titles[program]: look(groups) for program, groups in offered.items()}


def look(groups: tuple[Offering, ...]) -> Look:
    times = (f"{each.group.address} {each.group.slots[0].starts:%H}" for each in groups)
    return (groups[0].program.annotation, *times)


def expected(number: int, *, new: bool) -> Look:
    word, street, hour = ("обновлённое", "ул. Новая", 17) if new else ("прежнее", "ул. Старая", 15)
    return (f"Занятие {word}", *[f"{street}, {number} {hour}"] * 2)


def found_by(uow: UnitOfWork, word: str) -> int:
    return uow.search.find(SearchQuery(word), page_size=1).total


def origins_of(uow: UnitOfWork, group: GroupId) -> tuple[GroupOrigin, ...]:
    return uow.uploads.origins(group)


def missed_by(uow: UnitOfWork, upload: UploadId) -> tuple[Missing, ...]:
    return uow.uploads.missing(upload)


def order(url: str, file: Path) -> Order:
    return {
        "work": "import", "url": url, "file": str(file), "chunk": ROWS_A_CHUNK,
        "now": "2020-08-20T10:00:00+02:00",
    }  # fmt: skip


async def ensure_old_or_new(world: World, number: int) -> int:
    """How many are new; and exactly those are found by their new word."""
    found = await world.ask(looks)
    new = 0
    for each in range(number):
        seen = found[f"Кружок {each}"]
        assert seen in {expected(each, new=False), expected(each, new=True)}
        new += seen == expected(each, new=True)
    assert await world.ask(found_by, "обновлённое") == new
    assert await world.ask(found_by, "прежнее") == number - new
    return new


async def killed_until_done(
    world: World, url: str, folder: Path, number: int, kills: int
) -> tuple[int, set[int]]:
    """How many were killed, and which numbers of new programs were seen on the way."""
    wanted = order(url, catalog(folder, number, new=True))
    random = Random(kills)  # noqa: S311 - it need not be secret
    killed, seen = 0, set()
    async with runner() as run:
        await run.warm(order(url, catalog(folder, number, new=False)))
        while killed < kills and await run.run_and_kill(wanted, random, ACTS_UNTIL_KILLED):
            killed += 1
            seen.add(await ensure_old_or_new(world, number))
        assert await run.run(wanted) == [0]
    assert await ensure_old_or_new(world, number) == number
    return killed, seen


async def ensure_told(world: World, number: int) -> None:
    """Two uploads, both applied; every group knows the rows of both files."""
    newest, oldest = await world.ask(lambda uow: uow.uploads.page(page=1, size=10))
    for upload in (newest, oldest):
        assert (upload.state, upload.rows, upload.programs, upload.settled, upload.refused) == (
            UploadState.APPLIED, 2 * number, number, number, 0,
        )  # fmt: skip
    offered = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=2 * number)
    )
    rows = set()
    for each in offered:
        origins = await world.ask(origins_of, each.group.id)
        assert [(origin.file, origin.actor) for origin in origins] == [
            ("new.csv", OPERATOR.code), ("old.csv", OPERATOR.code),
        ]  # fmt: skip
        assert len({origin.origin for origin in origins}) == 1
        rows.add(origins[0].origin.row)
    assert rows == set(range(2, 2 * number + 2))
    assert await world.ask(missed_by, newest.id) == ()


async def test_an_import_that_was_killed_again_and_again_ends_as_one_that_was_not(
    world: World, world_url: str, tmp_path: Path
) -> None:
    killed, seen = await killed_until_done(world, world_url, tmp_path, 40, 8)

    assert killed == 8
    assert any(0 < new < 40 for new in seen), seen
    await ensure_told(world, 40)


@pytest.mark.slow
async def test_an_import_that_was_killed_200_times_ends_as_one_that_was_not(
    world: World, world_url: str, tmp_path: Path
) -> None:
    number, kills = share(1200, least=60), share(200, least=20)

    killed, seen = await killed_until_done(world, world_url, tmp_path, number, kills)

    assert killed == kills
    assert len(seen) >= kills // 4
    await ensure_told(world, number)


async def test_families_are_served_while_a_file_comes_in(
    world: World, world_url: str, tmp_path: Path
) -> None:
    number, served = 30, 0
    async with runner() as run:
        importing = asyncio.create_task(
            one(run, order(world_url, catalog(tmp_path, number, new=True)))
        )
        while not importing.done():
            await world.request(await world.group(price=1))
            served += 1
        assert await importing == [0]

    assert served >= 2
    assert await world.ask(found_by, "обновлённое") == number


async def one(run: Runner, wanted: Order) -> list[int]:
    return await run.run(wanted)

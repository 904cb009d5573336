"""Files of operators, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from core.domain.drafts import Cell, RowProblem
from core.domain.ids import GroupId, UploadId
from core.domain.uploads import (
    Chunk,
    Kind,
    Missing,
    NewUpload,
    ReadProgram,
    StagedProblem,
    StagedRow,
    Upload,
)
from core.ports.unit_of_work import UnitOfWork
from core.services import groups, missing, uploads
from core.services.import_outcome import Outcome
from tests.services.world import OPERATOR, World
from tests.simulation.registries_to_repeat import DANCE

Repeat = Callable[[UnitOfWork], object]
ROW = StagedRow(1, "key", "{}")
PROBLEM = RowProblem(Cell("", 3, "Возраст", "C"), "много", "ages-not-understood")
CHUNK = Chunk(0, 2, (ROW,), (StagedProblem(2, PROBLEM, "вальс"),), ("{}",))


def told(outcome: Outcome) -> str:
    return f"{outcome.added.total()} added"


def read(title: str, *, whole: bool = True) -> ReadProgram:
    return ReadProgram("key", 1, title, replace(DANCE, title=title), (), whole)


async def upload(world: World, fingerprint: str) -> UploadId:
    """One that is begun."""
    new = NewUpload("каталог.csv", fingerprint, certify=False)
    return (await world.perform(uploads.begin_upload, OPERATOR, new)).id


async def staged(world: World, fingerprint: str) -> UploadId:
    """One whose rows all wait."""
    begun = await upload(world, fingerprint)
    await world.perform(uploads.stage_rows, OPERATOR, begun, CHUNK)
    await world.perform(finish, begun)
    return begun


async def applied(world: World, fingerprint: str, title: str) -> UploadId:
    """One whose only program is in the catalog."""
    found = await staged(world, fingerprint)
    await world.perform(uploads.apply_programs, OPERATOR, found, [read(title)], told)
    return found


def finish(uow: UnitOfWork, id: UploadId) -> Upload:
    return uploads.finish_staging(uow, OPERATOR, id, ignored=("№",), personal=())


async def _begin_upload(world: World) -> Repeat:
    new = NewUpload("каталог.csv", "begin", certify=False)
    return lambda uow: uploads.begin_upload(uow, OPERATOR, new)


async def _stage_rows(world: World) -> Repeat:
    begun = await upload(world, "stage")
    return lambda uow: uploads.stage_rows(uow, OPERATOR, begun, CHUNK)


async def _finish_staging(world: World) -> Repeat:
    begun = await upload(world, "finish-staging")
    return lambda uow: finish(uow, begun)


async def _apply_programs(world: World) -> Repeat:
    found = await staged(world, "apply")
    return lambda uow: uploads.apply_programs(uow, OPERATOR, found, [read("Вальс-бостон")], told)


async def _refuse_program(world: World) -> Repeat:
    found = await staged(world, "refuse")
    return lambda uow: uploads.refuse_program(uow, OPERATOR, found, read("Ча-ча-ча"), [PROBLEM])


async def _finish_upload(world: World) -> Repeat:
    found = await applied(world, "finish", "Румба")
    return lambda uow: uploads.finish_upload(uow, OPERATOR, found)


async def _drop_upload(world: World) -> Repeat:
    found = await staged(world, "drop")
    return lambda uow: uploads.drop_upload(uow, OPERATOR, found)


async def _archive_missing(world: World) -> Repeat:
    """The first file brings a group that the second does not name."""
    found = await applied(world, "first", "Самба")
    await world.perform(uploads.finish_upload, OPERATOR, found)
    second = await staged(world, "second")
    module = DANCE.modules[0]
    other = replace(module, groups=(replace(module.groups[0], title="Б"),))
    changed = replace(read("Самба"), draft=replace(DANCE, title="Самба", modules=(other,)))
    await world.perform(uploads.apply_programs, OPERATOR, second, [changed], told)
    await world.perform(uploads.finish_upload, OPERATOR, second)
    (gone,) = [
        each
        for each in await world.ask(lambda uow: uow.uploads.missing(second))
        if each.kind is Kind.GROUP
    ]

    def act(uow: UnitOfWork) -> None:
        # The answer tells whether it was missed until now, so the second one differs.
        missing.archive_missing(uow, OPERATOR, second, Missing(gone.kind, gone.id, gone.path))

    return act


async def _archive_group(world: World) -> Repeat:
    group = GroupId((await world.group()).group.id)
    return lambda uow: groups.archive_group(uow, world.staff, group)


UPLOADS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "apply_programs": _apply_programs,
    "archive_group": _archive_group,
    "archive_missing": _archive_missing,
    "begin_upload": _begin_upload,
    "drop_upload": _drop_upload,
    "finish_staging": _finish_staging,
    "finish_upload": _finish_upload,
    "refuse_program": _refuse_program,
    "stage_rows": _stage_rows,
}

"""Programs that an act has changed, to be put into the index before it commits."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, select

from core.domain.ids import GroupId, ModuleId, ProgramId, ProviderId
from db.search.index import index_programs
from db.statements import portions
from db.tables.registries import groups, modules, programs

_MARKED: Final = "search_programs_to_index"
CHUNK: Final = 500


def mark(
    connection: Connection,
    *,
    programs: Collection[ProgramId] = (),
    modules: Collection[ModuleId] = (),
    groups: Collection[GroupId] = (),
    provider: ProviderId | None = None,
) -> None:
    """These, or those that these belong to, will be indexed as they are at the end of the act."""
    marked: set[tuple[str, int]] = connection.info.setdefault(_MARKED, set())
    marked.update(("program", each) for each in programs)
    marked.update(("module", each) for each in modules)
    marked.update(("group", each) for each in groups)
    if provider is not None:
        marked.add(("provider", provider))


def forget(connection: Connection) -> None:
    """A connection that comes back to its pool after a failure begins anew."""
    connection.info.pop(_MARKED, None)


def flush(connection: Connection) -> None:
    """Index what was marked; nothing is asked of the database when nothing was."""
    marked = connection.info.pop(_MARKED, None)
    if not marked:
        return
    found = {number for kind, number in marked if kind == "program"}
    by_kind = {kind: [n for each, n in marked if each == kind] for kind, _ in marked}
    of_groups = select(modules.c.program_id).join(groups, groups.c.module_id == modules.c.id)
    questions = {
        "provider": (select(programs.c.id), programs.c.provider_id),
        "module": (select(modules.c.program_id), modules.c.id),
        "group": (of_groups, groups.c.id),
    }
    for kind, (question, column) in questions.items():
        for some in portions(by_kind.get(kind, [])):
            found.update(connection.scalars(question.where(column.in_(some))))
    ordered = sorted(found)
    for at in range(0, len(ordered), CHUNK):
        index_programs(connection, [ProgramId(each) for each in ordered[at : at + CHUNK]])

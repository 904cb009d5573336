"""Programs of the catalog with their modules and groups, as files name them: by their titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.domain.ids import ModuleId, ProgramId, ProviderId
from core.domain.program import Group, Module
from core.domain.titles import text_key, title_key
from db.offerings import as_group, as_module, prices_of, slots_of
from db.statements import portions
from db.tables.registries import groups, modules, programs

# Made once, because making a statement takes longer than asking it.
_TITLED = (
    select(programs)
    .where(
        programs.c.provider_id == bindparam("provider"),
        programs.c.title_key.in_(bindparam("keys", expanding=True)),
    )
    .order_by(programs.c.id)
)
_MODULES = (
    select(modules)
    .where(modules.c.program_id.in_(bindparam("programs", expanding=True)))
    .order_by(modules.c.title)
)
_GROUPS = (
    select(groups)
    .where(groups.c.module_id.in_(bindparam("modules", expanding=True)))
    .order_by(groups.c.title)
)


def by_title(connection: Connection, titles: Sequence[tuple[ProviderId, str]]) -> list[Any | None]:
    """The row of each program: that with the title, else the first one in another spelling.

    A statement for each provider.
    """
    found: dict[tuple[ProviderId, str], list[Any]] = defaultdict(list)
    for provider in dict.fromkeys(each for each, _ in titles):
        keys = {key for each, title in titles if each == provider for key in _keys(title)}
        for some in portions(keys):
            given = {"provider": provider, "keys": some}
            for row in connection.execute(_TITLED, given):
                found[provider, row.title_key].append(row)
    return [
        min(
            (row for key in _keys(title) for row in found[provider, key]),
            key=lambda row, title=title: (row.title != title, row.id),  # type: ignore[misc]
            default=None,
        )
        for provider, title in titles
    ]


def known_modules(
    connection: Connection, ids: Collection[ProgramId]
) -> Mapping[ProgramId, tuple[tuple[Module, tuple[Group, ...]], ...]]:
    """The modules of each, with their groups, archived ones too, by title; four statements."""
    found: dict[ProgramId, tuple[tuple[Module, tuple[Group, ...]], ...]] = defaultdict(tuple)
    if not ids:
        return found
    rows = connection.execute(_MODULES, {"programs": list(ids)}).all()
    of = [ModuleId(row.id) for row in rows]
    prices, grouped = prices_of(connection, of), _groups(connection, of)
    for row in rows:
        found[ProgramId(row.program_id)] += ((as_module(row, prices[row.id]), grouped[row.id]),)
    return found


def _keys(title: str) -> set[str]:
    """The second is the key that titles had before hyphens and dots ceased to count."""
    return {title_key(title), text_key(title)}


def _groups(
    connection: Connection, ids: Collection[ModuleId]
) -> Mapping[ModuleId, tuple[Group, ...]]:
    rows = connection.execute(_GROUPS, {"modules": list(ids)}).all()
    times = slots_of(connection, [row.id for row in rows])
    found: dict[ModuleId, tuple[Group, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.module_id] += (as_group(row, times[row.id]),)
    return found

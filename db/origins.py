"""Where groups came from, and what a file did not name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId, UploadId
from core.domain.program import ProgramState
from core.domain.uploads import NOT_MISSED, GroupOrigin, Kind, Missing, Origin
from db.statements import insert_each_once
from db.tables.registries import groups, modules, programs
from db.tables.uploads import group_origins, upload_missing, upload_programs, uploads
from db.upload_problems import SqlProblems

_ORDER = {Kind.PROGRAM: 0, Kind.MODULE: 1, Kind.GROUP: 2}


@dataclass(frozen=True, slots=True)
class SqlOrigins(SqlProblems):
    """The part of `Uploads` that outlives an upload."""

    def put_origins(self, id: UploadId, origins: Mapping[GroupId, Origin]) -> None:
        rows = [
            {"group_id": group, "upload_id": id, "sheet": origin.sheet, "row": origin.row}
            for group, origin in origins.items()
        ]
        if rows:
            self.connection.execute(insert_each_once(group_origins), rows)

    def origins(self, group: GroupId) -> tuple[GroupOrigin, ...]:
        rows = self.connection.execute(
            select(
                uploads.c.id,
                uploads.c.file,
                uploads.c.at,
                uploads.c.actor,
                group_origins.c.sheet,
                group_origins.c.row,
            )
            .join(uploads, uploads.c.id == group_origins.c.upload_id)
            .where(group_origins.c.group_id == group)
            .order_by(uploads.c.id.desc())
        )
        return tuple(
            GroupOrigin(UploadId(row.id), row.file, Origin(row.sheet, row.row), row.at, row.actor)
            for row in rows
        )

    def put_missing(self, id: UploadId, missing: Collection[Missing]) -> None:
        rows = [
            {
                "upload_id": id,
                "kind": each.kind,
                "object_id": each.id,
                "path": json.dumps(each.path, ensure_ascii=False),
            }
            for each in missing
        ]
        if rows:
            self.connection.execute(insert_each_once(upload_missing), rows)

    def missing(self, id: UploadId, *, only: Missing | None = None) -> tuple[Missing, ...]:
        asked = select(upload_missing).where(
            upload_missing.c.upload_id == id, or_(*_still_missed(id))
        )
        rows = self.connection.execute(asked if only is None else asked.where(_is(only)))
        found = [
            Missing(Kind(row.kind), row.object_id, tuple(json.loads(row.path))) for row in rows
        ]
        return tuple(sorted(found, key=lambda each: (_ORDER[each.kind], each.path, each.id)))

    def mark_archived(self, id: UploadId, missing: Missing) -> None:
        self.connection.execute(
            update(upload_missing)
            .where(upload_missing.c.upload_id == id, _is(missing))
            .values(archived=True)
        )

    def bring_back(self, groups: Collection[GroupId]) -> frozenset[GroupId]:
        forgotten = self.connection.scalars(
            update(upload_missing)
            .where(
                upload_missing.c.kind == Kind.GROUP,
                upload_missing.c.object_id.in_(groups),
                upload_missing.c.archived,
            )
            .values(archived=False)
            .returning(upload_missing.c.object_id)
        )
        return frozenset(GroupId(each) for each in forgotten)

    def places(self, id: UploadId) -> Mapping[ProviderId, list[MunicipalityId]]:
        rows = self.connection.execute(
            select(programs.c.provider_id, programs.c.municipality_id)
            .join(upload_programs, upload_programs.c.program_id == programs.c.id)
            .where(upload_programs.c.upload_id == id)
            .distinct()
            .order_by(programs.c.provider_id)
        )
        found: dict[ProviderId, list[MunicipalityId]] = defaultdict(list)
        for row in rows:
            found[ProviderId(row.provider_id)].append(MunicipalityId(row.municipality_id))
        return found

    def titles(
        self, provider: ProviderId, *, after: ProgramId, most: int
    ) -> tuple[tuple[ProgramId, str, MunicipalityId], ...]:
        rows = self.connection.execute(
            select(programs.c.id, programs.c.title, programs.c.municipality_id)
            .where(
                programs.c.provider_id == provider,
                programs.c.id > after,
                programs.c.state.not_in(NOT_MISSED),
            )
            .order_by(programs.c.id)
            .limit(most)
        )
        return tuple(
            (ProgramId(row.id), row.title, MunicipalityId(row.municipality_id)) for row in rows
        )

    def programs(self, id: UploadId) -> frozenset[ProgramId]:
        rows = self.connection.scalars(
            select(upload_programs.c.program_id).where(
                upload_programs.c.upload_id == id, upload_programs.c.program_id.is_not(None)
            )
        )
        return frozenset(ProgramId(each) for each in rows)


def _is(thing: Missing) -> ColumnElement[bool]:
    return and_(upload_missing.c.kind == thing.kind, upload_missing.c.object_id == thing.id)


def _still_missed(id: UploadId) -> list[ColumnElement[bool]]:
    """One condition for each kind."""
    thing = upload_missing.c.object_id
    named_later = exists().where(
        group_origins.c.group_id == groups.c.id, group_origins.c.upload_id > id
    )
    applied_later = exists().where(
        upload_programs.c.program_id == programs.c.id, upload_programs.c.upload_id > id
    )
    taught_later = (
        select(func.count())
        .select_from(groups)
        .where(groups.c.module_id == modules.c.id, named_later)
        .correlate(modules)
        .scalar_subquery()
    )
    group = exists().where(groups.c.id == thing, groups.c.archived.is_(False), ~named_later)
    module = exists().where(
        modules.c.id == thing, modules.c.state != ProgramState.ARCHIVED, taught_later == 0
    )
    program = exists().where(
        programs.c.id == thing, programs.c.state != ProgramState.ARCHIVED, ~applied_later
    )
    return [
        and_(upload_missing.c.kind == Kind.GROUP, group),
        and_(upload_missing.c.kind == Kind.MODULE, module),
        and_(upload_missing.c.kind == Kind.PROGRAM, program),
    ]

"""Files of operators while they wait and are applied."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from core.domain.ids import ProgramId, UploadId
from core.domain.uploads import (
    UNFINISHED,
    NewUpload,
    ProgramOfUpload,
    SettledProgram,
    Upload,
    UploadHead,
    UploadState,
)
from db.statements import Columns
from db.tables.uploads import upload_programs, upload_rows, uploads
from db.upload_rows import SqlStaged, of_upload

_UPLOADS = select(
    uploads,
    select(func.count())
    .select_from(upload_programs)
    .where(upload_programs.c.upload_id == uploads.c.id)
    .scalar_subquery()
    .label("programs"),
    select(func.count())
    .select_from(upload_programs)
    .where(
        upload_programs.c.upload_id == uploads.c.id,
        upload_programs.c.state != ProgramOfUpload.WAITING,
    )
    .scalar_subquery()
    .label("settled"),
    select(func.count())
    .select_from(upload_programs)
    .where(
        upload_programs.c.upload_id == uploads.c.id,
        upload_programs.c.state == ProgramOfUpload.REFUSED,
    )
    .scalar_subquery()
    .label("refused"),
)


_SETTLE = (
    update(upload_programs)
    .where(
        upload_programs.c.upload_id == bindparam("of"),
        upload_programs.c.key == bindparam("settled_key"),
    )
    .values({name: bindparam(name) for name in ("state", "program_id", "told")})
)


@dataclass(frozen=True, slots=True)
class SqlUploads(SqlStaged):
    connection: Connection
    now: datetime

    def add(self, new: NewUpload, actor: str) -> UploadId:
        values = {
            "file": new.file,
            "fingerprint": new.fingerprint,
            "certify": new.certify,
            "actor": actor,
            "at": self.now,
            "state": UploadState.STAGING,
        }
        added = self.connection.scalar(insert(uploads).values(values).returning(uploads.c.id))
        return UploadId(added)

    def unfinished(self, fingerprint: str, actor: str) -> UploadId | None:
        found = self.connection.scalar(
            select(func.max(uploads.c.id)).where(
                uploads.c.fingerprint == fingerprint,
                uploads.c.actor == actor,
                uploads.c.state.in_(UNFINISHED),
            )
        )
        return None if found is None else UploadId(found)

    def find(self, id: UploadId) -> Upload | None:
        row = self.connection.execute(_UPLOADS.where(uploads.c.id == id)).first()
        return None if row is None else _as_upload(row)

    def locked(self, id: UploadId) -> UploadHead | None:
        row = self.connection.execute(
            select(uploads.c.actor, uploads.c.certify, uploads.c.state, uploads.c.staged_rows)
            .where(uploads.c.id == id)
            .with_for_update()
        ).first()
        if row is None:
            return None
        return UploadHead(row.actor, row.certify, UploadState(row.state), row.staged_rows)

    def page(self, *, page: int, size: int) -> tuple[Upload, ...]:
        question = _UPLOADS.order_by(uploads.c.id.desc()).limit(size).offset((page - 1) * size)
        return tuple(_as_upload(row) for row in self.connection.execute(question))

    def describe(self, id: UploadId, *, ignored: Sequence[str], personal: Sequence[str]) -> None:
        said = {"ignored_columns": ignored, "personal_columns": personal}
        written = {name: json.dumps(titles, ensure_ascii=False) for name, titles in said.items()}
        self.connection.execute(update(uploads).where(uploads.c.id == id).values(written))

    def move(self, id: UploadId, state: UploadState) -> None:
        ended = None if state in UNFINISHED else self.now
        self.connection.execute(
            update(uploads).where(uploads.c.id == id).values(state=state, finished_at=ended)
        )

    def still_wait(self, id: UploadId, keys: Collection[str]) -> frozenset[str]:
        rows = self.connection.execute(
            select(upload_programs.c.key, upload_programs.c.state)
            .where(of_upload(id), upload_programs.c.key.in_(sorted(keys)))
            .order_by(upload_programs.c.key)
            .with_for_update()
        )
        return frozenset(row.key for row in rows if row.state == ProgramOfUpload.WAITING)

    def settle(self, id: UploadId, *settled: SettledProgram) -> None:
        rows = [
            {
                "of": id,
                "settled_key": each.key,
                "state": each.state,
                "program_id": each.program,
                "told": each.told,
            }
            for each in settled
        ]
        self.connection.execute(_SETTLE, rows)
        keys = [each.key for each in settled]
        self.connection.execute(
            delete(upload_rows).where(
                upload_rows.c.upload_id == id, upload_rows.c.program.in_(keys)
            )
        )

    def settled(
        self, id: UploadId, *, after: int, most: int
    ) -> tuple[tuple[int, SettledProgram], ...]:
        rows = self.connection.execute(
            select(upload_programs)
            .where(
                of_upload(id),
                upload_programs.c.number > after,
                upload_programs.c.state != ProgramOfUpload.WAITING,
            )
            .order_by(upload_programs.c.number)
            .limit(most)
        )
        return tuple((row.number, _as_settled(row)) for row in rows)


def _as_upload(row: Columns) -> Upload:
    return Upload(
        id=UploadId(row.id),
        file=row.file,
        fingerprint=row.fingerprint,
        certify=row.certify,
        actor=row.actor,
        at=row.at,
        state=UploadState(row.state),
        rows=row.staged_rows,
        programs=row.programs,
        settled=row.settled,
        refused=row.refused,
        finished_at=row.finished_at,
        ignored_columns=_titles(row.ignored_columns),
        personal_columns=_titles(row.personal_columns),
    )


def _titles(written: str) -> tuple[str, ...]:
    found: Any = json.loads(written)
    return tuple(map(str, found))


def _as_settled(row: Columns) -> SettledProgram:
    program = None if row.program_id is None else ProgramId(row.program_id)
    return SettledProgram(row.key, ProgramOfUpload(row.state), program, row.told)

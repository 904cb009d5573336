"""Files of operators while they wait and are applied."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from core.domain.ids import ProgramId, UploadId
from core.domain.uploads import (
    UNFINISHED,
    Chunk,
    NewUpload,
    ProgramOfUpload,
    SettledProgram,
    StagedRow,
    Upload,
    UploadState,
    WaitingProgram,
)
from db.origins import SqlOrigins
from db.statements import Columns, insert_each_once
from db.tables.uploads import (
    upload_headers,
    upload_programs,
    upload_rows,
    uploads,
)

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


@dataclass(frozen=True, slots=True)
class SqlUploads(SqlOrigins):
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

    def find(self, id: UploadId, *, lock: bool = False) -> Upload | None:
        if lock:
            self.connection.execute(
                select(uploads.c.id).where(uploads.c.id == id).with_for_update()
            )
        row = self.connection.execute(_UPLOADS.where(uploads.c.id == id)).first()
        return None if row is None else _as_upload(row)

    def page(self, *, page: int, size: int) -> tuple[Upload, ...]:
        question = _UPLOADS.order_by(uploads.c.id.desc()).limit(size).offset((page - 1) * size)
        return tuple(_as_upload(row) for row in self.connection.execute(question))

    def stage(self, id: UploadId, chunk: Chunk) -> None:
        headers = [
            {"upload_id": id, "number": number, "content": content}
            for number, content in enumerate(chunk.headers)
        ]
        rows = [
            {"upload_id": id, "program": row.program, "number": row.number, "content": row.content}
            for row in chunk.rows
        ]
        first: dict[str, int] = {}
        for row in chunk.rows:
            first.setdefault(row.program, row.number)
        programs = [
            {"upload_id": id, "key": key, "number": number, "state": ProgramOfUpload.WAITING}
            for key, number in first.items()
        ]
        for table, each in (
            (upload_headers, headers),
            (upload_rows, rows),
            (upload_programs, programs),
        ):
            if each:
                self.connection.execute(insert_each_once(table), each)
        self.put_problems(id, chunk.problems)
        self.connection.execute(
            update(uploads).where(uploads.c.id == id).values(staged_rows=chunk.through)
        )

    def describe(self, id: UploadId, *, ignored: Sequence[str], personal: Sequence[str]) -> None:
        said = {"ignored_columns": ignored, "personal_columns": personal}
        written = {name: json.dumps(titles, ensure_ascii=False) for name, titles in said.items()}
        self.connection.execute(update(uploads).where(uploads.c.id == id).values(written))

    def move(self, id: UploadId, state: UploadState) -> None:
        ended = None if state in UNFINISHED else self.now
        self.connection.execute(
            update(uploads).where(uploads.c.id == id).values(state=state, finished_at=ended)
        )

    def headers(self, id: UploadId) -> Mapping[int, str]:
        rows = self.connection.execute(
            select(upload_headers.c.number, upload_headers.c.content).where(
                upload_headers.c.upload_id == id
            )
        )
        return {row.number: row.content for row in rows}

    def waiting(self, id: UploadId, *, most: int) -> tuple[WaitingProgram, ...]:
        keys = self.connection.scalars(
            select(upload_programs.c.key)
            .where(_of(id), upload_programs.c.state == ProgramOfUpload.WAITING)
            .order_by(upload_programs.c.number)
            .limit(most)
        ).all()
        rows: dict[str, list[StagedRow]] = defaultdict(list)
        for row in self.connection.execute(
            select(upload_rows)
            .where(upload_rows.c.upload_id == id, upload_rows.c.program.in_(keys))
            .order_by(upload_rows.c.program, upload_rows.c.number)
        ):
            rows[row.program].append(StagedRow(row.number, row.program, row.content))
        return tuple(WaitingProgram(key, tuple(rows[key])) for key in keys)

    def waits(self, id: UploadId, key: str) -> bool:
        state = self.connection.scalar(
            select(upload_programs.c.state)
            .where(_of(id), upload_programs.c.key == key)
            .with_for_update()
        )
        return state == ProgramOfUpload.WAITING

    def settle(self, id: UploadId, settled: SettledProgram) -> None:
        self.connection.execute(
            update(upload_programs)
            .where(_of(id), upload_programs.c.key == settled.key)
            .values(state=settled.state, program_id=settled.program, told=settled.told)
        )
        self.connection.execute(
            delete(upload_rows).where(
                upload_rows.c.upload_id == id, upload_rows.c.program == settled.key
            )
        )

    def settled(
        self, id: UploadId, *, after: int, most: int
    ) -> tuple[tuple[int, SettledProgram], ...]:
        rows = self.connection.execute(
            select(upload_programs)
            .where(
                _of(id),
                upload_programs.c.number > after,
                upload_programs.c.state != ProgramOfUpload.WAITING,
            )
            .order_by(upload_programs.c.number)
            .limit(most)
        )
        return tuple((row.number, _as_settled(row)) for row in rows)

    def rows_wait(self, id: UploadId) -> bool:
        some = select(upload_rows.c.number).where(upload_rows.c.upload_id == id).limit(1)
        return self.connection.scalar(some) is not None

    def forget_rows(self, id: UploadId, *, most: int) -> int:
        rows = self.connection.execute(
            select(upload_rows.c.program, upload_rows.c.number)
            .where(upload_rows.c.upload_id == id)
            .order_by(upload_rows.c.program, upload_rows.c.number)
            .limit(most)
        ).all()
        if rows:
            last = rows[-1]
            through = (upload_rows.c.program < last.program) | (
                (upload_rows.c.program == last.program) & (upload_rows.c.number <= last.number)
            )
            self.connection.execute(
                delete(upload_rows).where(upload_rows.c.upload_id == id, through)
            )
        return len(rows)


def _of(id: UploadId) -> ColumnElement[bool]:
    return upload_programs.c.upload_id == id


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

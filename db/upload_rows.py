"""Rows of operators' files while they wait for their programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from core.domain.ids import UploadId
from core.domain.uploads import Chunk, ProgramOfUpload, StagedRow, WaitingProgram
from db.origins import SqlOrigins
from db.statements import insert_each_once
from db.tables.uploads import upload_headers, upload_programs, upload_rows, uploads


@dataclass(frozen=True, slots=True)
class SqlStaged(SqlOrigins):
    """The part of `Uploads` that is about rows which wait."""

    connection: Connection

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

    def headers(self, id: UploadId) -> Mapping[int, str]:
        rows = self.connection.execute(
            select(upload_headers.c.number, upload_headers.c.content).where(
                upload_headers.c.upload_id == id
            )
        )
        return {row.number: row.content for row in rows}

    def waiting(
        self, id: UploadId, *, after: int, most: int, most_rows: int
    ) -> tuple[WaitingProgram, ...]:
        found = self.connection.execute(
            select(upload_programs.c.key, upload_programs.c.number)
            .where(
                of_upload(id),
                upload_programs.c.number > after,
                upload_programs.c.state == ProgramOfUpload.WAITING,
            )
            .order_by(upload_programs.c.number)
            .limit(most)
        ).all()
        numbers = {row.key: row.number for row in found}
        keys = self._within(id, list(numbers), most_rows)
        rows: dict[str, list[StagedRow]] = defaultdict(list)
        for row in self.connection.execute(
            select(upload_rows)
            .where(upload_rows.c.upload_id == id, upload_rows.c.program.in_(keys))
            .order_by(upload_rows.c.program, upload_rows.c.number)
        ):
            rows[row.program].append(StagedRow(row.number, row.program, row.content))
        return tuple(WaitingProgram(key, numbers[key], tuple(rows[key])) for key in keys)

    def _within(self, id: UploadId, keys: Sequence[str], most_rows: int) -> list[str]:
        """The first programs that have so many rows together; one is always among them."""
        counted = self.connection.execute(
            select(upload_rows.c.program, func.count().label("rows"))
            .where(upload_rows.c.upload_id == id, upload_rows.c.program.in_(keys))
            .group_by(upload_rows.c.program)
        )
        sizes: dict[str, int] = {row.program: row.rows for row in counted}
        together = accumulate(sizes.get(key, 0) for key in keys)
        return [key for at, (key, n) in enumerate(zip(keys, together, strict=True))
                if n <= most_rows or at == 0]  # fmt: skip

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


def of_upload(id: UploadId) -> ColumnElement[bool]:
    """Programs of an upload."""
    return upload_programs.c.upload_id == id

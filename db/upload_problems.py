"""What is wrong with rows of operators' files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, insert, select

from core.domain.drafts import Cell, RowProblem
from core.domain.ids import UploadId
from core.domain.uploads import StagedProblem
from db.tables.uploads import upload_problems


@dataclass(frozen=True, slots=True)
class SqlProblems:
    """The part of `Uploads` that is about problems."""

    connection: Connection

    def put_problems(self, id: UploadId, problems: Collection[StagedProblem]) -> None:
        rows = [
            {
                "upload_id": id,
                "number": each.number,
                "title": each.title,
                "sheet": each.problem.cell.sheet,
                "row": each.problem.cell.row,
                "column": each.problem.cell.column,
                "letter": each.problem.cell.letter,
                "found": each.problem.found,
                "reason": each.problem.reason,
                "fatal": each.problem.fatal,
            }
            for each in problems
        ]
        if rows:
            self.connection.execute(insert(upload_problems), rows)

    def problems(
        self, id: UploadId, *, fatal: bool | None = None, page: int, size: int
    ) -> tuple[RowProblem, ...]:
        rows = self.connection.execute(
            select(upload_problems)
            .where(*_problems(id, fatal))
            .order_by(upload_problems.c.number, upload_problems.c.id)
            .limit(size)
            .offset((page - 1) * size)
        )
        return tuple(
            RowProblem(Cell(r.sheet, r.row, r.column, r.letter), r.found, r.reason, r.fatal)
            for r in rows
        )

    def problems_count(self, id: UploadId, *, fatal: bool | None = None) -> int:
        found = select(func.count()).select_from(upload_problems).where(*_problems(id, fatal))
        return self.connection.scalar(found) or 0

    def unread_titles(self, id: UploadId) -> frozenset[str]:
        titles = select(upload_problems.c.title).where(*_problems(id, True)).distinct()  # noqa: FBT003
        return frozenset(self.connection.scalars(titles))


def _problems(id: UploadId, fatal: bool | None) -> list[ColumnElement[bool]]:  # noqa: FBT001
    of_upload = upload_problems.c.upload_id == id
    return [of_upload] if fatal is None else [of_upload, upload_problems.c.fatal.is_(fatal)]

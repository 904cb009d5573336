"""The rows of an operator's file begin to wait in a database, some hundred at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from core.domain.actor import Actor
from core.domain.titles import title_key
from core.domain.uploads import Chunk, NewUpload, StagedProblem, StagedRow, Upload, UploadState
from core.ports.acts import Acts
from core.services.uploads import begin_upload, drop_upload, finish_staging, stage_rows
from office.catalog_files import CatalogFileRefused, CatalogRows, Defaults, ReadRow
from office.catalog_files.columns import Field
from office.catalog_files.header import Header
from office.catalog_files.kept import kept_header, kept_row
from office.catalog_files.module_sums import free_said
from office.progress import Progress

ROWS_A_CHUNK: Final = 500
_READ_AT_ONCE: Final = 1_000_000


def upload_of(file: Path, defaults: Defaults, *, certify: bool) -> NewUpload:
    """The file and all that is said of it, as one number.

    Raises:
        OSError
    """
    told = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(_READ_AT_ONCE):
            told.update(chunk)
    told.update(f"\n{defaults.model_dump_json()}\n{certify}".encode())
    return NewUpload(file.name, told.hexdigest(), certify)


def program_key(inn: str, title: str) -> str:
    """Rows with the same key are rows of one program, wherever they stand in the file."""
    return hashlib.sha256(f"{inn}\n{title_key(title)}".encode()).hexdigest()[:32]


async def stage_file(
    perform: Acts,
    actor: Actor,
    rows: CatalogRows,
    new: Callable[[], NewUpload],
    progress: Progress,
    rows_a_chunk: int = ROWS_A_CHUNK,
) -> Upload:
    """Let all rows wait under an upload, or those that do not wait yet.

    `new` says what upload that is; it is asked once the file is known to be a catalog.

    Raises:
        CatalogFileRefused: The file cannot be read to its end; then nothing of it waits.
    """
    found = iter(rows)
    first = next(found)  # a file without any row is refused here, before anything is written
    upload = await perform(begin_upload, actor, new())
    if upload.state is not UploadState.STAGING:
        return upload
    try:
        for chunk in _Chunks(rows, upload.rows, rows_a_chunk).of(chain([first], found)):
            await perform(stage_rows, actor, upload.id, chunk)
            progress.rows(chunk.through)
    except CatalogFileRefused:
        await perform(drop_upload, actor, upload.id)
        raise
    ignored, personal = rows.ignored_columns, rows.personal_columns
    return await perform(finish_staging, actor, upload.id, ignored=ignored, personal=personal)


@dataclass(slots=True)
class _Chunks:
    """Rows as they are staged; the first `known` of them wait already."""

    source: CatalogRows
    known: int
    size: int
    free_said: bool = False
    rows: list[StagedRow] = field(default_factory=list)
    problems: list[StagedProblem] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)

    def of(self, found: Iterator[ReadRow]) -> Iterator[Chunk]:
        after = number = self.known
        for number, row in enumerate(found, start=1):
            self._take(number, row, known=number <= self.known)
            if number - after == self.size:
                yield self._chunk(after, number)
                after = number
        if number > after:
            yield self._chunk(after, number)

    def _take(self, number: int, row: ReadRow, *, known: bool) -> None:
        header = self._header(row.found.header)
        self._note_free(row)
        if known:
            return
        title = title_key(row.cells.text(Field.TITLE))
        self.problems += (StagedProblem(number, each, title) for each in row.cells.problems)
        if row.written is not None:
            key = program_key(row.written.provider_inn, row.written.title)
            self.rows.append(StagedRow(number, key, written(row, header)))

    def _header(self, header: Header) -> int:
        if id(header) not in self.numbers:
            self.numbers[id(header)] = len(self.headers)
            self.headers.append(json.dumps(kept_header(header), ensure_ascii=False))
        return self.numbers[id(header)]

    def _note_free(self, row: ReadRow) -> None:
        """Said once, of the first row that it is to be said of."""
        if self.free_said or row.written is None:
            return
        reason = free_said(row.written, self.source.defaults)
        if reason is not None:
            row.cells.note(Field.PRICE, reason, fatal=False)
            self.free_said = True

    def _chunk(self, after: int, through: int) -> Chunk:
        chunk = Chunk(after, through, tuple(self.rows), tuple(self.problems), tuple(self.headers))
        self.rows, self.problems = [], []
        return chunk


def written(row: ReadRow, header: int) -> str:
    """A row as it waits, without columns that nobody reads."""
    kept = kept_row(row)
    parts = (
        header, kept.sheet, kept.row, kept.said, kept.section, kept.continues, kept.adds_lessons,
        kept.above, *([kept.paths] if kept.paths else []),
    )  # fmt: skip
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

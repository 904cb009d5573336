"""A staged file is applied program by program; or tried, which keeps nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from core.domain.actor import Actor
from core.domain.drafts import CatalogDraft, ProgramDraft, RowProblem
from core.domain.errors import DomainError
from core.domain.ids import ProgramId, UploadId
from core.domain.titles import title_key
from core.domain.uploads import (
    Missing,
    ProgramOfUpload,
    ReadProgram,
    SettledProgram,
    StagedProblem,
    Upload,
    WaitingProgram,
)
from core.ports.acts import Acts, Reads
from core.ports.unit_of_work import UnitOfWork
from core.services.import_outcome import Outcome
from core.services.imports import import_program, prepare_import
from core.services.missing import programs_not_named
from core.services.uploads import apply_programs, finish_upload, refuse_program
from office.catalog_files import Defaults, Directory, ReadRow
from office.catalog_files.changed import changes_of
from office.catalog_files.grouping import grouping_of
from office.catalog_files.kept import KeptHeader, KeptRow, read_again
from office.catalog_files.programs import ProgramReader
from office.pace import PROGRAMS_AT_ONCE, Pace
from office.progress import Progress
from office.ruled import refusals

PROGRAMS_READ_AT_ONCE: Final = 50
ROWS_READ_AT_ONCE: Final = 2000


# What the rows of a program are told that the rules refused.
Why = Callable[[ReadProgram, DomainError], tuple[RowProblem, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows that wait need to be understood again."""

    headers: Mapping[int, KeptHeader]
    unread: frozenset[str]
    defaults: Defaults
    directory: Directory

    def program(self, waiting: WaitingProgram) -> ReadProgram:
        """The program that some rows are, with the problems that show only beside each other."""
        read = self._rows(waiting)
        known = {id(row): len(row.cells.problems) if row.written else 0 for row in read}
        good = [row.written for row in read if row.written is not None]
        draft = self._draft(read)
        problems = tuple(each for row in read for each in row.cells.problems[known[id(row)] :])
        title = next((row.title for row in good), "")
        whole = title_key(title) not in self.unread and not any(each.fatal for each in problems)
        return ReadProgram(waiting.key, waiting.number, title, draft, problems, whole)

    def refusals(self, waiting: WaitingProgram, error: DomainError) -> tuple[RowProblem, ...]:
        """The rules refused the program: what its rows are told, read once more for their cells."""
        read = self._rows(waiting)
        return refusals(read, self._draft(read), error)

    def _draft(self, read: Sequence[ReadRow]) -> ProgramDraft | None:
        good = [row.written for row in read if row.written is not None]
        drafts = ProgramReader(self.defaults, self.directory).programs_of(good)
        return drafts[0] if drafts else None

    def _rows(self, waiting: WaitingProgram) -> list[ReadRow]:
        found: list[ReadRow] = []
        for staged in waiting.rows:
            header, *parts = json.loads(staged.content)
            row = KeptRow(*parts)
            found += read_again([row], self.headers[header], self.defaults, self.directory)
        return found


async def reading_of(
    read: Reads, upload: UploadId, defaults: Defaults, directory: Directory
) -> Reading:
    headers = await read(lambda uow: uow.uploads.headers(upload))
    unread = await read(lambda uow: uow.uploads.unread_titles(upload))
    return Reading(
        {n: json.loads(each) for n, each in headers.items()}, unread, defaults, directory
    )


async def apply_upload(
    perform: Acts,
    read: Reads,
    actor: Actor,
    upload: Upload,
    reading: Reading,
    progress: Progress,
    most: int = PROGRAMS_AT_ONCE,
) -> Upload:
    """Every program that waits goes in, or is kept out with the reason; then the upload ends.

    Several go in together, `most` of them at once, and only as many as take a few moments:
    families are served between any two such transactions.

    Raises:
        NotAllowed: Another operator's upload.
        WrongState: Somebody dropped it.
    """
    settled, after, pace = upload.settled, 0, Pace(most)
    progress.programs(settled, upload.programs)
    while waiting := await _waiting(read, upload.id, after):
        after, left = waiting[-1].number, [reading.program(each) for each in waiting]
        why = partial(_why, reading, {each.number: each for each in waiting})
        while left:
            some, left = pace.divided(left)
            with pace.measured():
                await _apply(perform, actor, upload.id, some, why)
            settled += len(some)
            progress.programs(settled, upload.programs)
    return await perform(finish_upload, actor, upload.id)


async def _apply(
    perform: Acts, actor: Actor, upload: UploadId, some: Sequence[ReadProgram], why: Why
) -> None:
    """Together; each alone where the rules refuse one of them."""
    try:
        await perform(apply_programs, actor, upload, some, told_of)
    except DomainError as error:
        if len(some) == 1:
            await perform(refuse_program, actor, upload, some[0], why(some[0], error))
            return
        for each in some:
            await _apply(perform, actor, upload, [each], why)


def _why(
    reading: Reading, waiting: Mapping[int, WaitingProgram], read: ReadProgram, error: DomainError
) -> tuple[RowProblem, ...]:
    return reading.refusals(waiting[read.number], error)


async def _waiting(read: Reads, upload: UploadId, after: int) -> tuple[WaitingProgram, ...]:
    return await read(
        lambda uow: uow.uploads.waiting(
            upload, after=after, most=PROGRAMS_READ_AT_ONCE, most_rows=ROWS_READ_AT_ONCE
        )
    )


def told_of(outcome: Outcome, grouping: Mapping[str, object] | None = None) -> str:
    """What an upload keeps of a program's outcome, for the report; how its rows were put
    together is for a look beforehand.
    """
    document = {
        "added": outcome.added,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "changes": changes_of(outcome.changes),
        "grouping": grouping,
    }
    return json.dumps(document, ensure_ascii=False)


@dataclass(slots=True)
class Trial:
    """Programs are entered and undone one by one; what they would do is noted elsewhere."""

    perform: Acts
    notes: Acts
    actor: Actor
    setup: CatalogDraft
    certify: bool
    missing: list[Missing] = field(default_factory=list)
    named: set[ProgramId] = field(default_factory=set)
    # The codes of the municipalities that the file has of each provider.
    places: dict[str, set[str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    async def run(
        self, read: Reads, upload: Upload, reading: Reading, progress: Progress
    ) -> Sequence[Missing]:
        """What would be missing; all else is noted under the upload."""
        settled = after = 0
        progress.programs(settled, upload.programs)
        while portion := await _waiting(read, upload.id, after):
            for waiting in portion:
                after = waiting.number
                await self._try(upload.id, reading, waiting)
                settled += 1
                progress.programs(settled, upload.programs)
        gone = await self.perform(self._missing_programs, reading.unread)
        return [*gone, *self.missing]

    async def _try(self, upload: UploadId, reading: Reading, waiting: WaitingProgram) -> None:
        found = reading.program(waiting)
        settled, problems = ProgramOfUpload.REFUSED, found.problems
        told = ""
        if found.draft is not None:
            codes = self.places.setdefault(found.draft.provider_inn, set())
            codes.add(found.draft.municipality_code)
            try:
                outcome = await self.perform(self._entered, found.draft)
            except DomainError as error:
                problems = (*problems, *reading.refusals(waiting, error))
            else:
                settled, told = ProgramOfUpload.APPLIED, told_of(outcome, grouping_of(found.draft))
                self.missing += outcome.gone if found.whole else ()
                if outcome.program is not None and not outcome.added["programs"]:
                    self.named.add(outcome.program)
        if settled is ProgramOfUpload.REFUSED:
            self.refused.add(title_key(found.title))
        await self.notes(_noted, upload, found, settled, told, problems)

    def _entered(self, uow: UnitOfWork, draft: ProgramDraft) -> Outcome:
        prepare_import(uow, self.actor, self.setup)
        return import_program(uow, self.actor, draft, certify=self.certify)

    def _missing_programs(self, uow: UnitOfWork, unread: frozenset[str]) -> list[Missing]:
        known = {place.code: place.id for place in uow.municipalities.all()}
        unread |= self.refused
        found: list[Missing] = []
        for inn, codes in sorted(self.places.items()):
            provider = uow.catalog.provider_by_inn(inn)
            if provider is not None:
                places = [known[code] for code in codes if code in known]
                found += programs_not_named(uow, provider.id, self.named, unread, places)
        return found


def _noted(
    uow: UnitOfWork,
    upload: UploadId,
    found: ReadProgram,
    state: ProgramOfUpload,
    told: str,
    problems: Sequence[RowProblem],
) -> None:
    title = title_key(found.title)
    noted = [StagedProblem(found.number, each, title) for each in problems]
    uow.uploads.put_problems(upload, noted)
    uow.uploads.settle(upload, SettledProgram(found.key, state, None, told))

"""Uploads: files of operators on their way into the catalog, and where each group came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.domain.drafts import ProgramDraft, RowProblem
from core.domain.ids import ProgramId, UploadId
from core.domain.program import ProgramState


class UploadState(StrEnum):
    """STAGING → STAGED → APPLYING → APPLIED; before the end also → DROPPED, by an operator."""

    STAGING = "STAGING"
    STAGED = "STAGED"
    APPLYING = "APPLYING"
    APPLIED = "APPLIED"
    DROPPED = "DROPPED"


UNFINISHED: Final = (UploadState.STAGING, UploadState.STAGED, UploadState.APPLYING)


# Drafts are written by hand, and no file has them yet.
NOT_MISSED: Final = (ProgramState.ARCHIVED, ProgramState.DRAFT)


class ProgramOfUpload(StrEnum):
    """Where one program of an upload is: still the old one, the new one, or kept out."""

    WAITING = "WAITING"
    APPLIED = "APPLIED"
    REFUSED = "REFUSED"


class Kind(StrEnum):
    """What may be missing in a file."""

    PROGRAM = "PROGRAM"
    MODULE = "MODULE"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A file that somebody brings: `fingerprint` is of its content and of all that is said of it,
    so that the same command goes on with the same upload.
    """

    file: str
    fingerprint: str
    certify: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """`rows` are those staged so far; of `programs` so many are `settled`, applied or refused."""

    id: UploadId
    file: str
    fingerprint: str
    certify: bool
    actor: str
    at: datetime
    state: UploadState
    rows: int
    programs: int
    settled: int
    refused: int
    finished_at: datetime | None
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadHead:
    """What acts ask of an upload before they go on with it: counting its programs each time
    would take longer the more there are.
    """

    actor: str
    certify: bool
    state: UploadState
    rows: int


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A good row that waits for its program, which `program` names; `content` is the reader's.

    `number` counts the rows of the file from 1, whatever the sheet.
    """

    number: int
    program: str
    content: str


@dataclass(frozen=True, slots=True)
class StagedProblem:
    """A problem of the row with this number; `title` is the key of the row's program title."""

    number: int
    problem: RowProblem
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are staged together: those behind `after` up to `through`."""

    after: int
    through: int
    rows: tuple[StagedRow, ...]
    problems: tuple[StagedProblem, ...]
    # Descriptions of the tables' headers, by their numbers, as far as they are known.
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingProgram:
    """A program of an upload that is not applied yet; `number` is that of its first row."""

    key: str
    number: int
    rows: tuple[StagedRow, ...]


@dataclass(frozen=True, slots=True)
class ReadProgram:
    """The same, understood; without a `draft` nothing of it can be entered.

    `whole`: none of its rows was refused, so what they do not name is not in the file.
    `number` is that of its first row.
    """

    key: str
    number: int
    title: str
    draft: ProgramDraft | None
    problems: tuple[RowProblem, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file has a group."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class GroupOrigin:
    """Which upload brought or confirmed a group: the file, the place in it, when and who."""

    upload: UploadId
    file: str
    origin: Origin
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the catalog has and a file does not name; `path` are the titles to it."""

    kind: Kind
    id: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettledProgram:
    """What became of one program of an upload; `told` is what its importer wrote about it."""

    key: str
    state: ProgramOfUpload
    program: ProgramId | None
    told: str

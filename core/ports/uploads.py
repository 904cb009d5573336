"""Files of operators while they wait and are applied, and where groups came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from core.domain.drafts import RowProblem
from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId, UploadId
from core.domain.uploads import (
    Chunk,
    GroupOrigin,
    Missing,
    NewUpload,
    Origin,
    SettledProgram,
    StagedProblem,
    Upload,
    UploadHead,
    UploadState,
    WaitingProgram,
)


class Uploads(Protocol):
    def add(self, new: NewUpload, actor: str) -> UploadId: ...

    def unfinished(self, fingerprint: str, actor: str) -> UploadId | None:
        """The newest upload of this actor that the same command began and did not end."""
        ...

    def find(self, id: UploadId) -> Upload | None:
        """With its programs counted."""
        ...

    def locked(self, id: UploadId) -> UploadHead | None:
        """Nobody else changes the upload until the transaction ends."""
        ...

    def page(self, *, page: int, size: int) -> tuple[Upload, ...]:
        """The newest first."""
        ...

    def stage(self, id: UploadId, chunk: Chunk) -> None:
        """Rows, their programs, problems and headers; what is there already stays."""
        ...

    def describe(self, id: UploadId, *, ignored: Sequence[str], personal: Sequence[str]) -> None:
        """Columns that were not read."""
        ...

    def move(self, id: UploadId, state: UploadState) -> None:
        """With the instant at which it ended, if it did."""
        ...

    def headers(self, id: UploadId) -> Mapping[int, str]: ...

    def waiting(
        self, id: UploadId, *, after: int, most: int, most_rows: int
    ) -> tuple[WaitingProgram, ...]:
        """The next programs that are not settled, with their rows, in the order of the file:
        those that begin behind row `after`, and so many rows or one program.
        """
        ...

    def still_wait(self, id: UploadId, keys: Collection[str]) -> frozenset[str]:
        """Which of these programs are still to be settled; nobody else settles them meanwhile."""
        ...

    def settle(self, id: UploadId, *settled: SettledProgram) -> None:
        """Programs are applied or refused; their staged rows are not needed any more."""
        ...

    def put_problems(self, id: UploadId, problems: Collection[StagedProblem]) -> None: ...

    def put_origins(self, id: UploadId, origins: Mapping[GroupId, Origin]) -> None: ...

    def put_missing(self, id: UploadId, missing: Collection[Missing]) -> None: ...

    def settled(
        self, id: UploadId, *, after: int, most: int
    ) -> tuple[tuple[int, SettledProgram], ...]:
        """With the numbers of their first rows, in their order, behind the one given."""
        ...

    def problems(
        self, id: UploadId, *, fatal: bool | None = None, page: int, size: int
    ) -> tuple[RowProblem, ...]:
        """In the order of the rows; only fatal ones, only others, or both."""
        ...

    def problems_count(self, id: UploadId, *, fatal: bool | None = None) -> int: ...

    def unread_titles(self, id: UploadId) -> frozenset[str]:
        """Title keys of programs of which some row was refused; "" when a title was unreadable."""
        ...

    def missing(self, id: UploadId, *, only: Missing | None = None) -> tuple[Missing, ...]:
        """What the upload did not name, nor any later one, programs first; archived left out.

        With `only`, that thing alone if it is still missed.
        """
        ...

    def mark_archived(self, id: UploadId, missing: Missing) -> None: ...

    def bring_back(self, groups: Collection[GroupId]) -> frozenset[GroupId]:
        """Those that were archived because some file did not name them; this is forgotten."""
        ...

    def places(self, id: UploadId) -> Mapping[ProviderId, Collection[MunicipalityId]]:
        """Whose programs the upload has, and of which municipalities, be they drafts."""
        ...

    def titles(
        self, provider: ProviderId, *, after: ProgramId, most: int
    ) -> tuple[tuple[ProgramId, str, MunicipalityId], ...]:
        """Of the provider's programs that a file would name, by id: those behind `after`, each
        with its title and municipality.
        """
        ...

    def programs(self, id: UploadId) -> frozenset[ProgramId]:
        """Those that were applied."""
        ...

    def origins(self, group: GroupId) -> tuple[GroupOrigin, ...]:
        """The newest first."""
        ...

    def rows_wait(self, id: UploadId) -> bool: ...

    def forget_rows(self, id: UploadId, *, most: int) -> int:
        """Throw away so many staged rows of an upload that nobody goes on with; how many."""
        ...

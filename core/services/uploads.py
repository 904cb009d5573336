"""An operator's file comes in: staged in chunks, then applied program by program.

Each act here is one short transaction, so families are served between any two of them; after
a crash every program is the old one or the new one, and the same command goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.drafts import RowProblem
from core.domain.errors import NotAllowed, WrongState
from core.domain.ids import UploadId
from core.domain.titles import title_key
from core.domain.uploads import (
    UNFINISHED,
    Chunk,
    NewUpload,
    ProgramOfUpload,
    ReadProgram,
    SettledProgram,
    StagedProblem,
    Upload,
    UploadHead,
    UploadState,
)
from core.ports.acts import resumable
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.import_outcome import Outcome
from core.services.imports import import_programs
from core.services.missing import programs_not_named

ROWS_FORGOTTEN_AT_ONCE = 2000
# What the importer writes down of a program's outcome; its words are no rule of the registry.
Describe = Callable[[Outcome], str]


def begin_upload(uow: UnitOfWork, actor: Actor, new: NewUpload) -> Upload:
    """Begin with a file, or go on with it where the same command of this actor was stopped.

    Raises:
        NotAllowed: The actor does not keep the registries.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    known = uow.uploads.unfinished(new.fingerprint, actor.code)
    if known is None:
        known = uow.uploads.add(new, actor.code)
        uow.trail.record(actor, "begin-upload", f"upload:{known}", certify=str(new.certify))
    return existing(uow.uploads.find(known))


def stage_rows(uow: UnitOfWork, actor: Actor, id: UploadId, chunk: Chunk) -> None:
    """Let so many rows wait under an upload. A chunk that is there already changes nothing.

    Raises:
        NotAllowed: No such upload, or another one's.
        WrongState: Somebody dropped it.
    """
    upload = _own(uow, actor, id)
    if upload.state is UploadState.STAGING and upload.rows == chunk.after:
        uow.uploads.stage(id, chunk)


def finish_staging(
    uow: UnitOfWork, actor: Actor, id: UploadId, *, ignored: Sequence[str], personal: Sequence[str]
) -> Upload:
    """The whole file waits; from now on its programs are applied. Again it changes nothing.

    Args:
        ignored: Titles of columns that were not read.
        personal: Those of them that hold names and contacts of persons.

    Raises:
        NotAllowed: No such upload, or another one's.
        WrongState: Somebody dropped it.
    """
    upload = _own(uow, actor, id)
    if upload.state is UploadState.STAGING:
        uow.uploads.describe(id, ignored=ignored, personal=personal)
        uow.uploads.move(id, UploadState.STAGED)
    return existing(uow.uploads.find(id))


@resumable
def apply_programs(
    uow: UnitOfWork,
    actor: Actor,
    id: UploadId,
    read: Sequence[ReadProgram],
    describe: Describe,
) -> None:
    """Enter some programs of an upload together, with index and provenance; each once only.

    What its rows do not name is written down as missing, unless some of them were refused: then
    nobody knows what they name. Should the power fail, the same command goes on.

    Raises:
        NotAllowed: No such upload, or another one's.
        WrongState: Somebody dropped it, or what `import_programs` raises: none of them is entered.
    """
    upload = _own(uow, actor, id)
    waiting = uow.uploads.still_wait(id, [each.key for each in read])
    left = [each for each in read if each.key in waiting]
    if not left:
        return
    if upload.state is UploadState.STAGED:
        uow.uploads.move(id, UploadState.APPLYING)
    uow.uploads.put_problems(id, [noted for each in left for noted in _noted(each, each.problems)])
    given = [(each, each.draft) for each in left if each.draft is not None]
    drafts = [draft for _, draft in given]
    outcomes = import_programs(uow, actor, drafts, certify=upload.certify) if drafts else ()
    settled = [_refused(each) for each in left if each.draft is None]
    for (each, _), outcome in zip(given, outcomes, strict=True):
        if not each.whole:
            outcome.gone.clear()
        told, state = describe(outcome), ProgramOfUpload.APPLIED
        settled.append(SettledProgram(each.key, state, outcome.program, told))
    uow.uploads.put_origins(id, {g: at for each in outcomes for g, at in each.named.items()})
    uow.uploads.put_missing(id, [gone for each in outcomes for gone in each.gone])
    uow.uploads.settle(id, *settled)


def refuse_program(
    uow: UnitOfWork, actor: Actor, id: UploadId, read: ReadProgram, why: Sequence[RowProblem]
) -> None:
    """Keep one program of an upload out, with the reasons beside its rows; once only.

    Raises:
        NotAllowed: No such upload, or another one's.
        WrongState: Somebody dropped it.
    """
    _own(uow, actor, id)
    if uow.uploads.still_wait(id, [read.key]):
        uow.uploads.put_problems(id, _noted(read, (*read.problems, *why)))
        uow.uploads.settle(id, _refused(read))


def finish_upload(uow: UnitOfWork, actor: Actor, id: UploadId) -> Upload:
    """All programs are applied or refused: say which others of their providers are missing.

    Again it changes nothing.

    Raises:
        NotAllowed: No such upload, or another one's.
        WrongState: Programs still wait, or somebody dropped it.
    """
    _own(uow, actor, id)
    upload = existing(uow.uploads.find(id))
    if upload.state is UploadState.APPLIED:
        return upload
    if upload.state is UploadState.STAGING or upload.settled < upload.programs:
        raise WrongState(current=upload.state, attempted=UploadState.APPLIED)
    named, unread = uow.uploads.programs(id), uow.uploads.unread_titles(id)
    for provider, places in uow.uploads.places(id).items():
        gone = programs_not_named(uow, provider, named, unread, places)
        uow.uploads.put_missing(id, tuple(gone))
    uow.uploads.move(id, UploadState.APPLIED)
    uow.trail.record(
        actor, "apply-upload", f"upload:{id}", programs=upload.programs, refused=upload.refused
    )
    return existing(uow.uploads.find(id))


def drop_upload(uow: UnitOfWork, actor: Actor, id: UploadId) -> Upload:
    """Nobody goes on with an unfinished upload; what it applied stays. To be called until no
    rows wait. Again it changes nothing.

    Raises:
        NotAllowed: No such upload, or the actor does not keep the registries.
        WrongState: It is applied already.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    upload = existing(uow.uploads.locked(id))
    if upload.state is UploadState.APPLIED:
        raise WrongState(current=upload.state, attempted=UploadState.DROPPED)
    if upload.state in UNFINISHED:
        uow.uploads.move(id, UploadState.DROPPED)
        uow.trail.record(actor, "drop-upload", f"upload:{id}")
    uow.uploads.forget_rows(id, most=ROWS_FORGOTTEN_AT_ONCE)
    return existing(uow.uploads.find(id))


def rows_wait(uow: UnitOfWork, id: UploadId) -> bool:
    """Whether staged rows of an upload are still there."""
    return uow.uploads.rows_wait(id)


def _own(uow: UnitOfWork, actor: Actor, id: UploadId) -> UploadHead:
    """The upload, locked; only who began it goes on with it, as its record says who brought it."""
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    upload = uow.uploads.locked(id)
    if upload is None or upload.actor != actor.code:
        raise NotAllowed
    if upload.state is UploadState.DROPPED:
        raise WrongState(current=upload.state, attempted=UploadState.APPLYING)
    return upload


def _noted(read: ReadProgram, problems: Sequence[RowProblem]) -> list[StagedProblem]:
    title = title_key(read.title)
    return [StagedProblem(read.number, each, title) for each in problems]


def _refused(read: ReadProgram) -> SettledProgram:
    return SettledProgram(read.key, ProgramOfUpload.REFUSED, None, "")

"""What a file does not name any more goes into the archive, when an operator says so; never out
of the catalog's memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import assert_never

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.errors import BadValue, WrongState
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId, UploadId
from core.domain.program import ProgramState
from core.domain.titles import title_key
from core.domain.uploads import Kind, Missing, Upload, UploadState
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certification import move_module, move_program
from core.services.groups import archive_group

TITLES_AT_ONCE = 1000


def missing_of(uow: UnitOfWork, actor: Actor, id: UploadId) -> tuple[Missing, ...]:
    """All that an applied upload did not name and that may be archived now, programs first.

    Raises:
        NotAllowed: No such upload, or the actor does not keep the registries.
        WrongState: It is not applied to its end.
        BadValue: Rows whose program could not be read were refused: who knows what they name.
    """
    _applied(uow, actor, id)
    if "" in uow.uploads.unread_titles(id):
        raise BadValue("upload", "correct the rows without a readable title first")
    return uow.uploads.missing(id)


def archive_missing(uow: UnitOfWork, actor: Actor, id: UploadId, missing: Missing) -> bool:
    """Archive one of those things, and whether it was still missed.

    A group takes no new requests; live enrollments in it run on. Programs and modules are
    archived only without any. The same again changes nothing.

    Raises:
        NotAllowed: No such upload, or the actor does not keep the registries.
        WrongState: The upload is not applied to its end.
        ModuleInUse: Live enrollments keep the program or the module.
    """
    _applied(uow, actor, id)
    if not uow.uploads.missing(id, only=missing):
        return False
    match missing.kind:
        case Kind.PROGRAM:
            move_program(uow, actor, ProgramId(missing.id), ProgramState.ARCHIVED)
        case Kind.MODULE:
            move_module(uow, actor, ModuleId(missing.id), ProgramState.ARCHIVED)
        case Kind.GROUP:
            archive_group(uow, actor, GroupId(missing.id))
        case never:
            assert_never(never)
    uow.uploads.mark_archived(id, missing)
    return True


def programs_not_named(
    uow: UnitOfWork,
    provider: ProviderId,
    named: Collection[ProgramId],
    unread: Collection[str],
    places: Collection[MunicipalityId],
) -> Iterator[Missing]:
    """Programs of a provider that a file does not name, by id. Only those of the municipalities
    that the file has of the provider: of the others it says nothing.

    Args:
        named: Those that it does.
        unread: Title keys of programs of which some row was refused: they are in the file.
        places: The municipalities of which the file has programs of the provider.
    """
    after, within = ProgramId(0), {*places}
    while page := uow.uploads.titles(provider, after=after, most=TITLES_AT_ONCE):
        for program, title, place in page:
            known = program in named or title_key(title) in unread
            if place in within and not known:
                yield Missing(Kind.PROGRAM, program, (title,))
        after, *_ = page[-1]


def _applied(uow: UnitOfWork, actor: Actor, id: UploadId) -> Upload:
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    upload = existing(uow.uploads.find(id))
    if upload.state is not UploadState.APPLIED:
        raise WrongState(current=upload.state, attempted=UploadState.APPLIED)
    return upload

"""Entering a file of certificates: some rows an act, or all in one that is undone."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.actor import Actor
from core.domain.ids import MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from core.services.certificate_imports import (
    EnteredCertificate,
    enter_certificates,
    invite_families,
)
from office.certificate_files.invitations import InvitationFile, InvitationLine
from office.certificate_files.reader import CertificateRows
from office.certificate_files.turns import Turns
from office.opening import Acting
from office.trying import Trying

ROWS_AN_ACT = 200


async def enter_all(
    acting: Acting,
    place: MunicipalityId,
    rows: CertificateRows,
    *,
    invitations: InvitationFile | None,
    again: bool,
) -> tuple[EnteredCertificate, ...]:
    """Enter the rows; with a file, invite the families of new ones, or with `again` of all.

    Stopped half-way and begun again it goes on; done twice it changes nothing.

    Raises:
        NotAllowed: Another municipality's registry.
    """
    turns = Turns(rows)
    for chunk in turns.chunks(ROWS_AN_ACT):
        answers = await acting.perform(enter_certificates, acting.actor, place, chunk)
        turns.note(answers)
        if invitations is not None:
            await _invite(acting, answers, invitations, again=again)
    return turns.done()


async def try_all(
    acting: Acting, place: MunicipalityId, rows: CertificateRows
) -> tuple[EnteredCertificate, ...]:
    """What `enter_all` would answer; keeps nothing."""
    return (await Trying(acting.perform)(_at_once, acting.actor, place, rows)).done()


def _at_once(uow: UnitOfWork, actor: Actor, place: MunicipalityId, rows: CertificateRows) -> Turns:
    turns = Turns(rows)
    for chunk in turns.chunks(ROWS_AN_ACT):
        turns.note(enter_certificates(uow, actor, place, chunk))
    return turns


async def _invite(
    acting: Acting,
    answers: Sequence[EnteredCertificate],
    file: InvitationFile,
    *,
    again: bool,
) -> None:
    invited = [each for each in answers if each.certificate is not None and (each.added or again)]
    ids = [each.certificate for each in invited if each.certificate is not None]
    made = await acting.perform(invite_families, acting.actor, ids)
    username = (acting.settings.bot_username or "").removeprefix("@")
    for each, invitation in zip(invited, made, strict=True):
        payload = f"i_{invitation.token}"
        link = f"https://t.me/{username}?start={payload}" if username else f"/start {payload}"
        file.lines.append(
            InvitationLine(
                each.draft.row, each.number, each.short_name, link, invitation.valid_until_at
            )
        )

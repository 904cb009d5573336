"""Reading the audit trail of one object: offices of its municipality, nobody else (section 3).

Whoever reads what happened to a child's certificate or enrollment looks at the child, and whoever
reads that of an application or an account at a person: the look is recorded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.actor import Act, Actor, Subject, actor_written, ensure_may, may
from core.domain.errors import NotAllowed
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    AccountId,
    ApplicationId,
    CategoryId,
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    MunicipalityId,
    ProgramId,
    ProviderId,
)
from core.domain.trailing import Traced, TracedKind, Trail
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certificate_looks import record_look

# What a family likes is its own affair: the account's number would tell whose it is.
OF_FAMILIES: Final = frozenset({"keep-favorite", "drop-favorite"})
# No child of the registry, and a person all the same.
OF_PERSONS: Final = frozenset({TracedKind.APPLICATION, TracedKind.ACCOUNT})


def look_at_trail(uow: UnitOfWork, actor: Actor, of: Traced, *, most: int) -> Trail:
    """The last `most` acts on an object, oldest first; a look at a child or a person is recorded.

    Raises:
        NotAllowed: Not of the actor's municipalities, or there is no such thing.
    """
    owners = _owners(uow, actor, of)
    if not any(may(actor, Act.SEE_TRAIL, each) for each in owners):
        raise NotAllowed
    trail = _latest(uow, of.code, most)
    children = [each.certificate for each in owners if each.certificate is not None]
    record_look(uow, actor, children)
    if of.kind in OF_PERSONS:
        uow.trail.record(actor, "look", of.code)
    return trail


def look_at_trail_of_period(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, *, most: int
) -> Trail:
    """The same of a funding period of a municipality.

    Raises:
        NotAllowed: Another municipality's, or there is no such period in it.
    """
    ensure_may(actor, Act.SEE_TRAIL, Subject(municipality=period.municipality))
    periods = uow.municipalities.periods(period.municipality)
    known = existing(next((each.id for each in periods if each.id == period.id), None))
    return _latest(uow, f"period:{known}", most)


def _latest(uow: UnitOfWork, on: str, most: int) -> Trail:
    found = uow.trail.latest(on, most=most + 1, without=OF_FAMILIES)
    codes = {each.id: each.code for each in uow.municipalities.all()}
    records = [replace(each, actor=actor_written(each.actor, codes)) for each in found[-most:]]
    return Trail(tuple(records), earlier=len(found) > most)


def _owners(uow: UnitOfWork, actor: Actor, of: Traced) -> tuple[Subject, ...]:
    """Who reads one of these may read the trail."""
    match of.kind:
        case TracedKind.CERTIFICATE:
            found = existing(next(iter(uow.certificates.get([CertificateId(of.id)])), None))
            return (Subject(certificate=found.id, municipality=found.municipality),)
        case TracedKind.ENROLLMENT:
            owners = existing(uow.enrollments.owners(EnrollmentId(of.id)))
            return (Subject(certificate=owners.certificate, municipality=owners.municipality),)
        case TracedKind.APPLICATION:
            application = existing(uow.applications.get(ApplicationId(of.id), of=actor))
            return (Subject(municipality=application.municipality),)
        case TracedKind.ACCOUNT:
            places = existing(uow.accounts.places(AccountId(of.id)))
            # With nothing anywhere it is read by who works for all of the region.
            return tuple(Subject(municipality=each) for each in places) or (Subject(),)
        case _:
            return (Subject(municipality=_place(uow, of)),)


def _place(uow: UnitOfWork, of: Traced) -> MunicipalityId:
    """Where something is that is no person's."""
    match of.kind:
        case TracedKind.PROVIDER:
            return existing(uow.catalog.provider(ProviderId(of.id))).municipality
        case TracedKind.PROGRAM:
            return existing(uow.catalog.program(ProgramId(of.id))).program.municipality
        case TracedKind.MODULE:
            return existing(uow.certification.module(ModuleId(of.id))).program.municipality
        case TracedKind.GROUP:
            return existing(uow.catalog.offering(GroupId(of.id))).program.municipality
        case TracedKind.CATEGORY:
            return existing(uow.municipalities.of_category(CategoryId(of.id)))
        case _:
            return uow.municipalities.by_id(MunicipalityId(of.id)).id

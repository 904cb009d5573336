"""Whose it is, asked before anything is done to it; missing is answered like foreign."""

from __future__ import annotations

from typing import TypeVar

from core.domain.actor import Act, Actor, Family, ProviderStaff, Subject, ensure_may
from core.domain.errors import NotAllowed
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId, MunicipalityId, ProviderId
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork

T = TypeVar("T")


def existing(found: T | None) -> T:
    """What was looked for; raise NotAllowed when there is none, as for what is another's."""
    if found is None:
        raise NotAllowed
    return found


def own_staff(actor: Actor, act: Act, provider: ProviderId) -> ProviderStaff:
    """The actor as staff of the provider; raise NotAllowed for everybody else."""
    if not isinstance(actor, ProviderStaff):
        raise NotAllowed
    ensure_may(actor, act, Subject(provider=provider))
    return actor


def own_family(actor: Actor, act: Act) -> Family:
    """The actor as an account of its own; raise NotAllowed for everybody else."""
    if not isinstance(actor, Family):
        raise NotAllowed
    ensure_may(actor, act, Subject(account=actor.account))
    return actor


def ensure_may_on_enrollment(
    uow: UnitOfWork, actor: Actor, act: Act, enrollment: EnrollmentId
) -> None:
    """Raise NotAllowed for an enrollment that is missing, or not the actor's to `act` on."""
    owners = existing(uow.enrollments.owners(enrollment))
    subject = Subject(
        certificate=owners.certificate,
        municipality=owners.municipality,
        provider=owners.provider,
    )
    ensure_may(actor, act, subject)


def ensure_may_on_certificate(
    uow: UnitOfWork, actor: Actor, act: Act, certificate: CertificateId
) -> None:
    """Raise NotAllowed for a certificate that is missing, or not the actor's to `act` on.

    A family's own are known with the family: nothing is asked.
    """
    if isinstance(actor, Family):
        ensure_may(actor, act, Subject(certificate=certificate))
        return
    found = existing(next(iter(uow.certificates.get([certificate])), None))
    ensure_may(actor, act, Subject(certificate=certificate, municipality=found.municipality))


def own_period(uow: UnitOfWork, actor: Actor, period: FundingPeriod) -> FundingPeriod:
    """The period as it is kept by now, to be changed: its municipality is the act's alone.

    Whoever read it before may know old parameters, or not yet that it has lapsed.

    Raises:
        NotAllowed: Another municipality's, or there is no such period in it.
    """
    ensure_may(actor, Act.KEEP_PERIODS, Subject(municipality=period.municipality))
    uow.municipalities.exclusively(period.municipality)
    periods = uow.municipalities.periods(period.municipality)
    return existing(next((each for each in periods if each.id == period.id), None))


def ensure_may_in(
    uow: UnitOfWork, actor: Actor, act: Act, municipality: MunicipalityId
) -> Municipality:
    """Raise NotAllowed for a municipality that is missing, or not the actor's to `act` in."""
    ensure_may(actor, act, Subject(municipality=municipality))
    return uow.municipalities.by_id(municipality)

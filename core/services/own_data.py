"""Everything that is kept of an account and its children, for its own eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family
from core.domain.application import ApplicationDraft
from core.domain.certificate import Certificate
from core.domain.ids import CertificateId
from core.domain.ledger import Entry
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing, own_family
from core.services.applications import ApplicationProgress


@dataclass(frozen=True, slots=True)
class OwnChild:
    """A child that the account is linked to, with every movement of its money."""

    child: Child
    certificate: Certificate
    municipality: str
    zone: ZoneInfo
    entries: tuple[Entry, ...]
    enrollments: tuple[EnrollmentLine, ...]


@dataclass(frozen=True, slots=True)
class OwnData:
    """`kept` are the rows of the account itself, by their tables: links, switches, notices."""

    at: datetime
    account: Account
    consent: tuple[str, datetime] | None
    children: tuple[OwnChild, ...]
    applications: tuple[ApplicationProgress, ...]
    draft: ApplicationDraft
    kept: Mapping[str, Sequence[Mapping[str, object]]]


def own_data(uow: UnitOfWork, actor: Actor) -> OwnData:
    """All of it, as it is now.

    Raises:
        NotAllowed: No family.
    """
    family = own_family(actor, Act.SEE_OWN_DATA)
    account = existing(uow.accounts.by_id(family.account))
    consent = uow.accounts.consented(family.account)
    return OwnData(
        at=uow.now,
        account=account,
        consent=None if consent is None else (consent.version, consent.at),
        children=tuple(_child(uow, each) for each in sorted(account.acting | account.looking)),
        applications=_applications(uow, family),
        draft=uow.people.draft(family.account),
        kept=uow.erasures.belongings(family.account),
    )


def _child(uow: UnitOfWork, id: CertificateId) -> OwnChild:
    standing = uow.certificates.standing(id)
    place = uow.municipalities.by_id(standing.certificate.municipality)
    return OwnChild(
        child=standing.child,
        certificate=standing.certificate,
        municipality=place.name,
        zone=ZoneInfo(place.zone),
        entries=tuple(
            entry for period in standing.periods for entry in uow.ledger.entries(id, period.id)
        ),
        enrollments=uow.enrollments.lines([id]),
    )


def _applications(uow: UnitOfWork, family: Family) -> tuple[ApplicationProgress, ...]:
    applications = uow.applications.of_account(family.account)
    said = uow.people.particulars([each.id for each in applications])
    return tuple(
        ApplicationProgress(
            each, said[each.id], uow.municipalities.by_id(each.municipality), number=None
        )
        for each in applications
    )

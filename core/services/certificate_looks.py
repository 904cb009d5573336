"""Looking at certificates; every look of somebody who is not the family is recorded (section 3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.domain.actor import Act, Actor, Family, Subject, may
from core.domain.certificate import Certificate
from core.domain.errors import NotAllowed, NotFound
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, MunicipalityId
from core.domain.ledger import Balance, Entry
from core.domain.person import Child
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in a list: its number, and whether a parent is linked to it."""

    certificate: Certificate
    number: str
    linked: bool


@dataclass(frozen=True, slots=True)
class PeriodAccount:
    """The money of one period: where it is now, and every movement that brought it there."""

    period: FundingPeriod
    balance: Balance
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CertificateLook:
    """All that is known of a certificate, by period those with money.

    `waits` is its place in the category's queue, 1 being the next; None: it does not wait.
    """

    certificate: Certificate
    child: Child
    municipality: Municipality
    category: str
    linked: bool
    money: tuple[PeriodAccount, ...]
    waits: int | None = None


def certificate_for(uow: UnitOfWork, actor: Actor, act: Act, number: str) -> Certificate:
    """The certificate with this number, for those who may `act` on it.

    Raises:
        NotFound: No certificate has it, or none that the actor may see; both are answered alike.
        NotAllowed: The actor may see it, but not do this to it.
    """
    child = uow.people.holder_of(number)
    certificate = None if child is None else uow.certificates.of_child(child)
    if certificate is None:
        raise NotFound("certificate", number)
    subject = Subject(certificate=certificate.id, municipality=certificate.municipality)
    if may(actor, act, subject):
        return certificate
    if may(actor, Act.SEE_CHILD, subject):
        raise NotAllowed
    raise NotFound("certificate", number)


def certificates_page(
    uow: UnitOfWork, actor: Actor, municipality: MunicipalityId, *, page: int, size: int
) -> tuple[CertificateLine, ...]:
    """Certificates of a municipality, newest first, without names; each look is recorded.

    Raises:
        NotAllowed: Another municipality's registry.
    """
    ensure_may_in(uow, actor, Act.ISSUE_CERTIFICATE, municipality)
    found = uow.certificates.of_municipality(municipality, page=page, size=size)
    children = uow.people.children([each.child for each in found], of=actor)
    ids = [each.id for each in found]
    linked = uow.accounts.linked(ids)
    record_look(uow, actor, ids)
    return tuple(
        CertificateLine(each, children[each.child].certificate_number, each.id in linked)
        for each in found
    )


def look_at_certificate(
    uow: UnitOfWork, actor: Actor, number: str, *, recorded: bool = True
) -> CertificateLook:
    """A certificate with its child and all its money; the look is recorded.

    Not so where the look is a part of an act, which has its own record.

    Raises:
        NotFound: No certificate has this number, or none that the actor may see.
    """
    certificate = certificate_for(uow, actor, Act.SEE_CHILD, number)
    if recorded:
        record_look(uow, actor, [certificate.id])
    categories = uow.municipalities.categories(certificate.municipality)
    balances = uow.ledger.balances([certificate.id]).get(certificate.id, {})
    queued = uow.queues.waiting([certificate.id]).get(certificate.id)
    return CertificateLook(
        certificate=certificate,
        child=uow.people.children([certificate.child], of=actor)[certificate.child],
        municipality=uow.municipalities.by_id(certificate.municipality),
        category=next(each.name for each in categories if each.id == certificate.category),
        linked=bool(uow.accounts.linked([certificate.id])),
        money=tuple(
            PeriodAccount(
                period, balances[period.id], uow.ledger.entries(certificate.id, period.id)
            )
            for period in uow.municipalities.periods(certificate.municipality)
            if period.id in balances
        ),
        waits=None if queued is None else queued.place,
    )


def record_look(uow: UnitOfWork, actor: Actor, certificates: Collection[CertificateId]) -> None:
    """Keep who looked at which children; a family's looks at its own are nobody's affair."""
    if not isinstance(actor, Family):
        uow.trail.record_each(actor, "look", [f"certificate:{each}" for each in certificates])

"""A family's children by name, for screens on which one of them is chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family
from core.domain.certificate import Certificate
from core.domain.ids import CertificateId
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate


@dataclass(frozen=True, slots=True)
class NamedChild:
    """A child by its short name; `age` is of today, where the child lives."""

    certificate: CertificateId
    short_name: str
    age: int
    municipality: Municipality
    may_act: bool


def linked_children(uow: UnitOfWork, actor: Family) -> tuple[NamedChild, ...]:
    """The children that the account is linked to, by name."""
    certificates = uow.certificates.get(actor.certificates)
    return _named(uow, certificates, acting=actor.acting)


def child_named(uow: UnitOfWork, actor: Actor, certificate: CertificateId) -> NamedChild:
    """One child, for those who may see it.

    Raises:
        NotAllowed: The certificate is missing, or not the actor's to see.
    """
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, certificate)
    return _named(uow, uow.certificates.get([certificate]), acting=())[0]


def _named(
    uow: UnitOfWork, certificates: Collection[Certificate], *, acting: Collection[CertificateId]
) -> tuple[NamedChild, ...]:
    people = uow.people.children([certificate.child for certificate in certificates])
    named = []
    for certificate in certificates:
        child = people[certificate.child]
        place = uow.municipalities.by_id(certificate.municipality)
        age = child.age(on=uow.today(ZoneInfo(place.zone)))
        may_act = certificate.id in acting
        named.append(NamedChild(certificate.id, child.short_name, age, place, may_act))
    return tuple(sorted(named, key=lambda child: child.short_name))

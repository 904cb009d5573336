"""A family's children by name, for screens on which one of them is chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.errors import NotAllowed
from core.domain.ids import CertificateId
from core.domain.roles import Holder
from core.domain.views import Municipality
from core.ports.acts import asks_once
from core.ports.families import KeptName
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certificate_looks import record_look


@dataclass(frozen=True, slots=True)
class NamedChild:
    """A child by its short name; `age` is of today, where the child lives.

    `closed` is whether the certificate is: who came back is there twice (CERT-9).
    """

    certificate: CertificateId
    short_name: str
    age: int
    municipality: Municipality
    may_act: bool
    closed: bool = False


@asks_once
def linked_children(uow: UnitOfWork, actor: Family) -> tuple[NamedChild, ...]:
    """The children that the account is linked to, by name."""
    return named(uow, uow.families.named(actor), acting=actor.acting)


@asks_once
def child_named(uow: UnitOfWork, actor: Actor, certificate: CertificateId) -> NamedChild:
    """One child, for those who may see it; an office's look is recorded.

    Raises:
        NotAllowed: The certificate is missing, or not the actor's to see.
    """
    found = existing(uow.families.name(certificate, of=actor))
    subject = Subject(certificate=certificate, municipality=found.municipality.id)
    ensure_may(actor, Act.SEE_CHILD, subject)
    record_look(uow, actor, [certificate])
    return named(uow, [found], acting=())[0]


@asks_once
def who_sees(
    uow: UnitOfWork, actor: Actor, certificate: CertificateId
) -> tuple[NamedChild, tuple[Holder, ...]]:
    """One of the family's children, and the accounts that see it, with who let them.

    Who may take that away from others are those who hand it out (section 3): see
    `roles.take_role`.

    Raises:
        NotAllowed: Not the actor's child.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    ensure_may(actor, Act.SEE_CHILD, Subject(certificate=certificate))
    found, holders = existing(uow.families.seen(certificate, of=actor))
    (child,) = named(uow, [found], acting=())
    return child, holders


def named(
    uow: UnitOfWork, found: Collection[KeptName], *, acting: Collection[CertificateId]
) -> tuple[NamedChild, ...]:
    """By name, and as old as each is today where it lives."""
    children = [
        NamedChild(
            each.certificate,
            each.child.short_name,
            each.child.age(on=uow.today(ZoneInfo(each.municipality.zone))),
            each.municipality,
            each.certificate in acting,
            each.closed,
        )
        for each in found
    ]
    return tuple(sorted(children, key=lambda child: child.short_name))

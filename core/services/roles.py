"""Roles that accounts got by invitations: who holds them, and taking one away."""

from __future__ import annotations

from typing import assert_never

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.erasing import LastActingParent
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.roles import Holder, Role, RoleKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, ensure_may_on_certificate
from core.services.certificate_looks import record_look


def holders(uow: UnitOfWork, actor: Actor, role: Role) -> tuple[Holder, ...]:
    """The accounts that hold the role, by since when; never who they are. Whose parents see a
    child is of that child, and the look is recorded.

    Raises:
        NotAllowed: Not the actor's to see, or there is no such thing.
    """
    _ensure_may(uow, actor, role, Act.SEE_CHILD)
    if role.kind is RoleKind.CHILD:
        record_look(uow, actor, [CertificateId(role.at)])
    return uow.accounts.holders(role)


def take_role(uow: UnitOfWork, actor: Actor, role: Role, account: AccountId) -> bool:
    """The account holds the role no longer; False when it did not.

    Those who hand the role out take it away, and everybody may give up the own one. Invitations
    that were not used stay valid.

    Raises:
        NotAllowed: Not the actor's to take, or there is no such thing.
        LastActingParent: Requests or contracts of the child that nobody else could end.
    """
    giving_up = isinstance(actor, Family) and actor.account == account
    if not giving_up:
        _ensure_may(uow, actor, role, Act.INVITE_FAMILY)
    elif role.kind is RoleKind.CHILD:
        _ensure_somebody_acts(uow, account, CertificateId(role.at))
    taken = uow.accounts.take_role(role, account)
    if taken:
        uow.trail.record(actor, "unlink", role.code, account=account)
    return taken


def _ensure_somebody_acts(uow: UnitOfWork, account: AccountId, id: CertificateId) -> None:
    # Two parents who go at once would each count on the other.
    uow.certificates.locked(id)
    depending = set(uow.erasures.depending(account))
    left = (each.id for each in uow.enrollments.of_certificate(id))
    if alone := tuple(each for each in left if each in depending):
        raise LastActingParent(alone)


def _ensure_may(uow: UnitOfWork, actor: Actor, role: Role, of_child: Act) -> None:
    match role.kind:
        case RoleKind.CHILD:
            ensure_may_on_certificate(uow, actor, of_child, CertificateId(role.at))
        case RoleKind.PROVIDER:
            ensure_may(actor, Act.INVITE_STAFF, Subject(provider=ProviderId(role.at)))
        case RoleKind.OPERATOR:
            ensure_may_in(uow, actor, Act.INVITE_FAMILY, MunicipalityId(role.at))
        case never:
            assert_never(never)

"""Erasing an account, a child's data, and doing it again in a restored copy (promise A4)."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.application import ApplicationState
from core.domain.certificate import CertificateState
from core.domain.certificate_errors import CertificateInUse
from core.domain.enrollment import LIVE, State
from core.domain.erasing import Erasure, ErasureKind, ErasureLook, LastActingParent
from core.domain.errors import WrongState
from core.domain.ids import AccountId, CertificateId
from core.domain.views import Leaving
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, existing, own_family
from core.services.applications import withdraw_application
from core.services.leaving import leaving_today, withdraw_enrollment

# Wherever a child lives, a contract that is over here is over there.
WESTERNMOST = ZoneInfo("Europe/Kaliningrad")


@asks_once
def erasure_look(uow: UnitOfWork, actor: Actor) -> ErasureLook:
    """What erasing the own account would mean. Changes nothing.

    Raises:
        NotAllowed: No family.
    """
    family = own_family(actor, Act.ERASE_ACCOUNT)
    kept = uow.erasures.look(family, on=uow.today(WESTERNMOST))
    depending = {line.enrollment.id for line, _ in kept.depending}
    for line, _ in kept.depending:
        ensure_may(actor, Act.SEE_CHILD, Subject(certificate=line.enrollment.certificate))
    costs = [leaving_today(uow, line, period) for line, period in kept.depending]
    return ErasureLook(
        in_the_way=tuple(each for each in costs if _runs(each)),
        withdrawn=tuple(each for each in costs if not _runs(each)),
        going_on=tuple(each for each in kept.running if each.enrollment.id not in depending),
        applications=sum(state is ApplicationState.SENT for state in kept.applications),
        children=kept.left_alone,
        linked=len(family.certificates),
    )


def erase_account(uow: UnitOfWork, actor: Actor) -> ErasureLook:
    """Everything goes that says whose account it was, and cannot be brought back.

    Requests that nobody else could follow and applications that wait are withdrawn. The data of
    a child goes with it whose certificate is closed and to whom nobody else is linked; other
    children's stays with their municipality. A second call changes nothing.

    Raises:
        NotAllowed: No family.
        LastActingParent: A contract runs that nobody else could end.
    """
    family = own_family(actor, Act.ERASE_ACCOUNT)
    for certificate in sorted(family.certificates):
        # Two parents who go at once would each count on the other.
        uow.certificates.locked(certificate)
    look = erasure_look(uow, actor)
    if look.in_the_way:
        raise LastActingParent(tuple(each.line.enrollment.id for each in look.in_the_way))
    for each in look.withdrawn:
        withdraw_enrollment(uow, actor, each.line.enrollment.id)
    for application in uow.applications.locked_of_account(family):
        if application.state is ApplicationState.SENT:
            withdraw_application(uow, actor, application.id)
    for certificate in look.children:
        _erase_child(uow, actor, certificate)
    if uow.erasures.account(family.account):
        uow.trail.record(
            actor, "erase-account", f"account:{family.account}",
            linked=look.linked, withdrawn=len(look.withdrawn) + look.applications,
        )  # fmt: skip
    return look


def erase_child(uow: UnitOfWork, actor: Actor, id: CertificateId) -> bool:
    """Of a closed certificate: name, birth date and number go with the key they were under.

    So do what applications said of the child, its links and invitations. Certificate, contracts
    and every movement of money stay, of nobody. False when it was done before.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        WrongState: It is not closed.
        CertificateInUse: A contract has not ended yet.
    """
    ensure_may_on_certificate(uow, actor, Act.ERASE_CHILD, id)
    certificate = existing(uow.certificates.locked(id))
    if certificate.state is not CertificateState.CLOSED:
        raise WrongState(current=certificate.state, attempted="ERASED")
    place = uow.municipalities.by_id(certificate.municipality)
    today = uow.today(ZoneInfo(place.zone))
    live = uow.enrollments.of_certificate(id, live_on=today)
    running = tuple(each.id for each in live if each.state in LIVE)
    if running:
        raise CertificateInUse(running)
    return _erase_child(uow, actor, id)


def repeat_erasures(uow: UnitOfWork, actor: Actor, noted: Collection[Erasure]) -> int:
    """Erase in a restored copy what was erased since; the number of those that were there.

    `noted` is what the file beside the database says. Those that this database noted itself are
    left alone; all the others are noted now, so that a second call changes nothing, and ids
    that will be given anew are never taken for them.

    Raises:
        NotAllowed: The actor is not the system itself.
    """
    ensure_may(actor, Act.REPEAT_ERASURES, Subject())
    known = set(uow.erasures.noted())
    since = sorted(set(noted) - known)
    repeated = 0
    for erasure in since:
        if erasure.kind is ErasureKind.ACCOUNT:
            done = uow.erasures.account(AccountId(erasure.subject))
        else:
            done = uow.erasures.child(CertificateId(erasure.subject))
        if done:
            uow.trail.record(actor, "erase-again", f"{erasure.kind.lower()}:{erasure.subject}")
        repeated += done
    uow.erasures.note(since)
    return repeated


def noted_erasures(uow: UnitOfWork, actor: Actor) -> tuple[Erasure, ...]:
    """Which accounts and children were erased, the first one first.

    Raises:
        NotAllowed: The actor is not an operator.
    """
    ensure_may(actor, Act.KEEP_ACCOUNTS, Subject())
    return uow.erasures.noted()


def _runs(leaving: Leaving) -> bool:
    return leaving.line.enrollment.state is State.ACTIVE


def _erase_child(uow: UnitOfWork, actor: Actor, id: CertificateId) -> bool:
    done = uow.erasures.child(id)
    if done:
        uow.trail.record(actor, "erase-child", f"certificate:{id}")
    return done

"""Linking a child by number and telephone, for those whom no invitation reached (A3)."""

from __future__ import annotations

from collections.abc import Mapping

from core.domain.actor import Act, Actor, System
from core.domain.certificate import CertificateState
from core.domain.errors import BadValue, ConsentMissing
from core.domain.ids import CertificateId
from core.domain.invitation import LinkMode
from core.domain.linking import (
    COUNTED_FOR,
    FAILURES_OF_SERVICE_MAX,
    WISH_LASTS,
    normalized_phone,
)
from core.domain.notice import Facts, NoticeKind
from core.domain.roles import Role, RoleKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, existing, own_family


def set_phone(uow: UnitOfWork, actor: Actor, id: CertificateId, phone: str) -> None:
    """The telephone of the child's parent on record; the same again changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        BadValue: No telephone number.
    """
    ensure_may_on_certificate(uow, actor, Act.ISSUE_CERTIFICATE, id)
    number = normalized_phone(phone)
    if number is None:
        raise BadValue("phone", "needs ten digits, or the country's code before them")
    put_phones(uow, actor, {id: number})


def put_phones(uow: UnitOfWork, actor: Actor, phones: Mapping[CertificateId, str]) -> None:
    """Normalized telephones of certificates that the actor may issue; a few statements for all.

    The same again changes nothing.
    """
    if not phones:
        return
    children = {each.child: each.id for each in uow.certificates.get(list(phones))}
    changed = uow.linking.set_phones({child: phones[id_] for child, id_ in children.items()})
    codes = [f"certificate:{children[child]}" for child in sorted(changed)]
    uow.trail.record_each(actor, "set-phone", codes)


def wish_link(uow: UnitOfWork, actor: Actor, number: str) -> None:
    """Keep which certificate the account wants to be linked to, until its telephone comes.

    It says nothing about the number, not even whether there is such a certificate.

    Raises:
        NotAllowed: No family.
        ConsentMissing: Nothing about a child is kept before the account's consent.
    """
    family = own_family(actor, Act.LINK_CHILD)
    if not existing(uow.accounts.by_id(family.account)).consented:
        raise ConsentMissing
    uow.linking.wish(family.account, number)


def link_by_phone(uow: UnitOfWork, actor: Actor, phone: str) -> CertificateId | None:
    """Link the account to the certificate that it wished for, if this telephone is on record.

    None for every failure: a wrong number, a wrong telephone, too many failures before. It is
    returned and not raised, because raising would undo the counting. The telephone that linked is
    answered alike for the rest of the wish's hour, and nothing is written.

    Raises:
        NotAllowed: No family, or it wished for nothing within the last hour.
    """
    family = own_family(actor, Act.LINK_CHILD)
    number = existing(uow.linking.wished(family, since=uow.now - WISH_LASTS))
    since = uow.now - COUNTED_FOR
    failures = uow.linking.failures(family.account, number, since=since)
    child = uow.linking.child(number, normalized_phone(phone) or "")
    certificate = None if child is None else uow.certificates.of_child(child)
    if failures.too_many:
        uow.linking.forget(family.account)
        return None
    if certificate is None or certificate.state is CertificateState.CLOSED:
        uow.linking.forget(family.account)
        uow.linking.note_failure(family.account, number, before=since)
        uow.trail.record(actor, "link-failed", f"account:{family.account}")
        if failures.service + 1 == FAILURES_OF_SERVICE_MAX:
            _raise_the_alarm(uow)
        return None
    # The wish stays for its hour, so that the same telephone again is answered alike (S3).
    if uow.accounts.link_child(family.account, certificate.id, LinkMode.ACTING, at=uow.now):
        subject = f"certificate:{certificate.id}"
        uow.trail.record(actor, "link-by-phone", subject, after=LinkMode.ACTING)
    return certificate.id


def _raise_the_alarm(uow: UnitOfWork) -> None:
    """This way is closed to everybody from now on: all operators hear of it, once a day at most."""
    if uow.trail.count("linking-paused", "linking", since=uow.now - COUNTED_FOR):
        return
    uow.trail.record(System(), "linking-paused", "linking", failures=FAILURES_OF_SERVICE_MAX)
    roles = [Role(RoleKind.OPERATOR, place.id) for place in uow.municipalities.all()]
    operators = {held.account for role in roles for held in uow.accounts.holders(role)}
    facts = Facts(codes=(str(FAILURES_OF_SERVICE_MAX),))
    for account in sorted(operators):
        uow.outbox.to_account(account, NoticeKind.LINKING_PAUSED, facts, not_before=uow.now)

"""Invitations: who hands them out, and what accepting one links."""

from __future__ import annotations

import secrets

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certificate import CertificateState
from core.domain.errors import ConsentMissing, InvitationOpen, InvitationUnknown, WrongState
from core.domain.ids import CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import (
    TOKEN_BYTES,
    VALID_FOR,
    IfOpen,
    LinkMode,
    ProvenLink,
    Purpose,
    ToChild,
    ToOperator,
    ToProvider,
    accept,
    digest,
    ending_at,
)
from core.domain.roles import RoleKind
from core.domain.views import Account, NewInvitation
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, ensure_may_on_certificate, existing
from core.services.certificate_looks import certificate_for


def invite_family(
    uow: UnitOfWork,
    actor: Actor,
    certificate: CertificateId,
    mode: LinkMode = LinkMode.ACTING,
    *,
    if_open: IfOpen = IfOpen.REFUSE,
) -> NewInvitation:
    """A new one-time invitation to a child; `if_open` says what becomes of one that is open.

    Raises:
        NotAllowed: The certificate is missing or of another municipality.
        WrongState: It is closed: there is nothing left to act on.
        InvitationOpen: One of the same mode is open, and `if_open` refuses.
    """
    ensure_may_on_certificate(uow, actor, Act.INVITE_FAMILY, certificate)
    # Two who invite at once would each find none open.
    known = existing(uow.certificates.locked(certificate))
    if known.state is CertificateState.CLOSED:
        raise WrongState(current=known.state, attempted="INVITED")
    return _invite(uow, actor, ToChild(certificate, mode), if_open)


def certificate_numbered(uow: UnitOfWork, actor: Actor, number: str) -> CertificateId:
    """The certificate with this number, for those who keep its municipality's registry.

    Raises:
        NotFound: No certificate has it, or none that the actor may see; both are answered alike.
        NotAllowed: Its family, which may see it.
    """
    return certificate_for(uow, actor, Act.INVITE_FAMILY, number).id


def invite_staff(
    uow: UnitOfWork, actor: Actor, provider: ProviderId, *, if_open: IfOpen = IfOpen.REFUSE
) -> NewInvitation:
    """A new one-time invitation to answer requests for a provider.

    Raises:
        NotAllowed: Neither the provider's staff nor an operator.
        InvitationOpen: One is open, and `if_open` refuses.
    """
    ensure_may(actor, Act.INVITE_STAFF, Subject(provider=provider))
    existing(uow.providers.locked(provider))
    return _invite(uow, actor, ToProvider(provider), if_open)


def invite_operator(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    name: str,
    *,
    if_open: IfOpen = IfOpen.REFUSE,
) -> NewInvitation:
    """A new one-time invitation to be an operator of a municipality in the bot.

    Raises:
        NotAllowed: The actor does not work for that municipality.
        InvitationOpen: One of this name is open, and `if_open` refuses.
    """
    ensure_may_in(uow, actor, Act.INVITE_FAMILY, municipality)
    uow.municipalities.exclusively(municipality)
    return _invite(uow, actor, ToOperator(municipality, name), if_open)


def accept_invitation(uow: UnitOfWork, account: Account, token: str) -> Purpose:
    """Link the account to what the invitation is for, once; the answer says to what.

    The same account again is answered as the first time, and nothing is written, while it is
    still linked (M6).

    Raises:
        ConsentMissing: Nothing about a child is linked before the account's consent.
        InvitationUnknown: Not an invitation of this system.
        InvitationUsed, InvitationExpired: One that was.
    """
    if not account.consented:
        raise ConsentMissing
    invitation = uow.invitations.by_digest(digest(token))
    if invitation is None:
        raise InvitationUnknown
    if invitation.used_by == account.id and _holds(uow, account, invitation.purpose):
        return invitation.purpose
    proven = accept(invitation, token=token, now=uow.now)
    uow.invitations.use(invitation, by=account.id, at=uow.now)
    _link(uow, account, proven)
    actor = account.family
    uow.trail.record(
        actor, "link", _subject(proven.purpose),
        invitation=invitation.id, **_linked(account, proven.purpose),
    )  # fmt: skip
    return proven.purpose


def _linked(account: Account, purpose: Purpose) -> dict[str, str | None]:
    """What the account could do for the child, and what it can do from now on."""
    match purpose:
        case ToChild(certificate, mode):
            before = account.mode_for(certificate)
            # Who acts already loses nothing by an invitation to look.
            return {"before": before, "after": before if before is LinkMode.ACTING else mode}
        case ToProvider():
            return {"after": RoleKind.PROVIDER}
        case _:
            return {"after": RoleKind.OPERATOR}


def _holds(uow: UnitOfWork, account: Account, purpose: Purpose) -> bool:
    """What was taken away since is not said to be there, and an old link does not bring it back."""
    now = existing(uow.accounts.by_id(account.id))
    match purpose:
        case ToChild(certificate):
            return certificate in now.family.certificates
        case ToProvider(provider):
            return provider in now.staff_of
        case operator:
            return operator.municipality in now.operator_of


def _subject(purpose: Purpose) -> str:
    match purpose:
        case ToChild(certificate):
            return f"certificate:{certificate}"
        case ToProvider(provider):
            return f"provider:{provider}"
        case operator:
            return f"municipality:{operator.municipality}"


def _link(uow: UnitOfWork, account: Account, proven: ProvenLink) -> None:
    match proven.purpose:
        case ToChild(certificate, mode):
            uow.accounts.link_child(account.id, certificate, mode, at=uow.now)
        case ToProvider(provider):
            uow.accounts.link_staff(account.id, provider, at=uow.now)
        case operator:
            uow.accounts.link_operator(
                account.id, operator.municipality, name=operator.name, at=uow.now
            )


def _invite(uow: UnitOfWork, actor: Actor, purpose: Purpose, if_open: IfOpen) -> NewInvitation:
    found = uow.invitations.open_for(purpose, at=uow.now)
    if found and if_open is IfOpen.REFUSE:
        raise InvitationOpen(found[-1])
    if found and if_open is IfOpen.REPLACE:
        uow.invitations.end(purpose, at=ending_at(uow.now))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    valid_until_at = uow.now + VALID_FOR
    uow.invitations.add(
        purpose, token_sha256=digest(token), valid_until_at=valid_until_at, by=actor.code
    )
    ended = {"ended": len(found)} if found and if_open is IfOpen.REPLACE else {}
    uow.trail.record(actor, "invite", _subject(purpose), **ended)
    return NewInvitation(token, valid_until_at, open_before=len(found))

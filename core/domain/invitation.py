"""One-time invitations: the only thing in them that is worth stealing is never stored."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.domain.errors import InvitationExpired, InvitationUnknown, InvitationUsed
from core.domain.ids import AccountId, CertificateId, InvitationId, MunicipalityId, ProviderId

VALID_FOR = timedelta(hours=72)
TOKEN_BYTES = 16


class IfOpen(StrEnum):
    """What becomes of an open invitation for the same purpose when another one is asked for.

    Of a token only its digest is kept, so the open one cannot be shown again.
    """

    REFUSE = "REFUSE"
    REPLACE = "REPLACE"
    ADD = "ADD"


class LinkMode(StrEnum):
    """A second parent may look only, or act."""

    ACTING = "ACTING"
    LOOKING = "LOOKING"


@dataclass(frozen=True, slots=True)
class ToChild:
    """Links a parent to a child's certificate."""

    certificate: CertificateId
    mode: LinkMode = LinkMode.ACTING


@dataclass(frozen=True, slots=True)
class ToProvider:
    """Makes the account staff of a provider."""

    provider: ProviderId


@dataclass(frozen=True, slots=True)
class ToOperator:
    """Makes the account an operator of a municipality."""

    municipality: MunicipalityId
    name: str


Purpose = ToChild | ToProvider | ToOperator


@dataclass(frozen=True, slots=True)
class Invitation:
    id: InvitationId
    token_sha256: bytes
    purpose: Purpose
    valid_until_at: datetime
    used_at: datetime | None
    used_by: AccountId | None = None


@dataclass(frozen=True, slots=True)
class ProvenLink:
    """What `accept` hands out. A link is made from this and from nothing else."""

    purpose: Purpose


def digest(token: str) -> bytes:
    """The only form of a token that is kept; tokens have 128 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).digest()


def ending_at(now: datetime) -> datetime:
    """When an invitation has expired in whose place another one is made now.

    The whole minute: a set clock begins anew with each command, a little before what the last
    one wrote.
    """
    return now.replace(second=0, microsecond=0)


def accept(invitation: Invitation, *, token: str, now: datetime) -> ProvenLink:
    """Exchange a token for a proof.

    A proof is returned rather than `True`, because a caller can forget to look
    at a boolean but cannot make a link out of nothing.

    Raises:
        InvitationUnknown: The token is not this invitation's.
        InvitationUsed, InvitationExpired: It is, and comes too late.
    """
    if not hmac.compare_digest(digest(token), invitation.token_sha256):
        raise InvitationUnknown
    if invitation.used_at is not None:
        raise InvitationUsed
    if now >= invitation.valid_until_at:
        raise InvitationExpired
    return ProvenLink(invitation.purpose)

"""Accounts of the messenger, their links and roles, their invitations and conversations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.domain.consent import Consent
from core.domain.delivery import Delivery
from core.domain.ids import AccountId, CertificateId, MunicipalityId, ProviderId
from core.domain.invitation import Invitation, LinkMode, Purpose
from core.domain.notice import NoticeKind
from core.domain.roles import Holder, Role
from core.domain.views import Account, Presence


class Accounts(Protocol):
    def by_chat(self, chat: int) -> Account | None:
        """The account of a private chat with all its roles, in one statement or two."""
        ...

    def presence(self, chat: int, delivery: Delivery | None) -> Presence | None:
        """The account of a private chat with its conversation, and what is known of a delivery
        that had an effect; one question. None for a chat without an account.
        """
        ...

    def by_id(self, id: AccountId) -> Account | None: ...

    def places(self, id: AccountId) -> frozenset[MunicipalityId] | None:
        """Where its children and providers are, where it is an operator and where it applied;
        what it had when it was erased is not known any more. None for no such account.
        """
        ...

    def page(self, *, page: int, size: int) -> tuple[Account, ...]:
        """By id, with all their roles, in two statements."""
        ...

    def linked(
        self, certificates: Collection[CertificateId], *, acting: bool = False
    ) -> frozenset[CertificateId]:
        """Those of them that somebody is linked to; with `acting`, who may act for the child."""
        ...

    def add(self, chat: int, *, language: str) -> Account:
        """A new account without consent and roles; the present one if the chat has one."""
        ...

    def set_language(self, account: AccountId, language: str) -> bool:
        """Whether it was another one."""
        ...

    def consent(self, account: AccountId, *, version: str, at: datetime) -> bool:
        """Keep the consent; of the same version a second time the first instant stays: False."""
        ...

    def consented(self, account: AccountId) -> Consent | None:
        """The one it gave last; None for who gave none. One question."""
        ...

    def link_child(
        self, account: AccountId, certificate: CertificateId, mode: LinkMode, *, at: datetime
    ) -> bool:
        """Link once; linking again as ACTING raises a LOOKING link, never the other way.

        False when nothing was changed.
        """
        ...

    def link_staff(self, account: AccountId, provider: ProviderId, *, at: datetime) -> None: ...

    def link_operator(
        self, account: AccountId, municipality: MunicipalityId, *, name: str, at: datetime
    ) -> None: ...

    def holders(self, role: Role) -> tuple[Holder, ...]:
        """The accounts with the role, by since when."""
        ...

    def take_role(self, role: Role, account: AccountId) -> bool:
        """Whether the account had it."""
        ...

    def switched_off(self, account: AccountId) -> frozenset[NoticeKind]: ...

    def switch(self, account: AccountId, kind: NoticeKind, *, off: bool) -> bool:
        """Set a kind of notice on or off; the same again changes nothing: False."""
        ...


class Conversations(Protocol):
    """What a chat was in the middle of; small values only, never a person's data."""

    def of(self, account: AccountId) -> Mapping[str, str]: ...

    def keep(self, account: AccountId, state: Mapping[str, str]) -> None:
        """Replace the state; an empty one is forgotten."""
        ...


class Invitations(Protocol):
    def add(
        self, purpose: Purpose, *, token_sha256: bytes, valid_until_at: datetime, by: str
    ) -> None: ...

    def add_each(
        self, new: Collection[tuple[Purpose, bytes]], *, valid_until_at: datetime, by: str
    ) -> None:
        """Of many in one statement: what it opens, and the digest of its token."""
        ...

    def open_for(self, purpose: Purpose, *, at: datetime) -> tuple[datetime, ...]:
        """Until when those for exactly this purpose hold that are neither used nor expired."""
        ...

    def end(self, purpose: Purpose, *, at: datetime) -> None:
        """Those for exactly this purpose that were open `at` have expired then."""
        ...

    def end_each(
        self, certificates: Collection[CertificateId], mode: LinkMode, *, at: datetime
    ) -> None:
        """Like `end`, of many children in one statement."""
        ...

    def by_digest(self, token_sha256: bytes) -> Invitation | None:
        """The invitation, locked until the transaction ends, so that it links only once."""
        ...

    def use(self, invitation: Invitation, *, by: AccountId, at: datetime) -> None:
        """Mark as used.

        Raises:
            InvitationUsed: Somebody was faster.
        """
        ...

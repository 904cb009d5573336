"""Arriving, consenting, choosing a language, switching notices: an account's own affairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.actor import Family
from core.domain.consent import CONSENT_VERSION
from core.domain.delivery import Delivery, Handled
from core.domain.errors import ConsentMissing
from core.domain.notice import NoticeKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Presence:
    """An account, and what its chat is in the middle of; `handled` when what it just sent was
    delivered before and had its effect.
    """

    account: Account
    conversation: Mapping[str, str]
    handled: Handled | None = None


def find_account(uow: UnitOfWork, chat: int) -> Account | None:
    """The account of a private chat, or None for somebody who never wrote. Changes nothing."""
    return uow.accounts.by_chat(chat)


def presence(uow: UnitOfWork, chat: int, delivery: Delivery | None = None) -> Presence | None:
    """The account of a private chat with its conversation, or None for a newcomer."""
    account = uow.accounts.by_chat(chat)
    if account is None:
        return None
    handled = None if delivery is None else uow.deliveries.handled(delivery)
    return Presence(account, uow.conversations.of(account.id), handled)


def arrive(uow: UnitOfWork, chat: int, language: str) -> Account:
    """An account for a private chat; the present one when it has one. Holds nothing of a child."""
    return uow.accounts.add(chat, language=language)


def give_consent(uow: UnitOfWork, account: Account, version: str = CONSENT_VERSION) -> None:
    """Keep the consent to the text that was shown with its time; a second one changes nothing.

    Raises:
        ConsentMissing: Another version was shown than the present one.
    """
    if version != CONSENT_VERSION:
        raise ConsentMissing
    if uow.accounts.consent(account.id, version=version, at=uow.now):
        uow.trail.record(Family(account.id), "consent", f"account:{account.id}", version=version)


def choose_language(uow: UnitOfWork, account: Account, language: str) -> None:
    """From now on the account is spoken to in `language`; the same again changes nothing."""
    uow.accounts.set_language(account.id, language)


def switched_off(uow: UnitOfWork, account: Account) -> frozenset[NoticeKind]:
    """The kinds of notices that the account does not want."""
    return uow.accounts.switched_off(account.id)


def switch_notices(uow: UnitOfWork, account: Account, kind: NoticeKind, *, off: bool) -> None:
    """Switch a kind of notice off or on; the same again changes nothing."""
    uow.accounts.switch(account.id, kind, off=off)


def conversation(uow: UnitOfWork, account: Account) -> Mapping[str, str]:
    """What the chat was in the middle of; empty when nothing."""
    return uow.conversations.of(account.id)


def keep_conversation(uow: UnitOfWork, account: Account, state: Mapping[str, str]) -> None:
    """Remember what the chat is in the middle of; an empty state forgets."""
    uow.conversations.keep(account.id, state)

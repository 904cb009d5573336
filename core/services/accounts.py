"""Arriving, consenting, choosing a language, switching notices: an account's own affairs."""

from __future__ import annotations

from collections.abc import Mapping

from core.domain.actor import Act, Actor
from core.domain.consent import CONSENT_VERSION, Consent
from core.domain.delivery import Delivery
from core.domain.errors import ConsentMissing
from core.domain.notice import NoticeKind
from core.domain.views import Account, Presence
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import own_family


def find_account(uow: UnitOfWork, chat: int) -> Account | None:
    """The account of a private chat, or None for somebody who never wrote. Changes nothing."""
    return uow.accounts.by_chat(chat)


@asks_once
def presence(uow: UnitOfWork, chat: int, delivery: Delivery | None = None) -> Presence | None:
    """The account of a private chat with its conversation, or None for a newcomer. Nothing of it
    is kept from one update to the next: a role that was taken away anywhere is gone at once.
    """
    return uow.accounts.presence(chat, delivery)


def arrive(uow: UnitOfWork, chat: int, language: str) -> Account:
    """An account for a private chat; the present one when it has one. Holds nothing of a child."""
    known = uow.accounts.by_chat(chat)
    if known is not None:
        return known
    new = uow.accounts.add(chat, language=language)
    uow.trail.record(new.family, "arrive", f"account:{new.id}", language=language)
    return new


def arrive_with(uow: UnitOfWork, delivery: Delivery, language: str) -> Account | None:
    """As `arrive`, for the chat of a delivery; None for one that had its effect before.

    That account was erased since, and is not made again by what its person sent before (A4). What
    had no effect was kept of nobody, and of an erasure nobody knows any more whose chat it was: so
    whatever was sent before the last erasure makes no account. A newcomer whom that delays is told
    how to begin.
    """
    known = uow.accounts.by_chat(delivery.chat)
    if known is not None:
        return known
    sent_at = delivery.sent_at
    if uow.deliveries.known(delivery):
        return None
    if sent_at is not None and uow.erasures.of_an_account_after(sent_at):
        return None
    return arrive(uow, delivery.chat, language)


def give_consent(uow: UnitOfWork, account: Account, version: str = CONSENT_VERSION) -> None:
    """Keep the consent to the text that was shown with its time; a second one changes nothing.

    Raises:
        ConsentMissing: Another version was shown than the present one.
    """
    if version != CONSENT_VERSION:
        raise ConsentMissing
    if uow.accounts.consent(account.id, version=version, at=uow.now):
        uow.trail.record(account.family, "consent", f"account:{account.id}", version=version)


@asks_once
def consent_given(uow: UnitOfWork, actor: Actor) -> Consent | None:
    """What the account consented to and when, the present version or an earlier one.

    Raises:
        NotAllowed: No account of its own.
    """
    return uow.accounts.consented(own_family(actor, Act.SEE_OWN_DATA).account)


def choose_language(uow: UnitOfWork, account: Account, language: str) -> None:
    """From now on the account is spoken to in `language`; the same again changes nothing."""
    if uow.accounts.set_language(account.id, language):
        uow.trail.record(account.family, "choose-language", f"account:{account.id}", after=language)


@asks_once
def switched_off(uow: UnitOfWork, account: Account) -> frozenset[NoticeKind]:
    """The kinds of notices that the account does not want."""
    return uow.accounts.switched_off(account.id)


def switch_notices(uow: UnitOfWork, account: Account, kind: NoticeKind, *, off: bool) -> None:
    """Switch a kind of notice off or on; the same again changes nothing.

    What was written of it and waits, perhaps for the morning, is skipped with the switching off
    (S1); switching on again does not bring it back.
    """
    if uow.accounts.switch(account.id, kind, off=off):
        after = "off" if off else "on"
        subject = f"account:{account.id}"
        uow.trail.record(account.family, "switch-notices", subject, kind=kind, after=after)
    if off:
        uow.outbox.skip_waiting(account.id, kind)


def conversation(uow: UnitOfWork, account: Account) -> Mapping[str, str]:
    """What the chat was in the middle of; empty when nothing."""
    return uow.conversations.of(account.id)


def keep_conversation(uow: UnitOfWork, account: Account, state: Mapping[str, str]) -> None:
    """Remember what the chat is in the middle of; an empty state forgets."""
    uow.conversations.keep(account.id, state)

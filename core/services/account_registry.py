"""Accounts as an operator sees them: ids and roles, never a person; and accounts made by hand."""

from __future__ import annotations

from core.domain.actor import Act, Actor, Family, ProviderStaff, Subject, ensure_may
from core.domain.errors import NotFound
from core.domain.ids import AccountId
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.invitations import accept_invitation


def accounts_page(uow: UnitOfWork, actor: Actor, *, page: int, size: int) -> tuple[Account, ...]:
    """Accounts with their roles, by id.

    Raises:
        NotAllowed: The actor is not an operator.
    """
    ensure_may(actor, Act.KEEP_ACCOUNTS, Subject())
    return uow.accounts.page(page=page, size=size)


def enter_account(
    uow: UnitOfWork, actor: Actor, chat: int, language: str, *, consented: bool
) -> Account:
    """An account for a private chat, as if somebody had written to the bot from it.

    With `consented` the operator vouches that its person agreed to the processing of data.
    The same again changes nothing; a consent is never taken back here.

    Raises:
        NotAllowed: The actor is not an operator.
    """
    ensure_may(actor, Act.KEEP_ACCOUNTS, Subject())
    before = uow.accounts.by_chat(chat)
    account = arrive(uow, chat, language)
    if consented:
        give_consent(uow, account)
    after = _known(uow, account.id)
    if before != after:
        uow.trail.record(actor, "enter-account", f"account:{account.id}", consent=int(consented))
    return after


def accept_for_account(uow: UnitOfWork, actor: Actor, id: AccountId, token: str) -> Account:
    """Link an account to what an invitation is for, as if its person had pressed the link.

    A second call changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No such account.
        ConsentMissing, InvitationUnknown, InvitationUsed, InvitationExpired
    """
    ensure_may(actor, Act.KEEP_ACCOUNTS, Subject())
    before = _known(uow, id)
    accept_invitation(uow, before, token)
    linked = _known(uow, id)
    if linked != before:
        uow.trail.record(actor, "accept-invitation", f"account:{id}")
    return linked


def parent(uow: UnitOfWork, id: AccountId) -> Family:
    """The parent that an account is, with the children that it is linked to.

    Raises:
        NotFound: No such account, or it is linked to no child.
    """
    account = _known(uow, id)
    if not account.acting and not account.looking:
        raise NotFound("parent", str(id))
    return account.family


def staff_member(uow: UnitOfWork, id: AccountId, inn: str) -> ProviderStaff:
    """The staff of a provider that an account is.

    Raises:
        NotFound: No such account, or it does not work for the provider with that ИНН.
    """
    account = _known(uow, id)
    provider = uow.catalog.provider_by_inn(inn)
    if provider is None or provider.id not in account.staff_of:
        raise NotFound("staff", f"{id}:{inn}")
    return ProviderStaff(id, provider.id)


def _known(uow: UnitOfWork, id: AccountId) -> Account:
    account = uow.accounts.by_id(id)
    if account is None:
        raise NotFound("account", str(id))
    return account
